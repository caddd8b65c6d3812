// Threads that begin together: libpq's calls block, and would starve Swift's own few threads.

import Foundation

/// Lets `count` threads go at the same moment.
final class Gate: @unchecked Sendable {
    // Unchecked: `missing` is only touched under the condition's lock.
    private let condition = NSCondition()
    private var missing: Int

    init(_ count: Int) {
        missing = count
    }

    func wait() {
        condition.lock()
        missing -= 1
        if missing <= 0 { condition.broadcast() }
        while missing > 0 { condition.wait() }
        condition.unlock()
    }

    static func thread(_ body: @escaping @Sendable () -> Void) {
        Thread(block: body).start()
    }
}

// The other desk's gate: scan after scan while applications are decided.

import Dispatch
import Foundation
import Postgres
import Store
import Synchronization
import TestSupport

/// A gate on a thread and a connection of its own, whose every scan is timed.
final class ReviewGate: Sendable {
    private struct Work {
        var isOpen = true
        var waits: [Double] = []
        var failure: (any Error)?
    }

    private let work = Mutex(Work())
    private let group = DispatchGroup()

    /// Opens it: from here on somebody passes at any moment.
    init(_ expo: ReviewExpo) throws {
        let store = Store(try Connection(expo.address, applicationName: "gate"))
        // Prepares its statements.
        _ = try store.apply(expo.scan(expo.serials[0]))
        nonisolated(unsafe) let (gate, people) = (store, expo)
        group.enter()
        Thread.detachNewThread { [self] in
            do {
                while work.withLock({ $0.isOpen }) {
                    guard let serial = people.serials.randomElement() else { break }
                    let watch = Stopwatch()
                    _ = try gate.apply(people.scan(serial))
                    let wait = watch.milliseconds
                    work.withLock { $0.waits.append(wait) }
                }
            } catch {
                work.withLock { $0.failure = error }
            }
            group.leave()
        }
    }

    /// Closes it. Gives how long each scan took, in milliseconds.
    func close() throws -> [Double] {
        work.withLock { $0.isOpen = false }
        group.wait()
        return try work.withLock { work in
            if let failure = work.failure { throw failure }
            return work.waits
        }
    }
}

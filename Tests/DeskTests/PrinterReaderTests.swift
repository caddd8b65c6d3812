// The printer's state, asked of a service that may take as long as it likes.

import Printing
import Synchronization
import Testing

@testable import Desk

@Suite("The printer's state")
struct PrinterReaderTests {
    /// A service that answers when it is told to.
    private final class Slow: Sendable {
        let goesOn = Semaphore()
        let asked = Mutex(0)

        func answer() -> PrinterReading {
            let number = asked.withLock { asked in
                asked += 1
                return asked
            }
            goesOn.wait()
            return .missing(name: "\(number)")
        }
    }

    @Test("whoever asks a slow service waits so long and no longer, and it is asked once at a time")
    func slow() {
        let slow = Slow()
        let reader = PrinterReader { slow.answer() }
        #expect(reader.reading(within: 1) == nil)
        #expect(reader.reading(within: 1) == nil)
        slow.goesOn.signal()
        // Whether the first asking or one of its own answers it.
        slow.goesOn.signal()
        let first = reader.reading(within: 20_000)
        #expect(first == .missing(name: "1") || first == .missing(name: "2"))
        #expect(slow.asked.withLock { $0 } <= 2)
    }

    @Test("what was answered before is shown while it is asked again")
    func known() {
        let slow = Slow()
        let reader = PrinterReader { slow.answer() }
        slow.goesOn.signal()
        #expect(reader.reading(within: 20_000) == .missing(name: "1"))
        #expect(reader.reading(within: 1) == .missing(name: "1"))
        slow.goesOn.signal()
    }
}

// The printer's state for whoever shows it: asked for on a thread of its own, which a network may hold up.

public import Printing
internal import Synchronization

/// Asks the print service about its printer, and keeps the last answer.
public final class PrinterReader: Sendable {
    private struct State {
        var last: PrinterReading?
        var isAsking = false
        var waiting: [Semaphore] = []
    }

    private let ask: @Sendable () -> PrinterReading
    private let state = Mutex(State())

    /// Milliseconds that the service has to answer in.
    private static let patience = 2_000

    public init() {
        ask = { PrintService.read(within: Self.patience) }
    }

    init(asking ask: @escaping @Sendable () -> PrinterReading) {
        self.ask = ask
    }

    /// - Parameter milliseconds: how long to wait for an answer.
    /// - Returns: the answer, or where it takes longer the one before, which is nil at first.
    public func reading(within milliseconds: Int) -> PrinterReading? {
        let answered = Semaphore()
        let starts = state.withLock { state in
            state.waiting.append(answered)
            defer { state.isAsking = true }
            return !state.isAsking
        }
        if starts { Thread { [self] in take(ask()) }.start(name: "desk-printer") }
        answered.wait(within: milliseconds)
        return state.withLock { state in
            state.waiting.removeAll { $0 === answered }
            return state.last
        }
    }

    private func take(_ reading: PrinterReading) {
        let waiting = state.withLock { state in
            state.last = reading
            state.isAsking = false
            return state.waiting
        }
        for semaphore in waiting { semaphore.signal() }
    }
}

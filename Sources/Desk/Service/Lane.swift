// A thread that works for a console: one job after another, over a desk of its own.

internal import CLinux
internal import Glibc
internal import Synchronization

/// One worker thread with a queue. A job waits its turn; a job that nobody wants any more is taken out, or its statement
/// is ended at the server when it is already running.
final class Lane: Sendable {
    typealias Job = @Sendable () -> Void

    private struct State {
        var jobs: [(ticket: UInt64, job: Job, dropped: Job)] = []
        var running: UInt64?
        var cancel: Job?
        /// Cancellations of the running job that are still on their way to the server.
        var stops = 0
        var isClosed = false
    }

    private let state = Mutex(State())
    private let wake = Semaphore()
    private let stopped = Semaphore()

    init(name: String) {
        let thread = Thread { [self] in work() }
        thread.start(name: name)
    }

    /// - Parameter dropped: called instead of `job` when it is cancelled before its turn.
    func add(_ ticket: UInt64, dropped: @escaping Job = {}, _ job: @escaping Job) {
        state.withLock { $0.jobs.append((ticket, job, dropped)) }
        wake.signal()
    }

    /// Takes the job out of the queue, or calls the running job's way to stop it.
    /// - Returns: whether the job had not begun, so that it never will.
    func cancel(_ ticket: UInt64) -> Bool {
        let (dropped, stop) = state.withLock { state -> (Job?, Job?) in
            if let index = state.jobs.firstIndex(where: { $0.ticket == ticket }) {
                return (state.jobs.remove(at: index).dropped, nil)
            }
            guard state.running == ticket, let cancel = state.cancel else { return (nil, nil) }
            state.stops += 1
            return (nil, cancel)
        }
        dropped?()
        // On a thread of its own: ending a statement opens a connection, and whoever cancels must not wait for that.
        if let stop {
            let stopped = stopped
            Thread {
                stop()
                stopped.signal()
            }
            .start(name: "cancel")
        }
        return dropped != nil
    }

    /// What ends the statement that runs in this lane.
    func setCancel(_ cancel: Job?) {
        state.withLock { $0.cancel = cancel }
    }

    /// Lets the thread end after the job it is at.
    func close() {
        state.withLock {
            $0.isClosed = true
            $0.jobs.removeAll()
        }
        wake.signal()
    }

    private func work() {
        while true {
            wake.wait()
            let next = state.withLock { state -> Job? in
                guard !state.jobs.isEmpty else { return nil }
                let (ticket, job, _) = state.jobs.removeFirst()
                state.running = ticket
                return job
            }
            next?()
            let (stops, isClosed) = state.withLock { state in
                defer { state.stops = 0 }
                state.running = nil
                return (state.stops, state.isClosed)
            }
            // A cancellation that is still on its way would hit the next job's statement.
            for _ in 0..<stops { stopped.wait() }
            if isClosed { return }
        }
    }
}

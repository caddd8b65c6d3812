// Hearing what other desks change, and telling them what this one does: the part that other threads see.

import Domain
import Store
internal import Synchronization

/// A thread with a connection of its own that listens for other desks' notices, sends this desk's, and says how the line
/// stands. Nobody ever waits for it: it is told things, and posts news.
final class Watcher: Sendable {
    private struct State {
        var hasBegun = false
        var isClosed = false
        var pace = NoticePace()
        /// What this desk itself has applied and the watcher has not met yet: the newest version of each serial.
        var own: [Serial: Int] = [:]
        var hears: Bool?
    }

    /// Own changes that are remembered until they are met; beyond that they are told as if they were others'.
    private static let mostOwn = 1_000

    let wake = Wake()
    private let state = Mutex(State())
    private let database: Database
    private let line: Line
    private let patience: Int
    private let clock: Clock?
    private let post: @Sendable (LiveNews) -> Void

    /// - Parameters:
    ///   - patience: milliseconds to wait for an answer before the line counts as lost.
    ///   - clock: the desk's, to be compared with the server's; nil where it is a script's.
    init(
        _ database: Database, line: Line, patience: Int = 4_000, clock: Clock? = nil,
        post: @escaping @Sendable (LiveNews) -> Void
    ) {
        self.database = database
        self.line = line
        self.patience = patience
        self.clock = clock
        self.post = post
    }

    /// Begins to watch, the first time it is called: with what happened after `horizon`.
    /// - Parameter horizon: nil where nothing was read yet.
    func begin(_ event: EventID, from horizon: Horizon?) {
        let isFirst = state.withLock { state in
            defer { state.hasBegun = true }
            return !state.hasBegun && !state.isClosed
        }
        guard isFirst else { return }
        Thread { [self] in
            WatchedLine(
                self, database, line, event, from: horizon, patience: patience, clock: clock, post: post
            ).run()
        }
        .start(name: "desk-watch")
    }

    /// Lets the thread end. It ends a moment later, and posts nothing more.
    func close() {
        state.withLock { $0.isClosed = true }
        wake.signal()
    }

    /// This desk has applied something: others are to be told, and it is no news here.
    /// - Parameter row: nil for several, who are news here as well.
    func wrote(_ row: Registration?) {
        state.withLock { state in
            if let row {
                if state.own.count >= Self.mostOwn { state.own.removeAll() }
                state.own[row.serial] = max(row.version, state.own[row.serial] ?? 0)
            }
            state.pace.changed()
        }
        wake.signal()
    }

    /// Whether notices arrive here; nil until that is known.
    var hearsNotices: Bool? { state.withLock { $0.hears } }

    // MARK: For the thread

    var isClosed: Bool { state.withLock { $0.isClosed } }

    func setHears(_ hears: Bool?) {
        state.withLock { $0.hears = hears }
    }

    /// Milliseconds until a notice is to be sent; nil while there is nothing to tell.
    func noticeWait(at now: Int64) -> Int64? {
        state.withLock { $0.pace.wait(at: now) }
    }

    func noticed(at now: Int64) {
        state.withLock { $0.pace.told(at: now) }
    }

    /// The rows that this desk has not written itself.
    func others(_ rows: [Registration]) -> [Registration] {
        state.withLock { state in
            rows.filter { row in
                guard let own = state.own[row.serial], own <= row.version else { return true }
                state.own[row.serial] = nil
                return own < row.version
            }
        }
    }
}

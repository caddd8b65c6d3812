// How a desk stands with the database: clocks, and what of this desk's has arrived there.

import Domain
public import Store
import Synchronization

/// How a desk stands with the database.
public struct DeskState: Hashable, Sendable {
    /// How far the desk's clock is ahead of the server's, in milliseconds, less than nothing where it is behind; nil where
    /// a script plays with a clock of its own.
    public var clockAhead: Int?
    /// This desk's newest commands that the database has, or those before the one asked for.
    public var log: DeskLogPage

    public init(clockAhead: Int?, log: DeskLogPage) {
        self.clockAhead = clockAhead
        self.log = log
    }
}

extension Desk {
    /// How many commands a page of the log has.
    public static let logPage = 50

    /// Asks the database how this desk stands.
    /// - Parameter sequence: the page before this one; the newest without.
    public func state(logBefore sequence: Int64? = nil) throws(DeskError) -> DeskState {
        let log = try withStore {
            try $0.log(of: id, event: event.id, before: sequence, limit: Self.logPage)
        }
        return DeskState(clockAhead: try clockAhead(), log: log)
    }

    /// How far the desk's clock is ahead of the server's, in milliseconds; nil where a script plays with a clock of its own.
    public func clockAhead() throws(DeskError) -> Int? {
        guard !share.clock.isScripted else { return nil }
        return try withStore { try $0.clockAhead(clock) }
    }
}

extension Store {
    /// How far a desk's clock is ahead of the server's, in milliseconds. The server is taken to have looked at its own in
    /// the middle of the round trip.
    func clockAhead(_ clock: Clock) throws(StoreError) -> Int {
        let before = clock()
        let server = try serverTime()
        return Int((before.milliseconds + clock().milliseconds) / 2 - server.milliseconds)
    }
}

/// When the database last answered any of a console's desks.
final class Contact: Sendable {
    private let moment = Mutex<Timestamp?>(nil)

    var last: Timestamp? { moment.withLock(\.self) }

    func note(_ time: Timestamp) {
        moment.withLock { $0 = time }
    }
}

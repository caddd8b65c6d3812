// What time it is for the event: the server's, carried on by the machine between two connections.

import Domain
import Store

/// Whose clock says when somebody went through a gate, and so which day it was.
public enum EventTime: Sendable, Hashable {
    /// The server's, so that a desk whose clock is wrong still knows the day.
    case server
    /// The desk's own: for scripts, which play with a clock of theirs.
    case desk
}

/// The server's time when it was last asked, and how long ago that is by a clock that nobody sets.
struct ServerClock {
    private let server: Timestamp
    private let askedAt: Int64

    init(reading store: Store) throws(StoreError) {
        server = try store.serverTime()
        askedAt = Monotonic.millisecondsWithSleep()
    }

    func now() -> Timestamp {
        Timestamp(milliseconds: server.milliseconds + Monotonic.millisecondsWithSleep() - askedAt)
    }
}

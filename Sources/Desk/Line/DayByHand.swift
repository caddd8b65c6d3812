// The day that somebody at a desk has said, while the server could not be asked.

public import Domain

/// Which day it is by what somebody at this desk has said, and not by the server.
public struct DayByHand: Hashable, Sendable {
    /// The event's day now, reckoned from then.
    public var day: CalendarDate
    /// When it was said, by the time that it was said to be.
    public var since: Timestamp

    public init(day: CalendarDate, since: Timestamp) {
        self.day = day
        self.since = since
    }
}

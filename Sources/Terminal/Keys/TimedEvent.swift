// An event with its time.

public struct TimedEvent: Equatable, Sendable {
    public var event: InputEvent
    /// When its last byte was read: milliseconds of a monotonic clock.
    public var at: Int64

    public init(event: InputEvent, at: Int64) {
        self.event = event
        self.at = at
    }
}

// Making command ids inside a pure update: random numbers and the wall clock as values.

public import Domain

/// Makes command ids from generators seeded when the console started and the time of the last event.
public struct CommandIDMaker: Equatable, Sendable {
    // Two of 64 bits: an id has 74 random ones, and desks that start in one millisecond must not meet.
    private var first: SplitMix64
    private var second: SplitMix64
    /// What to add to an event's time to get the wall clock, in milliseconds.
    private let offset: Int64
    private var now: Int64
    /// The latest time heard of, monotonic milliseconds.
    var time: Int64 { now }

    public init(seed: (UInt64, UInt64), wallClockOffset: Int64, now: Int64) {
        first = SplitMix64(seed: seed.0)
        second = SplitMix64(seed: seed.1)
        offset = wallClockOffset
        self.now = now
    }

    /// Hears the time of an event, monotonic milliseconds.
    public mutating func hear(_ time: Int64) {
        now = max(now, time)
    }

    /// The wall clock at the latest event.
    public var wallClock: Timestamp { Timestamp(milliseconds: now + offset) }

    public mutating func next() -> CommandID {
        let random = bytes(first.next()) + bytes(second.next()).prefix(2)
        return CommandID(at: wallClock, random: random)
    }

    private func bytes(_ number: UInt64) -> [UInt8] {
        (0..<8).map { UInt8(truncatingIfNeeded: number >> (8 * UInt64($0))) }
    }
}

// Making command ids inside a pure update: random numbers and the wall clock as values.

public import Domain

/// Makes command ids from a generator seeded when the console started and the time of the last event.
public struct CommandIDMaker: Equatable, Sendable {
    private var state: (UInt64, UInt64)
    /// What to add to an event's time to get the wall clock, in milliseconds.
    private let offset: Int64
    /// The latest time heard of, monotonic milliseconds.
    private var now: Int64

    public init(seed: (UInt64, UInt64), wallClockOffset: Int64, now: Int64) {
        state = seed
        offset = wallClockOffset
        self.now = now
    }

    /// Hears the time of an event, monotonic milliseconds.
    public mutating func hear(_ time: Int64) {
        now = max(now, time)
    }

    public mutating func next() -> CommandID {
        let random = bytes(Self.mixed(&state.0)) + bytes(Self.mixed(&state.1)).prefix(2)
        return CommandID(at: Timestamp(milliseconds: now + offset), random: Array(random))
    }

    private func bytes(_ number: UInt64) -> [UInt8] {
        (0..<8).map { UInt8(truncatingIfNeeded: number >> (8 * UInt64($0))) }
    }

    /// SplitMix64 (Steele, Lea, Flood 2014).
    private static func mixed(_ state: inout UInt64) -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    public static func == (left: Self, right: Self) -> Bool {
        left.state == right.state && left.offset == right.offset && left.now == right.now
    }
}

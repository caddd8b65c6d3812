// The end of a test's patience.

import Glibc

/// A moment some milliseconds from when it was made.
public struct Deadline: Sendable {
    private let moment: Int64

    public init(_ milliseconds: Int) {
        moment = Self.now() + Int64(milliseconds)
    }

    public var isPast: Bool { Self.now() >= moment }

    /// Milliseconds left, at least 0.
    public var left: Int { Int(max(0, moment - Self.now())) }

    private static func now() -> Int64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
    }
}

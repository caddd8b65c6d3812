// Time for programs: the machine's, or one that tests and scripts move by hand.

import Glibc

/// A clock that only goes forward, in milliseconds from an arbitrary beginning.
public protocol ProgramClock: AnyObject {
    /// The time now, in milliseconds.
    func now() -> Int64
}

/// The machine's monotonic clock.
public final class MonotonicClock: ProgramClock {
    public init() {}

    public func now() -> Int64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
    }
}

/// A clock that stands still until it is moved.
public final class VirtualClock: ProgramClock {
    private var time: Int64

    public init(at time: Int64 = 0) {
        self.time = time
    }

    public func now() -> Int64 { time }

    /// Move forward by that many milliseconds; a negative number moves nothing.
    public func advance(by milliseconds: Int64) {
        time += max(0, milliseconds)
    }

    /// Move forward to that time; nothing happens when it is past.
    public func advance(to time: Int64) {
        self.time = max(self.time, time)
    }
}

// A moment on the monotonic clock by which something must have happened.

import Glibc

struct Deadline {
    /// Milliseconds of the monotonic clock; nil is never.
    private let end: Int64?

    /// Negative: never.
    init(milliseconds: Int) {
        end = milliseconds < 0 ? nil : Self.now() + Int64(milliseconds)
    }

    /// For poll(2): -1 when there is no end, 0 when it is over.
    var remainingMilliseconds: Int32 {
        guard let end else { return -1 }
        return Int32(clamping: max(0, end - Self.now()))
    }

    var isOver: Bool { remainingMilliseconds == 0 }

    private static func now() -> Int64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
    }
}

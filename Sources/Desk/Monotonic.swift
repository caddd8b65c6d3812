// Time that only goes forward, for waits and deadlines.

public import Domain
internal import Glibc

enum Monotonic {
    /// Milliseconds since some moment before the machine started.
    static func milliseconds() -> Int64 {
        var now = timespec()
        clock_gettime(CLOCK_MONOTONIC, &now)
        return Int64(now.tv_sec) * 1_000 + Int64(now.tv_nsec) / 1_000_000
    }

    /// The same, the time included in which the machine slept.
    static func millisecondsWithSleep() -> Int64 {
        var now = timespec()
        clock_gettime(CLOCK_BOOTTIME, &now)
        return Int64(now.tv_sec) * 1_000 + Int64(now.tv_nsec) / 1_000_000
    }

    static func wait(milliseconds: Int) {
        var rest = timespec(tv_sec: milliseconds / 1_000, tv_nsec: milliseconds % 1_000 * 1_000_000)
        var left = timespec()
        while nanosleep(&rest, &left) != 0, errno == EINTR {
            rest = left
        }
    }
}

extension Timestamp {
    /// The machine's wall clock.
    public static func now() -> Timestamp {
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        return Timestamp(milliseconds: Int64(now.tv_sec) * 1_000 + Int64(now.tv_nsec) / 1_000_000)
    }
}

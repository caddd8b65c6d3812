// Time since a moment, and remarks while the measurements run.

import Glibc

/// Counts from when it was made, on the clock that only goes forward.
struct Stopwatch {
    private let start = Self.nanoseconds()

    var milliseconds: Double { Double(Self.nanoseconds() - start) / 1_000_000 }
    var seconds: Double { milliseconds / 1000 }

    private static func nanoseconds() -> Int64 {
        var now = timespec()
        clock_gettime(CLOCK_MONOTONIC, &now)
        return Int64(now.tv_sec) * 1_000_000_000 + Int64(now.tv_nsec)
    }
}

/// Remarks for whoever waits; the table alone goes to standard output.
enum Note {
    static func say(_ text: String) {
        let line = Array((text + "\n").utf8)
        _ = write(STDERR_FILENO, line, line.count)
    }
}

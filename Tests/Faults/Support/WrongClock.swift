// A wall clock that is wrong, for the built program: a library loaded before the others answers in libc's place.

import Glibc
import TestSupport

/// Shifts what a program takes for the time of day; clocks that only go forward are left as they are. The shift can jump
/// while the program runs.
final class WrongClock: Sendable {
    private let scratch: ScratchFolder
    private let library: String

    /// The shift is read anew at every question: four bytes of a file that the test writes.
    private static let source = """
        #define _GNU_SOURCE
        #include <fcntl.h>
        #include <stdlib.h>
        #include <sys/syscall.h>
        #include <sys/time.h>
        #include <time.h>
        #include <unistd.h>

        static int shift(void) {
            static int file = -1;
            int seconds = 0;
            const char *path = getenv("WRONG_CLOCK");
            if (file < 0 && path) file = open(path, O_RDONLY | O_CLOEXEC);
            return file >= 0 && pread(file, &seconds, sizeof seconds, 0) == sizeof seconds ? seconds : 0;
        }

        int clock_gettime(clockid_t id, struct timespec *now) {
            int code = (int)syscall(SYS_clock_gettime, id, now);
            if (code == 0 && (id == CLOCK_REALTIME || id == CLOCK_REALTIME_COARSE)) now->tv_sec += shift();
            return code;
        }

        int gettimeofday(struct timeval *restrict now, void *restrict zone) {
            struct timespec time;
            (void)zone;
            if (clock_gettime(CLOCK_REALTIME, &time)) return -1;
            now->tv_sec = time.tv_sec;
            now->tv_usec = time.tv_nsec / 1000;
            return 0;
        }

        time_t time(time_t *out) {
            struct timespec now;
            clock_gettime(CLOCK_REALTIME, &now);
            if (out) *out = now.tv_sec;
            return now.tv_sec;
        }
        """

    init() throws {
        scratch = try ScratchFolder()
        library = scratch.file("wrong-clock.so")
        let source = try scratch.write(Array(Self.source.utf8), to: "wrong-clock.c")
        let compiler = try ChildProcess(
            ["cc", "-shared", "-fPIC", "-O1", "-Wall", "-Werror", "-o", library, source],
            environment: ["PATH": "/usr/bin:/bin"])
        guard compiler.wait(within: 60_000) == .exited(0) else { throw SupportError("the clock was not compiled") }
        try set(hours: 0)
    }

    /// How far the clock is ahead from now on; less than nothing for behind.
    func set(hours: Int) throws {
        let seconds = Int32(hours * 3_600)
        // In place, and in one write: the program keeps the file open.
        let file = Descriptor(open(scratch.file("shift"), O_WRONLY | O_CREAT | O_CLOEXEC, 0o600))
        guard file.write(withUnsafeBytes(of: seconds) { Array($0) }) else { throw SupportError("no clock") }
    }

    /// What the program is to be started with.
    var environment: [String: String] {
        ["LD_PRELOAD": library, "WRONG_CLOCK": scratch.file("shift")]
    }
}

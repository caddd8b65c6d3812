// Signals as readable events. A threaded process loses them otherwise: the kernel may pick any thread.

import CLinux
public import Glibc

/// The signals a program takes: resizes, requests to stop, suspensions.
public final class ProgramSignals {
    /// Readable when a signal waits.
    public let descriptor: Int32

    private static let taken: [Int32] = [SIGWINCH, SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP, SIGCONT]

    /// Block the signals and make the descriptor. Call it before any thread starts: threads inherit the mask, and one
    /// thread that does not block a signal is enough to lose it. A broken pipe is ignored from here on.
    public init() {
        var mask = Self.mask(Self.taken)
        pthread_sigmask(SIG_BLOCK, &mask, nil)
        cl_ignore_signal(SIGPIPE)
        descriptor = cl_signalfd(&mask)
        precondition(descriptor >= 0, "signals need a file descriptor and the process has none left")
    }

    deinit {
        close(descriptor)
    }

    /// The numbers of the signals that wait, oldest first, each once.
    func read() -> [Int32] {
        var numbers: [Int32] = []
        var information = signalfd_siginfo()
        let size = MemoryLayout<signalfd_siginfo>.size
        while Glibc.read(descriptor, &information, size) == size {
            numbers.append(Int32(information.ssi_signo))
        }
        return numbers
    }

    /// Let a child about to be made by `posix_spawn` start with no signal blocked and none ignored, as programs expect.
    /// The attributes' flags are set here; add others before with `posix_spawnattr_getflags`.
    public static func release(_ attributes: inout posix_spawnattr_t) {
        var none = mask([])
        var defaults = mask(taken + [SIGPIPE])
        var flags: Int16 = 0
        posix_spawnattr_getflags(&attributes, &flags)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &defaults)
        posix_spawnattr_setflags(&attributes, flags | Int16(POSIX_SPAWN_SETSIGMASK) | Int16(POSIX_SPAWN_SETSIGDEF))
    }

    static func mask(_ signals: [Int32]) -> sigset_t {
        var set = sigset_t()
        sigemptyset(&set)
        for signal in signals { sigaddset(&set, signal) }
        return set
    }
}

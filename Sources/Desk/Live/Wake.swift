// Ends another thread's wait.

internal import CLinux
internal import Glibc

/// A descriptor to poll beside others, which any thread can make readable.
final class Wake: Sendable {
    /// An eventfd; readable from `signal` until `clear`.
    let descriptor: Int32

    init() {
        descriptor = cl_eventfd()
        precondition(descriptor >= 0, "a thread that waits needs a file descriptor and the process has none left")
    }

    deinit {
        close(descriptor)
    }

    func signal() {
        var one: UInt64 = 1
        // A full counter is as readable as one; nothing else can fail here.
        _ = write(descriptor, &one, 8)
    }

    func clear() {
        var count: UInt64 = 0
        _ = read(descriptor, &count, 8)
    }

    /// Waits for `signal`, at most so long.
    func wait(milliseconds: Int) {
        var waiter = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        _ = poll(&waiter, 1, Int32(clamping: milliseconds))
    }
}

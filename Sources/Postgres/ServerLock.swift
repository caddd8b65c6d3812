// One process at a time makes, starts or stops the server of a data folder.

import CLinux
import Glibc

/// An flock on `<data folder>/postgres.lock`, let go with the value or with the process, however it ends.
struct ServerLock: ~Copyable {
    private let descriptor: Int32

    /// Waits up to 30 s; `whenBusy` is called once if it has to.
    init(
        path: String, milliseconds: Int = 30_000, whenBusy: () -> Void
    ) throws(PrivateServerError) {
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw PrivateServerError(errno: errno, path: path) }
        let deadline = Deadline(milliseconds: milliseconds)
        var hasSaid = false
        while cl_try_lock_exclusive(descriptor) != 0 {
            guard errno == EWOULDBLOCK || errno == EINTR else {
                let reason = errno
                close(descriptor)
                throw PrivateServerError(errno: reason, path: path)
            }
            guard !deadline.isOver else {
                close(descriptor)
                throw .noAnswer(path: path, log: "")
            }
            if !hasSaid { whenBusy() }
            hasSaid = true
            usleep(10_000)
        }
    }

    deinit {
        close(descriptor)
    }
}

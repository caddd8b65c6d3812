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
        descriptor = open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw PrivateServerError(errno: errno, path: path) }
        Self.giveToOwner(descriptor, ofFolderOf: path)
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

    /// Root at the desk of a plain user must not leave a lock behind that the user cannot open.
    private static func giveToOwner(_ descriptor: Int32, ofFolderOf path: String) {
        guard geteuid() == 0, let slash = path.lastIndex(of: "/"),
            let folder = Files.status(String(path[..<slash])), folder.st_uid != 0
        else { return }
        var lock = stat()
        // A second name for the file would be somebody's trap.
        guard fstat(descriptor, &lock) == 0, lock.st_nlink == 1, lock.st_mode & S_IFMT == S_IFREG else { return }
        fchown(descriptor, folder.st_uid, folder.st_gid)
    }

    deinit {
        close(descriptor)
    }
}

// A lock between processes that the kernel gives back when its holder dies, however it dies.

import CLinux
import Glibc

/// Holds flock(2) on a file until it is released by deinit. The file itself stays: removing it would let two holders lock
/// two different files of one name.
final class FileLock: Sendable {
    private let descriptor: Int32

    private init(descriptor: Int32) {
        self.descriptor = descriptor
    }

    deinit {
        close(descriptor)
    }

    /// Waits as long as another holds it.
    static func waiting(path: String) throws(JournalError) -> FileLock {
        let lock = FileLock(descriptor: try DeskFolder.openFile(path, O_RDWR | O_CREAT))
        while cl_lock_exclusive(lock.descriptor) != 0 {
            guard errno == EINTR else { throw DeskFolder.failure(path) }
        }
        return lock
    }

    /// nil when another holds it, in this process or any other.
    static func immediate(path: String) throws(JournalError) -> FileLock? {
        let lock = FileLock(descriptor: try DeskFolder.openFile(path, O_RDWR | O_CREAT))
        while cl_try_lock_exclusive(lock.descriptor) != 0 {
            if errno == EWOULDBLOCK { return nil }
            guard errno == EINTR else { throw DeskFolder.failure(path) }
        }
        return lock
    }
}

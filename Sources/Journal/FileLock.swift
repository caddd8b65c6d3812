// A lock between processes that the kernel gives back when its holder dies, however it dies.

import CLinux
import Glibc

/// Holds flock(2) on a file until it is released by deinit. The file itself stays: removing it would let two holders lock
/// two different files of one name.
final class FileLock: Sendable {
    private let descriptor: Int32
    private let path: String

    private init(path: String) throws(JournalError) {
        self.path = path
        descriptor = try DeskFolder.openFile(path, O_RDWR | O_CREAT)
    }

    deinit {
        close(descriptor)
    }

    /// Waits as long as another holds it.
    static func waiting(path: String) throws(JournalError) -> FileLock {
        let lock = try FileLock(path: path)
        while cl_lock_exclusive(lock.descriptor) != 0 {
            guard errno == EINTR else { throw DeskFolder.failure(path) }
        }
        return lock
    }

    /// A file to lock for as long as something takes.
    static func free(path: String) throws(JournalError) -> FileLock {
        try FileLock(path: path)
    }

    /// Runs `body` while others may hold it in the same way and nobody holds it alone. Not for two threads at once.
    func shared<T>(_ body: () throws(JournalError) -> T) throws(JournalError) -> T {
        try held(cl_lock_shared, body)
    }

    /// Runs `body` while nobody else holds it in any way. Not for two threads at once.
    func alone<T>(_ body: () throws(JournalError) -> T) throws(JournalError) -> T {
        try held(cl_lock_exclusive, body)
    }

    private func held<T>(
        _ lock: (Int32) -> Int32, _ body: () throws(JournalError) -> T
    ) throws(JournalError) -> T {
        while lock(descriptor) != 0 {
            guard errno == EINTR else { throw .cannotWrite(path: path, reason: String(cString: strerror(errno))) }
        }
        defer { _ = cl_unlock(descriptor) }
        return try body()
    }

    /// nil when another holds it, in this process or any other.
    static func immediate(path: String) throws(JournalError) -> FileLock? {
        let lock = try FileLock(path: path)
        while cl_try_lock_exclusive(lock.descriptor) != 0 {
            if errno == EWOULDBLOCK { return nil }
            guard errno == EINTR else { throw DeskFolder.failure(path) }
        }
        return lock
    }
}

// From what the system or the server says to a case that the user can act on.

import Glibc

extension PrivateServerError {
    private static let memoryComplaints = [
        "could not map anonymous shared memory", "could not create shared memory", "could not open shared memory",
        "could not resize shared memory", "could not create semaphores", "Cannot allocate memory", "out of memory",
    ]

    /// For a file operation of ours.
    init(errno reason: Int32, path: String) {
        let sentence = String(cString: strerror(reason))
        switch reason {
        case ENOSPC, EDQUOT: self = .diskFull(path: path, log: sentence)
        default: self = .folderNotWritable(path: path, reason: sentence)
        }
    }

    /// For a failure of initdb, pg_ctl or the server, from what they wrote (in English, as they are run).
    init(log: String, path: String) {
        let isFull = log.contains("No space left on device") || log.contains("Disk quota exceeded")
        // Shared memory and semaphores run out with the same words as disks do, so they are asked first.
        if Self.memoryComplaints.contains(where: log.contains) {
            self = .notEnoughMemory(path: path, log: log)
        } else if isFull {
            self = .diskFull(path: path, log: log)
        } else if log.contains("Read-only file system") || log.contains("Permission denied") {
            self = .folderNotWritable(path: path, reason: log)
        } else {
            self = .failed(path: path, log: log)
        }
    }
}

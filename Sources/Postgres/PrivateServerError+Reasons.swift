// From what the system or the server says to a case that the user can act on.

import Glibc

extension PrivateServerError {
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
        let lacksMemory =
            log.contains("shared memory") || log.contains("semaphores") || log.contains("Cannot allocate memory")
            || log.contains("out of memory")
        if lacksMemory, isFull || log.contains("Cannot allocate memory") || log.contains("could not") {
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

// Picture files that are there whole or not at all.

import Glibc
import Screens

/// Writes files by way of a second name, so that a crash or a full disk leaves no half picture.
struct PictureFile {
    let words: Words

    /// Makes the folder where it is missing.
    func makeFolder(_ path: String) throws(Failure) {
        guard mkdir(path, 0o755) == 0 || errno == EEXIST else { throw failure(path) }
    }

    func write(_ bytes: [UInt8], to path: String) throws(Failure) {
        if path == "/dev/stdout" || path == "-" {
            guard put(bytes, STDOUT_FILENO) else { throw failure(path) }
            return
        }
        let draft = "\(path).\(getpid()).new"
        let descriptor = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw failure(path) }
        let isWritten = put(bytes, descriptor)
        let reason = errno
        let isClosed = close(descriptor) == 0
        guard isWritten, isClosed, rename(draft, path) == 0 else {
            let last = isWritten ? errno : reason
            unlink(draft)
            errno = last
            throw failure(path)
        }
    }

    /// Whether the file holds exactly these bytes.
    func holds(_ bytes: [UInt8], at path: String) -> Bool {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        var found = [UInt8](repeating: 0, count: bytes.count + 1)
        var count = 0
        while count < found.count {
            let more = found[count...].withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
            if more < 0, errno == EINTR { continue }
            guard more > 0 else { break }
            count += more
        }
        return count == bytes.count && found.prefix(count).elementsEqual(bytes)
    }

    private func put(_ bytes: [UInt8], _ descriptor: Int32) -> Bool {
        var done = 0
        while done < bytes.count {
            let count = bytes[done...].withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return false }
            done += count
        }
        return true
    }

    private func failure(_ path: String) -> Failure {
        Failure(.outOfReach, words.cannotWrite(path, String(cString: strerror(errno))))
    }
}

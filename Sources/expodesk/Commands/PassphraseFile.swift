// The file that says the desk's passphrase where nobody is there to be asked.

import Desk
import Glibc

/// A file whose first line is the passphrase that the desk's key lies under.
enum PassphraseFile {
    /// Why a file is not taken.
    enum Fault: Error {
        /// It cannot be read; the system's own short text.
        case unreadable(String)
        /// Others than its owner may read or write it.
        case open
        /// Its first line is too short for a passphrase, or not UTF-8.
        case tooShort
    }

    /// The most bytes that are looked at.
    private static let longest = 4_096

    static func read(_ path: String) throws(Fault) -> Passphrase {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .unreadable(String(cString: strerror(errno))) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw .unreadable(String(cString: strerror(errno))) }
        guard status.st_mode & 0o077 == 0 else { throw .open }
        var bytes = [UInt8](repeating: 0, count: longest)
        defer { explicit_bzero(&bytes, bytes.count) }
        var filled = 0
        while filled < longest {
            let count = bytes[filled...].withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw .unreadable(String(cString: strerror(errno))) }
            if count == 0 { break }
            filled += count
        }
        var line = bytes[..<filled].prefix { $0 != 0x0A }
        // Editors elsewhere begin a file with a mark and end its lines with two characters.
        if line.starts(with: [0xEF, 0xBB, 0xBF]) { line = line.dropFirst(3) }
        if line.last == 0x0D { line = line.dropLast() }
        guard let passphrase = String(validating: line, as: UTF8.self).flatMap(Passphrase.init) else { throw .tooShort }
        return passphrase
    }
}

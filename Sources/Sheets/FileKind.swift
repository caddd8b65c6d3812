// What a file is, by its first bytes. Names of files lie.

internal import Glibc

/// The kinds of file that can be read.
enum FileKind {
    case archive
    /// Text; the encoding that a byte order mark says, if there is one.
    case text(mark: TextEncoding?)

    private static let compound: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]

    /// - Throws: why it is none of them.
    init(path: String) throws(SheetError) {
        let file = try FileReader(path: path)
        var start = [UInt8](repeating: 0, count: 4_096)
        let count = try file.read(into: &start, from: 0)
        start.removeLast(start.count - count)
        if start.isEmpty { throw .empty }
        if start.starts(with: Self.compound) {
            let name: [UInt8] = Array("EncryptedPackage".utf16).flatMap { [UInt8($0), 0] }
            throw try file.contains(name, after: start) ? .encrypted : .oldExcel
        }
        if start.starts(with: [0x50, 0x4B, 0x03, 0x04]) {
            self = .archive
        } else if start.starts(with: [0xFF, 0xFE]) {
            self = .text(mark: .utf16LittleEndian)
        } else if start.starts(with: [0xFE, 0xFF]) {
            self = .text(mark: .utf16BigEndian)
        } else {
            let marked = start.starts(with: [0xEF, 0xBB, 0xBF])
            try Self.refuseOthers(start[(marked ? 3 : 0)...])
            self = .text(mark: marked ? .utf8WithMark : nil)
        }
    }

    private static func refuseOthers(_ start: ArraySlice<UInt8>) throws(SheetError) {
        let word = start.drop { $0 <= 0x20 }.prefix(16)
        let text = String(decoding: word, as: UTF8.self).lowercased()
        if ["<html", "<!doctype", "<table", "<meta", "<head", "<style", "<?xml"].contains(where: text.hasPrefix) {
            throw .webPage
        }
        let odd = start.count { $0 < 0x20 && ![0x09, 0x0A, 0x0C, 0x0D, 0x1A, 0x1B].contains($0) }
        if odd * 10 > max(start.count, 40) || text.hasPrefix("%pdf") || text.hasPrefix("{\\rtf") { throw .notATable }
    }
}

/// A file read from its beginning to its end.
final class FileReader {
    private let descriptor: Int32

    init(path: String) throws(SheetError) {
        // Not blocking: a pipe with nobody at its other end would hold the program for ever.
        descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw Self.failure(errno) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw Self.failure(errno) }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw Self.failure(status.st_mode & S_IFMT == S_IFDIR ? EISDIR : EINVAL)
        }
        guard status.st_size <= SheetLimits.file else { throw .tooLarge }
    }

    deinit { close(descriptor) }

    static func failure(_ code: Int32) -> SheetError {
        .unreadable(reason: String(cString: strerror(code)))
    }

    /// Puts the next bytes into `buffer` from `offset` on and gives their count; 0 at the end of the file.
    func read(into buffer: inout [UInt8], from offset: Int) throws(SheetError) -> Int {
        while true {
            let count = buffer.withUnsafeMutableBytes { bytes in
                let room = UnsafeMutableRawBufferPointer(rebasing: bytes[offset...])
                return Glibc.read(descriptor, room.baseAddress, room.count)
            }
            if count >= 0 { return count }
            if errno != EINTR { throw Self.failure(errno) }
        }
    }

    /// Whether what was read so far and the rest of the file together hold these bytes.
    func contains(_ sought: [UInt8], after start: [UInt8]) throws(SheetError) -> Bool {
        var window = start
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while window.firstRange(of: sought) == nil {
            window.removeFirst(max(window.count - sought.count + 1, 0))
            let count = try read(into: &chunk, from: 0)
            if count == 0 { return false }
            window += chunk[..<count]
        }
        return true
    }
}

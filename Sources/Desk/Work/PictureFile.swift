// Picture files that are there whole or not at all.

internal import Glibc
internal import Sheets

/// A file or folder that could not be written, with the system's reason.
public struct PictureFault: Error, Hashable, Sendable {
    public var path: String
    public var reason: String

    public init(path: String, reason: String) {
        self.path = path
        self.reason = reason
    }
}

/// Writes files by way of a second name, so that a crash or a full disk leaves no half picture.
public enum PictureFile {
    /// Makes the folder where it is missing, and clears away what killed processes have left half written in it.
    public static func makeFolder(_ path: String) throws(PictureFault) {
        guard mkdir(path, 0o755) == 0 || errno == EEXIST else { throw fault(path) }
        DraftFile.clearLeftovers(in: path) { $0.hasSuffix(".png") }
    }

    /// `-` is standard output.
    /// - Parameter mode: who may read the file; pictures are handed on.
    public static func write(_ bytes: [UInt8], to path: String, mode: UInt32 = 0o644) throws(PictureFault) {
        if path == "/dev/stdout" || path == "-" {
            guard put(bytes, STDOUT_FILENO) else { throw fault(path) }
            return
        }
        let draft = DraftFile.path(for: path)
        let descriptor = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode)
        guard descriptor >= 0 else { throw fault(path) }
        let isWritten = put(bytes, descriptor)
        let reason = errno
        let isClosed = close(descriptor) == 0
        guard isWritten, isClosed, rename(draft, path) == 0 else {
            let last = isWritten ? errno : reason
            unlink(draft)
            errno = last
            throw fault(path)
        }
    }

    /// Writes a file that is not there yet. One with these very bytes is left as it is, and what is no file but a device
    /// or a pipe is written to. Only its owner may read it: it names people.
    /// - Returns: false where another file is in the way.
    public static func writeNew(_ bytes: [UInt8], to path: String) throws(PictureFault) -> Bool {
        if path == "-" {
            try write(bytes, to: path)
            return true
        }
        var status = stat()
        guard stat(path, &status) == 0 else { return try reserveAndWrite(bytes, to: path) }
        guard status.st_mode & S_IFMT != S_IFREG else { return holds(bytes, at: path) }
        let descriptor = open(path, O_WRONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw fault(path) }
        defer { close(descriptor) }
        guard put(bytes, descriptor) else { throw fault(path) }
        return true
    }

    /// The name is taken first, so that two programs never write one file.
    private static func reserveAndWrite(_ bytes: [UInt8], to path: String) throws(PictureFault) -> Bool {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, ownersOnly)
        if descriptor < 0, errno == EEXIST { return false }
        guard descriptor >= 0 else { throw fault(path) }
        close(descriptor)
        do throws(PictureFault) {
            try write(bytes, to: path, mode: ownersOnly)
        } catch {
            unlink(path)
            throw error
        }
        return true
    }

    /// Whether the file holds exactly these bytes.
    public static func holds(_ bytes: [UInt8], at path: String) -> Bool {
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

    private static let ownersOnly: UInt32 = 0o600

    private static func put(_ bytes: [UInt8], _ descriptor: Int32) -> Bool {
        var done = 0
        while done < bytes.count {
            let count = bytes[done...].withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return false }
            done += count
        }
        return true
    }

    private static func fault(_ path: String) -> PictureFault {
        PictureFault(path: path, reason: String(cString: strerror(errno)))
    }
}

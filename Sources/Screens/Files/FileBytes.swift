// A whole small file in memory.

internal import Glibc

/// Reads small files.
enum FileBytes {
    /// The file's bytes, at most one more than a TOML file may have, so that its reader can say it is too large.
    static func read(_ path: String) throws(ScreenFileErrors) -> [UInt8] {
        // Not blocking: a pipe with nobody at its other end would hold the program for ever.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw failure(path) }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 16_384)
        while bytes.count <= TOMLDocument.sizeLimit {
            let count = Glibc.read(descriptor, &chunk, chunk.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw failure(path) }
            if count == 0 { break }
            bytes += chunk[..<count]
        }
        return bytes
    }

    private static func failure(_ path: String) -> ScreenFileErrors {
        ScreenFileErrors([
            ScreenFileError(file: path, problem: .unreadable(reason: String(cString: strerror(errno))))
        ])
    }

    /// The names in a folder, sorted; nil where it cannot be read.
    static func names(in folder: String) -> [String]? {
        guard let stream = opendir(folder) else { return nil }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted()
    }
}

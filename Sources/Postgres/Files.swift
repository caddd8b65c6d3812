// The few file operations the private server needs, over POSIX: its errors tell a full disk from a closed folder.

import Glibc

enum Files {
    /// The text of a small file, nil when it cannot be read.
    static func text(_ path: String) -> String? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while bytes.count < 1 << 20 {
            let count = read(descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { break }
            bytes.append(contentsOf: buffer[..<count])
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// At most the last 4 kB of a file, from `offset` on; empty when it cannot be read.
    static func tail(_ path: String, from offset: Int = 0) -> String {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return "" }
        defer { close(descriptor) }
        let end = lseek(descriptor, 0, SEEK_END)
        lseek(descriptor, max(min(offset, end), end - 4096), SEEK_SET)
        var buffer = [UInt8](repeating: 0, count: 4096)
        let count = read(descriptor, &buffer, buffer.count)
        return count > 0 ? String(decoding: buffer[..<count], as: UTF8.self) : ""
    }

    static func size(_ path: String) -> Int {
        status(path).map { Int($0.st_size) } ?? 0
    }

    /// What a symbolic link is, rather than what it points to.
    static func status(_ path: String) -> stat? {
        var found = stat()
        return lstat(path, &found) == 0 ? found : nil
    }

    static func isFolder(_ status: stat) -> Bool {
        status.st_mode & S_IFMT == S_IFDIR
    }

    /// Makes a folder with mode 0700 and, where they are missing, those above it. Gives the errno of a failure.
    static func makeFolder(_ path: String) -> Int32? {
        if mkdir(path, 0o700) == 0 { return nil }
        switch errno {
        case EEXIST:
            var found = stat()
            return stat(path, &found) == 0 && isFolder(found) ? nil : ENOTDIR
        case ENOENT:
            guard let slash = path.lastIndex(of: "/"), slash != path.startIndex else { return ENOENT }
            if let failure = makeFolder(String(path[..<slash])) { return failure }
            return mkdir(path, 0o700) == 0 || errno == EEXIST ? nil : errno
        default:
            return errno
        }
    }

    /// Puts a whole file in place of another, or nothing; mode 0600. Gives the errno of a failure.
    /// - Parameter owner: whom it shall belong to; ourselves where that is nil.
    static func replace(_ path: String, with text: String, owner: (user: UInt32, group: UInt32)? = nil) -> Int32? {
        let fresh = path + ".new"
        unlink(fresh)
        // Root may work in a folder of somebody who could have put a link in its way.
        let descriptor = open(fresh, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return errno }
        var failure = write(text, to: descriptor) ?? (fsync(descriptor) == 0 ? nil : errno)
        if let owner, failure == nil, fchown(descriptor, owner.user, owner.group) != 0 { failure = errno }
        close(descriptor)
        guard failure == nil, rename(fresh, path) == 0 else {
            let reason = failure ?? errno
            unlink(fresh)
            return reason
        }
        return nil
    }

    static func append(_ text: String, to path: String) -> Int32? {
        let descriptor = open(path, O_WRONLY | O_APPEND | O_CLOEXEC)
        guard descriptor >= 0 else { return errno }
        defer { close(descriptor) }
        return write(text, to: descriptor)
    }

    private static func write(_ text: String, to descriptor: Int32) -> Int32? {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { return errno }
            rest = rest.dropFirst(count)
        }
        return nil
    }

    /// Removes a folder with everything in it, as far as it can be removed; does not follow links.
    static func removeTree(_ path: String) {
        guard let status = status(path) else { return }
        guard isFolder(status) else {
            unlink(path)
            return
        }
        for name in names(in: path) { removeTree(path + "/" + name) }
        rmdir(path)
    }

    /// The names in a folder, without order.
    static func names(in folder: String) -> [String] {
        guard let stream = opendir(folder) else { return [] }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { tuple in
                tuple.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != "." && name != ".." { names.append(name) }
        }
        return names
    }

    /// Bytes that are free for us where `path` lies; nil when that is not known.
    static func freeSpace(_ path: String) -> Int64? {
        var found = statvfs()
        guard statvfs(path, &found) == 0 else { return nil }
        return Int64(clamping: found.f_bavail) * Int64(clamping: found.f_frsize)
    }
}

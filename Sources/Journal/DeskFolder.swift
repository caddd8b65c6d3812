// The folder <data>/desk and how files come to be in it: whole or not at all, readable by their owner only.

import Glibc

struct DeskFolder: Sendable {
    let path: String

    /// The journal's file: the first one, or the so-manieth that was made in the place of a damaged one.
    func database(_ number: Int) -> String { path + (number == 1 ? "/journal.sqlite" : "/journal-\(number).sqlite") }
    func newDatabase(_ number: Int) -> String { database(number) + ".new" }
    var usageLock: String { path + "/usage.lock" }
    var key: String { path + "/journal.key" }
    var setUpLock: String { path + "/set-up.lock" }
    var drainLock: String { path + "/drain.lock" }
    func draft(_ number: Int, _ part: DraftSlot.Part = .form) -> String { "\(path)/\(part.rawValue)-\(number).sealed" }
    func draftLock(_ number: Int) -> String { "\(path)/draft-\(number).lock" }
    func damagedDraft(_ number: Int, _ part: DraftSlot.Part = .form, copy: Int) -> String {
        "\(path)/\(part.rawValue)-\(number).damaged" + (copy == 1 ? "" : "-\(copy)")
    }

    /// Of the journal's files the one that is in use, the highest number: 1 where there is none yet. A copy that somebody
    /// has named by its date is none.
    var latestDatabase: Int {
        names(from: "journal-", to: ".sqlite").compactMap { Int($0) }.filter { (2...9_999).contains($0) }.max() ?? 1
    }

    var hasDatabase: Bool { access(database(latestDatabase), F_OK) == 0 }

    /// The names of its files that begin and end so, without both, in order.
    func names(from start: String, to end: String) -> [String] {
        guard let listing = opendir(path) else { return [] }
        defer { closedir(listing) }
        var names: [String] = []
        while let entry = readdir(listing) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            guard name.hasPrefix(start), name.hasSuffix(end), name.utf8.count > start.utf8.count + end.utf8.count
            else { continue }
            names.append(String(name.dropFirst(start.count).dropLast(end.count)))
        }
        return names.sorted()
    }

    /// Names the folder and makes nothing.
    init(existingIn dataFolder: String) {
        let data = dataFolder.isEmpty ? "." : dataFolder
        path = data.hasSuffix("/") ? data + "desk" : data + "/desk"
    }

    /// Makes the folder, and those above it, as far as they are missing.
    init(dataFolder: String) throws(JournalError) {
        self.init(existingIn: dataFolder)
        var status = stat()
        if stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
            if status.st_mode & 0o077 != 0, chmod(path, 0o700) != 0 {
                throw Self.failure(path)
            }
            return
        }
        try Self.makeFolders(path)
    }

    private static func makeFolders(_ path: String) throws(JournalError) {
        if mkdir(path, 0o700) == 0 {
            if let owner = foreignOwner(of: parent(of: path)) { chown(path, owner.user, owner.group) }
            try sync(folder: parent(of: path))
            return
        }
        switch errno {
        case EEXIST:
            var status = stat()
            guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
                throw .cannotWrite(path: path, reason: String(cString: strerror(ENOTDIR)))
            }
        case ENOENT where parent(of: path) != path:
            try makeFolders(parent(of: path))
            try makeFolders(path)
        default:
            throw failure(path)
        }
    }

    private static func parent(of path: String) -> String {
        let trimmed = path.lastIndex { $0 != "/" }.map { path[...$0] } ?? "/"
        guard let slash = trimmed.lastIndex(of: "/") else { return "." }
        return slash == trimmed.startIndex ? "/" : String(trimmed[..<slash])
    }

    /// The whole file, or nil when there is none.
    static func read(_ path: String) throws(JournalError) -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            if errno == ENOENT { return nil }
            throw failure(path)
        }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 16_384)
        while true {
            let count = Glibc.read(descriptor, &chunk, chunk.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw failure(path) }
            if count == 0 { return bytes }
            bytes += chunk[..<count]
        }
    }

    /// Replaces the file at `path` in one step: after a crash it holds the old bytes or the new ones. `lasting` also
    /// makes sure that it is the new ones once this has returned. Not for two writers of one path at once.
    static func replace(_ path: String, with bytes: [UInt8], lasting: Bool) throws(JournalError) {
        let new = path + ".new"
        if unlink(new) != 0, errno != ENOENT { throw failure(new) }
        let descriptor = try openFile(new, O_WRONLY | O_CREAT | O_EXCL)
        do throws(JournalError) {
            defer { close(descriptor) }
            try write(bytes, to: descriptor, path: new)
            guard fsync(descriptor) == 0 else { throw failure(new) }
        } catch {
            unlink(new)
            throw error
        }
        guard rename(new, path) == 0 else { throw failure(path) }
        if lasting {
            try sync(folder: parent(of: path))
        }
    }

    static func write(_ bytes: [UInt8], to descriptor: Int32, path: String) throws(JournalError) {
        var written = 0
        while written < bytes.count {
            let count = bytes[written...].withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw failure(path) }
            written += count
        }
    }

    /// A descriptor that no child process inherits; a file made here is 0600.
    static func openFile(_ path: String, _ flags: Int32) throws(JournalError) -> Int32 {
        let descriptor = open(path, flags | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw failure(path) }
        if flags & O_CREAT != 0, let owner = foreignOwner(of: parent(of: path)) {
            fchown(descriptor, owner.user, owner.group)
        }
        return descriptor
    }

    /// Whose folder it is, where root works in somebody else's: what root makes there must stay theirs to use. SQLite
    /// does the same for its own files.
    private static func foreignOwner(of folder: String) -> (user: uid_t, group: gid_t)? {
        var status = stat()
        guard geteuid() == 0, stat(folder, &status) == 0, status.st_uid != 0 else { return nil }
        return (status.st_uid, status.st_gid)
    }

    /// Makes names in the folder last: a new file is only there after a power cut when its folder was synced too.
    static func sync(folder: String) throws(JournalError) {
        let descriptor = try openFile(folder, O_RDONLY | O_DIRECTORY)
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw failure(folder) }
    }

    /// The error that errno stands for.
    static func failure(_ path: String) -> JournalError {
        let code = errno
        if code == ENOSPC || code == EDQUOT { return .full(path: path) }
        return .cannotWrite(path: path, reason: String(cString: strerror(code)))
    }
}

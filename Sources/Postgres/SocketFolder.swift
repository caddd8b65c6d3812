// Where the server's socket lies: a closed folder whose path the kernel takes.

import Glibc

enum SocketFolder {
    /// sun_path has 108 bytes with its NUL; the socket's own name is added to the folder's.
    private static let longest = 107 - "/.s.PGSQL.5432".utf8.count

    /// The first of the data folder, XDG_RUNTIME_DIR, TMPDIR and /tmp that is short enough, made with mode 0700.
    ///
    /// For a server that runs as another user the folder is made that user's, who may own the data folder and come back.
    static func prepare(
        dataFolder: String, identity: ServerIdentity, environment: (String) -> String?
    ) throws(PrivateServerError) -> String {
        let mark = hash(of: "\(geteuid()) \(dataFolder)")
        var candidates = ["\(dataFolder)/run"]
        if let runtime = environment("XDG_RUNTIME_DIR"), runtime.hasPrefix("/"),
            // sudo may hand down the folder of another user.
            Files.status(runtime)?.st_uid == geteuid()
        {
            candidates.append("\(runtime)/expodesk-\(mark)")
        }
        if let temporary = environment("TMPDIR"), temporary.hasPrefix("/") {
            candidates.append("\(temporary)/expodesk-\(mark)")
        }
        candidates.append("/tmp/expodesk-\(mark)")
        for candidate in candidates where isUsable(candidate) {
            try close(candidate, identity)
            return candidate
        }
        throw .folderNotWritable(path: dataFolder, reason: String(cString: strerror(ENAMETOOLONG)))
    }

    /// libpq takes a comma in a host for the start of the next one, and the server's list of folders knows quotes.
    private static func isUsable(_ path: String) -> Bool {
        path.utf8.count <= longest && !path.contains { ",\"\\\n\r".contains($0) }
    }

    /// Makes the folder, or makes sure of one that is there: in a shared place somebody could have put it before us.
    private static func close(_ path: String, _ identity: ServerIdentity) throws(PrivateServerError) {
        if let failure = Files.makeFolder(path) { throw PrivateServerError(errno: failure, path: path) }
        guard let status = Files.status(path), Files.isFolder(status) else {
            throw .folderNotWritable(path: path, reason: String(cString: strerror(ENOTDIR)))
        }
        if case .user(let user, let group) = identity {
            guard status.st_uid == geteuid() || status.st_uid == user else {
                throw .ownedByAnother(path: path, userID: status.st_uid)
            }
            if lchown(path, user, group) != 0 { throw PrivateServerError(errno: errno, path: path) }
        } else if status.st_uid != geteuid() {
            throw .ownedByAnother(path: path, userID: status.st_uid)
        }
        if status.st_mode & 0o777 != 0o700, chmod(path, 0o700) != 0 {
            throw PrivateServerError(errno: errno, path: path)
        }
    }

    /// FNV-1a, 64 bits: the same in every process, unlike Swift's own hash.
    private static func hash(of text: String) -> String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in text.utf8 {
            hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
        }
        return String(hash, radix: 16)
    }
}

// Small things a desk remembers beside its journal, each in a file of its own, sealed.

import Glibc

extension Journal {
    /// Keeps `bytes` under `name` in place of what was there. After a power cut there may be what was there before.
    public func keep(_ bytes: [UInt8], as name: String) throws(JournalError) {
        try DeskFolder.replace(
            folder.path + "/" + name, with: seals.seal(bytes, purpose: Array(name.utf8)), lasting: false)
    }

    /// What was kept under `name`; nil where there is nothing, or nothing of this desk's.
    public func kept(as name: String) -> [UInt8]? {
        guard let sealed = try? DeskFolder.read(folder.path + "/" + name) else { return nil }
        return seals.unseal(sealed, purpose: Array(name.utf8))
    }

    /// Bytes of one of the desk's files; 0 where there is none.
    public func length(of name: String) -> Int {
        var status = stat()
        return stat(folder.path + "/" + name, &status) == 0 ? Int(status.st_size) : 0
    }

    /// Removes one of the desk's files. One that is not there, or cannot be removed, stays as it is.
    public func remove(_ name: String) {
        unlink(folder.path + "/" + name)
    }

    /// The names of the desk's files that begin and end so, without both, in order.
    public func names(from start: String, to end: String) -> [String] {
        folder.names(from: start, to: end)
    }
}

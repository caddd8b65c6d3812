// How journal.key is read and replaced, so that a desk killed at any moment opens in the old way or in the new one.

import Glibc

extension DeskFolder {
    private var newKey: String { key + ".new" }
    /// A second name for the replaced file, by which its bytes are found until they are overwritten.
    private var oldKey: String { key + ".old" }

    /// The key file, nil where there is none. What a process that died while it replaced it has left is cleared away;
    /// not while this process holds `setUpLock`.
    func readKey() throws(JournalError) -> KeyFile? {
        if access(newKey, F_OK) == 0 || access(oldKey, F_OK) == 0, let lock = try? FileLock.waiting(path: setUpLock) {
            // A desk opens whatever cannot be cleared: the next one tries again.
            withExtendedLifetime(lock) { try? clearKeyLeftovers() }
        }
        return try keyFile()
    }

    /// The key file as it stands; nil where there is none.
    func keyFile() throws(JournalError) -> KeyFile? {
        guard let bytes = try Self.read(key) else { return nil }
        return try KeyFile(bytes, path: key)
    }

    /// Replaces the key file in one lasting step, then overwrites the bytes of the one before. Only for whoever holds
    /// `setUpLock`.
    func replaceKey(by file: KeyFile) throws(JournalError) {
        try clearKeyLeftovers()
        let old = try Self.openFile(key, O_WRONLY)
        defer { close(old) }
        let new = try Self.openFile(newKey, O_WRONLY | O_CREAT | O_EXCL)
        do throws(JournalError) {
            defer { close(new) }
            try Self.write(file.bytes, to: new, path: newKey)
            guard fsync(new) == 0 else { throw Self.failure(newKey) }
        } catch {
            try? clearKeyLeftovers()
            throw error
        }
        // Where the file system knows no second names, the old bytes are overwritten all the same, unless this process
        // dies before.
        _ = link(key, oldKey)
        guard rename(newKey, key) == 0 else { throw Self.failure(key) }
        try Self.sync(folder: path)
        // From here on the new way holds. What cannot be overwritten now is left to the next opening.
        do throws(JournalError) {
            try Self.overwrite(old, path: oldKey)
            if unlink(oldKey) == 0 { try Self.sync(folder: path) }
        } catch {}
    }

    /// Overwrites and removes what is left of a replacement that was not finished. Only for whoever holds `setUpLock`.
    private func clearKeyLeftovers() throws(JournalError) {
        guard access(newKey, F_OK) == 0 || access(oldKey, F_OK) == 0 else { return }
        // What lies there may be the last whole key: it goes only where the key file reads, and only once the folder lasts
        // as it is. Else a power cut could bring the old name back, over wiped bytes.
        guard try keyFile() != nil else { return }
        try Self.sync(folder: path)
        for leftover in [newKey, oldKey] where access(leftover, F_OK) == 0 {
            if !Self.areOneFile(leftover, key) {
                let descriptor = try Self.openFile(leftover, O_WRONLY)
                defer { close(descriptor) }
                try Self.overwrite(descriptor, path: leftover)
            }
            guard unlink(leftover) == 0 else { throw Self.failure(leftover) }
        }
        try Self.sync(folder: path)
    }

    /// Zeros over all of a file, on the disk when it returns.
    private static func overwrite(_ descriptor: Int32, path: String) throws(JournalError) {
        var status = stat()
        guard fstat(descriptor, &status) == 0, lseek(descriptor, 0, SEEK_SET) == 0 else { throw failure(path) }
        try write([UInt8](repeating: 0, count: Int(status.st_size)), to: descriptor, path: path)
        guard fsync(descriptor) == 0 else { throw failure(path) }
    }

    private static func areOneFile(_ one: String, _ other: String) -> Bool {
        var (first, second) = (stat(), stat())
        guard stat(one, &first) == 0, stat(other, &second) == 0 else { return false }
        return first.st_ino == second.st_ino && first.st_dev == second.st_dev
    }
}

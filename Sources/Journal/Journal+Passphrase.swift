// Whether the desk's key lies in its file as it is or under a passphrase, and going from one to the other.

extension Journal {
    /// How the key is guarded now: another process may have changed that since this journal was opened. Throws
    /// `lostKey` where the key file is gone, `damagedKey` where it is not as it was written.
    public func readGuard() throws(JournalError) -> JournalGuard {
        guard let file = try folder.keyFile() else { throw .lostKey(path: folder.key) }
        return file.journalGuard
    }

    /// Seals the key under a passphrase, its bytes as UTF-8. Throws `passphraseIsSet` where it lies under one already,
    /// `noMemory`, `full`, `cannotWrite`, `lostKey`, `otherKey` or `damagedKey`; the key file is as it was then.
    public func setPassphrase(_ new: [UInt8]) throws(JournalError) {
        try setPassphrase(new, cost: PassphraseKey.usual)
    }

    /// Seals the key under another passphrase. Throws `noPassphraseIsSet`, `wrongPassphrase`, or as `setPassphrase`.
    public func changePassphrase(from old: [UInt8], to new: [UInt8]) throws(JournalError) {
        try changePassphrase(from: old, to: new, cost: PassphraseKey.usual)
    }

    /// Leaves the key in its file as it is. Throws as `changePassphrase`.
    public func removePassphrase(_ old: [UInt8]) throws(JournalError) {
        try replaceKey(opening: old) { key throws(JournalError) in .plain(key) }
    }

    /// - Parameter cost: of making a key of the passphrase; tests take the least.
    package func setPassphrase(_ new: [UInt8], cost: (passes: UInt32, memory: UInt32)) throws(JournalError) {
        let path = folder.key
        try replaceKey(opening: nil) { key throws(JournalError) in try Self.seal(key, new, cost, path) }
    }

    package func changePassphrase(
        from old: [UInt8], to new: [UInt8], cost: (passes: UInt32, memory: UInt32)
    ) throws(JournalError) {
        let path = folder.key
        try replaceKey(opening: old) { key throws(JournalError) in try Self.seal(key, new, cost, path) }
    }

    /// The least that a key file may ask for: 8 MB, one pass.
    package static let leastPassphraseCost = PassphraseKey.least

    private static func seal(
        _ key: [UInt8], _ passphrase: [UInt8], _ cost: (passes: UInt32, memory: UInt32), _ path: String
    ) throws(JournalError) -> KeyFile {
        guard let way = PassphraseKey(cost: cost) else { throw .cannotWrite(path: path, reason: "no random bytes") }
        return try KeyFile(sealing: key, under: passphrase, way)
    }

    /// Under the set-up lock, so that no two do this at once and nobody makes a key meanwhile.
    /// - Parameter passphrase: the one that is in force; nil where there must be none.
    private func replaceKey(
        opening passphrase: [UInt8]?, by make: ([UInt8]) throws(JournalError) -> KeyFile
    ) throws(JournalError) {
        let lock = try FileLock.waiting(path: folder.setUpLock)
        defer { withExtendedLifetime(lock) {} }
        guard let file = try folder.keyFile() else { throw .lostKey(path: folder.key) }
        switch (file.journalGuard, passphrase) {
        case (.passphrase, nil): throw .passphraseIsSet
        case (.keyFile, .some): throw .noPassphraseIsSet
        default: break
        }
        let key = try file.key(passphrase, path: folder.key)
        // A key that did not open this journal must not take the place of the one that does.
        guard seals.isUnder(key) else { throw .otherKey(path: folder.key) }
        try folder.replaceKey(by: try make(key))
    }
}

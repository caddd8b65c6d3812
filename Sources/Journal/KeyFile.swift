// The desk's key as it lies in journal.key: as it is, or sealed under a passphrase.

import CSodium

/// What `journal.key` says: 32 bytes that are the key, or a heading (what the file is, how a passphrase becomes a key), the
/// key sealed under that, bound to the heading, and a checksum over both. The desk's key is the same either way, so nothing
/// else is sealed anew.
enum KeyFile: Sendable {
    case plain([UInt8])
    case sealed(PassphraseKey, [UInt8])

    private static let magic = Array("expodesk key ".utf8)
    private static let version = Array("1\n".utf8)
    private static let headingLength = magic.count + version.count + PassphraseKey.encodedLength

    /// Reads a key file. Throws `newerVersion` or `damagedKey`, both with `path`.
    init(_ bytes: [UInt8], path: String) throws(JournalError) {
        guard bytes.starts(with: Self.magic) else {
            guard bytes.count == Seal.keyLength else { throw .damagedKey(path: path) }
            self = .plain(bytes)
            return
        }
        // First of all, so that no damage is taken for another passphrase, nor for a newer program's file.
        guard let whole = Self.withoutChecksum(bytes) else { throw .damagedKey(path: path) }
        let start = Self.magic.count + Self.version.count
        guard whole.dropFirst(Self.magic.count).starts(with: Self.version) else { throw .newerVersion(path: path) }
        guard whole.count == Self.headingLength + Seal.sealedLength(of: Seal.keyLength),
            let way = PassphraseKey(Array(whole[start..<Self.headingLength]))
        else { throw .damagedKey(path: path) }
        self = .sealed(way, Array(whole[Self.headingLength...]))
    }

    /// Seals `key` under a passphrase. Throws `noMemory`.
    init(sealing key: [UInt8], under passphrase: [UInt8], _ way: PassphraseKey) throws(JournalError) {
        var seal = try Self.seal(passphrase, way)
        defer { seal.wipe() }
        self = .sealed(way, seal.seal(key, purpose: Self.heading(way)))
    }

    var bytes: [UInt8] {
        switch self {
        case .plain(let key): key
        case .sealed(let way, let sealed): Self.withChecksum(Self.heading(way) + sealed)
        }
    }

    var journalGuard: JournalGuard {
        switch self {
        case .plain: .keyFile
        case .sealed: .passphrase
        }
    }

    /// The desk's key. A passphrase that is not needed is not looked at. Throws `passphraseNeeded` without one that is,
    /// `wrongPassphrase` or `noMemory`.
    func key(_ passphrase: [UInt8]?, path: String) throws(JournalError) -> [UInt8] {
        switch self {
        case .plain(let key): return key
        case .sealed(let way, let sealed):
            guard let passphrase else { throw .passphraseNeeded(path: path) }
            var seal = try Self.seal(passphrase, way)
            defer { seal.wipe() }
            guard let key = seal.unseal(sealed, purpose: Self.heading(way)) else { throw .wrongPassphrase }
            return key
        }
    }

    private static func heading(_ way: PassphraseKey) -> [UInt8] { magic + version + way.encoded }

    /// The checksum ends the file in this version and in every later one. It tells damage from a wrong passphrase and
    /// guards against nobody: whoever means harm makes it anew.
    private static func withChecksum(_ bytes: [UInt8]) -> [UInt8] { bytes + checksum(bytes) }

    /// What stands before the checksum; nil where that does not fit.
    private static func withoutChecksum(_ bytes: [UInt8]) -> [UInt8]? {
        let whole = Array(bytes.dropLast(crypto_generichash_bytes()))
        return withChecksum(whole) == bytes ? whole : nil
    }

    /// BLAKE2b (RFC 7693), 32 bytes.
    private static func checksum(_ bytes: [UInt8]) -> [UInt8] {
        var hash = [UInt8](repeating: 0, count: crypto_generichash_bytes())
        // Fails only for lengths that this is none of.
        crypto_generichash(&hash, hash.count, bytes, UInt64(bytes.count), nil, 0)
        return hash
    }

    /// What the passphrase's own key seals. In a function of its own, so that the seal holds the only copy to wipe.
    private static func seal(_ passphrase: [UInt8], _ way: PassphraseKey) throws(JournalError) -> Seal {
        guard let key = way.key(of: passphrase, length: Seal.keyLength), let seal = Seal(key: key) else {
            throw .noMemory
        }
        return seal
    }
}

// A key made of a passphrase, slowly: Argon2id (RFC 9106) through libsodium.

import CSodium

/// How a passphrase becomes a key. It is written down beside what is sealed, so that later programs may ask for more.
struct PassphraseKey: Sendable, Equatable {
    /// libsodium's "moderate": 256 MB and most of a second on a laptop, for every guess.
    static let usual = (
        passes: UInt32(crypto_pwhash_opslimit_moderate()), memory: UInt32(crypto_pwhash_memlimit_moderate())
    )
    /// The least a key may cost: 8 MB and milliseconds, for tests.
    static let least = (passes: UInt32(1), memory: leastMemory)
    static let saltLength = crypto_pwhash_saltbytes()
    static let encodedLength = 8 + saltLength
    /// A forged file must not keep the machine busy for long, nor fill its memory.
    private static let mostPasses: UInt32 = 10
    private static let mostMemory: UInt32 = 1 << 30
    private static let leastMemory: UInt32 = 1 << 23

    let passes: UInt32
    let memory: UInt32
    let salt: [UInt8]

    /// With a fresh salt; nil when the system gives no randomness.
    init?(cost: (passes: UInt32, memory: UInt32) = usual) {
        guard let salt = Seal.randomBytes(Self.saltLength) else { return nil }
        (passes, memory, self.salt) = (cost.passes, cost.memory, salt)
    }

    /// What `encoded` gave; nil for anything else.
    init?(_ bytes: [UInt8]) {
        guard bytes.count == Self.encodedLength, cs_start() else { return nil }
        passes = bytes.littleEndian(at: 0)
        memory = bytes.littleEndian(at: 4)
        salt = Array(bytes[8...])
        guard (1...Self.mostPasses).contains(passes), (Self.leastMemory...Self.mostMemory).contains(memory) else {
            return nil
        }
    }

    var encoded: [UInt8] { passes.littleEndianBytes + memory.littleEndianBytes + salt }

    /// - Parameter length: of the key in bytes, 16 at least.
    /// - Returns: nil when the machine has not the memory.
    func key(of passphrase: [UInt8], length: Int) -> [UInt8]? {
        var key = [UInt8](repeating: 0, count: length)
        // Bound to the other type where it lies: a copy would have to be wiped.
        let code = passphrase.withUnsafeBytes { bytes in
            guard let text = bytes.bindMemory(to: CChar.self).baseAddress else { return Int32(-1) }
            return crypto_pwhash(
                &key, UInt64(length), text, UInt64(bytes.count), salt, UInt64(passes), Int(memory),
                crypto_pwhash_alg_argon2id13())
        }
        return code == 0 ? key : nil
    }
}

extension UInt32 {
    var littleEndianBytes: [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: self >> (8 * $0)) } }
}

extension [UInt8] {
    /// The four bytes from `place` on, the least first.
    func littleEndian(at place: Int) -> UInt32 {
        (0..<4).reduce(0) { $0 | UInt32(self[place + $1]) << (8 * UInt32($1)) }
    }
}

// Sealing of everything the desk keeps: XChaCha20-Poly1305 (libsodium) under the desk's own key, a fresh random nonce
// before each sealed text. 24 random bytes never meet twice (draft-irtf-cfrg-xchacha, section 2.1).

import CSodium

struct Seal: Sendable {
    static let keyLength = cs_seal_key_bytes()

    private var key: [UInt8]

    /// `key` holds `keyLength` bytes; nil when it does not, or when the system gives no randomness.
    init?(key: [UInt8]) {
        guard key.count == Self.keyLength, cs_start() else { return nil }
        self.key = key
    }

    /// Overwrites the key where this is the only value that holds it. Nothing is sealed or unsealed after it.
    mutating func wipe() {
        sodium_memzero(&key, key.count)
    }

    func isUnder(_ other: [UInt8]) -> Bool {
        other.count == key.count && sodium_memcmp(key, other, key.count) == 0
    }

    static func sealedLength(of count: Int) -> Int { cs_seal_nonce_bytes() + count + cs_seal_tag_bytes() }

    /// nil when the system gives no randomness.
    static func randomBytes(_ count: Int) -> [UInt8]? {
        guard cs_start() else { return nil }
        return [UInt8](unsafeUninitializedCapacity: count) { target, filled in
            guard let start = target.baseAddress else { return }
            randombytes_buf(start, count)
            filled = count
        }
    }

    /// Nonce and sealed text. `purpose` is not stored but must be the same to unseal: sealed texts cannot change places.
    func seal(_ bytes: [UInt8], purpose: [UInt8]) -> [UInt8] {
        let nonceLength = cs_seal_nonce_bytes()
        let length = nonceLength + bytes.count + cs_seal_tag_bytes()
        return [UInt8](unsafeUninitializedCapacity: length) { target, filled in
            guard let nonce = target.baseAddress else { return }
            randombytes_buf(nonce, nonceLength)
            // Fails only for texts beyond 2^38 bytes.
            crypto_aead_xchacha20poly1305_ietf_encrypt(
                nonce + nonceLength, nil, bytes, UInt64(bytes.count), purpose, UInt64(purpose.count), nil, nonce, key)
            filled = length
        }
    }

    /// nil when the text was damaged, or sealed under another key or for another purpose.
    func unseal(_ sealed: [UInt8], purpose: [UInt8]) -> [UInt8]? {
        let nonceLength = cs_seal_nonce_bytes()
        let length = sealed.count - nonceLength - cs_seal_tag_bytes()
        guard length >= 0 else { return nil }
        var opened = false
        let bytes = [UInt8](unsafeUninitializedCapacity: max(length, 1)) { target, filled in
            sealed.withUnsafeBufferPointer { sealed in
                guard let nonce = sealed.baseAddress else { return }
                opened =
                    crypto_aead_xchacha20poly1305_ietf_decrypt(
                        target.baseAddress, nil, nil, nonce + nonceLength, UInt64(sealed.count - nonceLength), purpose,
                        UInt64(purpose.count), nonce, key) == 0
            }
            filled = opened ? length : 0
        }
        return opened ? bytes : nil
    }
}

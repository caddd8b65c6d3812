// HMAC-SHA-256 over libsodium, for passes.

internal import CSodium
public import Domain

/// The MAC that passes are made and verified with.
public enum MessageAuthentication {
    /// HMAC-SHA-256 (RFC 2104), 32 bytes.
    public static let hmacSHA256: MACFunction = { key, message in
        var out = [UInt8](repeating: 0, count: cs_hmac_sha256_bytes())
        cs_hmac_sha256(&out, key, key.count, message, message.count)
        return out
    }
}

/* Sources/CSodium/shim.h: libsodium (https://doc.libsodium.org) for MACs, password hashing, random bytes and sealing.
 * Getters and short compositions only; each says why it is here. Call cs_start before anything else. */
#ifndef EXPODESK_CSODIUM_H
#define EXPODESK_CSODIUM_H

#include <sodium.h>

/* Safe to call any number of times and from several threads; false when the system gives no randomness. */
static inline _Bool cs_start(void) { return sodium_init() >= 0; }

/* crypto_auth_hmacsha256 takes a 32-byte key only; RFC 2104 allows any length. The state is wiped: it is as good as
 * the key. */
static inline void cs_hmac_sha256(unsigned char out[crypto_auth_hmacsha256_BYTES], const unsigned char *key,
                                  size_t key_length, const unsigned char *bytes, size_t length) {
    crypto_auth_hmacsha256_state state;
    crypto_auth_hmacsha256_init(&state, key, key_length);
    crypto_auth_hmacsha256_update(&state, bytes, length);
    crypto_auth_hmacsha256_final(&state, out);
    sodium_memzero(&state, sizeof state);
}

/* Sizes as integers of the type that C and Swift share for lengths: the macros arrive in Swift as UInt32. */
static inline size_t cs_hmac_sha256_bytes(void) { return crypto_auth_hmacsha256_BYTES; }
static inline size_t cs_sha256_bytes(void) { return crypto_hash_sha256_BYTES; }
static inline size_t cs_seal_key_bytes(void) { return crypto_aead_xchacha20poly1305_ietf_KEYBYTES; }
static inline size_t cs_seal_nonce_bytes(void) { return crypto_aead_xchacha20poly1305_ietf_NPUBBYTES; }
static inline size_t cs_seal_tag_bytes(void) { return crypto_aead_xchacha20poly1305_ietf_ABYTES; }

#endif

// The MAC that passes rest on, against the published vectors of RFC 4231.

import CSodium
import Testing

@Suite("HMAC-SHA-256 through libsodium")
struct SodiumTests {
    private func mac(key: [UInt8], _ message: [UInt8]) -> String {
        var out = [UInt8](repeating: 0, count: cs_hmac_sha256_bytes())
        cs_hmac_sha256(&out, key, key.count, message, message.count)
        let digits = Array("0123456789abcdef")
        return String(out.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
    }

    @Test("keys shorter and longer than a block give the MACs of RFC 4231")
    func publishedVectors() {
        #expect(cs_start())
        #expect(
            mac(key: Array("Jefe".utf8), Array("what do ya want for nothing?".utf8))
                == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")
        #expect(
            mac(
                key: [UInt8](repeating: 0xAA, count: 131),
                Array("Test Using Larger Than Block-Size Key - Hash Key First".utf8))
                == "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54")
    }
}

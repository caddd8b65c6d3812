// Bytes as lower-case hexadecimal text and back.

/// Bytes as lower-case hexadecimal text and back.
public enum Hexadecimal {
    public static func text(_ bytes: some Collection<UInt8>) -> String {
        String(unsafeUninitializedCapacity: bytes.count * 2) { made in
            for (place, byte) in bytes.enumerated() {
                made[place * 2] = digit(byte >> 4)
                made[place * 2 + 1] = digit(byte & 15)
            }
            return bytes.count * 2
        }
    }

    /// - Parameter nibble: 0...15.
    static func digit(_ nibble: UInt8) -> UInt8 {
        nibble < 10 ? UInt8(ascii: "0") + nibble : UInt8(ascii: "a") + nibble - 10
    }

    /// Nil for an odd number of digits or anything that is not one.
    public static func bytes(_ text: String) -> [UInt8]? {
        let nibbles = text.utf8.map { character -> UInt8? in
            switch character {
            case 0x30...0x39: character - 0x30
            case 0x41...0x46: character - 0x41 + 10
            case 0x61...0x66: character - 0x61 + 10
            default: nil
            }
        }
        guard nibbles.count.isMultiple(of: 2) else { return nil }
        var made: [UInt8] = []
        for index in stride(from: 0, to: nibbles.count, by: 2) {
            guard let high = nibbles[index], let low = nibbles[index + 1] else { return nil }
            made.append(high << 4 | low)
        }
        return made
    }
}

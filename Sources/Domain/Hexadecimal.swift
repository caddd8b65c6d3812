// Bytes as lower-case hexadecimal text and back.

/// Bytes as lower-case hexadecimal text and back.
public enum Hexadecimal {
    private static let digits = Array("0123456789abcdef".utf8)

    public static func text(_ bytes: some Sequence<UInt8>) -> String {
        var made: [UInt8] = []
        for byte in bytes {
            made.append(digits[Int(byte >> 4)])
            made.append(digits[Int(byte & 15)])
        }
        return String(decoding: made, as: UTF8.self)
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

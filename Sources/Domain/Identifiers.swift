// The names by which the domain knows things: events, serials, desks, commands. Bytes and numbers, no meaning inside.

/// One event's number in the database. Every table's key begins with it.
public struct EventID: RawRepresentable, Hashable, Sendable, Codable {
    public let rawValue: Int32

    public init(rawValue: Int32) {
        self.rawValue = rawValue
    }
}

/// A registration's number within its event, 1...999,999,999: nine digits is what a pass has room for.
public struct Serial: RawRepresentable, Hashable, Sendable, Codable, Comparable, CustomStringConvertible {
    public static let range: ClosedRange<Int64> = 1...999_999_999

    public let rawValue: Int64

    /// Nil outside 1...999,999,999.
    public init?(rawValue: Int64) {
        guard Self.range.contains(rawValue) else { return nil }
        self.rawValue = rawValue
    }

    /// Nil unless `text` is one to nine ASCII digits that make a serial.
    public init?(_ text: String) {
        guard (1...9).contains(text.utf8.count), text.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
            let number = Int64(text)
        else { return nil }
        self.init(rawValue: number)
    }

    public static func < (left: Serial, right: Serial) -> Bool {
        left.rawValue < right.rawValue
    }

    public var description: String { String(rawValue) }
}

/// Who sends commands: one data folder is one desk, and keeps this for life. 16 random bytes.
public struct DeskID: Hashable, Sendable, Codable {
    public let bytes: [UInt8]

    public init(bytes: [UInt8]) {
        precondition(bytes.count == 16, "a desk id has 16 bytes")
        self.bytes = bytes
    }
}

/// A command's id: a UUID version 7 (RFC 9562 §5.7), so that ids made later sort later.
public struct CommandID: Hashable, Sendable {
    public let bytes: [UInt8]

    /// Nil unless there are exactly 16 bytes.
    public init?(bytes: [UInt8]) {
        guard bytes.count == 16 else { return nil }
        self.bytes = bytes
    }

    /// - Parameters:
    ///   - at: the desk's clock, the id's first 48 bits.
    ///   - random: ten random bytes; their first six bits of bytes 0 and 2 give way to version and variant.
    public init(at: Timestamp, random: [UInt8]) {
        precondition(random.count == 10, "a UUIDv7 takes 10 random bytes")
        let time = UInt64(clamping: at.milliseconds)
        var made = (0..<6).map { UInt8(truncatingIfNeeded: time >> (40 - 8 * UInt64($0))) }
        made += random
        made[6] = 0x70 | (made[6] & 0x0F)
        made[8] = 0x80 | (made[8] & 0x3F)
        bytes = made
    }
}

extension CommandID: Codable, CustomStringConvertible {
    /// The usual 36-character text, lower case.
    public var description: String {
        // A desk writes two of these for every command.
        String(unsafeUninitializedCapacity: 36) { made in
            var place = 0
            for (index, byte) in bytes.enumerated() {
                if index == 4 || index == 6 || index == 8 || index == 10 {
                    made[place] = UInt8(ascii: "-")
                    place += 1
                }
                made[place] = Hexadecimal.digit(byte >> 4)
                made[place + 1] = Hexadecimal.digit(byte & 15)
                place += 2
            }
            return place
        }
    }

    /// Nil unless `text` is that text, dashes or none.
    public init?(_ text: String) {
        guard let bytes = Hexadecimal.bytes(text.filter { $0 != "-" }) else { return nil }
        self.init(bytes: bytes)
    }

    public init(from decoder: any Decoder) throws {
        guard let id = CommandID(try decoder.singleValueContainer().decode(String.self)) else {
            throw DecodingError.dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: "not a UUID"))
        }
        self = id
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

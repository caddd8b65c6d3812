// The ids by which programs and their sessions are known: chosen by whoever writes the file, never shown as titles.

/// A program's id: lower-case letters, digits and hyphens, 1...40, none at either end.
public struct ProgramID: Hashable, Sendable, Comparable, CustomStringConvertible {
    public let text: String

    /// Nil for anything else.
    public init?(_ text: String) {
        guard ShortName.isValid(text) else { return nil }
        self.text = text
    }

    public static func < (left: ProgramID, right: ProgramID) -> Bool { left.text < right.text }

    public var description: String { text }
}

/// A session's id, unique in its event: as a program's.
public struct SessionID: Hashable, Sendable, Comparable, CustomStringConvertible {
    public let text: String

    /// Nil for anything else.
    public init?(_ text: String) {
        guard ShortName.isValid(text) else { return nil }
        self.text = text
    }

    public static func < (left: SessionID, right: SessionID) -> Bool { left.text < right.text }

    public var description: String { text }
}

private enum ShortName {
    static func isValid(_ text: String) -> Bool {
        let hyphen: UInt8 = 0x2D
        return (1...40).contains(text.utf8.count) && text.utf8.first != hyphen && text.utf8.last != hyphen
            && text.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == hyphen }
    }
}

extension ProgramID: Codable {
    public init(from decoder: any Decoder) throws {
        guard let id = ProgramID(try decoder.singleValueContainer().decode(String.self)) else {
            throw DecodingError.dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: "not a program"))
        }
        self = id
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}

extension SessionID: Codable {
    public init(from decoder: any Decoder) throws {
        guard let id = SessionID(try decoder.singleValueContainer().decode(String.self)) else {
            throw DecodingError.dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: "not a session"))
        }
        self = id
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}

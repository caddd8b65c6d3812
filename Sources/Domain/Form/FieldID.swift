// A field's stable name: what answers are keyed by, never its title.

/// A field's stable name within its form: a lower-case letter, then letters, digits, `-` and `_`, at most 40.
public struct FieldID: Hashable, Sendable, Comparable, CustomStringConvertible {
    public let text: String

    public init?(_ text: String) {
        let bytes = text.utf8
        guard (1...40).contains(bytes.count), let first = bytes.first, (0x61...0x7A).contains(first),
            bytes.allSatisfy({ (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D || $0 == 0x5F })
        else { return nil }
        self.text = text
    }

    private init(known text: String) {
        self.text = text
    }

    /// The fields that every registration has a column for; all others are answers.
    public static let name = FieldID(known: "name")
    public static let phone = FieldID(known: "phone")
    public static let affiliation = FieldID(known: "affiliation")
    public static let category = FieldID(known: "category")
    public static let email = FieldID(known: "email")
    public static let consent = FieldID(known: "consent")
    /// A field that a form may have: people who gave the same word, `A-12` for one, came together.
    public static let party = FieldID(known: "party")
    /// Not a form's field: the reason of a cancellation.
    public static let reason = FieldID(known: "reason")
    /// Not a form's field: the status a restored registration goes back to.
    public static let status = FieldID(known: "status")
    /// Not a form's field: how many people an event or a category takes.
    public static let capacity = FieldID(known: "capacity")

    public static func < (left: FieldID, right: FieldID) -> Bool {
        left.text < right.text
    }

    public var description: String { text }
}

extension FieldID: Codable, CodingKeyRepresentable {
    public init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let id = FieldID(text) else {
            throw DecodingError.dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: "not a field id"))
        }
        self = id
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }

    /// Makes `[FieldID: Answer]` a JSON object and not a list of pairs.
    public var codingKey: any CodingKey { FieldKey(stringValue: text) }

    public init?(codingKey: some CodingKey) {
        self.init(codingKey.stringValue)
    }

    private struct FieldKey: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }

        init(stringValue: String) {
            self.stringValue = stringValue
        }

        init?(intValue: Int) {
            nil
        }
    }
}

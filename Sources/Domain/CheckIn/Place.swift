// Where people are in or out: an area of the expo, or a session.

/// What somebody enters and leaves. A gate belongs to one; who is in is counted for the place and never for the gate, so
/// that one badge cannot enter an area by two gates.
public enum Place: Hashable, Sendable {
    /// A part of the expo with gates of its own, by its name in the configuration.
    case area(String)
    /// One session of a program.
    case session(SessionID)

    private static let areaPrefix = "area:"
    private static let sessionPrefix = "session:"

    /// How it lies in the database and in commands: `area:main`, `session:keynote-1`.
    public var text: String {
        switch self {
        case .area(let name): Self.areaPrefix + name
        case .session(let id): Self.sessionPrefix + id.text
        }
    }

    /// Nil for what is not a place's text.
    public init?(_ text: String) {
        if text.hasPrefix(Self.sessionPrefix) {
            guard let id = SessionID(String(text.dropFirst(Self.sessionPrefix.count))) else { return nil }
            self = .session(id)
            return
        }
        guard text.hasPrefix(Self.areaPrefix), text.utf8.count > Self.areaPrefix.utf8.count else { return nil }
        self = .area(String(text.dropFirst(Self.areaPrefix.count)))
    }
}

extension Place: Codable {
    public init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let place = Place(text) else {
            throw DecodingError.dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: "not a place"))
        }
        self = place
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}

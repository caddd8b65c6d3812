// What a person answered to one field, and all answers of a form.

/// The answer to one field, in the shape its kind asks for. Written to JSON as the bare value.
public enum Answer: Hashable, Sendable {
    /// Text of any kind, telephone numbers, dates (`2026-05-01`) and single choices (the option's id).
    case text(String)
    case number(Int)
    /// Option ids, in the order of the form's options.
    case choices([String])
    /// Consent: given or not.
    case flag(Bool)

    /// Nothing was answered: an empty text, no option, an unticked box.
    public var isEmpty: Bool {
        switch self {
        case .text(let text): text.isEmpty
        case .number: false
        case .choices(let ids): ids.isEmpty
        case .flag(let given): !given
        }
    }

    /// The text of a text answer, nil for the others.
    public var text: String? {
        if case .text(let text) = self { text } else { nil }
    }

    /// The answer as the words it would be compared with in a condition.
    public var words: [String] {
        switch self {
        case .text(let text): text.isEmpty ? [] : [text]
        case .number(let number): [String(number)]
        case .choices(let ids): ids
        case .flag(let given): given ? ["true"] : []
        }
    }
}

/// Answers by stable field id.
public typealias Answers = [FieldID: Answer]

extension Answer: Codable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let flag = try? container.decode(Bool.self) {
            self = .flag(flag)
        } else if let number = try? container.decode(Int.self) {
            self = .number(number)
        } else if let text = try? container.decode(String.self) {
            self = .text(text)
        } else {
            self = .choices(try container.decode([String].self))
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .text(let text): try container.encode(text)
        case .number(let number): try container.encode(number)
        case .choices(let ids): try container.encode(ids)
        case .flag(let given): try container.encode(given)
        }
    }
}

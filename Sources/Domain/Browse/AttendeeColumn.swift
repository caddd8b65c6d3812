// The columns a table of attendees can have.

/// A column of the attendee table: what is stored about everybody, and answers to the event's own fields.
public enum AttendeeColumn: Hashable, Sendable {
    case serial, name, phone, affiliation, category, status, source, email, registeredAt
    /// What somebody is enrolled in: to filter by, in no table.
    case program
    /// The answer to a field of the event's form.
    case answer(FieldID)

    /// The columns every event has, in the order a chooser offers them.
    public static let common: [AttendeeColumn] = [
        .serial, .name, .phone, .affiliation, .category, .status, .source, .email, .registeredAt,
    ]

    /// The name in configuration and stored views: `registered_at`, `answer.diet`.
    public var id: String {
        switch self {
        case .serial: "serial"
        case .name: "name"
        case .phone: "phone"
        case .affiliation: "affiliation"
        case .category: "category"
        case .status: "status"
        case .source: "source"
        case .email: "email"
        case .registeredAt: "registered_at"
        case .program: "program"
        case .answer(let field): "answer." + field.text
        }
    }

    /// Nil for a name that no column has.
    public init?(id: String) {
        if let column = Self.common.first(where: { $0.id == id }) {
            self = column
        } else if id.hasPrefix("answer."), let field = FieldID(String(id.dropFirst("answer.".count))) {
            self = .answer(field)
        } else {
            return nil
        }
    }
}

// What the database sorts by, for each column of the table.

import Domain

/// A column as an order: where its value is kept, how it travels as a key, and how a key is compared with again.
///
/// A missing value is the empty text. Search rows have an index for each of their columns; registrations have one for
/// the status. Emails and answers have none: their pages are the first of all rows, sorted.
struct SortKey {
    /// Which table the value is in: `s` for expo.search, `r` for expo.registration.
    enum Home { case search, registration, either }

    private enum Kind { case text, number, moment }

    /// Nil for the order by serial alone.
    let expression: String?
    let home: Home
    private let kind: Kind

    init(_ column: AttendeeColumn) {
        switch column {
        case .serial, .program: (expression, home, kind) = (nil, .either, .text)
        case .name, .phone, .affiliation, .category, .source:
            (expression, home, kind) = ("s.\(column.id)", .search, .text)
        case .registeredAt: (expression, home, kind) = ("s.registered_at", .search, .moment)
        case .status: (expression, home, kind) = ("r.status_rank", .registration, .number)
        case .email: (expression, home, kind) = (Self.folded("r.email"), .registration, .text)
        case .answer(let field):
            // A field's id holds letters, digits and hyphens only.
            (expression, home, kind) = (Self.folded("r.answers ->> '\(field.text)'"), .registration, .text)
        }
    }

    private static func folded(_ text: String) -> String { "lower(coalesce(\(text), '')) COLLATE \"C\"" }

    /// A value of this order as the text that travels; microseconds for a moment, all that PostgreSQL keeps.
    func text(_ value: String) -> String {
        guard expression != nil else { return "''" }
        return kind == .moment ? "(extract(epoch FROM \(value)) * 1000000)::bigint::text" : "\(value)::text"
    }

    /// And back.
    func parameter(_ placeholder: String) -> String {
        switch kind {
        case .text: "\(placeholder)::text"
        case .number: "\(placeholder)::text::smallint"
        case .moment: "('epoch'::timestamptz + \(placeholder)::text::bigint * interval '1 microsecond')"
        }
    }
}

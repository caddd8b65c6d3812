// What the database sorts by, for each column of the table.

import Domain

/// A column as an order: how it is computed, read as text, and compared with a key that came back.
struct SortKey {
    /// Nil for the order by serial alone.
    let expression: String?
    private let type: String

    init(_ column: AttendeeColumn) {
        func folded(_ text: String) -> String { "replace(lower(coalesce(\(text), '')), ' ', '') COLLATE \"C\"" }
        switch column {
        case .serial: (expression, type) = (nil, "text")
        case .name: (expression, type) = (folded("r.name"), "text")
        case .phone: (expression, type) = ("coalesce(r.phone, '') COLLATE \"C\"", "text")
        case .affiliation: (expression, type) = (folded("r.affiliation"), "text")
        case .category: (expression, type) = ("coalesce(r.category, '') COLLATE \"C\"", "text")
        case .source: (expression, type) = ("r.source COLLATE \"C\"", "text")
        case .email: (expression, type) = (folded("r.email"), "text")
        case .status:
            let order = Registration.Status.allCases.map { "'\($0.rawValue)'" }.joined(separator: ", ")
            (expression, type) = ("array_position(ARRAY[\(order)], r.status)", "integer")
        case .registeredAt:
            (expression, type) = ("(extract(epoch FROM r.registered_at) * 1000000)::bigint", "bigint")
        case .answer(let field):
            (expression, type) = (folded("r.answers ->> '\(field.text)'"), "text")
        }
    }

    /// The key's value as it travels.
    var text: String { expression.map { "(\($0))::text" } ?? "''" }

    func parameter(_ placeholder: String) -> String { "\(placeholder)::text::\(type)" }

    func order(_ isDescending: Bool) -> String {
        let way = isDescending ? "DESC" : "ASC"
        return (expression.map { "\($0) \(way), " } ?? "") + "r.serial \(way)"
    }
}

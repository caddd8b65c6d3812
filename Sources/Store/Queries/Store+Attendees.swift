// Reading attendees: one by serial or telephone, pages of them by search.

public import Domain
import Postgres

extension Store {
    /// By the primary key; nil when there is none.
    public func registration(_ serial: Serial, event: EventID) throws(StoreError) -> Registration? {
        try StoreError.wrap {
            let rows = try connection.run(
                Statement(
                    "registration.one",
                    """
                    SELECT \(RegistrationRow.columns) FROM expo.registration r
                    WHERE r.event_id = $1 AND r.serial = $2
                    """),
                [.int(Int64(event.rawValue)), .int(serial.rawValue)])
            return try rows.first.map(RegistrationRow.read)
        }
    }

    /// One page. Without a search by the primary key, with one by the index search_grams; one row more than asked for
    /// is read to know whether there are more.
    public func attendees(_ query: AttendeeQuery) throws(StoreError) -> AttendeePage {
        try StoreError.wrap {
            let sql = AttendeeSQL(query)
            let rows = try connection.run(Statement(sql.name, sql.text), sql.values)
            let found = try rows.prefix(query.limit).map(RegistrationRow.read)
            return AttendeePage(rows: sql.isBackward ? found.reversed() : found, hasMore: rows.count > query.limit)
        }
    }
}

/// The statement of a page. Its text depends only on the query's shape, so that each shape is prepared once.
private struct AttendeeSQL {
    private(set) var name = "attendees"
    private(set) var text = ""
    private(set) var values: [Value]
    let isBackward: Bool

    init(_ query: AttendeeQuery) {
        values = [.int(Int64(query.event.rawValue))]
        var conditions = ["r.event_id = $1"]
        switch query.start {
        case .first, .after, .at: isBackward = false
        case .last, .before: isBackward = true
        }
        switch query.start {
        case .first, .last: break
        case .after(let serial):
            name += ".after"
            conditions.append("r.serial > \(add(.int(serial.rawValue)))")
        case .at(let serial):
            name += ".at"
            conditions.append("r.serial >= \(add(.int(serial.rawValue)))")
        case .before(let serial):
            name += ".before"
            conditions.append("r.serial < \(add(.int(serial.rawValue)))")
        }
        if let status = query.status {
            name += ".status"
            conditions.append("r.status = \(add(.text(status.rawValue)))")
        }
        for term in query.search.terms {
            conditions.append(condition(for: term))
        }
        let search =
            query.search.terms.isEmpty
            ? "" : "JOIN expo.search s ON s.event_id = r.event_id AND s.serial = r.serial"
        name += isBackward ? ".down" : ".up"
        text = """
            SELECT \(RegistrationRow.columns)
            FROM expo.registration r \(search)
            WHERE \(conditions.joined(separator: "\n  AND "))
            ORDER BY r.serial \(isBackward ? "DESC" : "ASC")
            LIMIT \(add(.int(Int64(query.limit + 1))))
            """
    }

    private mutating func add(_ value: Value) -> String {
        values.append(value)
        return "$\(values.count)"
    }

    private mutating func condition(for term: SearchQuery.Term) -> String {
        name += ".t"
        var condition = "s.grams @> \(add(.texts(term.grams)))::text[]"
        if let word = term.text {
            name += "w"
            condition += " AND s.haystack LIKE \(add(.text("%" + Self.escaped(word) + "%")))"
        }
        if !term.orAny.isEmpty {
            name += "d"
            condition = "(\(condition) OR s.grams && \(add(.texts(term.orAny)))::text[])"
        }
        return condition
    }

    /// Takes the meaning from LIKE's three special characters.
    private static func escaped(_ word: String) -> String {
        // By scalars: a percent sign with a mark on it is one character, and to LIKE still a percent sign.
        String(
            word.unicodeScalars.reduce(into: String.UnicodeScalarView()) { made, scalar in
                if scalar == "%" || scalar == "_" || scalar == "\\" { made.append("\\") }
                made.append(scalar)
            })
    }
}

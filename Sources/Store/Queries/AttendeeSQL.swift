// The SQL of reading attendees, made for one query with its values.

import Domain
import Postgres

/// Statements over the attendees of one event. Values become parameters, in the order in which they are first needed.
struct AttendeeSQL {
    private(set) var values: [Value]

    init(event: EventID) {
        values = [.int(Int64(event.rawValue))]
    }

    mutating func add(_ value: Value) -> String {
        values.append(value)
        return "$\(values.count)"
    }

    /// Registrations of a page, one more than its limit, in the direction it is read; last the key's value as text.
    mutating func page(_ query: AttendeeQuery) -> String {
        let key = SortKey(query.sort.column)
        let isDescending = query.sort.isDescending != query.start.isBackward
        var conditions = self.conditions(query.filter)
        var offset = ""
        switch query.start {
        case .first, .last, .around: break
        case .after(let place, let skipped), .before(let place, let skipped):
            conditions.append(beyond(place, key, isDescending ? "<" : ">"))
            if skipped > 0 { offset = "OFFSET \(add(.int(Int64(min(skipped, AttendeeQuery.mostSkipped)))))" }
        case .from(let place): conditions.append(beyond(place, key, isDescending ? "<=" : ">="))
        }
        let order = key.order(isDescending)
        return """
            SELECT \(RegistrationRow.columns), \(key.text)
            \(Self.source)
            WHERE \(conditions.joined(separator: "\n  AND "))
            ORDER BY \(order)
            LIMIT \(add(.int(Int64(query.limit + 1)))) \(offset)
            """
    }

    private mutating func beyond(_ place: AttendeeKey, _ key: SortKey, _ comparison: String) -> String {
        let serial = add(.int(place.serial.rawValue))
        guard let expression = key.expression else { return "r.serial \(comparison) \(serial)" }
        return "(\(expression), r.serial) \(comparison) (\(key.parameter(add(.text(place.value)))), \(serial))"
    }

    mutating func key(of serial: Serial, _ query: AttendeeQuery) -> String {
        let conditions = self.conditions(query.filter) + ["r.serial = \(add(.int(serial.rawValue)))"]
        return """
            SELECT \(SortKey(query.sort.column).text) \(Self.source) WHERE \(conditions.joined(separator: " AND "))
            """
    }

    mutating func everyone(_ filter: AttendeeFilter) -> String {
        "SELECT r.serial \(Self.source) WHERE \(conditions(filter).joined(separator: " AND "))"
    }

    mutating func landmarks(_ filter: AttendeeFilter, _ sort: AttendeeSort) -> String {
        let key = SortKey(sort.column)
        let order = key.order(sort.isDescending)
        return """
            SELECT DISTINCT ON (part) serial, value
            FROM (
                SELECT r.serial, \(key.text) AS value, row_number() OVER (ORDER BY \(order)) AS place,
                    (row_number() OVER (ORDER BY \(order)) - 1) * 100 / greatest(count(*) OVER () - 1, 1) AS part
                \(Self.source)
                WHERE \(conditions(filter).joined(separator: " AND "))) AS placed
            ORDER BY part, place
            """
    }

    private static let source = """
        FROM expo.registration r JOIN expo.search s ON s.event_id = r.event_id AND s.serial = r.serial
        """
}

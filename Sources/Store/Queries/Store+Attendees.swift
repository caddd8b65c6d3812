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

    /// One page, and whether there are more rows: one more than asked for is read to know.
    public func attendees(_ query: AttendeeQuery) throws(StoreError) -> AttendeePage {
        if case .around(let serial) = query.start { return try page(around: serial, query) }
        return try StoreError.wrap {
            var sql = AttendeeSQL(event: query.event)
            let rows = try connection.run(.unnamed(sql.page(query)), sql.values)
            let isBackward = query.start.isBackward
            let found = try rows.prefix(query.limit).map { row in
                let registration = try RegistrationRow.read(row)
                let key = AttendeeKey(value: try row.string(RegistrationRow.count), serial: registration.serial)
                return AttendeeRow(registration: registration, key: key)
            }
            let hasMore = rows.count > query.limit
            return AttendeePage(
                rows: isBackward ? found.reversed() : found,
                hasMoreBefore: isBackward ? hasMore : query.start != .first,
                hasMoreAfter: isBackward ? query.start != .last : hasMore)
        }
    }

    private func page(around serial: Serial, _ query: AttendeeQuery) throws(StoreError) -> AttendeePage {
        var part = query
        part.start = .first
        guard let key = try key(of: serial, query) else { return try attendees(part) }
        part.limit = query.limit / 2
        part.start = .before(key)
        let before = try attendees(part)
        part.limit = query.limit - before.rows.count
        part.start = .from(key)
        let after = try attendees(part)
        return AttendeePage(
            rows: before.rows + after.rows, hasMoreBefore: before.hasMoreBefore, hasMoreAfter: after.hasMoreAfter)
    }

    /// Where somebody stands among those the filter leaves; nil when they are not among them.
    private func key(of serial: Serial, _ query: AttendeeQuery) throws(StoreError) -> AttendeeKey? {
        try StoreError.wrap {
            var sql = AttendeeSQL(event: query.event)
            let rows = try connection.run(.unnamed(sql.key(of: serial, query)), sql.values)
            return try rows.first.map { AttendeeKey(value: try $0.string(0), serial: serial) }
        }
    }

    /// About how many the filter leaves, by the planner's statistics: no row is read.
    public func estimatedCount(_ filter: AttendeeFilter, event: EventID) throws(StoreError) -> Int {
        try StoreError.wrap {
            var sql = AttendeeSQL(event: event)
            let rows = try connection.run(.unnamed("EXPLAIN (FORMAT JSON) " + sql.everyone(filter)), sql.values)
            return try PlannedRows(explained: try rows[0].string(0)).count
        }
    }

    /// Exactly how many the filter leaves. Reads every one of them.
    public func count(_ filter: AttendeeFilter, event: EventID) throws(StoreError) -> Int {
        try StoreError.wrap {
            var sql = AttendeeSQL(event: event)
            let rows = try connection.run(
                .unnamed("SELECT count(*) FROM (\(sql.everyone(filter))) AS found"), sql.values)
            return Int(try rows[0].int(0))
        }
    }

    /// At most 101 places that cut the table into parts of one size, its first and last row among them.
    public func landmarks(
        _ filter: AttendeeFilter, sort: AttendeeSort, event: EventID
    ) throws(StoreError) -> [AttendeeKey] {
        try StoreError.wrap {
            var sql = AttendeeSQL(event: event)
            let rows = try connection.run(.unnamed(sql.landmarks(filter, sort)), sql.values)
            return try rows.map { row in
                guard let serial = Serial(rawValue: try row.int(0)) else { throw StoreError.unreadable("serial") }
                return AttendeeKey(value: try row.string(1), serial: serial)
            }
        }
    }
}

extension AttendeeQuery.Start {
    /// Read from the end towards the beginning.
    var isBackward: Bool {
        switch self {
        case .first, .after, .from, .around: false
        case .last, .before: true
        }
    }
}

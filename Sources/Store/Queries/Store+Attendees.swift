// Reading attendees: one by serial, pages of them through any filter in any order.

public import Domain
import Postgres

extension Store {
    /// Those who became part of a registration directly, at most `limit`.
    public func registrations(
        mergedInto serial: Serial, event: EventID, limit: Int
    ) throws(StoreError) -> [Registration] {
        try StoreError.wrap {
            // By the index registration_merged.
            try connection.run(
                Statement(
                    "registration.mergedInto",
                    """
                    SELECT \(RegistrationRow.columns) FROM expo.registration r
                    WHERE r.event_id = $1 AND r.merged_into = $2 ORDER BY r.serial LIMIT $3
                    """),
                [.int(Int64(event.rawValue)), .int(serial.rawValue), .int(Int64(limit))]
            ).map(RegistrationRow.read)
        }
    }

    /// Whether the pass of a serial was revoked.
    public func isRevoked(_ serial: Serial, event: EventID) throws(StoreError) -> Bool {
        try StoreError.wrap {
            try connection.run(
                Statement(
                    "revocation.is", "SELECT EXISTS (SELECT FROM expo.revocation WHERE event_id = $1 AND serial = $2)"),
                [.int(Int64(event.rawValue)), .int(serial.rawValue)])[0].bool(0)
        }
    }

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

    /// One page, and whether there are more rows. Nothing is counted and no page in between is read.
    public func attendees(_ query: AttendeeQuery) throws(StoreError) -> AttendeePage {
        if case .around(let serial) = query.start { return try page(around: serial, query) }
        let found = try StoreError.wrap { try AttendeeReading(self, query).run() }
        let hasMore = found.count > query.limit
        let rows = Array(found.prefix(query.limit))
        return query.start.isBackward
            ? AttendeePage(rows: rows.reversed(), hasMoreBefore: hasMore, hasMoreAfter: query.start != .last)
            : AttendeePage(rows: rows, hasMoreBefore: query.start != .first, hasMoreAfter: hasMore)
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
            var sql = try attendeeSQL(query.event, query.filter, query.sort)
            let text = sql.key(of: serial)
            let rows = try run(sql.call(text))
            return try rows.first.map { AttendeeKey(value: try $0.string(0), serial: serial) }
        }
    }

    func attendeeSQL(_ event: EventID, _ filter: AttendeeFilter, _ sort: AttendeeSort) throws -> AttendeeSQL {
        AttendeeSQL(event: event, filter: filter, sort: sort, timeZone: try timeZone(of: event, for: filter))
    }

    /// Only asked for where days stand in the filter.
    private func timeZone(of event: EventID, for filter: AttendeeFilter) throws -> String {
        let needsIt = filter.clauses.contains { if case .registered = $0.test { true } else { false } }
        guard needsIt else { return "" }
        if let known = timeZones[event] { return known }
        let rows = try connection.run(
            Statement("event.zone", "SELECT time_zone FROM expo.event WHERE event_id = $1"),
            [.int(Int64(event.rawValue))])
        let zone = try rows.first?.string(0) ?? "UTC"
        timeZones[event] = zone
        return zone
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

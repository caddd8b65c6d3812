// Events: setting one up (as the owner), listing them, their categories and keys.

public import Domain
import Postgres

extension Store {
    private static let eventColumns = """
        e.event_id, e.slug, e.title, e.first_day::text, e.last_day::text, e.time_zone, e.number, e.is_sample
        """

    /// Every event, oldest first.
    public func events() throws(StoreError) -> [Event] {
        try StoreError.wrap {
            let rows = try connection.run(
                Statement("event.list", "SELECT \(Self.eventColumns) FROM expo.event e ORDER BY e.event_id"))
            return try rows.map { row in
                guard let first = CalendarDate(try row.string(3)), let last = CalendarDate(try row.string(4)) else {
                    throw StoreError.unreadable("event")
                }
                let id = EventID(rawValue: Int32(try row.int(0)))
                return Event(
                    id: id, slug: try row.string(1), title: try row.string(2), firstDay: first, lastDay: last,
                    timeZone: try row.string(5), number: Int(try row.int(6)), isSample: try row.bool(7),
                    categories: try categories(of: id))
            }
        }
    }

    func categories(of event: EventID) throws(StoreError) -> [Category] {
        try StoreError.wrap {
            let rows = try connection.run(
                Statement(
                    "category.list",
                    "SELECT id, label_ko, label_en FROM expo.category WHERE event_id = $1 ORDER BY position, id"),
                [.int(Int64(event.rawValue))])
            return try rows.map {
                Category(id: try $0.string(0), label: Localized(ko: try $0.string(1), en: try $0.string(2)))
            }
        }
    }

    /// Sets an event up with its categories and first key. Needs the owner's connection.
    /// - Returns: the event and whether it is new; an existing slug is left as it is.
    public func createEvent(_ new: NewEvent) throws(StoreError) -> (event: Event, isNew: Bool) {
        let isNew = try insertUnderFreeNumber(new)
        guard let event = try events().first(where: { $0.slug == new.slug }) else { throw .unreadable("event") }
        return (event, isNew)
    }

    /// Two events of one database must not share their number, or one's pass would look forged to the other.
    private func insertUnderFreeNumber(_ new: NewEvent) throws(StoreError) -> Bool {
        var tries = 0
        while true {
            do throws(StoreError) {
                return try StoreError.wrap { try connection.transaction { try insert(new) } }
            } catch {
                guard case .postgres(let fault) = error, fault.isUniqueViolation(of: "event_number_key"), tries < 100
                else { throw error }
                tries += 1
            }
        }
    }

    private func insert(_ new: NewEvent) throws -> Bool {
        let made = try connection.run(
            Statement(
                "event.insert",
                """
                INSERT INTO expo.event (slug, title, first_day, last_day, time_zone, number, is_sample)
                VALUES ($1, $2, $3::date, $4::date, $5, $6, $7)
                ON CONFLICT (slug) DO NOTHING RETURNING event_id
                """),
            [
                .text(new.slug), .text(new.title), .text(new.firstDay.description), .text(new.lastDay.description),
                .text(new.timeZone), .int(Int64.random(in: 1000...9999)), .bool(new.isSample),
            ])
        guard let id = try made.first?.int(0) else { return false }
        _ = try connection.run(
            Statement("key.insert", "INSERT INTO expo.event_key (event_id, key_id, secret) VALUES ($1, $2, $3)"),
            [.int(id), .int(1), .bytes(new.secret)])
        for (position, category) in new.categories.enumerated() {
            _ = try connection.run(
                Statement(
                    "category.insert",
                    """
                    INSERT INTO expo.category (event_id, id, label_ko, label_en, position)
                    VALUES ($1, $2, $3, $4, $5)
                    """),
                [
                    .int(id), .text(category.id), .text(category.label.ko), .text(category.label.en),
                    .int(Int64(position)),
                ])
        }
        return true
    }

    /// The event's keys, newest first: the first makes passes, all of them verify.
    public func keys(of event: EventID) throws(StoreError) -> [PassKey] {
        try StoreError.wrap {
            let rows = try connection.run(
                Statement(
                    "key.list",
                    """
                    SELECT key_id, secret FROM expo.event_key WHERE event_id = $1
                    ORDER BY created_at DESC, key_id DESC
                    """),
                [.int(Int64(event.rawValue))])
            return try rows.map { row in
                guard let key = PassKey(id: Int(try row.int(0)), secret: try row.bytes(1)) else {
                    throw StoreError.unreadable("event_key")
                }
                return key
            }
        }
    }

    /// Whether the server knows this time zone's name.
    public func knowsTimeZone(_ name: String) throws(StoreError) -> Bool {
        try StoreError.wrap {
            try connection.run(
                Statement("zone.known", "SELECT EXISTS (SELECT FROM pg_timezone_names WHERE name = $1)"),
                [.text(name)])[0].bool(0)
        }
    }

    /// How many minutes `timeZone` is ahead of UTC at `moment`; daylight saving is the server's to know.
    public func minutesAheadOfUTC(in timeZone: String, at moment: Timestamp) throws(StoreError) -> Int {
        try StoreError.wrap {
            let rows = try connection.run(
                Statement(
                    "zone.offset",
                    """
                    SELECT (extract(epoch FROM (m AT TIME ZONE $1) - (m AT TIME ZONE 'UTC')) / 60)::int
                    FROM (SELECT to_timestamp($2::bigint / 1000.0) AS m) AS moment
                    """),
                [.text(timeZone), .int(moment.milliseconds)])
            return Int(try rows[0].int(0))
        }
    }

    /// The server's clock.
    public func serverTime() throws(StoreError) -> Timestamp {
        try StoreError.wrap {
            let rows = try connection.run(
                Statement("clock", "SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint"))
            return Timestamp(milliseconds: try rows[0].int(0))
        }
    }

    /// Whether the event is there: one look at the database.
    public func hasEvent(_ event: EventID) throws(StoreError) -> Bool {
        try StoreError.wrap {
            try !connection.run(
                Statement("event.there", "SELECT 1 FROM expo.event WHERE event_id = $1"),
                [.int(Int64(event.rawValue))]
            ).isEmpty
        }
    }
}

// The SQL of imports. Whoever is new goes by COPY to where they live; edits go by COPY to a staging table of the session's
// own, and from there set by set. All in one transaction.

import Domain
import Postgres

enum ImportStatements {
    /// One import of an event at a time: people without a telephone have no key that would decide a race.
    static let line = Statement("import.line", "SELECT pg_advisory_xact_lock(2, $1::int)")

    /// Whether nobody imports into the event now. The lock is given back at once.
    static let isQuiet = Statement("import.isQuiet", "SELECT pg_try_advisory_xact_lock(2, $1::int)")

    /// Whole sets take longer than a desk's statements may; a lock is waited for only as long as always.
    static let begin = """
        BEGIN;
        SET LOCAL statement_timeout = 0;
        CREATE TEMPORARY TABLE import_stage (
            line integer, replaces integer, action text, serial bigint, status text, source text, name text, phone text,
            affiliation text, category text, email text, answers text, form_id text, form_version integer,
            consent_version text, consent_at bigint, public_id text, version integer, registered_at bigint,
            merged_into bigint,
            search_name text, initials text, search_affiliation text, search_phone text, search_category text,
            marks text[]
        ) ON COMMIT DROP
        """

    /// Whoever's telephone was taken in between ends the import: the index registration_phone decides.
    static let copyPeople = """
        COPY expo.registration (event_id, serial, status, source, name, phone, affiliation, category, email, answers,
            form_id, form_version, consent_version, consent_at, public_id, version, registered_at, waiting) FROM STDIN
        """

    static func person(_ event: EventID, _ row: Registration, waiting: Int64?) throws -> [Value] {
        // The last is whoever they are merged into, which nobody new is.
        var values = Array(try RegistrationRow.values(event, row).dropLast())
        values[RegistrationRow.consentAt] = .text(row.consent.at.forCopy)
        values[RegistrationRow.registeredAt] = .text(row.registeredAt.forCopy)
        return values + [.optional(waiting)]
    }

    static let copySearch = "COPY expo.search (\(SearchRow.columns)) FROM STDIN"

    static func search(_ event: EventID, _ row: Registration) -> [Value] {
        SearchRow.values(event, row.serial, SearchIndex(row), registeredAt: .text(row.registeredAt.forCopy))
    }

    static let copyRows = "COPY expo.import_row (event_id, id, line, serial, version, action) FROM STDIN"

    static func row(_ command: Command, _ write: ImportWrite) throws -> [Value] {
        [
            .int(Int64(command.event.rawValue)), .uuid(command.id.bytes), .int(Int64(write.line)),
            .int(write.row.serial.rawValue), .int(Int64(write.row.version)),
            .text(try PayloadCoding.text(write.action)),
        ]
    }

    /// Places in line for as many as `$1`, behind everybody who waits already.
    static let places = Statement.unnamed("SELECT nextval('expo.waiting_line') * 1000 FROM generate_series(1, $1::int)")

    static let stage = "COPY import_stage FROM STDIN"

    static func edit(_ write: ImportWrite) throws -> [Value] {
        let index = SearchIndex(write.row)
        var values: [Value] = [
            .int(Int64(write.line)), .int(Int64(write.replaces ?? 0)), .text(try PayloadCoding.text(write.action)),
        ]
        // The first of them is the event.
        values += try RegistrationRow.values(EventID(rawValue: 0), write.row).dropFirst()
        values += [
            .text(index.name), .text(index.initials), .text(index.affiliation), .text(index.phone),
            .text(index.category), .texts(index.marks),
        ]
        return values
    }

    /// By the primary key; whoever was changed in between is left out.
    static let update = Statement.unnamed(
        """
        UPDATE expo.registration r
        SET name = i.name, phone = i.phone, affiliation = i.affiliation, category = i.category, email = i.email,
            answers = i.answers::jsonb, form_id = i.form_id, form_version = i.form_version, version = i.version,
            changed = pg_current_xact_id()
        FROM import_stage i
        WHERE r.event_id = $1 AND r.serial = i.serial AND r.version = i.replaces
        """)

    /// The counters' share of those who are new: statuses, sources, categories (empty for none) and how many each.
    static let bookNew = Statement.unnamed(
        CounterSQL.booking(
            of: """
                SELECT status, source, category, false, number
                FROM unnest($3::text[], $4::text[], $5::text[], $6::bigint[]) AS new (status, source, category, number)
                """))

    /// That of those who are changed: taken away before, and added after.
    static let bookBefore = Statement.unnamed(CounterSQL.booking(of: changed(sign: -1)))
    static let bookAfter = Statement.unnamed(CounterSQL.booking(of: changed(sign: 1)))

    private static func changed(sign: Int) -> String {
        """
        SELECT r.status, r.source, r.category, \(CounterSQL.hasEntered), \(sign)
        FROM import_stage i JOIN expo.registration r ON r.event_id = $1::integer AND r.serial = i.serial
        """
    }

    static let search = Statement.unnamed(
        """
        UPDATE expo.search s
        SET name = i.search_name, initials = i.initials, affiliation = i.search_affiliation, phone = i.search_phone,
            category = i.search_category, marks = i.marks
        FROM import_stage i
        WHERE s.event_id = $1 AND s.serial = i.serial
        """)

    static let rows = Statement.unnamed(
        """
        INSERT INTO expo.import_row (event_id, id, line, serial, version, action)
        SELECT $1, $2, line, serial, version, action FROM import_stage ORDER BY line
        """)

    static let empty = "TRUNCATE import_stage"

    /// By the index search_phone, then by primary keys.
    static let byPhone = Statement.unnamed(
        """
        SELECT \(RegistrationRow.columns)
        FROM unnest($2::text[]) AS p(phone)
        JOIN expo.search s ON s.event_id = $1 AND s.phone = p.phone COLLATE "C"
        JOIN expo.registration r ON r.event_id = $1 AND r.serial = s.serial
        WHERE r.status <> 'merged'
        """)

    /// By the index search_name, then by primary keys.
    static let byName = Statement.unnamed(
        """
        SELECT \(RegistrationRow.columns)
        FROM unnest($2::text[], $3::text[]) AS p(name, affiliation)
        JOIN expo.search s ON s.event_id = $1 AND s.name = p.name COLLATE "C"
            AND s.affiliation = p.affiliation COLLATE "C" AND s.phone = ''
        JOIN expo.registration r ON r.event_id = $1 AND r.serial = s.serial
        WHERE r.status <> 'merged'
        """)

    /// By the primary keys.
    static let stored = Statement.unnamed(
        """
        SELECT \(RegistrationRow.columns), i.line
        FROM expo.import_row i JOIN expo.registration r ON r.event_id = i.event_id AND r.serial = i.serial
        WHERE i.event_id = $1 AND i.id = $2
        """)
}

// The SQL of imports: rows go by COPY to a staging table of the session's own, and from there set by set to where they
// live, all in one transaction.

import Domain
import Postgres

enum ImportStatements {
    /// One import of an event at a time: people without a telephone have no key that would decide a race.
    static let line = Statement("import.line", "SELECT pg_advisory_xact_lock(2, $1::int)")

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

    static let copy = "COPY import_stage FROM STDIN"

    static func line(_ write: ImportWrite) throws -> [UInt8] {
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
        return try CopyLine.bytes(of: values)
    }

    /// Whoever's telephone was taken in between is left out: the index registration_phone decides. Whoever waits does so
    /// behind everybody who waits already, in the file's order.
    static let insert = Statement.unnamed(
        """
        INSERT INTO expo.registration (event_id, serial, status, source, name, phone, affiliation, category, email,
            answers, form_id, form_version, consent_version, consent_at, public_id, version, registered_at, waiting)
        SELECT $1, serial, status, source, name, phone, affiliation, category, email, answers::jsonb, form_id,
            form_version, consent_version, to_timestamp(consent_at / 1000.0), public_id::uuid, version,
            to_timestamp(registered_at / 1000.0),
            CASE WHEN status = 'waitlisted' THEN nextval('expo.waiting_line') * 1000 END
        FROM import_stage WHERE replaces = 0 ORDER BY serial
        ON CONFLICT (event_id, phone) WHERE status NOT IN ('cancelled', 'rejected', 'merged') DO NOTHING
        """)

    /// By the primary key; whoever was changed in between is left out.
    static let update = Statement.unnamed(
        """
        UPDATE expo.registration r
        SET name = i.name, phone = i.phone, affiliation = i.affiliation, category = i.category, email = i.email,
            answers = i.answers::jsonb, form_id = i.form_id, form_version = i.form_version, version = i.version,
            changed = pg_current_xact_id()
        FROM import_stage i
        WHERE i.replaces > 0 AND r.event_id = $1 AND r.serial = i.serial AND r.version = i.replaces
        """)

    /// The counters' share of those who are new.
    static let bookNew = Statement.unnamed(
        CounterSQL.booking(of: "SELECT status, source, category, false, 1 FROM import_stage WHERE replaces = 0"))

    /// That of those who are changed: taken away before, and added after.
    static let bookBefore = Statement.unnamed(CounterSQL.booking(of: changed(sign: -1)))
    static let bookAfter = Statement.unnamed(CounterSQL.booking(of: changed(sign: 1)))

    private static func changed(sign: Int) -> String {
        """
        SELECT r.status, r.source, r.category, \(CounterSQL.hasEntered), \(sign)
        FROM import_stage i JOIN expo.registration r ON r.event_id = $1::integer AND r.serial = i.serial
        WHERE i.replaces > 0
        """
    }

    static let search = Statement.unnamed(
        """
        INSERT INTO expo.search (\(SearchRow.columns))
        SELECT $1, serial, to_timestamp(registered_at / 1000.0), search_name, initials, search_affiliation,
            search_phone, search_category, source, marks
        FROM import_stage ORDER BY serial
        ON CONFLICT (event_id, serial) DO UPDATE
        SET name = excluded.name, initials = excluded.initials, affiliation = excluded.affiliation,
            phone = excluded.phone, category = excluded.category, marks = excluded.marks
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

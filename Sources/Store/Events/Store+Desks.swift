// Desks: making themselves known, leasing serials, publishing the form they work with.

public import Domain
import Postgres

/// A run of serials that one desk may give out, online or not.
public struct SerialBlock: Hashable, Sendable {
    public var first: Serial
    public var last: Serial
}

extension Store {
    /// Makes a desk known to an event under its present name. The event is locked, so that a limit set meanwhile is not
    /// missed.
    public func announce(desk: DeskID, name: String, event: EventID) throws(StoreError) {
        try StoreError.wrap {
            _ = try connection.run(
                Statement(
                    "desk.announce",
                    """
                    INSERT INTO expo.desk (event_id, id, name, limits)
                    SELECT e.event_id, $2, $3, e.limits FROM expo.event e WHERE e.event_id = $1 FOR SHARE
                    ON CONFLICT (event_id, id) DO UPDATE SET name = excluded.name WHERE expo.desk.name <> excluded.name
                    """),
                [.int(Int64(event.rawValue)), .uuid(desk.bytes), .text(name)])
        }
    }

    /// Leases the next `size` serials to `desk`. The event's row lock puts desks in line; gaps are fine.
    public func leaseBlock(event: EventID, desk: DeskID, size: Int) throws(StoreError) -> SerialBlock {
        do {
            return try StoreError.wrap {
                let rows = try connection.run(
                    Statement(
                        "block.lease",
                        """
                        WITH lease AS (
                            UPDATE expo.event SET next_serial = next_serial + $3
                            WHERE event_id = $1
                            RETURNING next_serial - $3 AS first)
                        INSERT INTO expo.serial_block (event_id, first_serial, last_serial, desk_id)
                        SELECT $1, first, least(first + $3 - 1, 999999999), $2 FROM lease
                        RETURNING first_serial, last_serial
                        """),
                    [.int(Int64(event.rawValue)), .uuid(desk.bytes), .int(Int64(size))])
                guard let row = rows.first, let first = Serial(rawValue: try row.int(0)),
                    let last = Serial(rawValue: try row.int(1))
                else { throw StoreError.unreadable("serial_block") }
                return SerialBlock(first: first, last: last)
            }
        } catch {
            if case .postgres(let fault) = error, fault.sqlState == "23514" { throw .noSerialsLeft }
            throw error
        }
    }

    /// Stores `form` unless its newest version is the same, and says which version that is.
    public func publish(_ form: FormDefinition, event: EventID) throws(StoreError) -> FormReference {
        let text = try PayloadCoding.text(form)
        let version = try StoreError.wrap {
            // Nearly always it is there already: one look, and no lock for many desks to queue at.
            if let newest = try newestVersion(of: form.id, event), newest.text == text { return newest.number }
            return try connection.transaction {
                // Two desks with the same new form: the second waits here and then finds the first one's version.
                _ = try connection.run(
                    Statement("form.lock", "SELECT pg_advisory_xact_lock(1, hashtext($2 || ':' || $1::text))"),
                    [.int(Int64(event.rawValue)), .text(form.id)])
                let newest = try newestVersion(of: form.id, event)
                if let newest, newest.text == text { return newest.number }
                let next = (newest?.number ?? 0) + 1
                _ = try connection.run(
                    Statement(
                        "form.insert",
                        "INSERT INTO expo.form (event_id, id, version, definition) VALUES ($1, $2, $3, $4)"),
                    [.int(Int64(event.rawValue)), .text(form.id), .int(next), .text(text)])
                return next
            }
        }
        return FormReference(id: form.id, version: Int(version))
    }

    private func newestVersion(of form: String, _ event: EventID) throws -> (number: Int64, text: String)? {
        let rows = try connection.run(
            Statement(
                "form.newest",
                """
                SELECT version, definition FROM expo.form WHERE event_id = $1 AND id = $2
                ORDER BY version DESC LIMIT 1
                """),
            [.int(Int64(event.rawValue)), .text(form)])
        return try rows.first.map { (try $0.int(0), try $0.string(1)) }
    }

    /// Every version of every form, newest first.
    public func formReferences(of event: EventID) throws(StoreError) -> [FormReference] {
        try StoreError.wrap {
            try connection.run(
                Statement(
                    "form.references",
                    """
                    SELECT id, version FROM expo.form WHERE event_id = $1 ORDER BY created_at DESC, version DESC, id
                    """),
                [.int(Int64(event.rawValue))]
            ).map { FormReference(id: try $0.string(0), version: Int(try $0.int(1))) }
        }
    }

    /// A form version with the event's categories put in, nil when there is none of that name and number.
    public func definition(of form: FormReference, event: EventID) throws(StoreError) -> FormDefinition? {
        let key = FormKey(event: event, form: form)
        if let known = forms[key] { return known }
        let rows = try StoreError.wrap {
            try connection.run(
                Statement(
                    "form.definition",
                    "SELECT definition FROM expo.form WHERE event_id = $1 AND id = $2 AND version = $3"),
                [.int(Int64(event.rawValue)), .text(form.id), .int(Int64(form.version))])
        }
        guard let row = rows.first else { return nil }
        let text = try StoreError.wrap { try row.string(0) }
        let definition = try PayloadCoding.value(FormDefinition.self, from: text)
            .resolved(with: try categories(of: event))
        forms[key] = definition
        return definition
    }
}

// Reading everything in one snapshot, in memory that does not grow with it.

public import Domain
import Postgres

/// One passage through a gate, or its being taken back, as an export shows it.
public struct ExportedMovement: Hashable, Sendable {
    public var serial: Serial
    public var name: String
    public var affiliation: String?
    public var category: String?
    /// Nil where a passage was taken back.
    public var mode: CheckIn.Mode?
    public var place: Domain.Place?
    public var gate: String?
    public var at: Timestamp
    /// Who was at the gate.
    public var by: String
}

extension Store {
    /// Shows `body` the database as it is at one moment, however long it takes and whatever others change meanwhile.
    public func snapshot<T>(_ body: (StoreSnapshot) throws -> T) throws -> T {
        do {
            _ = try connection.pipeline([
                Call(Statement("snapshot.begin", "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")),
                // A batch may wait for a sort of everybody, which a screen never asks for.
                Call(
                    Statement(
                        "snapshot.settings",
                        """
                        SELECT set_config('statement_timeout', '10min', true),
                            set_config('idle_in_transaction_session_timeout', '0', true)
                        """)),
                Self.planning,
            ])
            let result = try body(StoreSnapshot(store: self))
            _ = try connection.run(Statement("snapshot.end", "COMMIT"))
            return result
        } catch {
            connection.rollBack()
            throw error
        }
    }
}

extension Store {
    /// Every version of every form, newest first, with the event's categories put in.
    public func forms(of event: EventID) throws(StoreError) -> [(reference: FormReference, form: FormDefinition)] {
        try StoreError.wrap {
            let categories = try categories(of: event)
            return try connection.run(
                Statement(
                    "export.forms",
                    """
                    SELECT id, version, definition FROM expo.form WHERE event_id = $1
                    ORDER BY created_at DESC, version DESC, id
                    """),
                [.int(Int64(event.rawValue))]
            ).map { row in
                let form = try PayloadCoding.value(FormDefinition.self, from: try row.string(2))
                return (
                    FormReference(id: try row.string(0), version: Int(try row.int(1))),
                    form.resolved(with: categories)
                )
            }
        }
    }
}

/// The database at one moment.
public struct StoreSnapshot {
    let store: Store
    private static let batch = 2_000

    /// Every version of every form, newest first, with the event's categories put in.
    public func forms(of event: EventID) throws(StoreError) -> [(reference: FormReference, form: FormDefinition)] {
        try store.forms(of: event)
    }

    /// How many people a filter leaves.
    public func count(_ filter: AttendeeFilter, event: EventID) throws(StoreError) -> Int {
        try StoreError.wrap {
            let sql = try store.attendeeSQL(event, filter, .standard)
            return try number(sql.call("SELECT count(*) FROM (\(sql.everyone)) AS everyone"))
        }
    }

    private func number(_ call: Call) throws -> Int {
        Int(try store.connection.pipeline([call])[0][0].int(0))
    }

    /// Gives everybody whom a filter leaves, some at a time, until `body` returns false.
    public func registrations(
        _ filter: AttendeeFilter, sort: AttendeeSort, event: EventID, _ body: ([Registration]) throws -> Bool
    ) throws {
        var sql = try store.attendeeSQL(event, filter, sort)
        // No page: as many as there are.
        let place = Place(AttendeeQuery(event: event, filter: filter, sort: sort, limit: Int(Int32.max)))
        let keys = sql.hasGrams ? sql.gathered(place) : sql.straight(place)
        try each(sql.call("DECLARE export NO SCROLL CURSOR FOR " + sql.rows(keys, isDescending: place.isDescending))) {
            try body($0.map(RegistrationRow.read))
        }
    }

    /// How often the people whom a filter leaves went through gates.
    public func movementCount(_ filter: AttendeeFilter, event: EventID) throws(StoreError) -> Int {
        try StoreError.wrap {
            let sql = try store.attendeeSQL(event, filter, .standard)
            return try number(sql.call("SELECT count(*) FROM expo.command c WHERE \(moved(sql, filter))"))
        }
    }

    /// Gives every movement of the people whom a filter leaves, in the order in which they happened.
    public func movements(
        _ filter: AttendeeFilter, event: EventID, _ body: ([ExportedMovement]) throws -> Bool
    ) throws {
        let sql = try store.attendeeSQL(event, filter, .standard)
        let text = """
            DECLARE export NO SCROLL CURSOR FOR
            SELECT c.serial, r.name, r.affiliation, r.category, c.actor,
                (extract(epoch FROM c.made_at) * 1000)::bigint, d.payload
            FROM expo.command c JOIN expo.registration r ON r.event_id = c.event_id AND r.serial = c.serial
                LEFT JOIN expo.command_detail d ON d.event_id = c.event_id AND d.id = c.id
            WHERE \(moved(sql, filter))
            ORDER BY c.made_at, c.id
            """
        try each(sql.call(text)) { rows in try body(rows.map(Self.movement)) }
    }

    private func moved(_ sql: AttendeeSQL, _ filter: AttendeeFilter) -> String {
        let gates = "c.event_id = $1 AND c.outcome IN ('checked_in', 'left', 're_entered', 'undone')"
        return filter.isEmpty ? gates : "\(gates) AND c.serial IN (\(sql.everyone))"
    }

    private static func movement(_ row: Row) throws -> ExportedMovement {
        guard let serial = Serial(rawValue: try row.int(0)) else { throw StoreError.unreadable("command") }
        // What was asked for may have been erased: then that somebody passed is all there is to say.
        let command = try row.optionalString(6).flatMap { try? PayloadCoding.value(Command.self, from: $0) }
        var movement = ExportedMovement(
            serial: serial, name: try row.string(1), affiliation: try row.optionalString(2),
            category: try row.optionalString(3), at: Timestamp(milliseconds: try row.int(5)), by: try row.string(4))
        switch command?.action {
        case .checkIn(let scan):
            (movement.mode, movement.place, movement.gate) = (scan.mode, scan.place, scan.gate.name)
            movement.at = scan.at
        case .undoCheckIn(let undo):
            movement.place = undo.place
            movement.at = undo.at
        default: break
        }
        return movement
    }

    private func each(_ cursor: Call, _ body: (Rows) throws -> Bool) throws {
        _ = try store.connection.pipeline([cursor])
        let fetch = Statement("export.fetch", "FETCH FORWARD \(Self.batch) FROM export")
        while true {
            let rows = try store.connection.run(.unnamed(fetch.sql))
            guard !rows.isEmpty, try body(rows), rows.count == Self.batch else { break }
        }
        _ = try store.connection.run(.unnamed("CLOSE export"))
    }
}

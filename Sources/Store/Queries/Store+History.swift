// Reading what was done to somebody: every command on one serial, with what was asked and answered.

public import Domain
import Postgres

extension Store {
    /// The newest commands on a serial, refused ones too, by time, newest last; at most `limit`.
    /// - Returns: the commands, and whether there are older ones.
    public func commands(
        on serial: Serial, event: EventID, limit: Int
    ) throws(StoreError) -> (commands: [LoggedCommand], hasEarlier: Bool) {
        try StoreError.wrap {
            let rows = try connection.run(
                HistoryStatements.commands,
                [.int(Int64(event.rawValue)), .int(serial.rawValue), .int(Int64(limit) + 1)])
            let commands = try rows.prefix(limit).reversed().map { try HistoryStatements.read($0, of: serial) }
            return (commands, rows.count > limit)
        }
    }
}

enum HistoryStatements {
    /// By the indexes on the serial, then by primary keys. Times tie, so the id decides in the end.
    static let commands = Statement(
        "history.commands",
        """
        SELECT \(columns("$2")), d.payload, d.outcome
        \(commandsOn("$2"))
        LIMIT $3
        """)

    /// The newest few commands on each of several. What a decision on many asked and answered is long, and the same for all of
    /// them: it is read once, by `details`.
    static let newest = Statement(
        "history.newest",
        """
        SELECT n.*, p.serial, r.name
        FROM unnest($2::bigint[]) AS p(serial)
        JOIN expo.registration r ON r.event_id = $1 AND r.serial = p.serial
        LEFT JOIN LATERAL (
            SELECT \(columns("p.serial")),
                CASE WHEN c.kind NOT IN ('review', 'undo_review') THEN d.payload END,
                CASE WHEN c.kind NOT IN ('review', 'undo_review') THEN d.outcome END
            \(commandsOn("p.serial", only: "AND (c.kind = ANY ($4::text[]) OR s.deed IS NOT NULL)"))
            LIMIT $3) AS n ON true
        ORDER BY p.serial
        """)

    /// By the primary key.
    static let details = Statement(
        "history.details",
        "SELECT d.id, d.payload, d.outcome FROM expo.command_detail d WHERE d.event_id = $1 AND d.id = ANY ($2::uuid[])"
    )

    private static func columns(_ serial: String) -> String {
        """
        c.id, c.kind, c.outcome, c.actor, coalesce(k.name, ''), (extract(epoch FROM c.made_at) * 1000)::bigint,
            (extract(epoch FROM c.applied_at) * 1000)::bigint,
            s.deed, s.was, s.status, s.version, i.action, i.version,
            coalesce(c.serial <> \(serial), i.serial IS NULL), s.promoted
        """
    }

    private static func commandsOn(_ serial: String, only: String = "") -> String {
        """
        FROM expo.command c
        LEFT JOIN expo.command_subject s ON s.event_id = c.event_id AND s.id = c.id AND s.serial = \(serial)
        LEFT JOIN expo.command_detail d ON d.event_id = c.event_id AND d.id = c.id
        LEFT JOIN expo.import_row i ON i.event_id = c.event_id AND i.id = c.id AND i.serial = \(serial)
        LEFT JOIN expo.desk k ON k.event_id = c.event_id AND k.id = c.desk_id
        WHERE c.event_id = $1 \(only) AND c.id IN (
            SELECT o.id FROM expo.command o WHERE o.event_id = $1 AND o.serial = \(serial)
            UNION ALL SELECT s.id FROM expo.command_subject s WHERE s.event_id = $1 AND s.serial = \(serial)
            UNION ALL SELECT m.id FROM expo.import_row m WHERE m.event_id = $1 AND m.serial = \(serial))
        ORDER BY c.applied_at DESC, c.made_at DESC, c.id DESC
        """
    }

    static func read(_ row: Row, of serial: Serial) throws -> LoggedCommand {
        guard let id = CommandID(bytes: try row.uuid(0)) else { throw StoreError.unreadable("command") }
        let payload = try row.optionalString(15)
        let outcome = try row.optionalString(16)
        var logged = LoggedCommand(
            id: id, kind: try row.string(1), word: try row.string(2), actor: try row.string(3),
            deskName: try row.string(4), madeAt: Timestamp(milliseconds: try row.int(5)),
            appliedAt: Timestamp(milliseconds: try row.int(6)),
            // A payload that only a newer program can read is a line of the history all the same.
            command: payload.flatMap { try? PayloadCoding.value(Command.self, from: $0) },
            outcome: outcome.flatMap { try? PayloadCoding.value(Outcome.self, from: $0) }, isErased: payload == nil,
            effect: try effect(row), isAboutOther: try row.bool(13),
            promotedIn: try row.optionalString(14)?.split(separator: ",").compactMap { SessionID(String($0)) } ?? [])
        // A new serial begins with the command on the one before it.
        if logged.reissued?.new == serial { logged.isAboutOther = false }
        if let action = try row.optionalString(11) { logged.tell(action, version: try row.optionalInt(12)) }
        return logged
    }

    /// Nil for a command about them alone.
    private static func effect(_ row: Row) throws -> StatusEffect? {
        guard let deed = try row.optionalString(7).flatMap(StatusEffect.Deed.init(rawValue:)),
            let was = try row.optionalString(8).flatMap(Registration.Status.init(rawValue:)),
            let status = try row.optionalString(9).flatMap(Registration.Status.init(rawValue:)),
            let version = try row.optionalInt(10)
        else { return nil }
        return StatusEffect(deed: deed, was: was, status: status, version: Int(version))
    }
}

extension LoggedCommand {
    /// Of an import it tells what it did to this one person.
    fileprivate mutating func tell(_ text: String, version: Int64?) {
        guard let action = try? PayloadCoding.value(Command.Action.self, from: text), let serial = action.serial else {
            return
        }
        command?.action = action
        if case .register = action {
            outcome = .registered(serial)
        } else if let version {
            outcome = .edited(serial, version: Int(version))
        }
    }
}

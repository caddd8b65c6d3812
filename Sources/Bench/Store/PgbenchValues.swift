// The values of the store's statements, as SQL expressions over pgbench's variables.

import Domain
import Postgres
import TestSupport

/// Walk-ins as they lie in the database, with what differs from person to person replaced by expressions: `:serial` and
/// `:phone` are each person's own, `:who` says which of the samples to repeat. Values that are only repeated are literals,
/// which spares pgbench sending them: if that favours anybody, it is the peer.
struct PgbenchValues {
    private let values: [String: [String]]

    /// - Parameter connection: to the database where `commands` were applied.
    init(_ commands: [Command], _ connection: Connection) throws {
        guard let first = commands.first else { throw SupportError("no samples") }
        let event = "\(first.event.rawValue)"
        let rows = try commands.map { try Self.stored($0, connection) }
        func text(_ column: Int) throws -> String {
            Self.pick(try rows.map { Self.literal(try $0.optionalString(column)) })
        }
        func number(_ column: Int) throws -> String { try rows[0].string(column) }
        let (serial, phone) = (":serial", ":phone")
        // As ours: ids in the order of time, public ids in none.
        let id = "lpad((:serial)::text, 32, '0')::uuid"
        let publicID = "md5((:serial)::text)"
        let deskID = "(repeat('d0', 15) || lpad(to_hex((:client_id)::int), 2, '0'))::uuid"
        let salt = "'\\x" + String(repeating: "5a", count: 16) + "'::bytea"
        let (moment, payload) = (try number(10), try text(13))
        values = [
            "apply.begin": [], "apply.commit": [], "apply.recorded": [event, id], "apply.subject": [event, serial],
            "apply.samePhone": [event, phone],
            "apply.insert": [
                event, serial, try text(0), try text(1), try text(2), phone, try text(3), try text(4), try text(5),
                try text(6), try text(7), try number(8), try text(9), moment, publicID, "1", moment, "NULL",
            ],
            "apply.search": [
                event, serial, moment, try text(11), try text(12), try text(17), "'0' || right((:phone)::text, 10)",
                try text(18), try text(1), try text(19),
            ],
            "apply.book": [
                event, deskID, "ARRAY['registration', 'deed']",
                "ARRAY[\(try text(0)) || E'\\t' || \(try text(1)) || E'\\t' || coalesce(\(try text(4)), ''), "
                    + "E'registered\\t']",
                "ARRAY[1, 1]", "ARRAY[0, 0]", "ARRAY['', '']", "ARRAY['1970-01-01', '1970-01-01']",
            ],
            "apply.detail": [event, id, salt, payload, try text(14)],
            "apply.record": [
                event, id, deskID, ":n", try text(15), serial, "'desk ' || (:client_id)::text", moment, try text(16),
                salt, payload, "0",
            ],
        ]
    }

    func expressions(of statement: String) throws -> [String] {
        guard let found = values[statement] else {
            throw SupportError("the store runs a statement \(statement) that the measurement does not know")
        }
        return found
    }

    private static func stored(_ command: Command, _ connection: Connection) throws -> Row {
        try connection.run(
            Statement(
                "bench.stored",
                """
                SELECT r.status, r.source, r.name, r.affiliation, r.category, r.email, r.answers::text, r.form_id,
                    r.form_version::text, r.consent_version, (extract(epoch FROM r.consent_at) * 1000)::bigint::text,
                    s.name, s.initials, d.payload, d.outcome, c.kind, c.outcome,
                    s.affiliation, s.category, s.marks::text
                FROM expo.registration r JOIN expo.search s USING (event_id, serial)
                    JOIN expo.command c USING (event_id, serial) JOIN expo.command_detail d USING (event_id, id)
                WHERE r.event_id = $1 AND r.serial = $2
                """), [.int(Int64(command.event.rawValue)), .int(command.action.serial?.rawValue ?? 0)])[0]
    }

    /// The literal of the sample whose turn it is; a single one where all are the same.
    private static func pick(_ literals: [String]) -> String {
        guard let first = literals.first, !literals.allSatisfy({ $0 == first }) else { return literals.first ?? "NULL" }
        return "(ARRAY[\(literals.joined(separator: ", "))])[:who]"
    }

    /// A constant, read once when the statement is prepared. Colons are escaped: pgbench would take what follows one for
    /// a variable, quoted or not.
    static func literal(_ text: String?) -> String {
        guard let text else { return "NULL" }
        var quoted = "E'"
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": quoted += "\\\\"
            case "'": quoted += "\\'"
            case ":": quoted += "\\072"
            case "\n": quoted += "\\n"
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "'"
    }
}

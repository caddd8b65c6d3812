// The statements of a check-in as a script for pgbench.

import Domain
import Foundation
import Postgres
import Store
import TestSupport

/// What the store has prepared after one check-in, in the same two pipelines, with each person's own serial and id.
struct CheckInScript {
    private let file: String
    private let program: String

    init(_ expo: CheckInExpo) throws {
        program = try PgbenchScript.findProgram()
        let file = TestRun.shared.makeFolder() + "/check-in.sql"
        try expo.withFreshDatabase { address in
            let connection = try Connection(address, applicationName: "bench")
            let command = try expo.command(desk: 0, number: 0, connections: 1)
            guard case .passed = try Store(connection).apply(command).outcome else { throw SupportError("refused") }
            let statements = try PgbenchScript.statements(connection)
            let values = try Self.values(command, connection)
            try PgbenchScript.write(try Self.script(statements, values), to: file)
        }
        self.file = file
    }

    /// One round of pgbench.
    func measure(_ address: String, connections: Int, seconds: Int) throws -> CheckInRun.Result {
        let logs = TestRun.shared.makeFolder()
        let said = try Tool.run(
            [program, "-n", "-M", "prepared", "-c", "\(connections)", "-j", "2", "-T", "\(seconds)"]
                + [
                    "-D", "n=0", "-D", "clients=\(connections)", "-f", file, "-l", "--log-prefix", "\(logs)/log",
                    address,
                ])
        guard let rate = PgbenchScript.number(after: "tps = ", in: said),
            PgbenchScript.number(after: "number of failed transactions: ", in: said) == 0
        else { throw SupportError("pgbench said: \(said)") }
        return CheckInRun.Result(rate: rate, waits: try Self.waits(logs))
    }

    /// What pgbench logged of each transaction: a file a thread, a line a transaction, its third word microseconds
    /// (pgbench's manual, "Per-Transaction Logging").
    private static func waits(_ folder: String) throws -> [Double] {
        try FileManager.default.contentsOfDirectory(atPath: folder).flatMap { name in
            try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8).split(separator: "\n").map { line in
                let words = line.split(separator: " ")
                guard words.count > 2, let wait = Double(words[2]) else {
                    throw SupportError("pgbench logged: \(line)")
                }
                return wait / 1_000
            }
        }
    }

    private static func script(
        _ statements: [(name: String, sql: String)], _ values: [String: [String]]
    ) throws -> String {
        guard let split = statements.firstIndex(where: { $0.name == "gate.admit" }) else {
            throw SupportError("the store no longer admits by gate.admit")
        }
        var lines = [
            "\\set n :n + 1", "\\set serial \(CheckInExpo.firstSerial) + (:n - 1) * :clients + :client_id",
        ]
        for part in [statements[..<split], statements[split...]] {
            lines.append("\\startpipeline")
            for statement in part {
                guard let expressions = values[statement.name] else {
                    throw SupportError("the store runs a statement \(statement.name) that nobody measures")
                }
                lines.append(try PgbenchScript.fill(statement.sql, expressions, statement.name) + ";")
            }
            lines.append("\\endpipeline")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// Values that are only repeated are literals, which spares pgbench sending them: if that favours anybody, it is the
    /// peer.
    private static func values(_ command: Command, _ connection: Connection) throws -> [String: [String]] {
        guard case .checkIn(let scan) = command.action else { throw SupportError("not a check-in") }
        let row = try connection.run(
            Statement(
                "bench.checkIn",
                """
                SELECT d.payload, d.outcome, a.day::text FROM expo.command_detail d, expo.admission a
                WHERE d.event_id = $1 AND d.id = $2 AND a.entered_command = d.id
                """), [.int(Int64(command.event.rawValue)), .uuid(command.id.bytes)])[0]
        let text = PgbenchValues.literal
        let (event, moment, place) = ("\(command.event.rawValue)", "\(scan.at.milliseconds)", text(scan.place.text))
        // As ours: ids in the order of time.
        let id = "lpad((:serial)::text, 32, '0')::uuid"
        let deskID = "(repeat('d0', 15) || lpad(to_hex((:client_id)::int), 2, '0'))::uuid"
        let actor = "'desk ' || (:client_id)::text"
        let salt = "'\\x" + String(repeating: "5a", count: 16) + "'::bytea"
        let payload = text(try row.string(0))
        let entered = ("\(scan.at.quarter)", "\(scan.at.minute)")
        let buckets = [
            "approved", "checked_in\t\(scan.gate.name)", "\(entered.0)\t\(scan.place.text)\t\(scan.gate.name)",
            "\(entered.1)\t\(scan.place.text)",
        ]
        let day = text(try row.string(2))
        return [
            "apply.hold": [event, "ARRAY[:serial]"],
            "apply.book": [
                event, deskID, "ARRAY['arrived', 'deed', 'entry', 'minute']",
                "ARRAY[\(buckets.map(text).joined(separator: ", "))]", "ARRAY[1, 1, 1, 1]", "ARRAY[:serial, 0, 0, 0]",
                "ARRAY[\(place), '', '', '']", "ARRAY[\(day), \(day), \(day), \(day)]",
            ],
            "apply.begin": [], "apply.commit": [], "apply.recorded": [event, id], "gate.person": [event, ":serial"],
            "gate.arrival": [event, ":serial", moment], "gate.admission": [event, ":serial", place, moment],
            "gate.admit": [event, ":serial", place, text(try row.string(2)), id, moment, text(scan.gate.name), actor],
            "apply.detail": [event, id, salt, payload, text(try row.string(1))],
            "apply.record": [
                event, id, deskID, ":n", text("check_in"), ":serial", actor, moment, text("checked_in"), salt, payload,
                "0",
            ],
        ]
    }
}

// The store's own statements as scripts for pgbench.

import Domain
import Glibc
import Postgres
import Store
import TestSupport

/// A script made from the statements a connection of ours has prepared: what the store sends is what pgbench sends, in
/// the same two pipelines.
struct PgbenchScript {
    private let file: String
    private let program: String

    init(_ expo: WalkInExpo) throws {
        program = try Self.findProgram()
        let file = TestRun.shared.makeFolder() + "/walk-in.sql"
        try expo.withFreshDatabase { address in
            let connection = try Connection(address, applicationName: "bench")
            let store = Store(connection)
            let commands = try (0..<WalkInExpo.variants).map { try expo.command(desk: 0, person: $0) }
            for command in commands {
                guard case .registered = try store.apply(command).outcome else { throw SupportError("refused") }
            }
            let values = try PgbenchValues(commands, connection)
            try Self.write(try Self.script(try Self.statements(connection), values), to: file)
        }
        self.file = file
    }

    /// One round of pgbench.
    func measure(_ address: String, seconds: Int) throws -> (rate: Double, meanWait: Double) {
        let said = try Tool.run(
            [program, "-n", "-M", "prepared", "-c", "\(StoreMeasurement.connections)", "-j", "2", "-T", "\(seconds)"]
                + ["-D", "n=0", "-f", file, address])
        guard let rate = Self.number(after: "tps = ", in: said),
            let wait = Self.number(after: "latency average = ", in: said),
            Self.number(after: "number of failed transactions: ", in: said) == 0
        else { throw SupportError("pgbench said: \(said)") }
        return (rate, wait)
    }

    // MARK: Making scripts

    /// What a desk's connection has prepared, in the order in which the store first used them.
    static func statements(_ connection: Connection) throws -> [(name: String, sql: String)] {
        let rows = try connection.run(
            Statement(
                "bench.prepared",
                "SELECT name, statement FROM pg_prepared_statements WHERE name ~ '^(apply|gate)[.]' ORDER BY prepare_time"
            ))
        return try rows.map { (try $0.string(0), try $0.string(1)) }
    }

    private static func script(
        _ statements: [(name: String, sql: String)], _ values: PgbenchValues
    ) throws -> String {
        guard let split = statements.firstIndex(where: { $0.name == "apply.insert" }) else {
            throw SupportError("the store no longer inserts by apply.insert")
        }
        var lines = [
            "\\set n :n + 1", "\\set who :n % \(WalkInExpo.variants) + 1",
            "\\set serial :client_id * 1000000 + 1000 + :n",
            "\\set phone 821000000000 + (:client_id + 1) * 10000000 + :n",
        ]
        for part in [statements[..<split], statements[split...]] {
            lines.append("\\startpipeline")
            for statement in part {
                let filled = try fill(statement.sql, try values.expressions(of: statement.name), statement.name)
                lines.append(filled + ";")
            }
            lines.append("\\endpipeline")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// Puts expressions in the places of `$1`, `$2`, …
    static func fill(_ sql: String, _ expressions: [String], _ name: String) throws -> String {
        var filled = ""
        var highest = 0
        var rest = Substring(sql)
        while let place = rest.firstIndex(of: "$") {
            filled += rest[..<place]
            rest = rest[rest.index(after: place)...]
            let digits = rest.prefix { $0.isASCII && $0.isNumber }
            guard let number = Int(digits), expressions.indices.contains(number - 1) else {
                throw SupportError("\(name) has a parameter $\(digits) that the measurement does not know")
            }
            highest = max(highest, number)
            filled += expressions[number - 1]
            rest = rest.dropFirst(digits.count)
        }
        guard highest == expressions.count else { throw SupportError("\(name) has other parameters than it had") }
        return filled + rest
    }

    // MARK: Around pgbench

    static func findProgram() throws -> String { try Tool.ofPostgres("pgbench") }

    static func number(after words: String, in text: String) -> Double? {
        guard let start = text.firstRange(of: words)?.upperBound else { return nil }
        return Double(text[start...].prefix { $0.isNumber || $0 == "." })
    }

    static func write(_ text: String, to path: String) throws {
        let descriptor = Descriptor(open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600))
        guard descriptor.number >= 0 else { throw SupportError("cannot write \(path)") }
        descriptor.write(Array(text.utf8))
    }
}

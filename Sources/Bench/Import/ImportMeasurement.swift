// A list of people brought in by the program, against bare `\copy` of the same rows on the same server.

import Postgres
import TestSupport

/// Rounds of ours and of psql in turn, each into a fresh copy of the same database.
enum ImportMeasurement {
    static func run(_ options: Options) throws -> [Finding] {
        let expo = try ImportExpo(options.program, count: options.isQuick ? 10_000 : 100_000)
        var (ours, bare, whole, peaks): ([Double], [Double], [Double], [Double]) = ([], [], [], [])
        for round in 0..<(options.isQuick ? 2 : 4) {
            try expo.withFreshDatabase { desk, owner in
                let run = try expo.bringIn(desk)
                ours.append(Double(expo.count) / run.seconds)
                peaks.append(run.peak)
                if round == 0 { try dump(expo, owner) }
            }
            bare.append(try copy(expo, tables: ["registration"]))
            whole.append(try copy(expo, tables: ["registration", "search"]))
        }
        let how =
            "\(expo.count) rows of CSV with validation, the program from start to end, into a fresh database, "
            + "\(ours.count) rounds"
        return [
            .peer(
                "import a list", how + "; the peer fills the same tables of people with their indexes, no history",
                ours: Number.median(ours),
                peer: Number.median(whole), named: "\\copy", unit: "/s", atLeast: 0.3),
            .peer(
                "import a list, against registrations alone",
                how + "; the peer leaves out what people are found by, too", ours: Number.median(ours),
                peer: Number.median(bare), named: "\\copy", unit: "/s", atLeast: nil),
            .limit("import a list, peak memory", how, ours: peaks.max() ?? 0, limit: nil, unit: "MB", digits: 0),
        ]
    }

    private static let tables = ["form", "registration", "search", "import_row"]

    /// The rows that ours has stored, for the peer.
    private static func dump(_ expo: ImportExpo, _ owner: String) throws {
        let stored = try Connection(owner, applicationName: "bench").run(
            Statement("bench.stored", "SELECT count(*) FROM expo.registration"))[0].int(0)
        guard stored == expo.count else { throw SupportError("only \(stored) people came in") }
        for table in tables { try expo.psql(owner, "\\copy expo.\(table) TO '\(expo.file(table))'") }
    }

    private static func copy(_ expo: ImportExpo, tables: [String]) throws -> Double {
        try expo.withFreshDatabase { _, owner in
            // What registrations refer to.
            try expo.psql(owner, "\\copy expo.form FROM '\(expo.file("form"))'")
            let watch = Stopwatch()
            for table in tables { try expo.psql(owner, "\\copy expo.\(table) FROM '\(expo.file(table))'") }
            return Double(expo.count) / watch.seconds
        }
    }
}

// Check-ins through the store, against pgbench running the same statements on the same server.

import TestSupport

/// Rounds of ours and of pgbench in turn, each on a fresh copy of the same database.
enum CheckInMeasurement {
    private static let connections = [1, 8, 32]

    static func run(_ options: Options) throws -> [Finding] {
        let expo = try CheckInExpo(
            options.program, dataFolder: TestRun.shared.makeFolder(), connections: connections.max() ?? 1)
        let script = try CheckInScript(expo)
        // In a hurry only at as many desks as the budget names.
        return try (options.isQuick ? [8] : connections).flatMap { try measure($0, expo, script, options) }
    }

    private static func measure(
        _ connections: Int, _ expo: CheckInExpo, _ script: CheckInScript, _ options: Options
    ) throws -> [Finding] {
        let seconds = options.isQuick ? 1 : 4
        var (ours, theirs): ([Double], [Double]) = ([], [])
        var (waits, theirWaits): ([Double], [Double]) = ([], [])
        for round in 0..<(options.isQuick ? 2 : 4) {
            // Who is first is changed too, so that neither always finds the warmer server.
            let runs: [() throws -> Void] = [
                {
                    let run = try expo.withFreshDatabase {
                        try CheckInRun.measure($0, expo, connections: connections, seconds: seconds)
                    }
                    ours.append(run.rate)
                    waits += run.waits
                },
                {
                    let run = try expo.withFreshDatabase {
                        try script.measure($0, connections: connections, seconds: seconds)
                    }
                    theirs.append(run.rate)
                    theirWaits += run.waits
                },
            ]
            for run in round.isMultiple(of: 2) ? runs : runs.reversed() { try run() }
        }
        let desks = connections == 1 ? "1 connection" : "\(connections) connections"
        let how =
            "\(desks), \(CheckInExpo.people) registrations, \(ours.count) rounds of \(seconds) s each, "
            + "PostgreSQL \(expo.version)"
        var findings: [Finding] = [
            .peer(
                "check-in through the store, \(desks)", how, ours: Number.median(ours),
                peer: Number.median(theirs), named: "pgbench", unit: "/s", atLeast: 0.8)
        ]
        if connections == 8 {
            let waited = "p50 \(Number.text(Number.median(waits), 1)) ms"
            // As fast as they can, one after another: how long the server itself takes then is what pgbench waits.
            let peer =
                "pgbench p50 \(Number.text(Number.median(theirWaits), 1)), "
                + "p99 \(Number.text(Number.percentile(theirWaits, 0.99), 1)) ms"
            findings.append(
                .limit(
                    "check-in through the store, p99", "\(how); \(waited); \(peer)",
                    ours: Number.percentile(waits, 0.99), limit: 20, unit: "ms", digits: 1))
        }
        return findings
    }
}

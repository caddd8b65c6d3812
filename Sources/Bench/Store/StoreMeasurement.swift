// Walk-ins through the store, against pgbench running the same statements on the same server.

import Domain
import Glibc
import Postgres
import Store
import TestSupport

/// Rounds of ours and of pgbench in turn, each on a fresh copy of the same database.
enum StoreMeasurement {
    static let connections = 8

    static func run(_ options: Options) throws -> [Finding] {
        let expo = try WalkInExpo(options.program, dataFolder: TestRun.shared.makeFolder())
        let script = try PgbenchScript(expo)
        let seconds = options.isQuick ? 1 : 5
        var (ours, theirs): ([Double], [Double]) = ([], [])
        var waits: [Double] = []
        var peerWaits: [Double] = []
        for round in 0..<(options.isQuick ? 2 : 6) {
            // Who is first is changed too, so that neither always finds the warmer server.
            let runs: [() throws -> Void] = [
                {
                    let run = try expo.withFreshDatabase { try WalkInRun($0, expo).measure(seconds: seconds) }
                    ours.append(run.rate)
                    waits += run.waits
                },
                {
                    let run = try expo.withFreshDatabase { try script.measure($0, seconds: seconds) }
                    theirs.append(run.rate)
                    peerWaits.append(run.meanWait)
                },
            ]
            for run in round.isMultiple(of: 2) ? runs : runs.reversed() { try run() }
        }
        let how = "\(connections) connections, \(ours.count) rounds of \(seconds) s each, PostgreSQL \(expo.version)"
        return [
            .peer(
                "walk-in through the store", how, ours: Number.median(ours), peer: Number.median(theirs),
                named: "pgbench", unit: "/s", atLeast: 0.8),
            .limit(
                "walk-in through the store, p99",
                "\(how); p50 \(Number.text(Number.median(waits), 1)) ms, pgbench's mean "
                    + "\(Number.text(Number.median(peerWaits), 1)) ms",
                ours: Number.percentile(waits, 0.99), limit: 20, unit: "ms", digits: 1),
        ]
    }
}

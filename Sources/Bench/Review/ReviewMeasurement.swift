// Decisions on ten thousand applications, against a bare UPDATE of the same rows on the same server; and how long a
// check-in at another desk waits meanwhile.

import Domain
import Postgres
import TestSupport

/// Rounds of ours and of the bare statement in turn, over the same rows.
enum ReviewMeasurement {
    static func run(_ options: Options) throws -> [Finding] {
        let count = options.isQuick ? 2_000 : 10_000
        let expo = try ReviewExpo(people: count)
        var (ours, theirs, undone): ([Double], [Double], [Double]) = ([], [], [])
        var (steps, undoSteps): ([Double], [Double]) = ([], [])
        var (waits, undoWaits): ([Double], [Double]) = ([], [])
        for round in 0..<(options.isQuick ? 2 : 6) {
            // Every round decides everybody another way, so that every row changes.
            let decisions: [Review.Decision] = round.isMultiple(of: 2) ? [.approve, .hold] : [.hold, .approve]
            let taken = try expo.decideAll(decisions[0])
            ours.append(Double(count) / (taken.reduce(0, +) / 1000))
            steps += taken
            var gate = try ReviewGate(expo)
            _ = try expo.decideAll(decisions[1])
            waits += try gate.close()
            gate = try ReviewGate(expo)
            let back = try expo.undoAll()
            undone.append(Double(count) / (back.reduce(0, +) / 1000))
            undoSteps += back
            undoWaits += try gate.close()
            theirs.append(Double(count) / (try expo.bareUpdate()))
        }
        let how = "\(count) applications, \(Review.mostRows) a step, \(ours.count) rounds"
        func wait(_ row: String, _ waits: [Double]) -> Finding {
            let spread =
                "\(waits.count) scans of people among them, p50 \(Number.text(Number.median(waits), 1)) ms, "
                + "p99 \(Number.text(Number.percentile(waits, 0.99), 1)) ms"
            return .limit(row, "\(how); \(spread)", ours: waits.max() ?? 0, limit: 200, unit: "ms", digits: 1)
        }
        return [
            .peer(
                "decide applications", how, ours: Number.median(ours), peer: Number.median(theirs),
                named: "bare UPDATE", unit: "/s", atLeast: nil),
            .limit(
                "decide applications, the longest step", how, ours: steps.max() ?? 0, limit: 200, unit: "ms", digits: 1),
            wait("a check-in at another desk meanwhile, the longest wait", waits),
            .peer(
                "take a decision on all back", how, ours: Number.median(undone), peer: Number.median(theirs),
                named: "bare UPDATE", unit: "/s", atLeast: nil),
            .limit(
                "take a decision on all back, the longest step", how, ours: undoSteps.max() ?? 0, limit: 200,
                unit: "ms",
                digits: 1),
            wait("a check-in at another desk during that, the longest wait", undoWaits),
        ]
    }
}

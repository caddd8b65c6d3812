// The model check: histories by chance through the real rules, the real copy and the real sync logic.

import Domain
import Glibc
import Journal
import TestSupport
import Testing

@testable import Desk

@Suite("A simulated world of desks")
struct SimulationTests {
    @Test(
        "in 100,000 histories nothing that was acknowledged is lost, doubled or told untruly", .timeLimit(.minutes(30)))
    func histories() async throws {
        let conflicts = try await check(100_000, first: 1) { History(seed: $0, length: 6...14) }
        // A day to come takes a wrong clock over two starts of a machine without a line, and no program writes what it does
        // not know: other tests have both.
        let wanted = Set(Conflict.Kind.allCases).subtracting([.otherDay, .unknown])
        #expect(conflicts.isSuperset(of: wanted), "a world where something never happens proves nothing of it")
    }

    @Test("the same over journals on disk, in longer histories")
    func longHistories() async throws {
        let folder = TestRun.shared.makeFolder
        try await check(60, first: 1_000_000_007) { seed in
            History(seed: seed, length: 30...60, mostDesks: 4) { try Journal(dataFolder: folder()) }
        }
    }

    /// Plays histories on all cores; a seed in the environment is played alone, and its story printed.
    /// - Returns: the kinds of conflict that occurred; all where a seed is played alone, which is asked for nothing else.
    @discardableResult
    private func check(
        _ count: Int, first: UInt64, _ make: @escaping @Sendable (UInt64) -> History
    ) async throws -> Set<Conflict.Kind> {
        if let text = getenv("EXPODESK_SEED"), let seed = UInt64(String(cString: text)) {
            let history = make(seed)
            print(try history.story())
            #expect(try history.play() == [])
            return Set(Conflict.Kind.allCases)
        }
        let lanes = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
        let tally = try await withThrowingTaskGroup(of: Tally.self) { group in
            for lane in 0..<lanes {
                group.addTask {
                    var tally = Tally()
                    for number in stride(from: lane, to: count, by: lanes) {
                        let seed = first + UInt64(number)
                        let (findings, conflicts) = try make(seed).outcome()
                        tally.conflicts.formUnion(conflicts)
                        for finding in Set(findings.map(Self.kind)) { tally.failed[finding, default: []].append(seed) }
                    }
                    return tally
                }
            }
            return try await group.reduce(into: Tally()) { all, tally in
                all.failed.merge(tally.failed) { $0 + $1 }
                all.conflicts.formUnion(tally.conflicts)
            }
        }
        for (kind, seeds) in tally.failed.sorted(by: { $0.value.count > $1.value.count }) {
            let seed = seeds.min() ?? 0
            let story = try make(seed).shrunk { $0.contains { Self.kind($0) == kind } }.story()
            Issue.record("\(kind): \(seeds.count) histories, EXPODESK_SEED=\(seed)\n\(story)")
        }
        return tally.conflicts
    }

    /// What came of some histories: the seeds of those that went wrong, by what did, and the conflicts of all.
    private struct Tally {
        var failed: [String: [UInt64]] = [:]
        var conflicts: Set<Conflict.Kind> = []
    }

    /// A finding without its names and numbers.
    private static func kind(_ finding: String) -> String {
        finding.split(separator: " ").filter { word in !word.contains { $0.isNumber } }.joined(separator: " ")
    }
}

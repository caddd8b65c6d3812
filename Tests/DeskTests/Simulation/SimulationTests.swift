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
        try await check(100_000, first: 1) { History(seed: $0, length: 6...14) }
    }

    @Test("the same over journals on disk, in longer histories")
    func longHistories() async throws {
        let folder = TestRun.shared.makeFolder
        try await check(60, first: 1_000_000_007) { seed in
            History(seed: seed, length: 30...60, mostDesks: 4) { try Journal(dataFolder: folder()) }
        }
    }

    /// Plays histories on all cores; a seed in the environment is played alone, and its story printed.
    private func check(
        _ count: Int, first: UInt64, _ make: @escaping @Sendable (UInt64) -> History
    ) async throws {
        if let text = getenv("EXPODESK_SEED"), let seed = UInt64(String(cString: text)) {
            let history = make(seed)
            print(try history.story())
            #expect(try history.play() == [])
            return
        }
        let lanes = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
        let failed = try await withThrowingTaskGroup(of: [String: [UInt64]].self) { group in
            for lane in 0..<lanes {
                group.addTask {
                    var failed: [String: [UInt64]] = [:]
                    for number in stride(from: lane, to: count, by: lanes) {
                        let seed = first + UInt64(number)
                        for finding in Set(try make(seed).play().map(Self.kind)) {
                            failed[finding, default: []].append(seed)
                        }
                    }
                    return failed
                }
            }
            return try await group.reduce(into: [:]) { $0.merge($1) { $0 + $1 } }
        }
        for (kind, seeds) in failed.sorted(by: { $0.value.count > $1.value.count }) {
            let seed = seeds.min() ?? 0
            let story = try make(seed).shrunk { $0.contains { Self.kind($0) == kind } }.story()
            Issue.record("\(kind): \(seeds.count) histories, EXPODESK_SEED=\(seed)\n\(story)")
        }
    }

    /// A finding without its names and numbers.
    private static func kind(_ finding: String) -> String {
        finding.split(separator: " ").filter { word in !word.contains { $0.isNumber } }.joined(separator: " ")
    }
}

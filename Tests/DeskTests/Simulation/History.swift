// One history of a simulated world: a seed, the seeds of its steps, and what came of it.

import Domain
import TestSupport

@testable import Desk

/// Everything that a history is made of. The same value is played the same way every time.
struct History {
    let seed: UInt64
    var steps: [UInt64]
    let mostDesks: Int
    let makeOutbox: () throws -> any Outbox

    /// - Parameter length: how many steps it may have.
    init(
        seed: UInt64, length: ClosedRange<Int>, mostDesks: Int = 3,
        makeOutbox: @escaping () throws -> any Outbox = { MemoryOutbox() }
    ) {
        self.seed = seed
        self.mostDesks = mostDesks
        self.makeOutbox = makeOutbox
        var random = SeededRandom(seed: seed &* 0x9E37_79B9_7F4A_7C15)
        steps = (0..<random.int(in: length)).map { _ in random.next() }
    }

    /// What is wrong at the end; empty for a world as it should be.
    func play() throws -> [String] {
        try played(isTold: false).findings()
    }

    /// The same, and which kinds of conflict it came to.
    func outcome() throws -> (findings: [String], conflicts: Set<Conflict.Kind>) {
        let world = try played(isTold: false)
        return (try world.findings(), Set(world.server.log.compactMap(\.conflict?.kind)))
    }

    private func played(isTold: Bool) throws -> World {
        let world = try World(self, isTold: isTold)
        for step in steps { world.play(step) }
        world.heal()
        return world
    }

    /// The same with as few steps as still go wrong.
    func shrunk(where goesWrong: ([String]) -> Bool) throws -> History {
        var smallest = self
        var index = 0
        while index < smallest.steps.count {
            var shorter = smallest
            shorter.steps.remove(at: index)
            if goesWrong(try shorter.play()) { smallest = shorter } else { index += 1 }
        }
        return smallest
    }

    /// What happened, a line each, and what is wrong.
    func story() throws -> String {
        let world = try played(isTold: true)
        let findings = try world.findings()
        return ((world.story ?? []) + findings.map { "WRONG: \($0)" }).joined(separator: "\n")
    }
}

// Gates at once, each a thread with a connection of its own.

import Dispatch
import Domain
import Foundation
import Postgres
import Store
import TestSupport

/// One round of check-ins through the store.
struct CheckInRun {
    struct Result {
        /// People let in a second, all gates together.
        var rate: Double
        /// Milliseconds each of them waited.
        var waits: [Double]
    }

    /// What one gate's thread takes along and brings back.
    private final class Keeper: @unchecked Sendable {
        // Filled before its thread starts and read after it ends; in between only the thread touches it.
        let number: Int
        let connections: Int
        let store: Store
        let expo: CheckInExpo
        var waits: [Double] = []
        var failure: (any Error)?

        init(_ number: Int, of connections: Int, store: Store, expo: CheckInExpo) {
            self.number = number
            self.connections = connections
            self.store = store
            self.expo = expo
        }

        func letIn(_ person: Int) throws {
            let command = try expo.command(desk: number, number: person, connections: connections)
            let watch = Stopwatch()
            let receipt = try store.apply(command)
            waits.append(watch.milliseconds)
            guard case .passed = receipt.outcome else { throw SupportError("refused: \(receipt.outcome)") }
        }

        func work(_ seconds: Int) {
            let watch = Stopwatch()
            var person = 1
            do {
                while watch.seconds < Double(seconds) {
                    try letIn(person)
                    person += 1
                }
            } catch {
                failure = error
            }
        }
    }

    static func measure(_ address: String, _ expo: CheckInExpo, connections: Int, seconds: Int) throws -> Result {
        let keepers = try (0..<connections).map { number in
            Keeper(
                number, of: connections, store: Store(try Connection(address, applicationName: "bench")), expo: expo)
        }
        // The first of each prepares its statements, as pgbench's preparations are not counted either.
        for keeper in keepers {
            try keeper.letIn(0)
            keeper.waits = []
        }
        let group = DispatchGroup()
        let watch = Stopwatch()
        for keeper in keepers {
            group.enter()
            Thread.detachNewThread {
                keeper.work(seconds)
                group.leave()
            }
        }
        group.wait()
        let spent = watch.seconds
        if let failure = keepers.lazy.compactMap(\.failure).first { throw failure }
        let waits = keepers.flatMap(\.waits)
        return Result(rate: Double(waits.count) / spent, waits: waits)
    }
}

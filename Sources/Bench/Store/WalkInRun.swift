// Eight desks at once, each a thread with a connection of its own.

import Dispatch
import Domain
import Foundation
import Postgres
import Store
import Synchronization
import TestSupport

/// One round of walk-ins through the store.
struct WalkInRun {
    struct Result {
        /// Registrations a second, all desks together.
        var rate: Double
        /// Milliseconds each registration took.
        var waits: [Double]
    }

    private let address: String
    private let expo: WalkInExpo

    init(_ address: String, _ expo: WalkInExpo) {
        self.address = address
        self.expo = expo
    }

    /// What one desk's thread takes along and brings back.
    private final class Desk: @unchecked Sendable {
        // Filled before its thread starts and read after it ends; in between only the thread touches it.
        let number: Int
        let store: Store
        let expo: WalkInExpo
        var waits: [Double] = []
        var failure: (any Error)?

        init(number: Int, store: Store, expo: WalkInExpo) {
            self.number = number
            self.store = store
            self.expo = expo
        }

        func register(_ person: Int) throws {
            let command = try expo.command(desk: number, person: person)
            let watch = Stopwatch()
            let receipt = try store.apply(command)
            waits.append(watch.milliseconds)
            guard case .registered = receipt.outcome else { throw SupportError("refused: \(receipt.outcome)") }
        }

        func work(_ seconds: Int) {
            let watch = Stopwatch()
            var person = 1
            do {
                while watch.seconds < Double(seconds) {
                    try register(person)
                    person += 1
                }
            } catch {
                failure = error
            }
        }
    }

    func measure(seconds: Int) throws -> Result {
        let desks = try (0..<StoreMeasurement.connections).map { number in
            Desk(number: number, store: Store(try Connection(address, applicationName: "bench")), expo: expo)
        }
        // The first of each prepares its statements, as pgbench's preparations are not counted either.
        for desk in desks {
            try desk.register(0)
            desk.waits = []
        }
        let group = DispatchGroup()
        let watch = Stopwatch()
        for desk in desks {
            group.enter()
            Thread.detachNewThread {
                desk.work(seconds)
                group.leave()
            }
        }
        group.wait()
        let spent = watch.seconds
        if let failure = desks.lazy.compactMap(\.failure).first { throw failure }
        let waits = desks.flatMap(\.waits)
        return Result(rate: Double(waits.count) / spent, waits: waits)
    }
}

// Many managers and desks at once on the last seats.

import Dispatch
import Domain
import Postgres
import TestSupport
import Testing

@testable import Store

@Suite("Seats under races", .serialized)
struct SeatRaceTests {
    /// Thirty-two approvals at once of the last three seats; how many seats were taken.
    private func approveAtOnce(locked: Bool, checked: Bool) async throws -> (fixture: Fixture, approved: Int) {
        let fixture = try Fixture()
        let store = try fixture.store()
        try fixture.apply(1...32, at: store)
        _ = try store.apply(fixture.capacity(3))
        if !checked { try fixture.owner().script("ALTER TABLE expo.seats DROP CONSTRAINT seats_full") }
        let commands = (1...32).map { fixture.review(.approve, [($0, 1)]) }
        _ = try await together(32) { lane in
            let store = try fixture.store()
            store.locksSeats = locked
            return try store.apply(commands[lane])
        }
        return (fixture, try fixture.count("SELECT count(*) FROM expo.registration WHERE status = 'approved'"))
    }

    @Test("without lock and check the last seats really are given several times")
    func raceIsReal() async throws {
        var most = 0
        for _ in 0..<10 where most <= 3 {
            most = max(most, try await approveAtOnce(locked: false, checked: false).approved)
        }
        #expect(most > 3)
    }

    @Test("with the check alone, and with the lock alone, never")
    func guards() async throws {
        for (locked, checked) in [(false, true), (true, false)] {
            #expect(
                try await approveAtOnce(locked: locked, checked: checked).approved == 3,
                "lock \(locked), check \(checked)")
        }
    }

    @Test("with both, three get a seat and the others wait, each at a place of their own")
    func thirtyTwo() async throws {
        let (fixture, approved) = try await approveAtOnce(locked: true, checked: true)
        #expect(approved == 3)
        #expect(
            try fixture.count("SELECT count(DISTINCT waiting) FROM expo.registration WHERE status = 'waitlisted'") == 29
        )
        #expect(try fixture.count("SELECT taken FROM expo.seats") == 3)
    }

    @Test("a limit raised while somebody who waits is being scanned neither stops the scan nor is stopped by it")
    func raisedWhileScanned() async throws {
        let fixture = try Fixture()
        let store = try fixture.store()
        try fixture.apply(1...2, at: store)
        _ = try store.apply(fixture.capacity(1))
        _ = try fixture.review(.approve, [1, 2], at: store)
        #expect(try fixture.status(2, at: store) == .waitlisted)
        let isReading = DispatchSemaphore(value: 0)
        let commands = [fixture.scan(2), fixture.capacity(2)]
        let answers = try await together(2) { lane in
            let store = try fixture.store()
            let watch = try fixture.owner()
            let trips = Trips()
            store.onApply = { calls in
                trips.names.append(calls.map(\.statement.name))
                guard lane == 0, trips.names.count == 2 else { return }
                // The scan has its person and is about to write: the other gets as far as it can.
                isReading.signal()
                let deadline = Deadline(10_000)
                while !deadline.isPast, (try? Self.isAnybodyWaiting(watch)) != true {}
            }
            if lane == 1 { isReading.wait() }
            return (try store.apply(commands[lane]).outcome.word, trips.names)
        }
        #expect(answers.map(\.0) == ["waitlisted", "capacity_set"])
        // Nobody was thrown out and had to begin again.
        #expect(answers[0].1.count == 2)
        #expect(answers[1].1.count { $0.contains("capacity.event") } == 1)
        #expect(try fixture.status(2, at: store) == .approved)
    }

    private final class Trips { var names: [[String]] = [] }

    private static func isAnybodyWaiting(_ watch: Connection) throws -> Bool {
        try watch.run(
            Statement(
                "waiting",
                """
                SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'
                """))[0].int(0) > 0
    }
}

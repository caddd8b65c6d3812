// Anything that changes seats, from many desks at once: what must always be true, is.

import Domain
import Postgres
import Store
import TestSupport
import Testing

@Suite("Any interleaving of enrolments", .serialized)
struct SessionSeatPropertyTests {
    private static let people: ClosedRange<Int64> = 1...24
    private static let sessions = ["a", "b", "c"]

    private static func step(_ random: inout SeededRandom, _ fixture: Fixture, _ store: Store) throws -> Command? {
        let serial = Int64(random.int(in: 1...24))
        let session = random.pick(sessions)
        switch random.int(in: 0...19) {
        case 0...8: return fixture.enrol(serial, session)
        case 9...13: return fixture.leave(serial, session)
        case 14:
            // Some are refused because fewer seats than taken are asked for.
            return try fixture.plan(
                try Fixture.session(
                    session, capacity: random.int(in: 1...6), waiting: random.int(in: 0...6), hours: hours(session)))
        case 15: return fixture.door(serial, session, minutes: 60 * hours(session))
        default:
            guard let row = try store.registration(Fixture.serial(serial), event: fixture.event) else { return nil }
            return row.status == .cancelled ? fixture.restore(row) : fixture.cancel(row)
        }
    }

    /// `a` and `b` are at the same time.
    private static func hours(_ session: String) -> Int64 { session == "c" ? 1 : 0 }

    @Test("on eight connections: never more than the seats, nobody waits beside a free one, first in first out")
    func concurrent() async throws {
        let random = SeededRandom.fromEnvironment()
        var words: Set<String> = []
        for round in UInt64(0)..<3 {
            let fixture = try Fixture()
            let store = try fixture.store()
            for serial in Self.people { _ = try store.apply(fixture.registration(serial)) }
            for id in Self.sessions {
                _ = try store.apply(
                    fixture.plan(try Fixture.session(id, capacity: 3, waiting: 3, hours: Self.hours(id))))
            }
            let outcomes = try await together(8) { lane in
                var chance = SeededRandom(seed: random.seed &+ round &* 100 &+ UInt64(lane))
                let store = try fixture.store()
                return try (0..<60).compactMap { _ in
                    try Self.step(&chance, fixture, store).map { try store.apply($0).outcome }
                }
            }.flatMap(\.self)
            try fixture.checkSeats("seed \(random.seed), round \(round)")
            words.formUnion(outcomes.map(\.word))
            // Nobody is in two sessions at the same time.
            #expect(
                try fixture.count(
                    """
                    SELECT count(*) FROM expo.enrolment x JOIN expo.enrolment y USING (event_id, serial)
                    WHERE x.session_id = 'a' AND y.session_id = 'b'
                    """) == 0, "seed \(random.seed)")
            // Whoever is cancelled holds only what they had entered.
            #expect(
                try fixture.count(
                    """
                    SELECT count(*) FROM expo.enrolment n JOIN expo.registration r USING (event_id, serial)
                    WHERE r.status = 'cancelled' AND NOT EXISTS (SELECT FROM expo.admission a
                        WHERE a.serial = n.serial AND a.place = 'session:' || n.session_id)
                    """) == 0, "seed \(random.seed)")
        }
        #expect(words.isSuperset(of: ["enrolled", "enrolled_waiting", "full"]), "seed \(random.seed): \(words)")
    }
}

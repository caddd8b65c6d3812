// Many desks at once for the last seats. The session's locked row decides, and its checks are the last line; the first
// test shows that without them more get in.

import Domain
import Postgres
import TestSupport
import Testing

@testable import Store

@Suite("Races for seats", .serialized)
struct SessionSeatRaceTests {
    let fixture: Fixture

    init() throws {
        fixture = try Fixture()
        let store = try fixture.store()
        for serial in Int64(1)...64 { _ = try store.apply(fixture.registration(serial)) }
    }

    private func race(_ commands: [Command], locked: Bool = true) async throws -> [Outcome] {
        let fixture = fixture
        return try await together(commands.count) { lane in
            let store = try fixture.store()
            store.locksSessions = locked
            return try store.apply(commands[lane]).outcome
        }
    }

    @Test("without the lock and the checks more than the seats are really given away")
    func raceIsReal() async throws {
        let owner = try fixture.owner()
        try owner.script(
            """
            ALTER TABLE expo.session DROP CONSTRAINT session_seats, DROP CONSTRAINT session_places;
            ALTER TABLE expo.enrolment DROP CONSTRAINT enrolment_order;
            """)
        var most = 0
        // Whether two desks meet is chance; that they meet at least once in so many rounds is not.
        for round in 0..<20 where most <= 5 {
            let id = "round-\(round)"
            _ = try fixture.store().apply(
                fixture.plan(try Fixture.session(id, capacity: 5, waiting: 64, overlap: true)))
            _ = try await race((1...32).map { fixture.enrol($0, id) }, locked: false)
            most = max(
                most,
                try fixture.count(
                    "SELECT count(*) FROM expo.enrolment WHERE session_id = '\(id)' AND is_confirmed"))
        }
        #expect(most > 5)
    }

    @Test("with the checks alone nobody is one too many either: the database refuses to count them")
    func checksAreTheLastLine() async throws {
        _ = try fixture.store().apply(fixture.plan(try Fixture.session("talk", capacity: 5, waiting: 5)))
        let fixture = fixture
        _ = try await together(32) { lane in
            let store = try fixture.store()
            store.locksSessions = false
            // Whoever runs into a check is told so, and nothing of theirs is kept.
            _ = try? store.apply(fixture.enrol(Int64(lane + 1), "talk"))
        }
        #expect(try fixture.count("SELECT count(*) FROM expo.enrolment WHERE is_confirmed") <= 5)
        #expect(try fixture.count("SELECT count(*) FROM expo.enrolment WHERE NOT is_confirmed") <= 5)
    }

    @Test("sixty-four people at sixty-four desks at once: the seats go, the list fills in order, the rest is full")
    func lastSeats() async throws {
        _ = try fixture.store().apply(fixture.plan(try Fixture.session("talk", capacity: 7, waiting: 5)))
        let outcomes = try await race((1...64).map { fixture.enrol($0, "talk") })
        var places: [Int] = []
        var words: [String: Int] = [:]
        for outcome in outcomes {
            words[outcome.word, default: 0] += 1
            if case .enrolled(_, _, .waiting(let place)) = outcome { places.append(place) }
        }
        #expect(words == ["enrolled": 7, "enrolled_waiting": 5, "full": 52])
        #expect(places.sorted() == [1, 2, 3, 4, 5])
        try fixture.checkSeats("64 desks")
        // The order that was told is the order in the list.
        let page = try fixture.store().people(
            in: Fixture.session("talk"), after: nil, limit: 100, event: fixture.event)
        let told = zip(Int64(1)..., outcomes).compactMap { serial, outcome -> (Int, Serial)? in
            if case .enrolled(_, _, .waiting(let place)) = outcome { (place, Fixture.serial(serial)) } else { nil }
        }.sorted { $0.0 < $1.0 }.map(\.1)
        #expect(page.people.suffix(5).map(\.person.serial) == told)
        #expect(page.people.map(\.standing).suffix(5) == (1...5).map { .waiting(place: $0) })
    }

    @Test("two desks for the last seat: one gets it, the other the waiting list")
    func lastSeat() async throws {
        for round in 0..<10 {
            let id = "round-\(round)"
            let plan = try fixture.plan(try Fixture.session(id, capacity: 1, waiting: 1, overlap: true))
            _ = try fixture.store().apply(plan)
            let words = try await race([fixture.enrol(1, id), fixture.enrol(2, id)]).map(\.word).sorted()
            #expect(words == ["enrolled", "enrolled_waiting"])
        }
    }

    @Test("one person at two desks, in two sessions at the same time: only one of them")
    func overlapRace() async throws {
        _ = try fixture.store().apply(
            fixture.plan(try Fixture.session("a", capacity: 64), try Fixture.session("b", capacity: 64)))
        for serial in Int64(1)...16 {
            let words = try await race([fixture.enrol(serial, "a"), fixture.enrol(serial, "b")]).map(\.word).sorted()
            #expect(words == ["enrolled", "overlaps"])
        }
    }
}

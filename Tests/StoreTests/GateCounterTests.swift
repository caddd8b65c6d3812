// How full a place is, as its gates are told.

import Domain
import Store
import TestSupport
import Testing

@Suite("Gate counters")
struct GateCounterTests {
    let fixture: Fixture
    let store: Store

    init() throws {
        fixture = try Fixture()
        store = try fixture.store()
        for serial in Int64(1)...4 { _ = try store.apply(fixture.registration(serial)) }
    }

    private func later(_ minutes: Int64) -> Timestamp {
        Timestamp(milliseconds: Fixture.morning.milliseconds + minutes * 60_000)
    }

    private func counters(_ minutes: Int64, area: String = "main") throws -> GateCounters {
        try store.gateCounters(of: .area(area), at: later(minutes), event: fixture.event)
    }

    @Test(
        "who went in today, who is inside, and who went in within the five minutes that are over; other places and days apart"
    )
    func counts() throws {
        #expect(try counters(0) == GateCounters(entered: 0, inside: 0, lately: 0))
        for (serial, minutes) in [(Int64(1), Int64(0)), (2, 0), (3, 4)] {
            _ = try store.apply(fixture.scan(serial, at: later(minutes)))
        }
        _ = try store.apply(fixture.scan(4, gate: Domain.Gate(name: "hall", area: "hall"), at: later(4)))
        let left = try store.apply(fixture.scan(2, .leave, at: later(5)))
        // The minute that is not over does not count, here as on the dashboard.
        // But in the beginning: until then nobody has come.
        #expect(try counters(4) == GateCounters(entered: 3, inside: 2, lately: 3))
        for minutes in Int64(4)...11 {
            let rate = try store.numbers(fixture.event, at: later(minutes)).rateInTenths("main")
            let counters = try counters(minutes)
            #expect(counters.lately * 10 / counters.minutes == rate, "\(minutes)")
        }
        #expect(try counters(6) == GateCounters(entered: 3, inside: 2, lately: 1))
        #expect(try counters(4, area: "hall") == GateCounters(entered: 1, inside: 1, lately: 1, minutes: 1))
        #expect(try counters(6, area: "hall") == GateCounters(entered: 1, inside: 1, lately: 1, minutes: 3))
        #expect(try counters(24 * 60) == GateCounters(entered: 0, inside: 0, lately: 0))
        _ = try store.apply(fixture.undo(2, try #require(left.admission)))
        #expect(try counters(6) == GateCounters(entered: 3, inside: 3, lately: 1))
    }

    @Test("several people's admissions to one place; who was not there is left out")
    func several() throws {
        let first = try #require(try store.apply(fixture.scan(1)).admission)
        _ = try store.apply(fixture.scan(2, gate: Domain.Gate(name: "hall", area: "hall")))
        let found = try store.admissions(
            of: [1, 2, 3].map { Fixture.serial($0) }, to: .area("main"), at: Fixture.morning, event: fixture.event)
        #expect(found == [Fixture.serial(1): first])
        #expect(
            try store.admissions(
                of: [Fixture.serial(1)], to: .area("main"), at: later(24 * 60), event: fixture.event
            ).isEmpty)
    }
}

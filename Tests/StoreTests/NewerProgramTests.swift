// Rows that a newer program has written, of kinds that this one does not know: what it knows is read all the same.

import Domain
import Postgres
import Store
import TestSupport
import Testing

@Suite("What a newer program has written")
struct NewerProgramTests {
    let fixture: Fixture
    let store: Store

    init() throws {
        fixture = try Fixture()
        store = try fixture.store()
        _ = try store.apply(fixture.registration(1))
    }

    private func insertConflict(_ kind: String, _ detail: String, serial: Int = 1) throws {
        try fixture.owner().script(
            """
            INSERT INTO expo.conflict (event_id, id, kind, serial, detail, desk_id, made_at)
            SELECT event_id, gen_random_uuid(), '\(kind)', \(serial), '\(detail)', desk_id, now()
            FROM expo.command LIMIT 1
            """)
    }

    @Test("conflicts of a kind, or for a reason, that is not known are listed as that, beside those that are known")
    func conflicts() throws {
        try insertConflict("waitlisted", #"{"asked":"register","kind":"waitlisted","serial":1}"#)
        try insertConflict("teleported", #"{"asked":"check_in","kind":"teleported","serial":1}"#)
        try insertConflict(
            "not_carried_out", #"{"asked":"edit","kind":"not_carried_out","serial":1,"reason":"too_new"}"#)
        try insertConflict("other_day", #"{"passage":{"by":[]}}"#, serial: 2)
        try insertConflict("folded", "no JSON", serial: 2)
        let found = try store.openConflicts(event: fixture.event, limit: 9)
        let kinds = found.map(\.conflict.kind)
        #expect(kinds.filter { $0 == .waitlisted }.count == 1 && kinds.filter { $0 == .unknown }.count == 4)
        for asked in ["check_in", "edit"] {
            let conflict = try #require(found.first { $0.conflict.asked == asked }?.conflict)
            #expect(conflict.kind == .unknown && conflict.serial == Fixture.serial(1))
        }
        #expect(
            found.filter { $0.conflict.asked.isEmpty }.map(\.serials) == [[Fixture.serial(2)], [Fixture.serial(2)]])
        #expect(try store.settleConflicts(found.flatMap(\.ids), by: "desk", event: fixture.event))
        #expect(try store.openConflictCount(event: fixture.event) == 0)
    }

    @Test("somebody who is at a place of a kind that is not known is where else they are, and in a desk's copy too")
    func places() throws {
        _ = try store.apply(fixture.scan(1))
        try fixture.owner().script(
            """
            INSERT INTO expo.admission SELECT (jsonb_populate_record(a, '{"place": "zone:north"}')).* FROM expo.admission a
            """)
        let known = try store.admissions(of: Fixture.serial(1), at: Fixture.morning, event: fixture.event)
        #expect(known.map(\.place) == [.area("main")])
        let day = try #require(known.first?.day)
        #expect(try store.gateRecords(since: day, event: fixture.event).map(\.admissions) == [known])
    }
}

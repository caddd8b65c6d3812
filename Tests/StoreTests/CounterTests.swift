// The dashboard's numbers, against a full count of everything.

import Domain
import Postgres
import TestSupport
import Testing

@testable import Store

@Suite("Counters", .serialized)
struct CounterTests {
    let fixture: Fixture

    init() throws {
        fixture = try Fixture()
    }

    private func flaws() throws -> [CounterFlaw] { try fixture.store().counterFlaws(fixture.event) }

    private func amount(_ measure: Measure, _ bucket: String) throws -> Int {
        try fixture.count(
            "SELECT coalesce(sum(amount), 0)::bigint FROM expo.counter "
                + "WHERE measure = '\(measure.rawValue)' AND bucket = E'\(bucket)'")
    }

    @Test("each kind of change is booked, and taken back by its opposite")
    func eachKind() throws {
        let store = try fixture.store()
        var row = try #require(try store.apply(fixture.registration(1, phone: "01012345678", category: "general")).row)
        #expect(try amount(.registration, "approved\\twalk_in\\tgeneral") == 1)
        var edit = Fixture.answers(name: "이서연", category: "teacher")
        edit[.phone] = .text("01012345678")
        row = try #require(
            try store.apply(
                fixture.command(.edit(serial: row.serial, version: 1, form: fixture.form, answers: edit))
            ).row)
        #expect(try amount(.registration, "approved\\twalk_in\\tgeneral") == 0)
        #expect(try amount(.registration, "approved\\twalk_in\\tteacher") == 1)
        let entry = try #require(try store.apply(fixture.scan(1)).admission)
        #expect(try amount(.arrived, "approved") == 1)
        let hall = Domain.Gate(name: "hall", area: "hall")
        let second = try #require(try store.apply(fixture.scan(1, gate: hall)).admission)
        #expect(try amount(.arrived, "approved") == 1)
        _ = try store.apply(fixture.undo(1, entry))
        #expect(try amount(.arrived, "approved") == 1)
        row = try #require(try store.apply(fixture.cancel(row)).row)
        #expect(try amount(.arrived, "approved") == 0 && amount(.arrived, "cancelled") == 1)
        let left = try #require(try store.apply(fixture.scan(1, .leave, gate: hall)).admission)
        #expect(try amount(.outside, "2026-05-01\\tarea:hall") == 1)
        _ = try store.apply(fixture.undo(1, left))
        #expect(try amount(.outside, "2026-05-01\\tarea:hall") == 0)
        _ = try store.apply(fixture.restore(row))
        let restored = try store.admissions(of: row.serial, at: Fixture.morning, event: fixture.event)
        #expect(restored.map(\.place) == [second.place])
        _ = try store.apply(fixture.undo(1, try #require(restored.first)))
        #expect(try amount(.arrived, "approved") == 0 && amount(.arrived, "cancelled") == 0)
        #expect(try amount(.deed, "checked_in\\tmain") == 1 && amount(.deed, "undone\\t") == 3)
        #expect(try flaws() == [])
    }

    @Test("a replay books nothing, and neither does a transaction that is rolled back")
    func nothingTwice() throws {
        let store = try fixture.store()
        let command = fixture.registration(1)
        _ = try store.apply(command)
        let before = try fixture.count("SELECT sum(amount)::bigint FROM expo.counter")
        #expect(try store.apply(command).isReplay)
        #expect(try fixture.count("SELECT sum(amount)::bigint FROM expo.counter") == before)
        try fixture.owner().script("ALTER TABLE expo.command ADD CONSTRAINT none CHECK (serial <> 2)")
        #expect(throws: StoreError.self) { try store.apply(fixture.registration(2)) }
        #expect(try fixture.count("SELECT sum(amount)::bigint FROM expo.counter") == before)
        #expect(try flaws() == [])
    }

    @Test("a wrong number is found and named, and a recount mends it")
    func repair() throws {
        let store = try fixture.store()
        for serial in Int64(1)...5 { _ = try store.apply(fixture.registration(serial)) }
        _ = try store.apply(fixture.scan(1))
        try fixture.owner().script("UPDATE expo.counter SET amount = amount + 3 WHERE measure = 'registration'")
        #expect(
            try flaws() == [
                CounterFlaw(measure: "registration", bucket: "approved\twalk_in\t", kept: 8, counted: 5)
            ])
        try Store(fixture.owner()).recount(fixture.event)
        #expect(try flaws() == [])
        _ = try store.apply(fixture.scan(2))
        #expect(try flaws() == [])
        #expect(try store.numbers(fixture.event, at: Fixture.morning).deeds.reduce(0) { $0 + $1.count } == 7)
    }

    @Test("many registrations at once are booked by one statement")
    func setBased() throws {
        let store = try fixture.store()
        for serial in Int64(1)...30 { _ = try store.apply(fixture.registration(serial, category: "general")) }
        for serial in Int64(1)...10 { _ = try store.apply(fixture.scan(serial)) }
        let states = """
            SELECT 'approved', r.source, r.category, \(CounterSQL.hasEntered), -1 FROM held r
            UNION ALL SELECT r.status, r.source, r.category, \(CounterSQL.hasEntered), 1 FROM held r
            """
        let held = """
            held AS (UPDATE expo.registration SET status = 'held' WHERE event_id = $1::integer AND serial % 2 = 0
            RETURNING event_id, serial, status, source, category)
            """
        _ = try store.connection.run(
            .unnamed(CounterSQL.booking(of: states, with: held)),
            [.int(Int64(fixture.event.rawValue)), .uuid(Fixture.desk.bytes)])
        #expect(try amount(.registration, "held\\twalk_in\\tgeneral") == 15)
        #expect(try amount(.arrived, "held") == 5)
        #expect(try flaws() == [])
    }

    @Test("reading the dashboard looks at the counters, the event and its desks, and at no other table")
    func readsNothingElse() throws {
        let connection = try fixture.connection()
        let store = Store(connection)
        _ = try store.numbers(fixture.event, at: Fixture.morning)
        let id = Value.int(Int64(fixture.event.rawValue))
        let more: [String: [Value]] = [
            "numbers.calendar": [.int(0)], "numbers.minutes": [.text("29626500"), .text("29626560")],
        ]
        let sent = try connection.run(
            Statement(
                "sent", "SELECT name, statement FROM pg_prepared_statements WHERE name <> 'sent' ORDER BY name"))
        #expect(sent.count == 7)
        for row in sent where try row.string(1).hasPrefix("SELECT") {
            let plan = try connection.run(
                .unnamed("EXPLAIN " + (try row.string(1))), [id] + (more[try row.string(0)] ?? [])
            ).map { try $0.string(0) }.joined(separator: "\n")
            var tables: Set<String> = []
            for line in plan.split(separator: "\n") {
                guard let mark = line.firstRange(of: " on ") else { continue }
                tables.insert(String(line[mark.upperBound...].split(separator: " ").first ?? ""))
            }
            #expect(!tables.isEmpty)
            #expect(
                tables.isSubset(of: ["counter", "counter_pkey", "event", "event_pkey", "desk", "desk_pkey"]),
                "\(plan)")
        }
    }

    @Test("what was there before there were counters is counted when they come")
    func backfill() throws {
        let store = try fixture.store()
        for serial in Int64(1)...20 {
            _ = try store.apply(fixture.registration(serial, category: serial % 3 == 0 ? "teacher" : nil))
        }
        for serial in Int64(1)...9 { _ = try store.apply(fixture.scan(serial)) }
        _ = try store.apply(fixture.scan(1, .leave))
        try fixture.owner().script("DROP TABLE expo.counter")
        try fixture.owner().script(Migration.counters)
        #expect(try flaws() == [])
        #expect(try amount(.entry, "\(Fixture.morning.quarter)\\tarea:main\\tmain") == 9)
    }
}

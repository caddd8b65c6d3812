// What was done to somebody, read back from the log.

import Domain
import Postgres
import Store
import TestSupport
import Testing

@Suite("History")
struct HistoryTests {
    let fixture: Fixture
    /// As the desks' role.
    let store: Store

    init() throws {
        fixture = try Fixture()
        store = try fixture.store()
    }

    private func apply(_ command: Command) throws -> Registration? {
        let receipt = try store.apply(command)
        return receipt.row ?? receipt.existing
    }

    private func words(_ serial: Int64, limit: Int = 100) throws -> [String] {
        try store.commands(on: Fixture.serial(serial), event: fixture.event, limit: limit).commands
            .map { "\($0.kind) \($0.word)" }
    }

    @Test("every command on a serial is there, refused ones too, oldest first, with who, where, when and what")
    func everything() throws {
        let registration = fixture.registration(1, name: "홍길동", phone: "010-7654-3210")
        let row = try #require(try apply(registration))
        _ = try apply(fixture.registration(2, phone: "010-7654-3210"))
        let edited = try #require(try apply(fixture.edit(row, phone: "010-7654-3211")))
        _ = try apply(fixture.edit(row, phone: "010-7654-3212"))
        let cancelled = try #require(try apply(fixture.cancel(edited)))
        _ = try apply(fixture.restore(cancelled))
        #expect(
            try words(1) == [
                "register registered", "edit edited", "edit conflict", "cancel cancelled", "restore restored",
            ])
        #expect(try words(2) == ["register duplicate"])
        #expect(try words(3) == [])
        let log = try store.commands(on: Fixture.serial(1), event: fixture.event, limit: 100)
        #expect(!log.hasEarlier)
        let first = try #require(log.commands.first)
        #expect(first.command == registration && first.outcome == .registered(Fixture.serial(1)))
        #expect(first.actor == "desk 1" && first.deskName == "desk 1" && first.id == registration.id)
        #expect(first.madeAt == registration.madeAt && first.appliedAt.milliseconds > 1_700_000_000_000)
        #expect(log.commands.map(\.version) == [1, 2, nil, 3, 4])
        #expect(log.commands.map { $0.refusal?.reason } == [nil, nil, .conflict, nil, nil])
    }

    @Test("only the newest are read where there are too many, and that is told")
    func limited() throws {
        var row = try #require(try apply(fixture.registration(1)))
        for number in 0..<4 { row = try #require(try apply(fixture.edit(row, phone: "0101234567\(number)"))) }
        let log = try store.commands(on: row.serial, event: fixture.event, limit: 3)
        #expect(log.hasEarlier && log.commands.map(\.version) == [3, 4, 5])
        #expect(try !store.commands(on: row.serial, event: fixture.event, limit: 5).hasEarlier)
    }

    @Test("what was erased is still a line of the history, and says so")
    func erased() throws {
        let row = try #require(try apply(fixture.registration(1)))
        _ = try apply(fixture.cancel(row))
        _ = try apply(fixture.edit(row, phone: nil))
        try fixture.owner().script("DELETE FROM expo.command_detail")
        let log = try store.commands(on: row.serial, event: fixture.event, limit: 9).commands
        #expect(log.map(\.word) == ["registered", "cancelled", "conflict"])
        #expect(log.allSatisfy { $0.isErased && $0.command == nil && $0.outcome == nil })
        #expect(log.map { $0.refusal?.reason } == [nil, nil, .conflict])
    }

    @Test("what was carried out is in the order of the row's versions, whatever the clocks said")
    func ties() throws {
        var row = try #require(try apply(fixture.registration(1)))
        for number in 0..<6 { row = try #require(try apply(fixture.edit(row, phone: "0101234567\(number)"))) }
        for sql in [
            "UPDATE expo.command SET applied_at = '2026-05-01', made_at = '2026-05-01'",
            "UPDATE expo.command SET applied_at = '2026-05-01'::timestamptz - desk_seq * interval '1 second'",
            "UPDATE expo.command SET applied_at = '2026-05-01', made_at = applied_at - desk_seq * interval '1 second'",
        ] {
            try fixture.owner().script(sql)
            let log = try store.commands(on: row.serial, event: fixture.event, limit: 99).commands
            #expect(LoggedCommand.inOrder(log).map(\.version) == Array(1...7), "\(sql)")
            #expect(try store.commands(on: row.serial, event: fixture.event, limit: 99).commands == log)
        }
    }

    @Test("somebody else's history, in this event or another, is not theirs")
    func others() throws {
        _ = try apply(fixture.registration(1))
        _ = try apply(fixture.registration(2))
        #expect(try words(1).count == 1)
        let other = EventID(rawValue: fixture.event.rawValue + 1)
        #expect(try store.commands(on: Fixture.serial(1), event: other, limit: 9).commands.isEmpty)
    }

    // MARK: Plans

    private func plan(of name: String, _ values: String, _ read: (Store) throws -> Void) throws -> String {
        let connection = try fixture.connection()
        try read(Store(connection))
        let prepared = try connection.run(
            Statement("name", "SELECT name FROM pg_prepared_statements WHERE name LIKE '%\(name)%'"))[0].string(0)
        let rows = try connection.run(Statement("plan", "EXPLAIN EXECUTE \"\(prepared)\" (\(values))"))
        return try rows.map { try $0.string(0) }.joined(separator: "\n")
    }

    @Test("a history comes off its index and then off primary keys: nothing reads the whole log")
    func plans() throws {
        let event = fixture.event.rawValue
        try fixture.owner().script(
            """
            INSERT INTO expo.command (event_id, id, desk_id, desk_seq, kind, serial, actor, made_at, outcome, hash, previous)
            SELECT \(event), gen_random_uuid(), (SELECT id FROM expo.desk), n, 'register', n, 'd', now(), 'registered',
                '', '' FROM generate_series(1, 20000) n;
            INSERT INTO expo.command_detail SELECT event_id, id, '', '{}', '{}' FROM expo.command;
            ANALYZE expo.command, expo.command_detail;
            """)
        let serial = Fixture.serial(77)
        let history = try plan(of: "history.commands", "\(event), 77, 501") {
            _ = try $0.commands(on: serial, event: fixture.event, limit: 500)
        }
        #expect(history.contains("command_serial") && history.contains("command_detail_pkey"), "\(history)")
        #expect(!history.contains("Seq Scan on command"), "\(history)")
    }
}

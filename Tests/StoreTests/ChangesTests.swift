// What other desks changed: each change is told once, however late its transaction committed.

import Domain
import Postgres
import TestSupport
import Testing

@testable import Store

@Suite("Changes")
struct ChangesTests {
    let fixture: Fixture
    let store: Store

    init() throws {
        fixture = try Fixture()
        store = try fixture.store()
    }

    private func changes(since horizon: Horizon, most: Int = Store.mostChanges) throws -> Changes {
        try store.changes(since: horizon, event: fixture.event, most: most, within: 10_000)
    }

    /// Another desk's command in a transaction that is not over yet: an edit of `serial`, as the store would write it.
    private func beginEdit(of serial: Int64, name: String) throws -> Connection {
        let other = try fixture.owner()
        try other.script("BEGIN")
        try other.run(
            Statement(
                "late.row",
                """
                UPDATE expo.registration SET name = $2, version = version + 1, changed = pg_current_xact_id()
                WHERE serial = $1
                """), [.int(serial), .text(name)])
        try other.run(
            Statement(
                "late.command",
                """
                INSERT INTO expo.command
                    (event_id, id, desk_id, desk_seq, kind, serial, actor, made_at, outcome, hash, previous)
                SELECT event_id, gen_random_uuid(), desk_id, desk_seq + 1000, 'edit', serial, actor, made_at, 'edited',
                    hash, previous
                FROM expo.command WHERE serial = $1 LIMIT 1
                """), [.int(serial)])
        return other
    }

    @Test("going on after the last number loses a transaction that commits late; going on from the horizon does not")
    func lateCommit() throws {
        _ = try store.apply(fixture.registration(1, name: "늦은 사람"))
        let start = try store.horizon()
        let late = try beginEdit(of: 1, name: "늦게 고침")
        _ = try store.apply(fixture.registration(2, name: "빠른 사람"))

        let first = try changes(since: start)
        let lastNumber = "(SELECT max(applied::text::numeric) FROM expo.command)"
        let seen = try fixture.count("SELECT \(lastNumber)::bigint")
        #expect(first.rows.map(\.name) == ["빠른 사람"])

        try late.script("COMMIT")
        #expect(
            try fixture.count("SELECT count(*) FROM expo.command WHERE applied::text::numeric > \(seen)") == 0,
            "after the last number there is nothing: the late commit would be lost for ever")
        let second = try changes(since: first.horizon)
        #expect(second.rows.map(\.name) == ["늦게 고침"])
        #expect(try changes(since: second.horizon).rows.isEmpty)
    }

    @Test("each change is told once, also while an old transaction holds the horizon back")
    func onceOnly() throws {
        _ = try store.apply(fixture.registration(1))
        let old = try beginEdit(of: 1, name: "오래 걸림")
        var horizon = try store.horizon()
        for serial in Int64(2)...6 {
            _ = try store.apply(fixture.registration(serial))
            let found = try changes(since: horizon)
            #expect(found.rows.map(\.serial.rawValue) == [serial])
            horizon = found.horizon
        }
        try old.script("ROLLBACK")
        #expect(try changes(since: horizon).rows.isEmpty)
    }

    @Test("somebody who was changed several times is told once, as they are now; whoever was refused is not told")
    func newest() throws {
        let horizon = try store.horizon()
        let row = try #require(try store.apply(fixture.registration(1, phone: "010-1111-1111")).row)
        let edited = try #require(try store.apply(fixture.edit(row, phone: "010-2222-2222")).row)
        let cancelled = try #require(try store.apply(fixture.cancel(edited)).row)
        #expect(try changes(since: horizon).rows == [cancelled])
    }

    @Test("other events' changes are none of ours")
    func otherEvents() throws {
        let horizon = try store.horizon()
        _ = try store.apply(fixture.registration(1))
        let other = EventID(rawValue: fixture.event.rawValue + 1)
        #expect(try store.changes(since: horizon, event: other, within: 10_000).rows.isEmpty)
    }

    @Test("more than the limit, and kinds that concern more than one row, are told as much having changed")
    func much() throws {
        let horizon = try store.horizon()
        for serial in Int64(1)...3 { _ = try store.apply(fixture.registration(serial)) }
        let all = try changes(since: horizon, most: 3)
        #expect(all.rows.count == 3 && !all.isMuch)
        let many = try changes(since: horizon, most: 2)
        #expect(many.rows.isEmpty && many.isMuch)
        #expect(try !changes(since: many.horizon, most: 2).isMuch)

        let next = try store.horizon()
        let other = try beginEdit(of: 1, name: "여럿")
        try other.script("UPDATE expo.command SET kind = 'bulk' WHERE desk_seq > 1000; COMMIT")
        #expect(try changes(since: next).isMuch)
    }

    @Test("a decision on several is told person by person, with whoever moved up; on very many as much having changed")
    func decisions() throws {
        try fixture.apply(1...4, at: store)
        _ = try store.apply(fixture.capacity(1))
        _ = try fixture.review(.approve, [1, 2], at: store)
        let horizon = try store.horizon()
        _ = try fixture.review(.reject, [1], at: store)
        let told = try changes(since: horizon)
        #expect(!told.isMuch && told.passed.isEmpty)
        #expect(told.rows.map(\.serial.rawValue).sorted() == [1, 2])
        #expect(told.rows.first { $0.serial.rawValue == 2 }?.status == .approved)
        let next = try store.horizon()
        _ = try fixture.review(.hold, [3, 4], at: store)
        #expect(try changes(since: next, most: 1).isMuch)
        #expect(try !changes(since: next, most: 2).isMuch)
    }

    @Test("a horizon from another server's history, further on than this one, counts as much having changed")
    func otherHistory() throws {
        _ = try store.apply(fixture.registration(1))
        let now = try store.horizon()
        // As after putting back an older copy: the horizon at hand ends beyond the server's last transaction.
        let distant = try fixture.owner().run(
            Statement("distant", "SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint + 1000"))[0].int(0)
        let later = Horizon(snapshot: "\(distant):\(distant):")
        #expect(try changes(since: later).isMuch)
        #expect(try !changes(since: now).isMuch)
    }

    @Test("commands with numbers from another server, as a restored copy has them, are not told again and again")
    func restored() throws {
        _ = try store.apply(fixture.registration(1))
        let horizon = try store.horizon()
        try fixture.owner().script("UPDATE expo.command SET applied = '900000000000'")
        let found = try changes(since: horizon)
        #expect(found.rows.isEmpty && !found.isMuch)
    }

    @Test("asking reads the new commands only, by their index")
    func plan() throws {
        let owner = try fixture.owner()
        try owner.script(
            """
            INSERT INTO expo.command
                (event_id, id, desk_id, desk_seq, kind, serial, actor, made_at, outcome, hash, previous, applied)
            SELECT d.event_id, gen_random_uuid(), d.id, n, 'edit', n, 'x', now(), 'edited', '', '', n::text::xid8
            FROM expo.desk d, generate_series(1, 20000) n;
            ANALYZE expo.command
            """)
        let plan = try owner.run(
            .unnamed(
                """
                EXPLAIN SELECT serial FROM expo.command
                WHERE event_id = 1 AND applied >= pg_snapshot_xmin('19990:19990:'::pg_snapshot)
                    AND applied < pg_snapshot_xmax(pg_current_snapshot()) LIMIT 201
                """)
        ).map { try $0.string(0) }.joined(separator: "\n")
        #expect(plan.contains("Index Scan using command_applied"), "\(plan)")
    }
}

@Suite("Notices")
struct NoticeTests {
    @Test("a notice reaches those who listen, and says whether it was their own")
    func heard() throws {
        let fixture = try Fixture()
        let (speaker, listener) = (try fixture.store(), try fixture.store())
        for store in [speaker, listener] { try store.listen(within: 10_000) }
        try speaker.notify(fixture.event, within: 10_000)
        #expect(try speaker.notices(waiting: 10_000) == [.changed(fixture.event, isOwn: true)])
        #expect(try listener.notices(waiting: 10_000) == [.changed(fixture.event, isOwn: false)])
        try speaker.greet("hello", within: 10_000)
        #expect(try listener.notices(waiting: 10_000) == [.greeting("hello")])
        #expect(try listener.notices(waiting: 0) == [])
    }

    @Test("applying a command notifies nobody by itself: that would have all desks commit one after the other")
    func notInTheTransaction() throws {
        let fixture = try Fixture()
        let (writer, listener) = (try fixture.store(), try fixture.store())
        try listener.listen(within: 10_000)
        _ = try writer.apply(fixture.registration(1))
        try writer.greet("end", within: 10_000)
        #expect(try listener.notices(waiting: 10_000) == [.greeting("end")])
    }
}

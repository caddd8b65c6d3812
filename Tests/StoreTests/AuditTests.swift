// The audit log: nobody's data in it, and a chain that shows what was taken out or changed.

import Domain
import Postgres
import Store
import TestSupport
import Testing

@Suite("Audit")
struct AuditTests {
    let fixture: Fixture
    let commands: [Command]

    init() throws {
        fixture = try Fixture()
        let store = try fixture.store()
        var sent: [Command] = []
        func send(_ command: Command) throws -> Registration? {
            sent.append(command)
            let receipt = try store.apply(command)
            return receipt.row ?? receipt.existing
        }
        let row = try #require(
            try send(fixture.registration(1, name: "홍길동전", phone: "010-7654-3210", affiliation: "비밀연구소")))
        _ = try send(fixture.registration(2, name: "홍길동전", phone: "010-7654-3210", affiliation: "비밀연구소"))
        let edited = try #require(try send(fixture.edit(row, phone: "010-7654-3211")))
        let cancelled = try #require(try send(fixture.cancel(edited)))
        _ = try send(fixture.restore(cancelled))
        _ = try send(fixture.registration(3, name: "\u{200B}", phone: "010-7654-3210"))
        commands = sent
    }

    @Test("no column of a command holds a name, a telephone, an affiliation or a reason")
    func noPersonalData() throws {
        let rows = try fixture.owner().run(Statement("log", "SELECT c::text FROM expo.command c ORDER BY c.desk_seq"))
        #expect(rows.count == commands.count)
        for row in rows {
            let text = try row.string(0)
            for secret in ["홍길동전", "76543210", "7654-3210", "7654-3211", "비밀연구소", "본인 요청", "821076543210"] {
                #expect(!text.contains(secret), "\(secret) is in \(text)")
            }
        }
    }

    @Test("the log says who asked for what, about whom, and what came of it")
    func words() throws {
        let rows = try fixture.owner().run(
            Statement(
                "words",
                "SELECT kind || ' ' || serial || ' ' || outcome || ' ' || actor FROM expo.command ORDER BY desk_seq"))
        #expect(
            try rows.map { try $0.string(0) } == [
                "register 1 registered desk 1", "register 2 duplicate desk 1", "edit 1 edited desk 1",
                "cancel 1 cancelled desk 1", "restore 1 restored desk 1", "register 3 invalid_name desk 1",
            ])
    }

    /// Follows the desk's chain from its beginning, by what is in the log alone.
    private func chainLength() throws -> Int {
        try fixture.count(
            """
            WITH RECURSIVE chain (head, length) AS (
                SELECT ''::bytea, 0
                UNION ALL
                SELECT sha256(c.previous || c.hash), chain.length + 1
                FROM chain JOIN expo.command c ON c.previous = chain.head)
            SELECT coalesce(max(chain.length), -1) FROM chain JOIN expo.desk d ON d.chain_head = chain.head
            """)
    }

    @Test("each command is a link of its desk's chain, refusals too, and its hash is that of its salted payload")
    func chain() throws {
        #expect(try chainLength() == commands.count)
        #expect(
            try fixture.count(
                """
                SELECT count(*) FROM expo.command c JOIN expo.command_detail d USING (event_id, id)
                WHERE c.hash = sha256(d.salt || convert_to(d.payload, 'UTF8'))
                """) == commands.count)
        #expect(try fixture.count("SELECT count(DISTINCT salt) FROM expo.command_detail") == commands.count)
    }

    @Test("an erasure takes the payloads and leaves the chain whole; a replay is refused then, not done again")
    func erasure() throws {
        try fixture.owner().script("DELETE FROM expo.command_detail")
        #expect(try chainLength() == commands.count)
        let store = try fixture.store()
        #expect(throws: StoreError.self) { try store.apply(commands[0]) }
        #expect(try fixture.count("SELECT count(*) FROM expo.command") == commands.count)
    }

    @Test("a command taken out of the log, or one that was changed, breaks the chain")
    func tampering() throws {
        try fixture.owner().script(
            "UPDATE expo.command SET hash = sha256('x') WHERE desk_seq = (SELECT min(desk_seq) + 2 FROM expo.command)")
        #expect(try chainLength() != commands.count)
    }

    @Test("desks that send at once each keep a chain of their own")
    func manyDesks() async throws {
        let fixture = fixture
        let desks = (1...4).map { DeskID(bytes: [UInt8](repeating: UInt8($0), count: 16)) }
        for desk in desks { try fixture.store().announce(desk: desk, name: "other", event: fixture.event) }
        _ = try await together(8) { lane in
            let store = try fixture.store()
            for number in 0..<5 {
                var command = fixture.registration(Int64(100 + lane * 10 + number))
                command.desk = desks[lane % 4]
                _ = try store.apply(command)
            }
        }
        #expect(
            try fixture.count(
                """
                WITH RECURSIVE chain (desk, head, length) AS (
                    SELECT id, ''::bytea, 0 FROM expo.desk
                    UNION ALL
                    SELECT desk, sha256(c.previous || c.hash), length + 1
                    FROM chain JOIN expo.command c ON c.desk_id = chain.desk AND c.previous = chain.head)
                SELECT count(*) FROM chain JOIN expo.desk d ON d.id = desk AND d.chain_head = head
                WHERE length = CASE name WHEN 'other' THEN 10 ELSE \(commands.count) END
                """) == 5)
    }
}

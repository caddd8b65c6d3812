// Time limits of a desk's session: what they are, and what becomes of what they end.

import Domain
import Journal
import Postgres
import TestSupport
import Testing

@testable import Desk
@testable import Store

@Suite("Time limits")
struct LimitTests {
    private func limits(_ connection: Connection) throws -> [String] {
        let row = try connection.run(
            Statement("limits", "SELECT current_setting('statement_timeout'), current_setting('lock_timeout')"))[0]
        return [try row.string(0), try row.string(1)]
    }

    @Test("a desk's session has limits, in the embedded server and in somebody's own; an owner's has none")
    func settings() throws {
        let rig = try DeskRig()
        let own = Database(rig.settings(TestRun.shared.makeFolder()))
        let folder = TestRun.shared.makeFolder()
        let embedded = Database(DeskSettings(dataFolder: folder, database: .embedded, deskName: "desk 1"))
        // The first time by way of the migrations, the second time without.
        for database in [own, embedded, embedded] {
            #expect(try limits(database.connectAsDesk()) == ["15s", "10s"])
            #expect(try limits(database.connectAsOwner()) == ["0", "0"])
        }
        try #require(embedded.privateServer).stop()
    }

    @Test(
        "a save that a limit ends waits in the journal, never set aside, and is sent once the way is free",
        arguments: ["statement_timeout", "lock_timeout"])
    func write(_ limit: String) throws {
        let rig = try DeskRig()
        let desk = try rig.desk()
        let submission = try People.walkIn(desk, "김민준")
        _ = try desk.submit(try People.walkIn(desk, "먼저"))
        let other = try rig.owner()
        try other.script("BEGIN; LOCK TABLE expo.registration IN ACCESS EXCLUSIVE MODE")
        try #require(desk.store).connection.script("SET \(limit) = '100ms'")
        let serial = try #require(try desk.submit(submission).queued)
        let report = try desk.sync()
        #expect(report.waiting == 1 && report.setAside.isEmpty && report.sent == 0)
        #expect(try desk.journal.aside().isEmpty)
        guard case .store(let error)? = fault({ _ = try desk.registration(serial) }) else {
            Issue.record("a look-up that a limit ended was not told as such")
            return
        }
        #expect(error.tookTooLong && !error.isOutOfReach)
        try other.script("COMMIT")
        #expect(try desk.sync().sent == 1)
        #expect(try desk.submit(submission).row?.serial == serial)
        #expect(try rig.count("SELECT count(*) FROM expo.registration") == 2)
    }
}

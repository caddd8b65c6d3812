// Lines that break: a server that goes away, a reply that never comes, a journal with something unreadable in it.

import Desk
import Domain
import Journal
import Postgres
import Store
import TestSupport
import Testing

@Suite("Outages")
struct OutageTests {
    @Test("with the server gone a walk-in is queued under its serial; when it is back, sync sends it exactly once")
    func queuedThenSent() throws {
        let rig = try DeskRig(ownServer: true)
        let server = try #require(rig.server)
        let desk = try rig.desk()
        _ = try desk.submit(try People.walkIn(desk, "먼저"))
        let submission = try People.walkIn(desk, "김민준", phone: "010-1234-5678")
        try server.stop()
        let serial = try #require(try desk.submit(submission).queued)
        #expect(try desk.verify(desk.pass(of: serial).digits).serial == serial)
        #expect(try desk.submit(submission).queued == serial)
        #expect(try desk.sync().waiting == 1)
        #expect(fault { _ = try desk.registration(serial) }.map(isOutOfReach) == true)
        _ = try server.ensureRunning()
        let report = try desk.sync()
        #expect(report.sent == 1)
        #expect(report.waiting == 0)
        #expect(try desk.sync().sent == 0)
        let again = try desk.submit(submission)
        #expect(again.receipt?.isReplay == true)
        #expect(again.row?.serial == serial)
        #expect(try rig.count("SELECT count(*) FROM expo.registration") == 2)
        #expect(try rig.count("SELECT count(*) FROM expo.command") == 2)
        try server.stop()
    }

    private func isOutOfReach(_ error: DeskError) -> Bool {
        if case .outOfReach = error { true } else { false }
    }

    @Test("where the database reads and cannot write, a desk that is new to it waits as long as anybody, and no longer")
    func opensOnlyToRead() throws {
        let rig = try DeskRig()
        let owner = try rig.owner()
        try owner.script("BEGIN; SELECT 1 FROM expo.event FOR UPDATE")
        let folder = TestRun.shared.makeFolder()
        var settings = rig.settings(folder)
        settings.answerPatience = 300
        let error = fault { _ = try Desk(settings, journal: Journal(dataFolder: folder), answerPatience: nil) }
        #expect(error.map(isOutOfReach) == true, "\(String(describing: error))")
        try owner.script("ROLLBACK")
        #expect(try Desk(settings, journal: Journal(dataFolder: folder), answerPatience: nil).hasLine)
    }

    @Test("a command whose commit was never answered is applied once, and its outcome comes back")
    func lostReply() throws {
        let rig = try DeskRig()
        let relay = try Relay(to: rig.conninfo)
        let desk = try rig.desk(address: rig.conninfo + " host=\(relay.folder)")
        let submission = try People.walkIn(desk, "김민준", phone: "010-1234-5678")
        relay.swallowNextCommit()
        let result = try desk.submit(submission)
        #expect(relay.swallowed == 1)
        #expect(result.receipt?.outcome.word == "registered")
        #expect(result.receipt?.isReplay == true)
        #expect(!result.differs(from: submission))
        #expect(try desk.journal.pendingCount() == 0)
        #expect(try rig.count("SELECT count(*) FROM expo.registration") == 1)
        #expect(try rig.count("SELECT count(*) FROM expo.command") == 1)
    }

    /// Two walk-ins that only the journal has, as after an outage; the second has a telephone that is taken meanwhile.
    private func queue(_ rig: DeskRig, _ folder: String) throws -> [Submission] {
        let relay = try Relay(to: rig.conninfo)
        let desk = try rig.desk(folder, address: rig.conninfo + " host=\(relay.folder)")
        let submissions = [
            try People.walkIn(desk, "겹침", phone: "010-1234-5678"), try People.walkIn(desk, "김민준"),
        ]
        _ = try desk.submit(try People.walkIn(desk, "먼저"))
        relay.close()
        for submission in submissions { _ = try #require(try desk.submit(submission).queued) }
        return submissions
    }

    @Test("what is refused when it is sent at last is set aside for a person, and the rest goes on")
    func setAside() throws {
        let rig = try DeskRig()
        let folder = TestRun.shared.makeFolder()
        let submissions = try queue(rig, folder)
        let other = try rig.desk(name: "desk 2")
        _ = try other.submit(try People.walkIn(other, "다른 사람", phone: "01012345678"))
        let desk = try rig.desk(folder)
        let report = try desk.sync()
        #expect(report.sent == 1)
        #expect(report.setAside.map(\.reason) == ["duplicate"])
        #expect(report.setAside.map(\.kind) == ["register"])
        #expect(report.waiting == 0)
        #expect(try desk.journal.aside().map(\.id) == [submissions[0].id.bytes])
        #expect(try desk.submit(submissions[0]).receipt?.outcome.word == "duplicate")
        #expect(try rig.count("SELECT count(*) FROM expo.registration") == 3)
    }

    @Test("saved again with other answers after an outage, what was promised first is sent, and the difference is told")
    func queuedThenChanged() throws {
        let rig = try DeskRig()
        let folder = TestRun.shared.makeFolder()
        var submission = try #require(try queue(rig, folder).last)
        guard case .register(let source, let form, var answers, _) = submission.change else { return }
        answers[.name] = .text("김민서")
        submission.change = .register(source: source, form: form, answers: answers)
        let desk = try rig.desk(folder)
        let result = try desk.submit(submission)
        #expect(result.row?.name == "김민준")
        #expect(result.differs(from: submission))
        #expect(try rig.count("SELECT count(*) FROM expo.registration WHERE name = '김민서'") == 0)
    }

    @Test("an entry nobody can read is set aside, and does not hold up those behind it")
    func unreadable() throws {
        let rig = try DeskRig()
        let desk = try rig.desk()
        _ = try desk.submit(try People.walkIn(desk, "김민준"))
        _ = try desk.journal.append(
            id: [UInt8](repeating: 1, count: 16), event: desk.event.id.rawValue, takesSerial: true, madeAt: 0
        ) { _, _ in Array("{\"future\":true}".utf8) }
        let report = try desk.sync()
        #expect(report.setAside.map(\.reason) == ["unreadable"])
        #expect(report.waiting == 0)
        #expect(try desk.journal.aside().count == 1)
    }

    @Test("a console that saves while another sends the same entry makes one person")
    func saveWhileSyncing() async throws {
        let rig = try DeskRig()
        for _ in 0..<5 {
            let folder = TestRun.shared.makeFolder()
            let submissions = try queue(rig, folder).suffix(1)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for lane in 0..<4 {
                    group.addTask {
                        let desk = try rig.desk(folder)
                        if lane.isMultiple(of: 2) {
                            _ = try desk.sync()
                        } else {
                            for submission in submissions { _ = try desk.submit(submission) }
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect(try Journal(dataFolder: folder).pendingCount() == 0)
        }
        #expect(try rig.count("SELECT count(*) FROM expo.registration WHERE name = '김민준'") == 5)
        #expect(try rig.count("SELECT count(*) FROM expo.registration WHERE name = '겹침'") == 1)
    }

    private func cutLines(_ rig: DeskRig) throws {
        try rig.owner().script(
            """
            SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity
            WHERE datname = current_database() AND application_name = 'expodesk'
            """)
    }

    @Test(
        "a server that only reads, or that a newer program has migrated, is no fault of the command: it waits",
        arguments: [
            (
                "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET default_transaction_read_only = on', current_database()); END $$",
                "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I RESET default_transaction_read_only', current_database()); END $$"
            ),
            (
                "INSERT INTO expo.migration (number, name, checksum) VALUES (900, 'future', '')",
                "DELETE FROM expo.migration WHERE number = 900"
            ),
        ])
    func passingFaults(_ trouble: String, _ relief: String) throws {
        let rig = try DeskRig()
        let desk = try rig.desk()
        _ = try desk.submit(try People.walkIn(desk, "먼저"))
        let submission = try People.walkIn(desk, "김민준")
        try rig.owner().script(trouble)
        try cutLines(rig)
        let serial = try #require(try desk.submit(submission).queued)
        #expect(try desk.sync().waiting == 1)
        #expect(try desk.journal.aside().isEmpty)
        let owner = try rig.owner()
        try owner.script("SET default_transaction_read_only = off")
        try owner.script(relief)
        try cutLines(rig)
        #expect(try desk.sync().sent == 1)
        #expect(try desk.registration(serial).name == "김민준")
    }

    @Test("a command the database itself refuses is set aside under a plain word, and can be saved again later")
    func refusedByDatabase() throws {
        let rig = try DeskRig()
        let desk = try rig.desk()
        let submission = try People.walkIn(desk, "김민준")
        try rig.owner().script("ALTER TABLE expo.registration ADD CONSTRAINT strange CHECK (name <> '김민준')")
        guard case .store(.invalid)? = fault({ _ = try desk.submit(submission) }) else {
            Issue.record("not told to be invalid")
            return
        }
        #expect(try desk.journal.aside().map(\.note) == ["invalid"])
        try rig.owner().script("ALTER TABLE expo.registration DROP CONSTRAINT strange")
        #expect(try desk.submit(submission).receipt?.outcome.word == "registered")
        #expect(try desk.journal.aside().isEmpty)
    }

    @Test("only one console of a desk sends at a time")
    func oneDrainer() throws {
        let rig = try DeskRig()
        let desk = try rig.desk()
        let report = try desk.journal.withDrainLock { try desk.sync() }
        #expect(report?.isBusyElsewhere == true)
        #expect(try !desk.sync().isBusyElsewhere)
    }

    @Test("without a line and without a serial nothing is kept, and that is said")
    func nothingKept() throws {
        let rig = try DeskRig()
        let relay = try Relay(to: rig.conninfo)
        let desk = try rig.desk(address: rig.conninfo + " host=\(relay.folder)")
        let submission = try People.walkIn(desk, "김민준")
        relay.close()
        guard case .journal(.noSerials) = fault({ _ = try desk.submit(submission) }) else {
            Issue.record("something else was said")
            return
        }
        #expect(try desk.journal.pendingCount() == 0)
    }
}

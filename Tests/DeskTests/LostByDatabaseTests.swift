// A database that lacks what it had confirmed: restored from an older copy, or a standby that had not heard of it.

import Desk
import Domain
import Journal
import Postgres
import Store
import TestSupport
import Testing

@Suite("Lost by the database")
struct LostByDatabaseTests {
    private let rig: DeskRig
    private let folder = TestRun.shared.makeFolder()

    init() throws {
        rig = try DeskRig()
    }

    /// A copy of the database as it is now, as a desk's address.
    private func copy(_ name: String) throws -> String {
        let database = try rig.owner().run(Statement("name", "SELECT current_database()"))[0].string(0)
        let other = try Connection(rig.conninfo + " dbname=template1", applicationName: "owner")
        try other.script(
            """
            SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE datname = '\(database)'
            """)
        try other.script("CREATE DATABASE \(database)_\(name) TEMPLATE \(database)")
        return "\(rig.conninfo) dbname=\(database)_\(name)"
    }

    private func count(_ address: String, _ sql: String) throws -> Int {
        Int(try Connection(address, applicationName: "owner").run(Statement("count", sql))[0].int(0))
    }

    @Test("a desk that comes to a database without its last commands sends them again, in order, before anything else")
    func sentAgain() throws {
        let first = try rig.desk(folder)
        _ = try first.submit(try People.walkIn(first, "먼저"))
        let older = try copy("older")
        let desk = try rig.desk(folder)
        let submission = try People.walkIn(desk, "김민준", phone: "010-1234-5678")
        let row = try #require(try desk.submit(submission).row)
        guard case .register(_, let form, let answers, _) = submission.change else { return }
        let edit = Submission(
            id: desk.makeCommandID(),
            change: .edit(
                serial: row.serial, version: row.version, form: form,
                answers: answers.merging([.name: .text("김민서")]) { $1 }))
        #expect(try desk.submit(edit).receipt?.outcome.word == "edited")

        let later = try rig.desk(folder, address: older)
        #expect(try later.registration(row.serial).name == "김민서")
        #expect(try later.journal.pendingCount() == 0)
        #expect(try count(older, "SELECT count(*) FROM expo.command") == 3)
        #expect(try later.submit(submission).receipt?.isReplay == true)
        #expect(try Store(Connection(older, applicationName: "owner")).counterFlaws(later.event.id).isEmpty)
        // Once is enough.
        _ = try rig.desk(folder, address: older)
        #expect(try count(older, "SELECT count(*) FROM expo.command") == 3)
    }

    /// A desk that has registered somebody and edited them, and a database that has heard of neither.
    private func forgotten() throws -> (older: String, desk: Desk) {
        let first = try rig.desk(folder)
        _ = try first.submit(try People.walkIn(first, "먼저"))
        let older = try copy("older")
        let desk = try rig.desk(folder)
        let row = try #require(try desk.submit(try People.walkIn(desk, "김민준")).row)
        _ = try desk.submit(
            Submission(
                id: desk.makeCommandID(), change: .cancel(serial: row.serial, version: row.version, reason: "이유")))
        return (older, desk)
    }

    private func recorded(_ desk: Desk) throws -> [String] {
        try DeskFigures(reading: desk.journal, desk.settings).lost.map(\.kind)
    }

    @Test("whoever sends next says what was lost, by name, and the desk remembers it for F8")
    func told() throws {
        let (older, desk) = try forgotten()
        #expect(try recorded(desk).isEmpty)
        let later = try rig.desk(folder, address: older)
        let report = try later.sync()
        #expect(report.sent == 2 && report.sentAgain.map(\.kind) == ["register", "cancel"])
        #expect(report.sentAgain.first?.name == "김민준")
        #expect(try later.sync().sentAgain.isEmpty)
        #expect(try recorded(later) == ["cancel", "register"])
    }

    @Test("of more than are remembered all are counted, however many connections find out, and each once")
    func counted() throws {
        let first = try rig.desk(folder, blockSize: 100)
        _ = try first.submit(try People.walkIn(first, "먼저"))
        let older = try copy("older")
        let desk = try rig.desk(folder, blockSize: 100)
        for number in 1...60 { _ = try desk.submit(try People.walkIn(desk, "손님 \(number)")) }
        for _ in 1...2 { _ = try rig.desk(folder, address: older) }
        let figures = try DeskFigures(reading: desk.journal, desk.settings)
        #expect(figures.lostCount == 60 && figures.lost.count == 50 && figures.earlierLost == 10)
    }

    @Test("the names of what was lost are told beside another program that keeps the copy")
    func named() throws {
        let (older, _) = try forgotten()
        let later = try rig.desk(folder, address: older)
        try later.refreshCopy()
        let beside = try rig.desk(folder, address: older)
        #expect(try beside.figures().lost.map(\.name) == ["김민준", "김민준"])
    }

    @Test("where another program of the desk is sending, that one says it")
    func toldByAnother() throws {
        let (older, desk) = try forgotten()
        let finder = try desk.journal.withDrainLock { try rig.desk(folder, address: older) }
        #expect(try desk.journal.pendingCount() == 2)
        let sender = try rig.desk(folder, address: older)
        let report = try sender.sync()
        #expect(report.sent == 2 && report.sentAgain.count == 2)
        #expect(try recorded(sender) == ["cancel", "register"])
        #expect(finder?.event == sender.event)
    }

    @Test("a refusal is not sent again: nobody was promised anything")
    func refusals() throws {
        let desk = try rig.desk(folder)
        let other = try rig.desk(name: "desk 2")
        let older = try copy("older")
        let again = try rig.desk(folder)
        _ = try rig.desk(other.settings.dataFolder, name: "desk 2").submit(
            try People.walkIn(other, "다른 사람", phone: "01012345678"))
        #expect(
            try again.submit(try People.walkIn(desk, "김민준", phone: "01012345678")).receipt?.outcome.word == "duplicate")
        let later = try rig.desk(folder, address: older)
        #expect(try count(older, "SELECT count(*) FROM expo.command") == 0)
        #expect(try later.journal.pendingCount() == 0)
    }

    @Test("what others made impossible meanwhile is set aside for a person, not dropped")
    func overtaken() throws {
        let desk = try rig.desk(folder)
        let older = try copy("older")
        let again = try rig.desk(folder)
        let submission = try People.walkIn(desk, "김민준", phone: "01012345678")
        _ = try again.submit(submission)
        let other = try rig.desk(name: "desk 2", address: older)
        _ = try other.submit(try People.walkIn(other, "다른 사람", phone: "01012345678"))
        let later = try rig.desk(folder, address: older)
        let isThere = try count(older, "SELECT count(*) FROM expo.registration WHERE name = '김민준'") == 1
        #expect(try isThere || later.journal.aside().map(\.id) == [submission.id.bytes])
        #expect(try later.journal.pendingCount() == 0)
    }

    @Test("serials that a desk had leased are its own again, and given up where another has them by now")
    func leases() throws {
        let desk = try rig.desk(folder)
        let older = try copy("older")
        let again = try rig.desk(folder)
        let first = try #require(try again.submit(try People.walkIn(desk, "김민준")).row?.serial)
        let back = try rig.desk(folder, address: older)
        let other = try rig.desk(name: "desk 2", address: older)
        let stranger = try #require(try other.submit(try People.walkIn(other, "다른 사람")).row?.serial)
        let second = try #require(try back.submit(try People.walkIn(back, "박서연")).row?.serial)
        #expect(second.rawValue == first.rawValue + 1)
        #expect(stranger.rawValue > first.rawValue + 9)

        // Another desk first, this one afterwards.
        let third = TestRun.shared.makeFolder()
        let empty = try copy("again")
        let late = try rig.desk(third, name: "desk 3")
        _ = try late.submit(try People.walkIn(late, "늦은 사람"))
        let taker = try rig.desk(name: "desk 4", address: empty)
        for number in 0..<30 { _ = try taker.submit(try People.walkIn(taker, "손님 \(number)")) }
        let lost = try rig.desk(third, name: "desk 3", address: empty)
        #expect(try lost.submit(try People.walkIn(lost, "다음 사람")).receipt?.outcome.word == "registered")
        #expect(
            try count(empty, "SELECT count(*) - count(DISTINCT serial) FROM expo.registration") == 0)
        #expect(
            try count(
                empty,
                """
                SELECT count(*) FROM expo.serial_block a JOIN expo.serial_block b
                ON a.first_serial < b.first_serial AND a.last_serial >= b.first_serial
                """) == 0)
    }
}

// Edits and cancellations made without a line: what stands upon them, and what is tried again when others came first.

import Domain
import Journal
import Postgres
import Store
import TestSupport
import Testing

@testable import Desk

@Suite("A change made without a line")
struct ApartChangeTests {
    private let expo: ApartExpo
    private var rig: DeskRig { expo.rig }
    private var home: Desk { expo.home }
    private var person: Registration { expo.person }

    init() throws {
        expo = try ApartExpo()
    }

    private func conflicts() throws -> [Conflict] {
        try expo.conflicts().map(\.conflict)
    }

    private func edit(_ desk: Desk, _ row: Registration, to name: String) throws -> SubmissionResult {
        var answers = row.formAnswers
        answers[.name] = .text(name)
        return try desk.submit(
            Submission(
                id: desk.makeCommandID(),
                change: .edit(serial: row.serial, version: row.version, form: row.form, answers: answers)))
    }

    private func editApart(_ desk: Desk, _ row: Registration, to name: String) throws -> Registration {
        guard case .kept(let receipt) = try edit(desk, row, to: name) else { throw Apart.Unexpected() }
        return try #require(receipt.row)
    }

    @Test("an edit taken back without a line leaves everything as it was")
    func takenBack() throws {
        let apart = try Apart(rig, "east")
        try apart.cut()
        let edited = try editApart(apart.desk, person, to: "김민서")
        #expect(try editApart(apart.desk, edited, to: person.name).name == person.name)
        let report = try apart.back().sync()
        #expect(report.sent == 2 && report.conflicts == 0 && report.setAside.isEmpty)
        #expect(try home.registration(person.serial).name == person.name)
    }

    @Test("what takes back a change that never happened does not write over another desk's of the same version")
    func takenBackOfNothing() throws {
        let apart = try Apart(rig, "east")
        try apart.cut()
        let edited = try editApart(apart.desk, person, to: "김민서")
        _ = try editApart(apart.desk, edited, to: person.name)
        let other = try #require(try edit(home, person, to: "김민우").row)
        #expect(other.version == edited.version)
        let report = try apart.back().sync()
        #expect(report.sent == 0 && report.setAside.map(\.reason) == ["conflict", "conflict"])
        #expect(try home.registration(person.serial) == other)
    }

    @Test("what takes back a change that somebody has given up meanwhile does not happen either")
    func takenBackOfGivenUp() throws {
        let apart = try Apart(rig, "east")
        try apart.cut()
        let edited = try editApart(apart.desk, person, to: "김민서")
        _ = try editApart(apart.desk, edited, to: person.name)
        let other = try #require(try edit(home, person, to: "김민우").row)
        let east = try apart.back()
        // One at a time: the second still waits when the first is looked at.
        let first = try east.outgoing.sync(until: { true })
        #expect(first.setAside.map(\.reason) == ["conflict"] && first.waiting == 1)
        let aside = try #require(try DeskQueue(reading: east.journal, event: east.event.id).setAside.first)
        #expect(try east.discard(aside.id) != nil)
        let report = try east.sync()
        #expect(report.sent == 0 && report.setAside.map(\.reason) == ["conflict"])
        #expect(try home.registration(person.serial) == other)
    }

    @Test("somebody cancelled at two desks, or restored at two, is that, and nobody has to do anything")
    func soAlready() throws {
        let restored = try #require(try home.submit(try People.walkIn(home, "박지우")).row)
        try expo.cancel(restored)
        let apart = try Apart(rig, "east")
        try apart.cut()
        let changes: [Submission.Change] = [
            .cancel(serial: person.serial, version: person.version, reason: "두 번"),
            .restore(serial: restored.serial, version: restored.version + 1, status: .approved),
        ]
        for desk in [home, apart.desk] {
            for change in changes { _ = try desk.submit(Submission(id: desk.makeCommandID(), change: change)) }
        }
        let east = try apart.back()
        let report = try east.sync()
        #expect(report.sent == 2 && report.conflicts == 0 && report.setAside.isEmpty)
        #expect(report.answered.map(\.reason) == ["cancelled", "not_cancelled"])
        #expect(try conflicts().isEmpty && east.journal.asideCount() == 0)
    }

    @Test("somebody registered and cancelled without a line who is part of somebody else by then is to be looked into")
    func cancelOfMerged() throws {
        let apart = try Apart(rig, "east")
        try apart.cut()
        let mine = try apart.register("박지우", phone: "010-5555-6666")
        let cancel = Submission.Change.cancel(serial: mine.serial, version: mine.version, reason: "x")
        _ = try apart.desk.submit(Submission(id: apart.desk.makeCommandID(), change: cancel))
        let theirs = try #require(try home.submit(try People.walkIn(home, "박지우", phone: "010-5555-6666")).row)
        let report = try apart.back().sync()
        #expect(report.setAside.map(\.reason) == ["merged"] && report.answered.isEmpty)
        #expect(try conflicts().map(\.kind) == [.merged, .notCarriedOut])
        #expect(try home.registration(theirs.serial).status == .approved)
    }

    @Test("a cancellation that was taken back without a line takes back nobody else's")
    func cancelledAndTakenBack() throws {
        let apart = try Apart(rig, "east")
        try apart.cut()
        for change: Submission.Change in [
            .cancel(serial: person.serial, version: person.version, reason: "x"),
            .restore(serial: person.serial, version: person.version + 1, status: .approved),
        ] {
            _ = try apart.desk.submit(Submission(id: apart.desk.makeCommandID(), change: change))
        }
        try expo.cancel(person)
        let report = try apart.back().sync()
        #expect(report.setAside.map(\.reason) == ["cancelled", "conflict"])
        #expect(try home.registration(person.serial).status == .cancelled)
    }

    @Test("a change of somebody else that was made after it goes on")
    func othersGoOn() throws {
        let apart = try Apart(rig, "east")
        let next = try #require(try home.submit(try People.walkIn(home, "최도윤")).row)
        try apart.cut()
        _ = try editApart(apart.desk, person, to: "김민서")
        _ = try editApart(apart.desk, next, to: "최도현")
        _ = try edit(home, person, to: "김민우")
        let report = try apart.back().sync()
        #expect(report.sent == 1 && report.setAside.map(\.serial) == [person.serial])
        #expect(try home.registration(next.serial).name == "최도현")
    }

    @Test("tried again it is asked of the registration as it is now, and its conflict is listed once, then dealt with")
    func triedAgain() throws {
        let apart = try Apart(rig, "east")
        try apart.cut()
        _ = try editApart(apart.desk, person, to: "김민서")
        _ = try edit(home, person, to: "김민우")
        let east = try apart.back()
        #expect(try east.sync().setAside.map(\.reason) == ["conflict"])
        #expect(try conflicts().map(\.kind) == [.notCarriedOut])
        let aside = try #require(try DeskQueue(reading: east.journal, event: east.event.id).setAside.first)
        #expect(aside.asked?.answers?[.name] == .text("김민서"))
        // Cancelled meanwhile: refused for another reason, and no second conflict.
        let cancelled = try #require(try expo.submit(.cancel(serial: person.serial, version: 2, reason: "x")))
        guard case .setAside = try east.retry(aside.id) else { throw Apart.Unexpected() }
        #expect(try conflicts().map(\.kind) == [.notCarriedOut])
        try expo.submit(.restore(serial: person.serial, version: cancelled.version, status: .approved))
        let again = try #require(try DeskQueue(reading: east.journal, event: east.event.id).setAside.first)
        guard case .applied = try east.retry(again.id) else { throw Apart.Unexpected() }
        #expect(try home.registration(person.serial).name == "김민서")
        #expect(try conflicts().isEmpty)
    }

    @Test("somebody cancelled meanwhile who went in at two gates was admitted twice, and had no right to it")
    func twiceWithoutRight() throws {
        let (east, west) = (try Apart(rig, "east"), try Apart(rig, "west"))
        try east.cut()
        try west.cut()
        try expo.cancel(person)
        _ = try east.scan(person.serial, gate: Gate(name: "A", area: "main"))
        _ = try west.scan(person.serial, gate: Gate(name: "B", area: "main"))
        #expect(try east.back().sync().conflicts == 1)
        let report = try west.back().sync()
        #expect(report.conflicts == 1 && report.setAside.isEmpty && report.waiting == 0)
        let found = try conflicts()
        #expect(found.map(\.kind) == [.withoutRight, .admittedTwice])
        #expect(found.map(\.reason) == [.cancelled, .cancelled])
        #expect(found.map(\.isTwiceWithoutRight) == [false, true])
        #expect(found.last?.admission?.entered.gate == "A" && found.last?.passage?.gate == "B")
        #expect(try rig.count("SELECT count(*) FROM expo.admission") == 1)
        #expect(try home.counterFlaws().isEmpty)
    }

    @Test("without a line and without serials nothing is kept, and that is what is said")
    func serialsUsedUp() throws {
        let folder = TestRun.shared.makeFolder()
        let relay = try Relay(to: rig.conninfo)
        let desk = try rig.desk(folder, name: "east", address: rig.conninfo + " host=\(relay.folder)")
        _ = try desk.publish(People.form)
        try desk.refreshCopy()
        relay.close()
        defer { desk.share.line.close() }
        let event = desk.event.id.rawValue
        // The first finds that the line is lost, the second knows.
        for _ in 0..<2 {
            let fault = fault { _ = try desk.submit(try People.walkIn(desk, "이서연")) }
            guard case .journal(.noSerials(event: event))? = fault else {
                Issue.record("\(String(describing: fault))")
                continue
            }
        }
        #expect(try desk.journal.pendingCount() == 0)
    }

    @Test("a desk that keeps no copy has serials before its first registration")
    func serialsWithoutCopy() throws {
        let folder = TestRun.shared.makeFolder()
        var settings = rig.settings(folder, name: "east")
        settings.keepsCopy = false
        let journal = try Journal(dataFolder: folder)
        let upkeep = DeskUpkeep(settings, journal: journal)
        upkeep.start()
        defer { upkeep.close() }
        #expect(try eventually { try journal.serialsLeft(event: home.event.id.rawValue) == settings.blockSize })
    }

    @Test("a test pass without a line has shown scanner and key, and that the database is out of reach")
    func testPass() throws {
        let apart = try Apart(rig, "east")
        let digits = try apart.desk.testPass().digits
        func test() throws -> PassTest? {
            let answer = try apart.desk.checkIn(digits, mode: .enter, gate: .main, id: apart.desk.makeCommandID())
            return if case .test(let test) = answer.result { test } else { nil }
        }
        #expect(try test()?.milliseconds != nil)
        try apart.cut()
        #expect(try test() == PassTest(desk: "east", milliseconds: nil))
    }

    @Test("two desks give somebody a new pass while apart: both passes let them in, the lost one does not")
    func twoNewPasses() throws {
        let apart = try Apart(rig, "east")
        try apart.cut()
        let change = Submission.Change.reissue(serial: person.serial, version: person.version, reason: "lost")
        guard case .kept(let kept) = try apart.desk.submit(Submission(id: apart.desk.makeCommandID(), change: change)),
            let mine = kept.row
        else { throw Apart.Unexpected() }
        let theirs = try #require(try home.submit(Submission(id: home.makeCommandID(), change: change)).row)
        let report = try apart.back().sync()
        #expect(report.sent == 1 && report.conflicts == 1 && report.setAside.isEmpty)
        let conflict = try #require(try conflicts().first)
        #expect(conflict.isSecondPass && conflict.serial == mine.serial && conflict.other == theirs.serial)
        func scan(_ serial: Serial) throws -> CheckInAnswer {
            try home.checkIn(try home.pass(of: serial).digits, mode: .enter, gate: .main, id: home.makeCommandID())
        }
        #expect(try scan(person.serial).reason == "revoked")
        #expect(try scan(mine.serial).person?.serial == theirs.serial)
        #expect(try scan(theirs.serial).reason == "already_checked_in")
        #expect(try home.counterFlaws().isEmpty)
    }
}

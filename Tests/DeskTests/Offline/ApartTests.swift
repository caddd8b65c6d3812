// Desks that go on without the database, and what becomes of that when it is back.

import Domain
import Journal
import Postgres
import Store
import TestSupport
import Testing

@testable import Desk

@Suite("A desk without a line")
struct ApartTests {
    private let expo: ApartExpo
    private var rig: DeskRig { expo.rig }
    private var home: Desk { expo.home }
    private var person: Registration { expo.person }

    init() throws {
        expo = try ApartExpo()
    }

    private func isIn(_ answer: CheckInAnswer) -> Bool {
        if case .passed = answer.result { answer.isByCopy } else { false }
    }

    @Test(
        "it registers, looks up, lets in once, and refuses by the same rules; all of it is there when the line is back")
    func goesOn() throws {
        let apart = try Apart(rig, "east")
        try apart.cut()
        let newcomer = try apart.register("이서연", phone: "010-2222-3333")
        #expect(try apart.desk.verify(apart.desk.pass(of: newcomer.serial).digits).serial == newcomer.serial)
        #expect(apart.desk.isOutOfReach)
        #expect(isIn(try apart.scan(person.serial)))
        guard case .alreadyIn(let admission) = try apart.scan(person.serial).result else { throw Apart.Unexpected() }
        #expect(admission.entered.by == "east")
        #expect(isIn(try apart.scan(newcomer.serial)))
        #expect(try apart.desk.attendees("서연", limit: 9).rows.map(\.registration.serial) == [newcomer.serial])
        #expect(try apart.desk.attendees("5678", limit: 9).rows.map(\.registration.serial) == [person.serial])
        #expect(try apart.desk.registration(newcomer.serial) == newcomer)
        let unknown = try #require(Serial(rawValue: 999_999))
        #expect(try apart.scan(unknown).reason == "unknown_serial")
        let twice = try apart.desk.submit(try People.walkIn(apart.desk, "다른 이름", phone: "010-1234-5678"))
        #expect(twice.receipt?.isByCopy == true && twice.receipt?.existing?.serial == person.serial)
        // Whom it turned away left nothing behind.
        #expect(try apart.desk.journal.pendingCount() == 3)

        let report = try apart.back().sync()
        #expect(report.sent == 3 && report.waiting == 0 && report.conflicts == 0 && report.setAside.isEmpty)
        #expect(try home.registration(newcomer.serial).name == "이서연")
        #expect(try home.admissionsToday(of: newcomer.serial).map(\.entered.by) == ["east"])
        #expect(try home.admissionsToday(of: person.serial) == [admission])
        #expect(try home.counterFlaws().isEmpty)
        #expect(try expo.conflicts().isEmpty)
    }

    @Test("somebody who was let out at two desks is out, which is answered, and nobody has to look into it")
    func outTwice() throws {
        let (east, west) = (try Apart(rig, "east"), try Apart(rig, "west"))
        _ = try home.checkIn(person.serial, mode: .enter, gate: .main, id: home.makeCommandID())
        for desk in [east, west] {
            try desk.cut()
            #expect(try desk.scan(person.serial, .leave).reason == nil)
        }
        #expect(try east.back().sync().answered.isEmpty)
        let back = try west.back()
        let report = try back.sync()
        #expect(report.sent == 1 && report.conflicts == 0 && report.setAside.isEmpty && report.waiting == 0)
        #expect(report.answered.map(\.reason) == ["already_left"])
        #expect(report.answered.first?.admission?.entered.by == "home")
        #expect(try expo.conflicts().isEmpty && back.journal.asideCount() == 0)
    }

    @Test("one telephone registered at two desks becomes one person, and both printed passes let them in once")
    func mergedByPhone() throws {
        let (east, west) = (try Apart(rig, "east"), try Apart(rig, "west"))
        try east.cut()
        try west.cut()
        let first = try east.register("박지우", phone: "010-5555-6666")
        let second = try west.register("박지우", phone: "01055556666")
        #expect(isIn(try west.scan(second.serial)))
        #expect(try east.back().sync().conflicts == 0)
        let report = try west.back().sync()
        #expect(report.sent == 2 && report.conflicts == 1 && report.setAside.isEmpty)
        let merged = try home.registration(second.serial)
        #expect(merged.status == .merged && merged.mergedInto == first.serial)
        let conflict = try #require(try expo.conflicts().first)
        #expect(conflict.conflict.kind == .merged && conflict.conflict.other == first.serial)
        #expect(conflict.deskName == "west")
        // The admission went to the person; either pass finds it.
        for serial in [first.serial, second.serial] {
            let answer = try home.checkIn(serial, mode: .enter, gate: .main, id: home.makeCommandID())
            #expect(answer.reason == "already_checked_in" && answer.person?.serial == first.serial)
        }
        #expect(try home.counterFlaws().isEmpty)
        #expect(try home.personFile(second.serial).history.steps.last?.after == merged)
        #expect(try home.settle(conflict))
        #expect(try expo.conflicts().isEmpty)
    }

    @Test("somebody let in at two gates while they were apart is in once, and a manager hears where and when")
    func admittedTwice() throws {
        let (east, west) = (try Apart(rig, "east"), try Apart(rig, "west"))
        try east.cut()
        try west.cut()
        #expect(isIn(try east.scan(person.serial, gate: Gate(name: "A", area: "main"))))
        #expect(isIn(try west.scan(person.serial, gate: Gate(name: "B", area: "main"))))
        _ = try east.back().sync()
        let report = try west.back().sync()
        #expect(report.conflicts == 1 && report.setAside.isEmpty && report.waiting == 0)
        let conflict = try #require(try expo.conflicts().first?.conflict)
        #expect(conflict.kind == .admittedTwice && conflict.admission?.entered.gate == "A")
        #expect(conflict.passage?.gate == "B" && conflict.passage?.by == "west")
        #expect(try home.admissionsToday(of: person.serial).map(\.entered.gate) == ["A"])
        #expect(try home.counterFlaws().isEmpty)
    }

    @Test(
        "somebody cancelled meanwhile who was let in is counted as being in, and listed; a revoked pass lets nobody in")
    func withoutRight() throws {
        let apart = try Apart(rig, "east")
        let other = try #require(try home.submit(try People.walkIn(home, "최도윤")).row)
        try apart.cut()
        try expo.cancel(person)
        let new = try #require(
            try expo.submit(.reissue(serial: other.serial, version: other.version, reason: "lost")))
        #expect(isIn(try apart.scan(person.serial)))
        #expect(isIn(try apart.scan(other.serial)))
        let report = try apart.back().sync()
        #expect(report.conflicts == 2 && report.waiting == 0 && report.setAside.isEmpty)
        let found = try expo.conflicts().map(\.conflict)
        #expect(found.map(\.kind) == [.withoutRight, .revokedPass])
        #expect(found.map(\.reason) == [.cancelled, .revoked])
        #expect(try home.admissionsToday(of: person.serial).count == 1)
        // The rightful owner of the new pass can still come in.
        #expect(try home.admissionsToday(of: new.serial).isEmpty)
        #expect(try home.checkIn(new.serial, mode: .enter, gate: .main, id: home.makeCommandID()).reason == nil)
        #expect(try home.counterFlaws().isEmpty)
    }

    @Test("somebody cancelled without a line whom another desk has let in is inside without a right to it, and listed")
    func cancelledInside() throws {
        let apart = try Apart(rig, "east")
        let other = try #require(try home.submit(try People.walkIn(home, "최도윤")).row)
        try apart.cut()
        for row in [person, other] {
            let cancel = Submission.Change.cancel(serial: row.serial, version: row.version, reason: "x")
            let result = try apart.desk.submit(Submission(id: apart.desk.makeCommandID(), change: cancel))
            guard case .kept = result else { throw Apart.Unexpected() }
        }
        #expect(try home.checkIn(person.serial, mode: .enter, gate: .main, id: home.makeCommandID()).reason == nil)
        #expect(try home.checkIn(other.serial, mode: .enter, gate: .main, id: home.makeCommandID()).reason == nil)
        _ = try home.checkIn(other.serial, mode: .leave, gate: .main, id: home.makeCommandID())
        let report = try apart.back().sync()
        #expect(report.sent == 2 && report.conflicts == 1 && report.setAside.isEmpty)
        let open = try #require(try expo.conflicts().first)
        #expect(open.conflict.isCancelledInside && open.conflict.serial == person.serial && open.deskName == "east")
        #expect(open.conflict.admission == (try home.admissionsToday(of: person.serial).first))
        #expect(try home.registration(person.serial).status == .cancelled)
        #expect(try home.counterFlaws().isEmpty)
    }

    @Test("what the copy knows is refused as the database would: revoked, cancelled, not approved, before the doors")
    func refusedByCopy() throws {
        let apart = try Apart(rig, "east")
        let lost = try #require(try home.submit(try People.walkIn(home, "최도윤")).row)
        let waits = try #require(
            try expo.submit(.register(source: .preApplication, form: lost.form, answers: lost.formAnswers)))
        let new = try #require(try expo.submit(.reissue(serial: lost.serial, version: lost.version, reason: "lost")))
        try expo.cancel(person)
        try apart.cut()
        // The first scan finds the line lost, and was handed to nobody: the copy decides it as it does every later one.
        #expect(try apart.scan(lost.serial).reason == "revoked")
        #expect(try apart.scan(person.serial).reason == "cancelled")
        #expect(try apart.scan(waits.serial).reason == "not_approved")
        let late = Gate(name: "late", area: "main", opens: TimeOfDay(minutes: 1_440))
        #expect(try apart.scan(new.serial, gate: late).reason == "before_doors")
        #expect(isIn(try apart.scan(new.serial)))
        #expect(try apart.desk.journal.pendingCount() == 1)
    }

    @Test("the first scan after the server was stopped is decided by the copy; a refusal leaves no trace")
    func firstAfterStop() throws {
        let own = try DeskRig(ownServer: true)
        try own.owner().script("UPDATE expo.event SET first_day = current_date - 2, last_day = current_date + 2")
        let desk = try own.desk(name: "east")
        defer { desk.share.line.close() }
        let person = try #require(try desk.submit(try People.walkIn(desk, "김민준")).row)
        func scan(_ serial: Serial) throws -> CheckInAnswer {
            try desk.checkIn(try desk.pass(of: serial).digits, mode: .enter, gate: .main, id: desk.makeCommandID())
        }
        let reissue = Submission.Change.reissue(serial: person.serial, version: person.version, reason: "lost")
        let new = try #require(try desk.submit(Submission(id: desk.makeCommandID(), change: reissue)).row)
        #expect(try scan(new.serial).reason == nil)
        try desk.refreshCopy()
        try #require(own.server).stop()
        // Nobody has tried the line since.
        #expect(!desk.isOutOfReach)
        let answer = try scan(person.serial)
        #expect(answer.reason == "revoked" && answer.isByCopy)
        guard case .alreadyIn = try scan(new.serial).result else { throw Apart.Unexpected() }
        #expect(try desk.journal.pendingCount() == 0)
    }

    @Test("whoever is registered beyond the last seat waits, first in line, and gets the next one")
    func beyondCapacity() throws {
        let apart = try Apart(rig, "east")
        try apart.cut()
        try expo.submit(.setCapacity(CapacityChange(category: nil, capacity: 2)))
        let late = try apart.register("정하은")
        let report = try apart.back().sync()
        #expect(report.conflicts == 1 && report.setAside.isEmpty)
        #expect(try home.registration(late.serial).status == .waitlisted)
        #expect(try expo.conflicts().map(\.conflict.kind) == [.waitlisted])
        try expo.cancel(person)
        #expect(try home.registration(late.serial).status == .approved)
        #expect(try home.counterFlaws().isEmpty)
    }

    @Test("what was decided about a row that has changed meanwhile is set aside and listed, and the rest goes on")
    func movedOn() throws {
        let apart = try Apart(rig, "east")
        try apart.cut()
        var answers = person.formAnswers
        answers[.name] = .text("김민서")
        let edit = Submission.Change.edit(
            serial: person.serial, version: person.version, form: person.form, answers: answers)
        guard case .kept(let receipt) = try apart.desk.submit(Submission(id: apart.desk.makeCommandID(), change: edit))
        else { throw Apart.Unexpected() }
        #expect(receipt.row?.name == "김민서")
        #expect(try apart.desk.registration(person.serial).name == "김민서")
        let newcomer = try apart.register("이서연")
        try expo.cancel(person)
        let report = try apart.back().sync()
        #expect(report.sent == 1 && report.setAside.map(\.reason) == ["cancelled"] && report.conflicts == 1)
        // Not that something has changed, but what.
        #expect(try expo.conflicts().map(\.conflict.kind) == [.notCarriedOut])
        #expect(try expo.conflicts().map(\.conflict.reason) == [.cancelled])
        #expect(try home.registration(newcomer.serial).name == "이서연")
    }

    @Test("a desk that is started without a line opens over its copy, registers and lets in, and sends it all later")
    func startedWithoutLine() throws {
        let apart = try Apart(rig, "east")
        try apart.cut()
        let early = try apart.register("먼저 온 사람")
        let journal = try Journal(dataFolder: apart.folder)
        let again = try Desk(apart.desk.settings, journal: journal)
        defer { again.share.line.close() }
        #expect(again.event == home.event && again.isOutOfReach)
        // What another console of this desk has promised counts here.
        #expect(try again.registration(early.serial).name == "먼저 온 사람")
        guard case .kept(let receipt) = try again.submit(try People.walkIn(again, "나중에 온 사람")) else {
            throw Apart.Unexpected()
        }
        let late = try #require(receipt.row)
        #expect(late.serial != early.serial)
        #expect(isIn(try again.checkIn(early.serial, mode: .enter, gate: .main, id: again.makeCommandID())))
        #expect(try apart.scan(early.serial).reason == "already_checked_in")
        #expect(try apart.back().sync().sent == 3)
        #expect(try home.registration(late.serial).name == "나중에 온 사람")
    }

    @Test("without a copy nothing is decided: a scan is kept, and says so")
    func withoutCopy() throws {
        let apart = try Apart(rig, "east")
        _ = try apart.desk.submit(try People.walkIn(apart.desk, "먼저"))
        apart.relay.close()
        #expect(try apart.scan(person.serial).result == .queued(person.serial))
        #expect(try apart.back().sync().sent == 1)
    }

    @Test("a machine that was started anew with a wrong clock still lets nobody in twice, once the server is asked")
    func wrongClock() throws {
        let apart = try Apart(rig, "east")
        try apart.cut()
        #expect(isIn(try apart.scan(person.serial)))
        let seen = try #require(try apart.desk.admissionsToday(of: person.serial).first)
        // The same folder after a start of the machine: nothing is known but a clock that is a day and an hour behind.
        let journal = try Journal(dataFolder: apart.folder)
        try journal.keep([], as: "clock")
        let wrong: Clock = { Timestamp(milliseconds: Timestamp.now().milliseconds - 25 * 3_600_000) }
        let share = DeskShare(apart.desk.settings, journal: journal, clock: wrong)
        #expect(share.clock.isUnknown)
        let desk = try Desk(apart.desk.settings, journal: journal, clock: wrong, share: share)
        defer { share.line.close() }
        let late = try #require(
            try desk.checkIn(person.serial, mode: .enter, gate: .main, id: desk.makeCommandID()).admission)
        #expect(late.day != seen.day)
        let report = try apart.back().sync()
        #expect(report.conflicts == 1 && report.waiting == 0)
        #expect(try expo.conflicts().map(\.conflict.kind) == [.admittedTwice])
        #expect(try rig.count("SELECT count(*) FROM expo.admission") == 1)
    }
}

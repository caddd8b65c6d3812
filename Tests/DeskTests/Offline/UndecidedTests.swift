// Scans that were kept without anybody having decided them, and what they come to when the line is back.

import Domain
import Journal
import Store
import TestSupport
import Testing

@testable import Desk

@Suite("Undecided scans")
struct UndecidedTests {
    private let expo: ApartExpo
    private var home: Desk { expo.home }

    init() throws {
        expo = try ApartExpo()
    }

    /// A desk without a copy whose line is gone.
    private func withoutCopy() throws -> Apart {
        let apart = try Apart(expo.rig, "east")
        _ = try apart.desk.submit(try People.walkIn(apart.desk, "먼저"))
        apart.relay.close()
        return apart
    }

    @Test("of somebody who is in already they are answered, with when and where, and nobody has to do anything")
    func alreadyIn() throws {
        let apart = try withoutCopy()
        let person = expo.person.serial
        let gate = Gate(name: "B", area: "main")
        _ = try home.checkIn(person, mode: .enter, gate: gate, id: home.makeCommandID())
        // Scanned twice at this gate as well.
        for _ in 1...2 { #expect(try apart.scan(person).result == .queued(person)) }
        let back = try apart.back()
        let report = try back.sync()
        #expect(report.sent == 2 && report.waiting == 0 && report.setAside.isEmpty)
        #expect(report.answered.map(\.reason) == ["already_checked_in", "already_checked_in"])
        #expect(report.scans.map(\.answer.reason) == ["already_checked_in", "already_checked_in"])
        let answered = try #require(report.answered.first)
        #expect(answered.serial == person && answered.name == "김민준" && answered.kind == "check_in")
        #expect(answered.admission?.entered.gate == "B" && answered.admission?.entered.by == "home")
        #expect(try back.journal.asideCount() == 0)
        #expect(try back.state().log.lines.prefix(2).allSatisfy { $0.word == "already_checked_in" })
        #expect(try home.openConflicts().isEmpty)
    }

    @Test(
        "a cancellation of somebody who is cancelled by then is answered as being so, and a restoring that is done too")
    func alreadyCancelled() throws {
        let standing = try #require(try home.submit(try People.walkIn(home, "박서연")).row)
        let apart = try withoutCopy()
        let person = expo.person
        for change: Submission.Change in [
            .cancel(serial: person.serial, version: person.version, reason: "못 옴"),
            .restore(serial: standing.serial, version: 9, status: .approved),
        ] {
            let kept = try apart.desk.submit(Submission(id: apart.desk.makeCommandID(), change: change))
            #expect(kept.queued != nil, "\(kept)")
        }
        try expo.cancel(person)
        let report = try apart.back().sync()
        #expect(report.setAside.isEmpty && report.sent == 2, "\(report)")
        #expect(report.answered.map(\.reason) == ["cancelled", "not_cancelled"])
        #expect(report.answered.first?.serial == person.serial && report.answered.first?.kind == "cancel")
    }

    @Test("of somebody whom the rules turn away they are set aside: that person may be inside")
    func turnedAway() throws {
        let apart = try withoutCopy()
        try expo.cancel(expo.person)
        #expect(try apart.scan(expo.person.serial).result == .queued(expo.person.serial))
        let report = try apart.back().sync()
        #expect(report.setAside.map(\.reason) == ["cancelled"] && report.answered.isEmpty && report.sent == 0)
        let scan = try #require(report.scans.first)
        #expect(scan.answer.result == .refused(.cancelled, nil) && scan.answer.person?.serial == expo.person.serial)
        let aside = try DeskQueue(reading: apart.desk.journal, event: apart.desk.event.id).setAside
        #expect(aside.map(\.isUndecided) == [true])
    }

    @Test("one that an earlier program set aside is done when it is tried again")
    func triedAgain() throws {
        let apart = try withoutCopy()
        let person = expo.person.serial
        let scan = Submission(
            id: apart.desk.makeCommandID(), change: .checkIn(serial: person, mode: .enter, gate: .main))
        #expect(try apart.desk.submit(scan).queued == person)
        _ = try home.checkIn(person, mode: .enter, gate: .main, id: home.makeCommandID())
        let back = try apart.back()
        _ = try back.withStore { try $0.apply(Desk.command(of: try #require(try back.journal.pending().first))) }
        try back.journal.setAside(id: scan.id.bytes, note: "already_checked_in")
        let commands = try expo.rig.count("SELECT count(*) FROM expo.command")
        guard case .applied(.refused(let refusal)) = try back.retry(scan.id) else { throw Apart.Unexpected() }
        #expect(refusal.reason == .alreadyCheckedIn)
        #expect(try back.journal.asideCount() == 0)
        // It was answered before: nobody has to be asked again.
        #expect(try expo.rig.count("SELECT count(*) FROM expo.command") == commands)
    }

    @Test("one that was never answered and set aside for another reason is done as well, once it is")
    func neverAnswered() throws {
        let apart = try withoutCopy()
        let person = expo.person.serial
        #expect(try apart.scan(person).result == .queued(person))
        _ = try home.checkIn(person, mode: .enter, gate: .main, id: home.makeCommandID())
        let back = try apart.back()
        let id = try #require(try back.journal.pending().first?.id)
        try back.journal.setAside(id: id, note: "database")
        guard case .applied(.refused) = try back.retry(try #require(CommandID(bytes: id))) else {
            throw Apart.Unexpected()
        }
        #expect(try back.journal.asideCount() == 0)
    }
}

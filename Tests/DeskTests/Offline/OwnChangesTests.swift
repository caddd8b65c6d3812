// What a desk has carried out with the line, by a program that did not stay, and what it knows of it without one.

import Domain
import Journal
import Postgres
import Store
import TestSupport
import Testing

@testable import Desk

@Suite("A desk without a line knows what it has done itself")
struct OwnChangesTests {
    let rig: DeskRig
    let expo: Apart
    let person: Registration

    init() throws {
        rig = try DeskRig()
        try rig.owner().script("UPDATE expo.event SET first_day = current_date - 2, last_day = current_date + 2")
        expo = try Apart(rig, "east")
        person = try #require(try expo.desk.submit(try People.walkIn(expo.desk, "김민준")).row)
        try expo.desk.refreshCopy()
    }

    /// Another program over the folder of a desk, with its own line.
    private func program(_ address: String? = nil) throws -> Desk {
        try rig.desk(expo.folder, name: "east", address: address)
    }

    private func scan(_ serial: Serial, _ mode: CheckIn.Mode = .enter, at desk: Desk) throws -> CheckInAnswer {
        try desk.checkIn(try desk.pass(of: serial).digits, mode: mode, gate: .main, id: desk.makeCommandID())
    }

    private func isTwice(_ answer: CheckInAnswer) -> Bool {
        if case .alreadyIn = answer.result { answer.isByCopy } else { false }
    }

    @Test("an entry, a registration and an edit of programs that have ended are known to the next one without a line")
    func ended() throws {
        let early = try program()
        #expect(try scan(person.serial, at: early).reason == nil)
        let newcomer = try #require(try early.submit(try People.walkIn(early, "이서연", phone: "010-1234-5678")).row)
        var answers = person.formAnswers
        answers[.name] = .text("김민서")
        let edit = Submission.Change.edit(
            serial: person.serial, version: person.version, form: person.form, answers: answers)
        #expect(try early.submit(Submission(id: early.makeCommandID(), change: edit)).receipt?.outcome.word == "edited")
        early.share.line.close()

        expo.relay.close()
        let late = try program(rig.conninfo + " host=\(expo.relay.folder)")
        defer { late.share.line.close() }
        #expect(isTwice(try scan(person.serial, at: late)))
        #expect(try late.registration(newcomer.serial).name == "이서연")
        #expect(try late.registration(person.serial).name == "김민서")
        let double = try late.submit(try People.walkIn(late, "이서연", phone: "01012345678"))
        #expect(double.receipt?.outcome.word == "duplicate")
        #expect(try late.journal.pendingCount() == 0)
    }

    @Test("one that stays open knows what another has carried out in between, and forgets it when that was taken back")
    func beside() throws {
        let other = try program()
        defer { other.share.line.close() }
        #expect(try scan(person.serial, at: other).reason == nil)
        expo.relay.close()
        #expect(isTwice(try expo.scan(person.serial)))
        #expect(try scan(person.serial, .leave, at: other).reason == nil)
        let back = try expo.scan(person.serial, .reenter)
        #expect(back.reason == nil && back.isByCopy)
    }

    @Test("what others have done since is not undone by it: a copy that was brought up to date has the last word")
    func others() throws {
        let early = try program()
        #expect(try scan(person.serial, at: early).reason == nil)
        let west = try rig.desk(name: "west")
        let entry = try #require(try west.admissionsToday(of: person.serial).first)
        let undo = Submission.Change.undoCheckIn(serial: person.serial, admission: entry)
        _ = try west.submit(Submission(id: west.makeCommandID(), change: undo))
        try early.refreshCopy()
        early.share.line.close()
        expo.relay.close()
        let late = try program(rig.conninfo + " host=\(expo.relay.folder)")
        defer { late.share.line.close() }
        let answer = try scan(person.serial, at: late)
        #expect(answer.reason == nil && answer.isByCopy)
    }

    @Test("the program that is left takes the file over, and the copy goes on being kept")
    func takenOver() throws {
        let journal = try Journal(dataFolder: expo.folder)
        let desk = try program()
        let store = try #require(desk.store)
        let (copy, other) = (EventCopy(), EventCopy())
        var first: SnapshotKeeper? = try SnapshotKeeper(event: "expo", of: journal, copy: copy)
        let second = try SnapshotKeeper(event: "expo", of: journal, copy: other)
        #expect(second.isReadOnly && first?.isReadOnly == false)
        func refresh(_ keeper: SnapshotKeeper?) throws {
            try keeper?.refresh(desk.event, keys: desk.keys, minutesAheadOfUTC: desk.minutesAheadOfUTC, from: store)
        }
        try refresh(first)
        try refresh(second)
        first = nil
        let newcomer = try #require(try desk.submit(try People.walkIn(desk, "이서연")).row)
        try refresh(second)
        #expect(!second.isReadOnly)
        let read = try #require(try SnapshotFile.read(event: "expo", of: journal))
        #expect(read.roster.registration(newcomer.serial)?.name == "이서연")
        _ = try desk.submit(try People.walkIn(desk, "박지우"))
        try refresh(second)
        #expect(try SnapshotFile.read(event: "expo", of: journal)?.roster.count == read.roster.count + 1)
    }

    @Test("a desk that is told to keep no copy any more has none on its disk")
    func switchedOff() throws {
        let journal = try Journal(dataFolder: expo.folder)
        #expect(SnapshotFile.slugs(in: journal) == ["expo"])
        var settings = rig.settings(expo.folder, name: "east")
        settings.keepsCopy = false
        let desk = try Desk(settings, journal: journal)
        defer { desk.share.line.close() }
        #expect(SnapshotFile.slugs(in: journal).isEmpty)
        #expect(try DeskFigures(reading: journal, settings).copy == nil)
    }
}

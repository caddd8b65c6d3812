// People who came together, checked in by the pass of one of them; and what is shown of them.

import Desk
import Domain
import Journal
import Postgres
import Store
import TestSupport
import Testing

@Suite("A party at a gate")
struct PartyTests {
    let rig: DeskRig
    let desk: Desk
    /// The third is cancelled, the second is in already.
    let family: [Registration]
    let stranger: Registration

    init() throws {
        rig = try DeskRig()
        try rig.owner().script("UPDATE expo.event SET first_day = current_date - 2, last_day = current_date + 2")
        let desk = try rig.desk()
        let form = try desk.publish(Self.form)
        func register(_ name: String, _ party: String?) throws -> Registration {
            var answers: Answers = [.name: .text(name), .consent: .flag(true)]
            answers[.party] = party.map { .text($0) }
            let change = Submission.Change.register(source: .walkIn, form: form, answers: answers)
            return try #require(try desk.submit(Submission(id: desk.makeCommandID(), change: change)).row)
        }
        let family = try ["가", "나", "다", "라", "마"].map { try register("김" + $0, "A-12") }
        stranger = try register("남", "A-13")
        _ = try desk.submit(
            Submission(
                id: desk.makeCommandID(), change: .cancel(serial: family[2].serial, version: 1, reason: "아픔")))
        _ = try desk.checkIn(family[1].serial, mode: .enter, gate: .main, id: desk.makeCommandID())
        self.desk = desk
        self.family = family
    }

    private static let form: FormDefinition = {
        var form = People.form
        form.id = "family"
        var party = FormField(id: .party, kind: .text, label: Localized(ko: "일행", en: "Party"))
        party.atScan = .show
        form.fields.insert(party, at: 1)
        return form
    }()

    private func answers(_ result: PartyResult) throws -> [(Serial, String)] {
        guard case .answered(let all) = result else { return [] }
        return try all.map { answer in
            let done = try answer.result.get()
            if case .passed = done.result { return (answer.member.serial, "in") }
            return (answer.member.serial, done.reason ?? "queued")
        }
    }

    private func commands() throws -> Int {
        try rig.count("SELECT count(*) FROM expo.command WHERE kind = 'check_in'")
    }

    @Test("living members with where they are today; those without a party are one of their own")
    func members() throws {
        let members = try desk.party(of: family[3].serial)
        #expect(members.map(\.row.serial) == [0, 1, 3, 4].map { family[$0].serial })
        #expect(members.map { $0.admissions.map(\.isInside) } == [[], [true], [], []])
        #expect(try desk.party(of: stranger.serial).map(\.row.serial) == [stranger.serial])
        // Whose pass it is, is among them whatever became of their registration.
        #expect(try desk.party(of: family[2].serial).count == 5)
    }

    @Test("everybody is answered, the one scanned first; the one in already and nobody else is told so")
    func checkIn() throws {
        let id = desk.makeCommandID()
        let pass = try desk.pass(of: family[3].serial).digits
        let expected = [(3, "in"), (0, "in"), (1, "already_checked_in"), (4, "in")].map { (family[$0.0].serial, $0.1) }
        let first = try answers(try desk.checkInParty(pass, mode: .enter, gate: .main, id: id))
        #expect(first.map(\.0) == expected.map(\.0) && first.map(\.1) == expected.map(\.1))
        #expect(try rig.count("SELECT count(*) FROM expo.admission") == 4)
        let before = try commands()
        // The same scan again: the same answers, and nothing new.
        let again = try answers(try desk.checkInParty(pass, mode: .enter, gate: .main, id: id))
        #expect(again.map(\.1) == first.map(\.1))
        #expect(try commands() == before)
        // Another scan: everybody is in.
        let other = try answers(try desk.checkInParty(pass, mode: .enter, gate: .main, id: desk.makeCommandID()))
        #expect(Set(other.map(\.1)) == ["already_checked_in"])
    }

    @Test("a holder who is refused keeps nobody else out; a pass that opens nothing lets nobody in")
    func refusedHolder() throws {
        let cancelled = try answers(
            try desk.checkInParty(family[2].serial, mode: .enter, gate: .main, id: desk.makeCommandID()))
        #expect(cancelled.map(\.1) == ["cancelled", "in", "already_checked_in", "in", "in"])
        for scanned in [try desk.testPass().digits, "123", try desk.pass(of: try #require(Serial("777"))).digits] {
            let result = try desk.checkInParty(scanned, mode: .enter, gate: .main, id: desk.makeCommandID())
            guard case .notHonoured(let answer) = result else {
                Issue.record("\(scanned) was honoured")
                continue
            }
            #expect(answer.person == nil)
        }
    }

    @Test("an answer carries what the form it was given to shows, also after the form has changed")
    func notes() throws {
        var later = Self.form
        later.fields[1].atScan = nil
        later.fields[1].label = Localized(ko: "다른 이름", en: "Other")
        _ = try desk.publish(later)
        let answer = try desk.checkIn(family[0].serial, mode: .enter, gate: .main, id: desk.makeCommandID())
        #expect(answer.notes.map(\.field.label.ko) == ["일행"] && answer.notes.map(\.answer) == [.text("A-12")])
        #expect(!answer.holds && !answer.lacksNotes)
        let refused = try desk.checkIn(family[2].serial, mode: .enter, gate: .main, id: desk.makeCommandID())
        #expect(refused.reason == "cancelled" && refused.notes.count == 1)
        // A session's door shows it too, whatever it answers.
        let door = try desk.checkIn(
            family[0].serial, mode: .enter, session: try #require(SessionID("talk")), id: desk.makeCommandID())
        #expect(door.reason == "unknown_session" && door.notes == answer.notes)
    }

    @Test("the test pass asks the database and leaves no row, no journal entry, and no serial behind")
    func testPass() throws {
        let tables = ["admission", "command", "command_detail", "command_subject", "registration", "serial_block"]
        func counts() throws -> [Int] { try tables.map { try rig.count("SELECT count(*) FROM expo.\($0)") } }
        let before = try counts()
        let left = try desk.journal.serialsLeft(event: desk.event.id.rawValue)
        for mode in CheckIn.Mode.allCases {
            let answer = try desk.checkIn(
                "]Q1" + desk.testPass().digits, mode: mode, gate: .main, id: desk.makeCommandID())
            guard case .test(let test) = answer.result else {
                Issue.record("\(answer)")
                continue
            }
            #expect(test.desk == "desk 1" && test.milliseconds.map { (0..<10_000).contains($0) } == true)
            #expect(answer.person == nil && answer.reason == nil && answer.admission == nil)
        }
        #expect(try counts() == before)
        #expect(try desk.journal.serialsLeft(event: desk.event.id.rawValue) == left)
        #expect(try desk.journal.pendingCount() == 0)
    }

    @Test("the test pass says that the database is out of reach, and nothing is kept of it")
    func testPassWithoutLine() throws {
        let relay = try Relay(to: rig.conninfo)
        let away = try rig.desk(address: rig.conninfo + " host=\(relay.folder)")
        let digits = try away.testPass().digits
        relay.close()
        let answer = try away.checkIn(digits, mode: .enter, gate: .main, id: away.makeCommandID())
        #expect(answer.result == .test(PassTest(desk: away.settings.deskName, milliseconds: nil)))
        #expect(try away.journal.pendingCount() == 0)
    }
}

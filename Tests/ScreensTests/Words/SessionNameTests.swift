// Sessions by the names that people know, wherever the console speaks of one.

import Domain
import Store
import Terminal
import Testing

@testable import Desk
@testable import Screens

@Suite("A session's name") struct SessionNameTests {
    private static func overview() throws -> SessionOverview { try ProgramsTests.overview("keynote-1", at: 600) }

    private static func words(_ language: Language) throws -> (Words, SessionID) {
        let one = try overview()
        var words = Words(language)
        words.sessionNames = [one.session.id: SessionName(one)]
        return (words, one.session.id)
    }

    private static func logged(_ action: Command.Action, _ outcome: Outcome) -> LoggedCommand {
        var log = CardTests.Log(serial: Fixture.serial(7))
        log.add(action, outcome)
        return log.commands[0]
    }

    @Test(
        "answers, histories and what was set aside name a session by title and start, and by its id where nobody knows more",
        arguments: [Language.korean, .english])
    func named(_ language: Language) throws {
        let (words, id) = try Self.words(language)
        let title = language == .korean ? "기조 강연" : "Keynote"
        let (at, serial) = (Timestamp(milliseconds: 0), Fixture.serial(7))
        let scan = CheckIn(serial: serial, mode: .enter, session: id, at: at)
        let movement = Movement(command: CommandID.random(at: at), at: at, gate: id.text, by: "desk 1")
        let admission = Admission(place: .session(id), day: Fixture.event.firstDay, entered: movement)
        let undo = CheckInUndo(
            serial: serial, place: .session(id), day: admission.day, movement: movement.command, at: at)
        let seat = SeatRequest(serial: serial, session: id, at: at)
        var moved = Self.logged(
            .setPrograms(ProgramPlan(programs: [], sessions: [])), .programsSet(sessions: 1, promoted: 1))
        moved.promotedIn = [id]
        let conflict = Conflict(
            kind: .withoutRight, asked: "check_in", serial: serial, reason: .cancelled, admission: admission,
            passage: movement)
        let open = OpenConflict(
            id: movement.command, conflict: conflict, deskName: "desk 2", madeAt: at, foundAt: at)
        func said(_ words: Words) -> [String] {
            [
                words.deed(Self.logged(.checkIn(scan), .passed(serial, .enter, admission))),
                words.deed(Self.logged(.checkIn(scan), .refused(Refusal(.notEnrolled, session: id)))),
                words.deed(Self.logged(.undoCheckIn(undo), .passageUndone(serial, nil))),
                words.deed(Self.logged(.enrol(seat), .enrolled(serial, id, .confirmed))),
                words.deed(Self.logged(.cancelEnrolment(seat), .enrolmentCancelled(serial, id, promoted: nil))),
                words.deed(moved),
                words.seatRefusal(Refusal(.overlaps, session: id)),
                words.changed(.enrolled(serial, id, .confirmed), "000007", isUndo: false),
                words.openConflict(open, minutesAheadOfUTC: 540),
                words.gateSentence(
                    CheckInAnswer(result: .alreadyIn(admission), person: nil), event: Fixture.event, gate: .main,
                    inSession: true, minutesAheadOfUTC: 540),
            ]
        }
        for sentence in said(words) { #expect(sentence.contains(title) && !sentence.contains(id.text), "\(sentence)") }
        for sentence in said(Words(language)) { #expect(sentence.contains(id.text), "\(sentence)") }
        #expect(words.session(id) == "01-01 19:00 \(title)")
    }

    @Test("where the clocks change on its way, a session's end and its doors are told by the clock of then")
    func clocks() throws {
        // 19:00 in Seoul, if its clocks went back by an hour half an hour later, and had gone forward right before.
        var one = try Self.overview()
        (one.minutesAheadAtDoors, one.minutesAheadAtEnd) = (480, 480)
        let words = Words(.english)
        #expect(words.sessionTime(one) == "01-01 19:00-19:00")
        let refusal = words.doorRefusal(.tooEarly, one.session.id, one, now: Timestamp(milliseconds: 0))
        #expect(refusal == "It is too early: people are let in from 17:30.")
    }

    @Test("a console knows the names since it was opened, and those it has read on F7")
    func learnt() throws {
        let one = try Self.overview()
        var desk = Fixture.desk
        desk.learn([one])
        var opened = Driver(isOpen: false)
        opened.answer(.opened(.success(desk)))
        #expect(opened.state.words.session(one.session.id) == "01-01 19:00 기조 강연")
        var driver = Driver()
        #expect(driver.state.words.session(one.session.id) == "keynote-1")
        driver.press("F7")
        driver.answer(.programs(.sessions(.success([one]))))
        #expect(driver.state.words.session(one.session.id) == "01-01 19:00 기조 강연")
        driver.press("Enter", "Enter")
        #expect(driver.shows("01-01 19:00 기조 강연") && !driver.shows("keynote-1"))
    }
}

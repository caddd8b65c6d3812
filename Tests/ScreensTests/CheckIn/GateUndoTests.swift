// Taking back at a gate: nobody but the person in the big answer, or whoever was selected.

import Domain
import Store
import Terminal
import Testing

@testable import Desk
@testable import Screens

@Suite("Taking a passage back at a gate") struct GateUndoTests {
    /// Answers the undo that was asked for last.
    private static func takenBack(_ driver: inout Driver) throws -> Serial {
        let undo = try #require(driver.takeSubmissions().last)
        let serial = try #require(undo.change.serial)
        let accepted = Fixture.accepted(Fixture.row(serial.rawValue), .passageUndone(serial, nil))
        driver.answer(.submitted(undo, .passage, .success(accepted)))
        return serial
    }

    @Test("u takes back the person in the big answer and nobody else; else it says to select")
    func onlyTheAnswer() throws {
        var driver = GateTests.atGate()
        try driver.letIn(1, "하나")
        try driver.scan(2) { _ in CheckInAnswer(result: .refused(.cancelled, nil), person: Fixture.row(2)) }
        driver.press("u")
        #expect(driver.takeSubmissions().isEmpty && driver.shows("골라 주세요"))
        driver.press("Down", "Down", "u")
        #expect(try Self.takenBack(&driver) == Fixture.serial(1))
        // What was taken back is the answer now, until the next scan is answered.
        #expect(driver.state.gate.answer?.verdict == .undone && driver.shows("- 되돌림 · 000001 하나"))
        try driver.letIn(3, "세찬")
        #expect(driver.state.gate.answer?.serial == Fixture.serial(3))
    }

    @Test("a new scan drops the selection: keys are for whoever stands there now")
    func selection() throws {
        var driver = GateTests.atGate()
        try driver.letIn(1)
        driver.press("Down")
        try driver.letIn(2)
        #expect(driver.state.gate.selected == nil)
        driver.press("u")
        #expect(try Self.takenBack(&driver) == Fixture.serial(2))
    }

    @Test("an entry taken back without a line is in no more, on the list as in the big answer, and says what waits")
    func withoutLine() throws {
        for result in [
            SubmissionResult.kept(
                Receipt(outcome: .passageUndone(Fixture.serial(1), nil), row: Fixture.row(1, "하나"), existing: nil)),
            .queued(Fixture.serial(1)),
        ] {
            var driver = GateTests.atGate()
            try driver.letIn(1, "하나")
            driver.press("u")
            let undo = try #require(driver.takeSubmissions().last)
            driver.answer(.submitted(undo, .passage, .success(SubmitAnswer(result: result, pass: nil))))
            #expect(driver.state.gate.past.map(\.verdict) == [.undone])
            #expect(driver.shows("- 되돌림 · 000001 하나"))
            #expect(!driver.shows("✓") && driver.shows("되돌리기 보관됨"), "\(driver.screen())")
            #expect(driver.answerRole() != .answerGood)
        }
    }

    @Test("an undo that is answered after the next scan leaves that scan's answer in its place")
    func late() throws {
        var driver = GateTests.atGate()
        try driver.letIn(1)
        driver.press("u")
        let undo = try #require(driver.takeSubmissions().last)
        try driver.letIn(2)
        let accepted = Fixture.accepted(Fixture.row(1), .passageUndone(Fixture.serial(1), nil))
        driver.answer(.submitted(undo, .passage, .success(accepted)))
        #expect(driver.state.gate.answer?.serial == Fixture.serial(2))
    }

    @Test(
        "what a session's door answered is not the gate's answer, names its session, and goes back only when selected")
    func session() throws {
        var driver = GateTests.atGate()
        try driver.letIn(1, "하나")
        driver.press("F7")
        let all = [try ProgramsTests.overview("next", at: 600)]
        driver.answer(.programs(.sessions(.success(all))))
        driver.press("Enter")
        try driver.letIn(2, "두리")
        driver.press("F5")
        #expect(driver.state.gate.answer?.serial == Fixture.serial(1))
        #expect(driver.shows("000002 두리 · 회차 01-01 19:00 기조 강연"))
        driver.press("u")
        #expect(try Self.takenBack(&driver) == Fixture.serial(1))
        driver.press("u")
        #expect(driver.takeSubmissions().isEmpty)
        driver.press("Down", "u")
        #expect(try Self.takenBack(&driver) == Fixture.serial(2))
    }

    @Test("whoever of a party is taken back is not in any more; a session's door lets nobody of it in")
    func party() throws {
        var driver = GateTests.atGate()
        func person(_ number: Int64) -> Registration {
            var row = Fixture.row(number, "사람\(number)")
            row.answers[.party] = .text("7")
            return row
        }
        let scan = try driver.scan(1) { Fixture.admitted(person(1), $0) }
        let members = (1...2 as ClosedRange<Int64>).map { PartyMember(row: person($0), admissions: []) }
        driver.answer(.gateParty(scan.id, Fixture.serial(1), .success(members)))
        driver.press("p")
        let second = try #require(driver.takeScans().last)
        driver.answer(.checkedIn(second, .success(Fixture.admitted(person(2), second))))
        driver.press("Down", "Down")
        #expect(driver.state.gate.meant?.party?.left.isEmpty == true)
        driver.press("Escape", "u")
        #expect(try Self.takenBack(&driver) == Fixture.serial(2))
        #expect(driver.state.gate.past.last?.party?.left.map(\.serial) == [Fixture.serial(2)])
        // The one whose pass it was, too.
        driver.press("Down", "Down", "u")
        #expect(try Self.takenBack(&driver) == Fixture.serial(1))
        #expect(driver.state.gate.past.last?.party?.left.count == 2)
        #expect(driver.shows("일행 2명 중 2명 입장 전"))
        driver.press("F7")
        driver.answer(.programs(.sessions(.success([try ProgramsTests.overview("next", at: 600)]))))
        driver.press("Enter")
        try driver.scan(2) { Fixture.admitted(person(2), $0) }
        #expect(driver.state.gate.past.last?.party?.left.count == 2)
    }

    @Test("all of a party that are in are said to be in, whoever of them has to see the desk")
    func heldParty() throws {
        var driver = GateTests.atGate()
        func person(_ number: Int64) -> Registration {
            var row = Fixture.row(number, "사람\(number)")
            row.answers[.party] = .text("7")
            return row
        }
        func held(_ number: Int64, _ scan: GateScan) -> CheckInAnswer {
            let field = FormField(id: .party, kind: .text, label: Localized(ko: "비고", en: "Note"))
            var answer = Fixture.admitted(person(number), scan)
            answer.notes = [ScanNote(field: field, answer: .text("서류"), holds: true)]
            return answer
        }
        let scan = try driver.scan(1) { Fixture.admitted(person(1), $0) }
        let members = (1...3 as ClosedRange<Int64>).map { PartyMember(row: person($0), admissions: []) }
        driver.answer(.gateParty(scan.id, Fixture.serial(1), .success(members)))
        driver.press("p")
        for number in [2, 3] as [Int64] {
            let next = try #require(driver.takeScans().last)
            driver.answer(.checkedIn(next, .success(held(number, next))))
        }
        #expect(driver.state.banner == Banner(text: "일행 2명 입장 · 데스크로: 사람2, 사람3", role: .warning))
    }

    @Test(
        "the same pass at once again counts where it would come to something else",
        arguments: ["u", "m", "g", "F7"])
    func again(_ key: String) throws {
        var driver = GateTests.atGate([.main, Gate(name: "북문", area: "main")])
        if key == "F7" {
            driver.press("F7")
            driver.answer(.programs(.sessions(.success([try ProgramsTests.overview("next", at: 600)]))))
            driver.press("F5")
        }
        try driver.letIn(1)
        driver.scan(Fixture.pass(1).digits)
        #expect(driver.takeScans().isEmpty)
        driver.press(try #require(KeyPress(key)), pace: 30)
        if key == "F7" { driver.press(KeyPress(.enter), pace: 30) }
        _ = driver.takeEffects()
        driver.scan(Fixture.pass(1).digits)
        #expect(driver.takeScans().count == 1)
    }

    @Test("a pass that is scanned again right after its entry was taken back is answered, whichever key took it back")
    func scannedAgain() throws {
        for key in ["u", "Ctrl-Z"] {
            var driver = GateTests.atGate()
            try driver.letIn(1)
            driver.press(key)
            let undo = try #require(driver.takeSubmissions().first)
            let accepted = Fixture.accepted(Fixture.row(1), .passageUndone(Fixture.serial(1), nil))
            driver.answer(.submitted(undo, .passage, .success(accepted)))
            driver.scan(Fixture.pass(1).digits)
            #expect(driver.takeScans().count == 1, "\(key)")
        }
    }

    /// The table with one person, who was let in there.
    private func letInOnTable() throws -> (Driver, Submission.Change) {
        var driver = Driver()
        driver.press("F4")
        driver.answerPage(AttendeePage(all: [Fixture.row(7, "홍길동"), Fixture.row(8, "임꺽정")]))
        driver.press("e")
        driver.answer(.person(Fixture.serial(7), .success(Fixture.card(Fixture.row(7, "홍길동")))))
        driver.type("전")
        driver.press("Ctrl-S")
        let edit = try #require(driver.takeSubmissions().first)
        let edited = Fixture.row(7, "홍길동전", version: 2)
        driver.answer(
            .submitted(edit, .edit, .success(Fixture.accepted(edited, .edited(edited.serial, version: 2)))))
        if driver.state.attendees.loading != nil {
            driver.answerPage(AttendeePage(all: [edited, Fixture.row(8, "임꺽정")]))
        }
        driver.press("Down", "i")
        let scan = try #require(driver.takeScans().first)
        driver.answer(.checkedIn(scan, .success(Fixture.admitted(Fixture.row(8, "임꺽정"), scan))))
        let movement = try #require(driver.state.gate.past.first?.movement)
        return (driver, .undoCheckIn(serial: movement.serial, admission: movement.admission))
    }

    @Test("u on the table takes back whom it has let in last, and no older change of somebody else")
    func onTable() throws {
        var (driver, inverse) = try letInOnTable()
        driver.press("u")
        #expect(driver.shows("000008 임꺽정의 입장을 되돌립니다."))
        driver.press("Enter")
        let undo = try #require(driver.takeSubmissions().first)
        #expect(undo.change == inverse)
        let accepted = Fixture.accepted(Fixture.row(8, "임꺽정"), .passageUndone(Fixture.serial(8), nil))
        driver.answer(.submitted(undo, .undo, .success(accepted)))
        #expect(driver.shows("입장을 되돌렸습니다: 000008 임꺽정") && driver.state.gate.past.first?.undo == .done)
        driver.press("u")
        #expect(driver.shows("000007"))
    }

    @Test("taken back on the check-in screen it is not offered on the table again")
    func atGateFirst() throws {
        var (driver, _) = try letInOnTable()
        driver.press("F5", "u")
        let undo = try #require(driver.takeSubmissions().first)
        let accepted = Fixture.accepted(Fixture.row(8), .passageUndone(Fixture.serial(8), nil))
        driver.answer(.submitted(undo, .passage, .success(accepted)))
        driver.press("F4", "u")
        #expect(driver.shows("000007") && !driver.shows("입장을 되돌립니다"))
    }

    @Test("u on a card takes back today's entry, whichever desk made it")
    func onCard() throws {
        var driver = Driver()
        driver.press("F4")
        let row = Fixture.row(7, "홍길동")
        driver.answerPage(AttendeePage(all: [row]))
        driver.press("Enter")
        driver.answer(.person(row.serial, .success(Fixture.card(row))))
        driver.press("u")
        let day = try #require(driver.state.today)
        let id = CommandID.random(at: .now())
        let movement = Movement(command: id, at: Timestamp(milliseconds: 0), gate: "main", by: "desk-2")
        let admission = Admission(place: .area("main"), day: day, entered: movement)
        let command = Command(
            id: id, event: Fixture.event.id, desk: DeskID(bytes: [UInt8](repeating: 1, count: 16)), deskSequence: 1,
            actor: "desk-2", madeAt: Timestamp(milliseconds: 0),
            action: .checkIn(
                CheckIn(serial: row.serial, mode: .enter, gate: .main, at: Timestamp(milliseconds: 0))))
        let logged = LoggedCommand(
            id: id, kind: "check_in", word: "checked_in", actor: "desk-2", deskName: "desk-2",
            madeAt: Timestamp(milliseconds: 0), appliedAt: Timestamp(milliseconds: 0), command: command,
            outcome: .passed(row.serial, .enter, admission), isErased: false)
        let file = PersonFile(
            row: row, pass: Fixture.pass(7),
            history: PersonHistory([logged], of: row.serial, forms: [:], hasEarlier: false), forms: [:], related: [])
        driver.answer(.personFile(row.serial, .success(file)))
        #expect(driver.shows("000007 홍길동의 입장을 되돌립니다."), "\(driver.screen())")
        driver.press("Enter")
        #expect(
            driver.takeSubmissions().map(\.change) == [.undoCheckIn(serial: row.serial, admission: admission)])
    }
}

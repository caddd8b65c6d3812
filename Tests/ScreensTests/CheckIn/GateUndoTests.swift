// Taking back at a gate: nobody but the person in the big answer, or whoever was selected.

import Domain
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
        #expect(driver.shows("000002 두리 · 회차 next"))
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
}

// Looking somebody up at a gate: what a scanner leaves there lets nobody in, and no look-up outlives its person.

import Domain
import Terminal
import Testing

@testable import Desk
@testable import Screens

@Suite("Looking somebody up at a gate") struct GateLookUpTests {
    private static let code = Fixture.pass(3).digits

    @Test(
        "what is left of a pass is a bad read, told in red with the bell; the next one is another",
        arguments: [9, 12, 15])
    func badReads(_ left: Int) throws {
        var driver = GateTests.atGate()
        try driver.letIn(1)
        for part in [Self.code.prefix(left), Self.code.suffix(left)] {
            _ = driver.takeEffects()
            driver.scanBadly(part)
            let scan = try #require(driver.takeScans().last)
            #expect(scan.subject == .code(String(part)) && !driver.state.gate.lookUp.isOpen)
            driver.answer(.checkedIn(scan, .success(CheckInAnswer(result: .notAPass(.malformed), person: nil))))
            #expect(driver.takeEffects().contains { if case .bell = $0 { true } else { false } })
            #expect(driver.answerRole() == .answerBad && driver.shows("✗ 다시 스캔") && driver.shows("일부만 읽혔습니다"))
        }
        // The same at a session's door, and nowhere where a telephone is typed.
        driver.press("F2")
        driver.scanBadly(Self.code.prefix(left))
        #expect(driver.takeScans().isEmpty)
    }

    @Test("a scanner's Enter lets nobody in, however few digits it typed, and what it left goes with the next key")
    func fewDigits() throws {
        for isFound in [false, true] {
            var driver = GateTests.atGate()
            driver.burst("000007")
            if isFound { driver.found([Fixture.row(7)]) }
            driver.press(KeyPress(.enter), pace: Driver.scannerPace)
            driver.press(KeyPress(.enter), pace: Driver.scannerPace)
            driver.found([Fixture.row(7)])
            #expect(driver.takeScans().isEmpty && driver.shows("고르고 Enter"))
            var byHand = driver
            byHand.now += 2_000
            byHand.press("Enter")
            #expect(byHand.takeScans().map(\.subject) == [.person(Fixture.serial(7))])
            var chosen = driver
            chosen.press("Up", "Enter")
            #expect(chosen.takeScans().map(\.subject) == [.person(Fixture.serial(7))])
            driver.burst("12")
            #expect(driver.state.gate.lookUp.field.text == "12")
        }
    }

    @Test(
        "the end of a telephone, a serial and a whole telephone typed by hand look somebody up",
        arguments: [
            "5678", "000007", "01012345678",
        ])
    func byHand(_ digits: String) {
        var driver = GateTests.atGate()
        for digit in digits { driver.press(KeyPress(.character(digit)), pace: 60) }
        driver.found([Fixture.row(7)])
        driver.press(KeyPress(.enter), pace: 60)
        #expect(driver.takeScans().map(\.subject) == [.person(Fixture.serial(7))])
    }

    @Test("Enter before the answer is remembered: one person found is checked in, of several one is to be chosen")
    func remembered() {
        var driver = GateTests.atGate()
        driver.burst("/박연")
        driver.press(KeyPress(.enter), pace: Driver.scannerPace)
        #expect(driver.takeScans().isEmpty && driver.state.banner == nil)
        var several = driver
        driver.found([Fixture.row(7, "박연")])
        #expect(driver.takeScans().map(\.subject) == [.person(Fixture.serial(7))])
        several.found([Fixture.row(7, "박연"), Fixture.row(8, "박연우")])
        #expect(several.takeScans().isEmpty && several.shows("고르고 Enter"))
        several.press("Down", "Enter")
        #expect(several.takeScans().map(\.subject) == [.person(Fixture.serial(8))])
        // An Enter for other words than those that are answered decides nothing.
        var changed = GateTests.atGate()
        changed.burst("/박")
        changed.press("Enter")
        changed.type("연")
        changed.found([Fixture.row(7, "박연")])
        #expect(changed.takeScans().isEmpty)
    }

    @Test("an answered scan closes a look-up that nobody is typing in, and gives the keys back to the screen")
    func givesWay() throws {
        var driver = GateTests.atGate()
        driver.press("/")
        driver.type("홍")
        var typing = driver
        driver.now += 10_000
        try driver.letIn(1)
        #expect(!driver.state.gate.lookUp.isOpen)
        driver.press("m")
        #expect(driver.state.gate.mode == .leave)
        try typing.letIn(1)
        #expect(typing.state.gate.lookUp.isOpen && typing.state.gate.lookUp.field.text == "홍")
        typing.press("F5")
        #expect(!typing.state.gate.lookUp.isOpen)
        // What a scanner left is nobody's typing.
        var left = GateTests.atGate()
        left.burst("12345")
        try left.letIn(2)
        #expect(!left.state.gate.lookUp.isOpen)
    }

    @Test("while somebody is looked up the answer before is no block of colour, and names no key that types")
    func answerOfAnother() throws {
        var driver = GateTests.atGate()
        let scan = try driver.scan(1) { scan in
            var row = Fixture.row(1)
            row.answers[.party] = .text("7")
            return Fixture.admitted(row, scan)
        }
        let members = (1...2 as ClosedRange<Int64>).map { PartyMember(row: Fixture.row($0), admissions: []) }
        driver.answer(.gateParty(scan.id, Fixture.serial(1), .success(members)))
        #expect(driver.answerRole() == .answerGood && driver.shows("p 키로"))
        driver.press("/")
        #expect(driver.answerRole() != .answerGood && driver.shows("일행 2명 중 1명 입장 전") && !driver.shows("p 키로"))
        driver.type("홍")
        // A scan answered meanwhile is about whoever stands there.
        try driver.letIn(5)
        #expect(driver.state.gate.lookUp.isOpen && driver.answerRole() == .answerGood)
        driver.press("Escape")
        #expect(driver.answerRole() == .answerGood)
    }

    @Test("a list that ends before everybody says so, in its last line")
    func more() {
        var driver = GateTests.atGate()
        driver.press("/")
        driver.type("홍")
        driver.found((1...20).map { Fixture.row($0) })
        #expect(!driver.shows("20명까지"))
        driver.found((1...21).map { Fixture.row($0) })
        #expect(driver.shows("20명까지 보입니다. 더 치세요.") && driver.state.gate.lookUp.found.count == 20)
        driver.press("Down")
        for _ in 0..<30 { driver.press("Down") }
        #expect(driver.shows("20명까지") && driver.shows("> [입장 전] 000020") && !driver.shows("000021"))
    }

    @Test("the line of keys names arrows once, and letters of a name say how to look it up")
    func hints() {
        var driver = GateTests.atGate()
        driver.press("/")
        #expect(driver.shows("Up Down 고르기"))
        driver.press("Escape", "ㅎ")
        #expect(driver.shows("사람 찾기는 / 키"))
        var deciding = GateTests.atGate()
        deciding.press("ㅡ")
        #expect(deciding.state.gate.mode == .enter && deciding.shows("사람 찾기는 / 키"))
    }

    @Test("a whole pass that is pasted is a scan, with or without a look-up; anything else is looked up")
    func pasted() {
        for keys in [[], ["/"]] {
            var driver = GateTests.atGate()
            for key in keys { driver.press(key) }
            let pass = Fixture.pass(5).digits
            driver.deliver(.input(TimedEvent(event: .paste(" \(pass)\n"), at: driver.now)))
            #expect(driver.takeScans().map(\.subject) == [.code(pass)])
            driver.deliver(.input(TimedEvent(event: .paste("홍길동"), at: driver.now)))
            #expect(driver.takeScans().isEmpty && driver.state.gate.lookUp.field.text == "홍길동")
        }
    }
}

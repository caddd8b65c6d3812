// While a scan is being answered: the last visitor's answer is not theirs, and does not stand as if it were.

import Domain
import Store
import Terminal
import Testing

@testable import Desk
@testable import Screens

@Suite("A scan that is not answered yet") struct GateWaitTests {
    /// Where the big answer stands at 80×24.
    private static func answer(_ driver: Driver) -> String { driver.screen()[2...9].joined(separator: "\n") }

    /// At a gate that has let somebody in a moment ago, with the next one's pass just scanned.
    private static func waiting(_ language: Language = .korean) throws -> Driver {
        var driver = Driver(language)
        driver.press("F5")
        try driver.letIn(1, "홍길동")
        driver.now += 3_000
        driver.scan(Fixture.pass(2).digits)
        return driver
    }

    @Test(
        "from 200 ms on it is a sign that says so, with what was scanned; the answer before has gone to the list",
        arguments: [Language.korean, .english])
    func late(_ language: Language) throws {
        var driver = try Self.waiting(language)
        #expect(Self.answer(driver).contains("홍길동"))
        let scan = try #require(driver.state.gate.queue.first)
        driver.pass(milliseconds: 199)
        #expect(Self.answer(driver).contains("홍길동"))
        driver.pass(milliseconds: 200)
        #expect(!Self.answer(driver).contains("홍길동") && Self.answer(driver).contains("000002"))
        #expect(Self.answer(driver).contains(language == .korean ? "확인 중" : "Checking"))
        #expect(Self.answer(driver).contains { "█▀▄".contains($0) } && driver.shows("홍길동"))
        #expect(![.answerGood, .answerBad, .answerWarning].contains(driver.answerRole()))
        driver.answer(.checkedIn(scan, .success(Fixture.admitted(Fixture.row(2, "두리"), scan))))
        #expect(Self.answer(driver).contains("두리") && driver.answerRole() == .answerGood)
    }

    @Test("an answer that comes in time shows no such sign, however late the timer is")
    func early() throws {
        var driver = try Self.waiting()
        let scan = try #require(driver.state.gate.queue.first)
        driver.answer(.checkedIn(scan, .success(Fixture.admitted(Fixture.row(2, "두리"), scan))))
        driver.pass(milliseconds: 1_000)
        #expect(Self.answer(driver).contains("두리") && driver.answerRole() == .answerGood)
    }

    @Test("of those who wait in a row each answer is seen before the next one's sign, and how many wait is said")
    func queue() throws {
        var driver = try Self.waiting()
        for number in 3...4 as ClosedRange<Int64> { driver.scan(Fixture.pass(number).digits) }
        driver.pass(milliseconds: 200)
        #expect(Self.answer(driver).contains("000002") && Self.answer(driver).contains("대기 2"))
        let scan = try #require(driver.state.gate.queue.first)
        driver.answer(.checkedIn(scan, .success(Fixture.admitted(Fixture.row(2, "두리"), scan))))
        driver.pass(milliseconds: 200)
        #expect(Self.answer(driver).contains("두리"))
        driver.pass(milliseconds: 1_000)
        #expect(Self.answer(driver).contains("000003") && !Self.answer(driver).contains("두리"))
    }

    @Test("whoever was looked up by hand is named, and what is no pass is shown as it was read")
    func subjects() throws {
        var driver = GateTests.atGate()
        driver.press("/")
        driver.type("서연")
        driver.found([Fixture.row(7, "이서연")])
        driver.press("Enter")
        driver.pass(milliseconds: 200)
        #expect(Self.answer(driver).contains("000007 이서연"))
        var other = GateTests.atGate()
        other.scanBadly("12345678901234567890")
        other.pass(milliseconds: 200)
        #expect(Self.answer(other).contains("12345678901234567890"))
    }

    @Test("the gate's name stays whole beside how many wait", arguments: [Language.korean, .english])
    func gateName(_ language: Language) throws {
        var driver = Driver(language)
        driver.model.state.gate = GateScreen([Gate(name: "main-entrance", area: "exhibition-hall")])
        driver.press("F5")
        driver.answer(
            .gateCounters(.area("exhibition-hall"), .success(GateCounters(entered: 1_234, inside: 1_000, lately: 60))))
        #expect(driver.screen()[1].contains("main-entrance (exhibition-hall)"))
        for number in 1...3 as ClosedRange<Int64> { driver.scan(Fixture.pass(number).digits) }
        #expect(driver.screen()[1].contains("main-entrance (exhibition-hall)"))
        #expect(driver.screen()[1].contains(driver.state.words.gateQueue(3)))
    }
}

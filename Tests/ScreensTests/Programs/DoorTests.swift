// A session's door: its answer says what to do and since when, and does not outlive what was done about it.

import Domain
import Terminal
import Testing
import Text

@testable import Desk
@testable import Screens

@Suite("A session's door") struct DoorTests {
    /// In front of a session that starts so many minutes after 1970 began, with these people in it.
    private static func atDoor(
        _ minutes: Int64 = 600, people: [SessionPerson] = [], _ language: Language = .korean
    ) throws -> (Driver, SessionID) {
        var driver = Driver(language)
        driver.press("F7")
        let one = try ProgramsTests.overview("next", at: minutes)
        driver.answer(.programs(.sessions(.success([one]))))
        driver.press("Enter")
        let page = SessionPage(people: people, hasMore: false)
        driver.answer(.programs(.people(one.session.id, after: nil, .success(page))))
        driver.answer(.programs(.sessions(.success([one]))))
        _ = driver.takeRequests()
        return (driver, one.session.id)
    }

    private static func seat(_ id: SessionID, _ result: SeatAnswer.Result) throws -> SeatAnswer {
        var answer = try #require(SeatAnswer(.queued(Fixture.serial(1))))
        answer.result = result
        answer.person = Fixture.row(1, "사람1")
        return answer
    }

    @Test("who comes too early is told from when they are let in, with the day where that is not today")
    func tooEarly() throws {
        // 19:00 in Seoul, on the day of the console's clock and on the next.
        for (minutes, from) in [(600, " 18:30부터"), (600 + 1_440, "01-02 18:30부터")] as [(Int64, String)] {
            var (driver, _) = try Self.atDoor(minutes)
            try driver.scan(1) { _ in CheckInAnswer(result: .refused(.tooEarly, nil), person: Fixture.row(1)) }
            #expect(driver.shows("입실 시간 전") && driver.shows(from))
        }
    }

    @Test("a session is entered and left, not the expo: word, mode, menu, refusal and what is taken back say so")
    func words() throws {
        var (driver, _) = try Self.atDoor()
        #expect(driver.shows("[입실]"))
        let scan = try driver.letIn(1)
        #expect(driver.shows("✓ 입실 · 000001") && !driver.shows("입장 ·"))
        driver.now += 3_000
        try driver.scan(1) { _ in
            CheckInAnswer(result: .alreadyIn(Fixture.admission(scan.id)), person: Fixture.row(1))
        }
        #expect(driver.shows("이미 입실") && driver.shows("이미 입실했습니다."))
        driver.press("m")
        #expect(driver.shows("[퇴실]") && driver.shows("이제 찍으면 퇴실입니다."))
        driver.now += 3_000
        try driver.scan(2) { _ in CheckInAnswer(result: .refused(.notCheckedIn, nil), person: Fixture.row(2)) }
        #expect(driver.shows("이 회차에 입실한 기록이 없습니다. 먼저 입실로 찍어 주세요."))
        driver.press("Enter")
        #expect(driver.shows("모드: 재입실"))
        let words = Words(.english)
        #expect(
            words.doorRefusal(.notCheckedIn, try #require(SessionID("next")), nil, now: .now())
                == "They have not entered this session. Scan as an entry first.")
        #expect(words.passed(.enter, inSession: true) == "Entered" && words.passed(.enter) == "Admitted")
    }

    @Test(
        "mode, time and how it stands are seen whole in 80 columns, whatever the title and the numbers",
        arguments: [Language.korean, .english])
    func heading(_ language: Language) throws {
        var (driver, id) = try Self.atDoor(600, language)
        var one = try ProgramsTests.overview("next", at: 600, confirmed: 98_765, waiting: 12_345)
        one.title = Localized(ko: String(repeating: "긴 제목 ", count: 20), en: String(repeating: "long title ", count: 7))
        (one.attended, one.inside) = (98_000, 87_654)
        driver.answer(.programs(.sessions(.success([one]))))
        for number in 0...2 as ClosedRange<Int64> {
            if number > 0 { driver.scan(Fixture.pass(number).digits) }
            let words = driver.state.words
            let lines = driver.screen()
            #expect(lines[1].contains("01-01 19:00-20:00 · "), "\(lines[1])")
            #expect(lines[1].hasSuffix(words.sessionState(one, now: driver.state.ids.wallClock).word))
            let mode = "[\(words.gateMode(.enter, inSession: true))]"
            #expect(lines[2].hasPrefix(mode) && lines[2].hasSuffix("87,654"), "\(lines[2])")
            #expect(lines[2].contains("98,765/2 ·"), "\(lines[2])")
            if number > 0 { #expect(lines[2].contains(words.gateQueue(Int(number))), "\(lines[2])") }
            driver.now += 3_000
        }
        #expect(driver.state.programs.table?.id == id)
    }

    @Test("u takes back the passage that stands there large, not somebody else's seat; without seats the last one")
    func undo() throws {
        for isLarge in [true, false] {
            var (driver, id) = try Self.atDoor(people: [ProgramsTests.person(1), ProgramsTests.person(2)])
            if isLarge {
                let deed = SeatDeed(
                    id: CommandID.random(at: .now()), kind: .enrol, serial: Fixture.serial(2), name: "사람2",
                    session: id, isUndo: false)
                driver.answer(.programs(.seat(deed, .success(try Self.seat(id, .enrolled(id, .confirmed))))))
            }
            driver.now += 3_000
            try driver.letIn(1, "사람1")
            if !isLarge { driver.press("Down") }
            driver.press("u")
            #expect(driver.state.overlay == nil)
            guard case .undoCheckIn(Fixture.serial(1), _)? = driver.takeSubmissions().first?.change else {
                Issue.record("large: \(isLarge)")
                continue
            }
        }
    }

    @Test("all that an answer says stands in its rows, and the people below it")
    func rows() throws {
        let people = (1...30).map { ProgramsTests.person($0) }
        var (driver, id) = try Self.atDoor(people: people)
        try driver.scan(1) { _ in CheckInAnswer(result: .refused(.waitlisted, nil), person: Fixture.row(1, "사람1")) }
        let refusal = driver.state.words.seatRefusal(Refusal(.waitlisted, session: id))
        #expect(driver.shows(refusal) && driver.shows("✗ 대기자 · 000001 사람1"))
        driver.press("End")
        #expect(driver.shows("> 000030"))
        driver.press("Home")
        #expect(driver.shows("> 000001"))
    }

    @Test("a refusal is no block of colour once the person has a seat, by this enrolment or by moving up")
    func overtaken() throws {
        for promoted in [false, true] {
            var (driver, id) = try Self.atDoor(people: [ProgramsTests.person(1), ProgramsTests.person(2)])
            let who: Int64 = promoted ? 2 : 1
            try driver.scan(who) { _ in
                CheckInAnswer(result: .refused(.notEnrolled, nil), person: Fixture.row(who, "사람\(who)"))
            }
            func role() -> Role { driver.frame(.narrow).buffer[column: 1, row: 3].role }
            #expect(role() == .answerBad)
            let deed = SeatDeed(
                id: CommandID.random(at: .now()), kind: promoted ? .cancel : .enrol, serial: Fixture.serial(1),
                name: "사람1", session: id, isUndo: false)
            let result: SeatAnswer.Result =
                promoted ? .cancelled(id, promoted: Fixture.serial(2)) : .enrolled(id, .confirmed)
            driver.answer(.programs(.seat(deed, .success(try Self.seat(id, result)))))
            #expect(role() == .dim && driver.shows("자리가 바뀌었습니다"))
        }
    }

    @Test(
        "the answer is as big as a gate's until a key is pressed, and the people stand below it",
        arguments: [Language.korean, .english])
    func big(_ language: Language) throws {
        for size in [Size(columns: 80, rows: 24), Size(columns: 132, rows: 43)] {
            var (driver, _) = try Self.atDoor(people: (1...30).map { ProgramsTests.person($0) }, language)
            driver.deliver(.resized(size))
            try driver.scan(1) { _ in
                CheckInAnswer(result: .refused(.waitlisted, nil), person: Fixture.row(1, "사람1"))
            }
            func blocks() -> Int { driver.screen().count { $0.contains { "█▀▄".contains($0) } } }
            #expect(blocks() >= 4 && driver.frame(.narrow).buffer[column: 1, row: 8].role == .answerBad)
            #expect(driver.shows("000003  사람3") && driver.screen().count { $0.contains("  사람") } >= 8)
            driver.press("End")
            #expect(blocks() == 0 && driver.shows("> 000030") && driver.shows("✗"))
            try driver.letIn(2, "사람2")
            #expect(blocks() >= 4)
        }
    }

    @Test("while a scan at the door waits for its answer, the one before does not stand as if it were this one's")
    func waiting() throws {
        var (driver, _) = try Self.atDoor(people: [ProgramsTests.person(1), ProgramsTests.person(2)])
        try driver.letIn(1, "사람1")
        driver.now += 3_000
        driver.scan(Fixture.pass(2).digits)
        driver.pass(milliseconds: 200)
        #expect(driver.shows("확인 중") && driver.screen()[3...10].contains { $0.contains("000002") })
        #expect(!driver.screen()[3...10].contains { $0.contains("사람1") })
        #expect(driver.frame(.narrow).buffer[column: 1, row: 3].role != .answerGood)
    }

    @Test("who moved up is told first, with their name")
    func promoted() throws {
        var (driver, id) = try Self.atDoor(people: [ProgramsTests.person(1), ProgramsTests.person(3)])
        let deed = SeatDeed(
            id: CommandID.random(at: .now()), kind: .cancel, serial: Fixture.serial(1), name: "사람1", session: id,
            isUndo: false)
        let answer = try Self.seat(id, .cancelled(id, promoted: Fixture.serial(3)))
        driver.answer(.programs(.seat(deed, .success(answer))))
        #expect(driver.state.banner?.text.hasPrefix("대기에서 확정: 000003 사람3. ") == true)
    }

    @Test("Enter before the answer opens the menu of the only person found; an answered scan closes the look-up")
    func lookUp() throws {
        var (driver, id) = try Self.atDoor()
        driver.burst("/박연")
        driver.press(KeyPress(.enter), pace: Driver.scannerPace)
        #expect(driver.state.overlay == nil && driver.state.banner == nil)
        driver.answer(.programs(.found("박연", id, .success([GateCandidate(row: Fixture.row(7, "박연"), admission: nil)]))))
        #expect(driver.state.overlay != nil && driver.shows("이 회차에 신청"))
        driver.press("Escape")
        driver.now += 10_000
        try driver.letIn(2)
        #expect(driver.state.programs.table?.lookUp.isOpen == false)
    }

    @Test("what is left of a pass is a bad read at a session's door too")
    func badRead() throws {
        var (driver, id) = try Self.atDoor()
        driver.scanBadly(Fixture.pass(3).digits.prefix(12))
        #expect(driver.takeScans().map(\.session) == [id])
    }

    @Test("the list shows how many can wait; a session that is on and full says so")
    func list() throws {
        var driver = Driver()
        driver.press("F7")
        let full = try ProgramsTests.overview("full", at: -30, confirmed: 2)
        let on = try ProgramsTests.overview("on", at: -30)
        driver.answer(.programs(.sessions(.success([full, on]))))
        #expect(driver.screen().contains { $0.contains("2/2") && $0.contains(" 0/1 ") && $0.hasSuffix("진행, 만석") })
        #expect(driver.screen().contains { $0.contains("1/2") && $0.hasSuffix("진행 중") })
    }
}

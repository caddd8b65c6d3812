// A desk without its database: what the console says of what waits, of what it decided itself, of conflicts and the day.

import Domain
import Store
import Terminal
import Testing
import Text

@testable import Desk
@testable import Screens

@Suite("Without a line") struct OfflineTests {
    /// A console whose line is lost, with so much in its journal.
    private func offline(
        _ language: Language = .korean, waiting: Int = 0, serials: Int = 187
    ) -> Driver {
        var driver = Driver.withoutLine(language)
        driver.answerQueue(DeskQueue(waitingCount: waiting, serialsLeft: serials))
        _ = driver.takeEffects()
        return driver
    }

    private func conflict(_ kind: Conflict.Kind, number: Int64 = 41) -> OpenConflict {
        OpenConflict(
            id: CommandID.random(at: Timestamp(milliseconds: number)),
            conflict: Conflict(
                kind: kind, asked: "register", serial: Fixture.serial(number), other: Fixture.serial(7),
                reason: .duplicate),
            deskName: "desk-2", madeAt: Timestamp(milliseconds: 0), foundAt: Timestamp(milliseconds: 0),
            person: Fixture.row(number, "김민준", status: .merged), other: Fixture.row(7, "김민준"))
    }

    @Test("the title says that the line is lost, how much waits, and how many serials are left, in 80 columns")
    func title() throws {
        let korean = try #require(offline(waiting: 3, serials: 8).screen().first)
        #expect(korean.contains("연결 끊김") && korean.contains("보낼 것 3") && korean.contains("번호 8개"), "\(korean)")
        let english = try #require(offline(.english, waiting: 1_200, serials: 1_187).screen().first)
        #expect(
            english.contains("disconnected") && english.contains("1,200 to send")
                && english.contains("1,187 serials") && english.contains("desk"), "\(english)")
        #expect(!(offline().screen().first ?? "").contains("보낼 것"))
    }

    @Test("few serials are a warning, ten and fewer, and more are none")
    func fewSerials() throws {
        for (serials, role) in [(11, Role.text), (10, .warning), (0, .warning)] {
            let title = try #require(offline(serials: serials).screen().first)
            let text = try #require(title.firstRange(of: "번호 \(serials)개"))
            let column = ColumnWidth.of(String(title[..<text.lowerBound]), ambiguous: .narrow)
            #expect(offline(serials: serials).frame(.narrow).buffer[column: column, row: 0].role == role, "\(serials)")
        }
    }

    @Test("what waits is in the title with a line too, in place of the word that there is one")
    func waitingWithLine() {
        var driver = Driver()
        #expect(driver.shows("연결됨"))
        driver.answerQueue(DeskQueue(waitingCount: 3))
        #expect(driver.shows("보낼 것 3") && !driver.shows("연결됨"))
    }

    @Test("whatever the desk keeps is counted, decided or not, and the serials are read anew after it")
    func counted() throws {
        var driver = Driver.withoutLine()
        driver.fillAndSave()
        let submission = try #require(driver.takeSubmissions().first)
        let queued = SubmitAnswer(result: .queued(Fixture.serial(41)), pass: Fixture.pass(41))
        driver.answer(.submitted(submission, .walkIn, .success(queued)))
        #expect(driver.shows("보낼 것 1") && driver.takeRequests().contains(.desk(.queue(Fixture.event.id))))
        try driver.keepPassage()
        #expect(driver.shows("보낼 것 2") && driver.takeRequests().contains(.desk(.queue(Fixture.event.id))))
    }

    @Test("a sync that could not send all of it does not say that the line is there")
    func brokenSync() {
        var driver = offline(waiting: 5)
        driver.answer(.synced(.success(SyncReport(sent: 3, waiting: 2))))
        #expect(driver.shows("연결 끊김") && driver.shows("보낼 것 2"))
    }

    @Test("losing the line asks the journal for the serials, not the database")
    func journalIsAsked() {
        var driver = Driver()
        driver.answer(.live(.lineLost))
        #expect(driver.takeRequests() == [.desk(.queue(Fixture.event.id))])
    }

    @Test("a sync that had nothing to send does not say that the line is there")
    func emptySync() {
        var driver = offline()
        driver.answer(.synced(.success(SyncReport())))
        #expect(driver.shows("연결 끊김"))
    }

    @Test("what this desk kept is never called saved, and says that others do not see it")
    func kept() throws {
        var driver = offline()
        try driver.keepWalkIn()
        #expect(driver.shows("여기 보관:") && driver.shows("다른 데스크는 아직 모릅니다") && !driver.shows("등록했습니다"))
        #expect(driver.shows("보낼 것 1"))
    }

    @Test("an answer by the copy keeps its word, says of when the copy is, counts what waits, and is marked afterwards")
    func byCopy() throws {
        var driver = offline()
        driver.press("F5")
        driver.answer(.gateCounters(.area("main"), .success(GateCounters(entered: 3, inside: 2, lately: 6))))
        #expect(driver.shows("사본: 오늘 입장 3"))
        try driver.keepPassage()
        #expect(driver.shows("✓ 입장") && driver.shows("09:00 사본으로 판단. 다른 데스크는 아직 모릅니다."))
        #expect(driver.shows("홍길동 · 사본으로") && driver.shows("보낼 것 1") && driver.shows("연결 끊김"))
    }

    @Test("what is sent in slices is told once, as a whole, and conflicts before everything else")
    func slices() {
        var driver = offline(waiting: 5)
        driver.answer(.live(.lineBack))
        driver.answer(.synced(.success(SyncReport(sent: 3, conflicts: 1, waiting: 2))))
        #expect(driver.takeRequests().filter { $0 == .sync }.count == 2 && !driver.shows("보냄"))
        driver.answer(.synced(.success(SyncReport(sent: 2, waiting: 0))))
        #expect(driver.shows("확인할 것 1건") && driver.shows("보냄 5건") && driver.shows("연결됨"))
        #expect(driver.takeRequests().contains(.desk(.conflicts)))
    }

    @Test(
        "F8 lists each kind of conflict with what to do, and lets it be dealt with", arguments: Conflict.Kind.allCases)
    func conflicts(_ kind: Conflict.Kind) {
        for language in [Language.korean, .english] {
            var driver = Driver(language)
            driver.press("F8")
            #expect(driver.takeRequests().contains(.desk(.conflicts)))
            let open = conflict(kind)
            driver.answerQueue(DeskQueue(serialsLeft: 9))
            driver.answer(.desk(.conflicts(.success([open]))))
            #expect(driver.shows("000041 김민준"))
            while driver.state.markedConflict == nil, driver.state.deskScreen.cursor < driver.state.deskLines.count - 1
            {
                driver.press("Down")
            }
            driver.press("Enter")
            #expect(driver.shows(language == .korean ? "처리했음" : "Dealt with"))
            driver.press("Down", "Enter")
            #expect(driver.takeRequests() == [.desk(.settle(open))])
            driver.answer(.desk(.settled(open, .success(true))))
            #expect(driver.state.deskScreen.conflicts == [] && !driver.shows("000041 김민준"))
        }
    }

    @Test("a passage that a desk let happen is told with its gate, and with the date that its desk took it for")
    func conflictsAtGates() throws {
        let movement = Movement(
            command: CommandID.random(at: Timestamp(milliseconds: 5)), at: Timestamp(milliseconds: 0), gate: "북문",
            by: "desk-2")
        let today = try #require(CalendarDate("2026-11-29"))
        for (kind, korean, english) in [
            (Conflict.Kind.revokedPass, "북문에서 폐기된 입장권으로 입장", "admitted at 북문 by a revoked pass"),
            (.withoutRight, "북문에서 자격 없이 입장", "admitted at 북문 without the right to it"),
            (.notCarriedOut, "북문에서 입장 안 됨", "check-in at 북문 not carried out"),
            (.otherDay, "2026-11-30 (월), 2026-11-29 (일)로 셈", "2026-11-30 (Mon), it counts for 2026-11-29 (Sun)"),
            (.admittedTwice, "그 데스크의 날짜는 2026-11-30 (월)", "that desk's date was 2026-11-30 (Mon)"),
        ] {
            var open = conflict(kind)
            open.conflict.asked = "check_in"
            open.conflict.reason = .revoked
            open.conflict.passage = movement
            open.conflict.admission = Admission(place: .area("main"), day: today, entered: movement)
            if [.otherDay, .admittedTwice].contains(kind) { open.conflict.claimedDay = CalendarDate("2026-11-30") }
            #expect(Words(.korean).openConflict(open, minutesAheadOfUTC: 540).contains(korean), "\(kind)")
            #expect(Words(.english).openConflict(open, minutesAheadOfUTC: 540).contains(english), "\(kind)")
        }
    }

    @Test("of somebody who was cancelled while inside it says since when and where they are in")
    func cancelledInside() throws {
        let entered = Movement(
            command: CommandID.random(at: Timestamp(milliseconds: 1)), at: Timestamp(milliseconds: 0), gate: "북문",
            by: "desk-1")
        var open = conflict(.withoutRight)
        open.conflict.asked = "cancel"
        open.conflict.reason = .cancelled
        open.conflict.admission = Admission(
            place: .area("main"), day: try #require(CalendarDate("2026-11-29")), entered: entered)
        for (language, sentence) in [
            (Language.korean, "취소되었는데 안에 있음. 입장 09:00 북문 (desk-1)"),
            (.english, "cancelled, and inside: admitted 09:00 북문 (desk-1)"),
        ] {
            let said = Words(language).openConflict(open, minutesAheadOfUTC: 540)
            #expect(said.contains(sentence), "\(said)")
        }
    }

    @Test("the first choice of a conflict opens the person")
    func conflictOpens() {
        var driver = Driver()
        driver.press("F8")
        driver.answer(.desk(.conflicts(.success([conflict(.merged)]))))
        while driver.state.markedConflict == nil, driver.state.deskScreen.cursor < driver.state.deskLines.count - 1 {
            driver.press("Down")
        }
        _ = driver.takeRequests()
        driver.press("Enter", "Enter")
        #expect(driver.takeRequests() == [.person(Fixture.serial(41))])
    }

    /// A console that has opened on a machine that was started anew, without a line.
    private func withoutDay(_ language: Language = .korean) -> Driver {
        var driver = Driver(language, isOpen: false)
        var desk = Fixture.desk
        desk.dayToConfirm = CalendarDate("2026-11-28")
        if let last = CalendarDate("2026-11-29") { (desk.event.firstDay, desk.event.lastDay) = (last, last) }
        if let first = desk.dayToConfirm { desk.event.firstDay = first }
        driver.answer(.opened(.success(desk)))
        _ = driver.takeEffects()
        return driver
    }

    @Test("the day is asked once; Enter takes it, and scans go to the desk only after that")
    func day() throws {
        var driver = withoutDay()
        #expect(driver.shows("오늘이 2026-11-28 (토) 맞습니까?"))
        driver.press("Esc")
        driver.scan(Fixture.pass(1).digits)
        #expect(driver.takeScans().isEmpty && driver.shows("맞습니까?"))
        driver.press("Enter")
        let day = try #require(CalendarDate("2026-11-28"))
        #expect(driver.takeRequests() == [.desk(.confirmDay(day, minutesAheadOfUTC: 540))])
        driver.scan(Fixture.pass(2).digits)
        #expect(driver.takeScans().isEmpty && !driver.shows("맞습니까?"))
        // The one that asked for the day is not lost: it goes first, as soon as the desk has taken the day.
        driver.answer(.desk(.dayConfirmed))
        let first = try #require(driver.takeScans().last)
        #expect(first.subject == .code(Fixture.pass(1).digits))
        driver.answer(.checkedIn(first, .success(Fixture.admitted(Fixture.row(1), first))))
        #expect(driver.takeScans().map(\.subject) == [.code(Fixture.pass(2).digits)])
        // Putting the day right sends nothing twice.
        driver.answer(.desk(.dayConfirmed))
        #expect(driver.takeScans().isEmpty)
    }

    @Test("another day can be typed; what is none is refused, and walk-ins go on without an answer")
    func otherDay() throws {
        var driver = withoutDay()
        for _ in 0..<2 { driver.press("Backspace") }
        driver.type("xx")
        driver.press("Enter")
        #expect(driver.takeRequests().isEmpty && driver.shows("2026-11-28처럼"))
        for _ in 0..<2 { driver.press("Backspace") }
        driver.type("29")
        driver.press("Enter")
        let day = try #require(CalendarDate("2026-11-29"))
        #expect(driver.takeRequests() == [.desk(.confirmDay(day, minutesAheadOfUTC: 540))])

        driver = withoutDay()
        driver.press("Esc")
        driver.fillAndSave()
        #expect(driver.takeSubmissions().count == 1)
    }

    @Test("a day outside the event is asked for once more with the event's days, and counts when it is entered again")
    func doubtedDay() throws {
        for (language, doubt) in [
            (Language.korean, "행사 기간(2026-11-28 ~ 2026-11-29)"), (.english, "is outside the event"),
        ] {
            var driver = withoutDay(language)
            for _ in 0..<5 { driver.press("Backspace") }
            driver.type("12-29")
            driver.press("Enter")
            #expect(driver.takeRequests().isEmpty && driver.shows(doubt) && driver.shows("2026-12-29"))
            driver.scan(Fixture.pass(1).digits)
            #expect(driver.takeScans().isEmpty)
            // Another slip is doubted as well; what is right is taken.
            driver.press("Backspace")
            driver.type("8")
            driver.press("Enter")
            #expect(driver.takeRequests().isEmpty && driver.shows("2026-12-28"))
            driver.press("Enter")
            let day = try #require(CalendarDate("2026-12-28"))
            #expect(driver.takeRequests() == [.desk(.confirmDay(day, minutesAheadOfUTC: 540))])
        }
    }

    @Test("a day that somebody has said is on F8 with the hour, and a command asks again while the line is lost")
    func correctedDay() throws {
        for language in [Language.korean, .english] {
            var driver = offline(language)
            #expect(driver.state.keylessBindings.first { $0.action == .correctDay }?.disabledReason != nil)
            var figures = DeskFigures(blockSize: 50)
            figures.dayByHand = DayByHand(
                day: try #require(CalendarDate("2026-12-29")), since: Timestamp(milliseconds: 1_798_502_400_000))
            let surroundings = DeskSurroundings(gates: [.main], hearsNotices: nil, lastContact: nil, figures: figures)
            driver.press("F8")
            driver.answer(.desk(.queue(.success(DeskQueue(serialsLeft: 9)), surroundings)))
            let said =
                language == .korean ? "2026-12-29 (화) · 2026-12-29 09:00에" : "2026-12-29 (Tue) · confirmed by hand at"
            #expect(driver.shows(said), "\(driver.screen())")
            #expect(driver.state.keylessBindings.first { $0.action == .correctDay }?.disabledReason == nil)
            _ = driver.takeEffects()
            driver.press("F9")
            driver.type(language == .korean ? "오늘 날짜" : "today's date")
            driver.press("Enter")
            #expect(driver.shows(language == .korean ? "오늘이 2026-12-29 (화) 맞습니까?" : "Is today 2026-12-29 (Tue)?"))
            for _ in 0..<5 { driver.press("Backspace") }
            driver.type("05-01")
            driver.press("Enter")
            let day = try #require(CalendarDate("2026-05-01"))
            #expect(driver.takeRequests() == [.desk(.confirmDay(day, minutesAheadOfUTC: 540))])
            driver.answer(.live(.lineBack))
            #expect(driver.state.keylessBindings.first { $0.action == .correctDay }?.disabledReason != nil)
        }
    }

    @Test("a desk that does not open counts what waits in its journal, in the title and with what to do about it")
    func closedWithQueue() {
        for language in [Language.korean, .english] {
            var driver = Driver(language, isOpen: false)
            driver.answer(.opened(.failure(.outOfReach("refused"))))
            #expect(driver.takeRequests().contains(.desk(.queue(nil))))
            driver.answer(.desk(.queue(.success(DeskQueue(waitingCount: 3)), Fixture.surroundings)))
            #expect(driver.shows(language == .korean ? "보낼 것 3" : "3 to send"))
            #expect(
                driver.shows(language == .korean ? "보낼 것 3건은" : "at this desk and will be sent"), "\(driver.screen())")
            _ = driver.takeEffects()
            driver.answer(.opened(.failure(.outOfReach("refused"))))
            #expect(!driver.takeRequests().contains(.desk(.queue(nil))))
        }
    }

    @Test("opened without a line, F8 says when the desk last had an answer, and of the clock what the title says")
    func lastAnswer() {
        var driver = offline()
        driver.press("F8")
        var figures = DeskFigures(blockSize: 50)
        figures.lastContact = Timestamp(milliseconds: 1_777_594_320_000)
        let surroundings = DeskSurroundings(gates: [.main], hearsNotices: nil, lastContact: nil, figures: figures)
        driver.answer(.desk(.queue(.success(DeskQueue(serialsLeft: 9)), surroundings)))
        #expect(driver.shows("연결 끊김 · 마지막 응답 2026-05-01 09:12"), "\(driver.screen())")
        driver.answer(.live(.warnings(DeskWarnings(clockAhead: -18_000_000))))
        #expect(driver.shows("시계 -5시간") && driver.shows("서버보다 5시간 느림"), "\(driver.screen())")
        driver.answer(.live(.warnings(DeskWarnings())))
        #expect(!driver.shows("5시간"))
    }

    @Test("enrolling needs the database: without a line the card says so and asks nobody")
    func noEnrolment() {
        var driver = offline()
        driver.press("F4")
        driver.answerPage(AttendeePage(all: [Fixture.row(6)]))
        driver.press("Enter")
        driver.answer(.person(Fixture.serial(6), .success(Fixture.card(Fixture.row(6)))))
        _ = driver.takeEffects()
        driver.press("p")
        #expect(driver.takeRequests().isEmpty && driver.shows("연결이 끊겨 지금은 할 수 없습니다"), "\(driver.screen())")
    }

    @Test("a line that comes back answers the question")
    func lineAnswers() {
        var driver = withoutDay()
        for number in 1...2 as ClosedRange<Int64> { driver.scan(Fixture.pass(number).digits) }
        #expect(driver.takeScans().isEmpty && driver.state.gate.queue.count == 2)
        driver.answer(.live(.lineBack))
        #expect(!driver.shows("맞습니까?") && driver.state.unknownDay == nil)
        #expect(driver.takeScans().map(\.subject) == [.code(Fixture.pass(1).digits)])
    }
}

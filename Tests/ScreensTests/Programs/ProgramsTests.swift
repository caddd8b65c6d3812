// F7: what was read is shown, what is asked for is asked once, and every answer is told.

import Domain
import Store
import Terminal
import Testing

@testable import Desk
@testable import Screens

@Suite("Programs screen") struct ProgramsTests {
    static func overview(_ name: String, at minutes: Int64, confirmed: Int = 1, waiting: Int = 0) throws
        -> SessionOverview
    {
        let session = ProgramSession(
            id: try #require(SessionID(name)), program: try #require(ProgramID("talk")), room: "101",
            starts: Timestamp(milliseconds: minutes * 60_000), ends: Timestamp(milliseconds: (minutes + 60) * 60_000),
            capacity: 2, waitingCapacity: 1)
        return SessionOverview(
            session: session, title: Localized(ko: "기조 강연", en: "Keynote"), confirmed: confirmed, waiting: waiting,
            attended: 0, inside: 0, minutesAheadOfUTC: 540)
    }

    static func person(_ number: Int64, _ standing: Standing = .confirmed) -> SessionPerson {
        SessionPerson(
            person: Fixture.row(number, "사람\(number)"), standing: standing, order: number, admission: nil)
    }

    /// In the table of the second session, with one who has a seat.
    private func inSession() throws -> (driver: Driver, id: SessionID) {
        var driver = Driver()
        driver.press("F7")
        let all = [try Self.overview("past", at: -600), try Self.overview("next", at: 600)]
        driver.answer(.programs(.sessions(.success(all))))
        driver.press("Enter")
        let id = all[1].session.id
        let page = SessionPage(people: [Self.person(1)], hasMore: false)
        driver.answer(.programs(.people(id, after: nil, .success(page))))
        driver.answer(.programs(.sessions(.success(all))))
        driver.answer(.programs(.pauseEnds))
        _ = driver.takeRequests()
        return (driver, id)
    }

    private func deeds(_ requests: [DeskRequest]) -> [SeatDeed] {
        requests.compactMap { if case .programs(.seat(let deed)) = $0 { deed } else { nil } }
    }

    @Test("the next session is marked at once, and Enter opens it; without sessions it says how they are set up")
    func list() throws {
        var empty = Driver()
        empty.press("F7")
        #expect(empty.takeRequests().contains(.programs(.sessions)))
        empty.answer(.programs(.sessions(.success([]))))
        #expect(empty.shows("expodesk programs set"))
        let (driver, id) = try inSession()
        #expect(driver.state.programs.table?.id == id && driver.shows("사람1") && driver.shows("확정 1/2"))
    }

    @Test("while the desk cannot open it says why and what to do, in every line of it; once it can, it reads")
    func closed() {
        var driver = Driver(isOpen: false)
        driver.press("F7")
        #expect(driver.shows("읽는 중"))
        driver.answer(.opened(.failure(.outOfReach("no route"))))
        let lines = driver.state.words.unread(.outOfReach("no route")).split(separator: "\n").map(String.init)
        for place in ["F7", "F6", "F4"] {
            driver.press(place)
            #expect(lines.allSatisfy { line in driver.screen()[1...].contains { $0.contains(line.prefix(20)) } })
            #expect(!driver.shows("읽는 중"))
        }
        driver.press("F7")
        _ = driver.takeRequests()
        driver.answer(.opened(.success(Fixture.desk)))
        #expect(driver.takeRequests().contains(.programs(.sessions)))
    }

    @Test("what ends at midnight ends at 24:00, what begins then begins at 00:00")
    func midnight() throws {
        let words = Words(.korean)
        // 23:00 and 00:00 in Seoul.
        #expect(words.sessionTime(try Self.overview("late", at: 14 * 60)).hasSuffix("23:00-24:00"))
        #expect(words.sessionTime(try Self.overview("early", at: 15 * 60)).hasSuffix("00:00-01:00"))
    }

    @Test("an answer for another page or another session changes nothing, however late")
    func late() throws {
        var (driver, id) = try inSession()
        let before = driver.state.programs
        let page = SessionPage(people: [Self.person(9)], hasMore: false)
        driver.answer(.programs(.people(id, after: 7, .success(page))))
        driver.answer(.programs(.people(try #require(SessionID("past")), after: nil, .success(page))))
        #expect(driver.state.programs == before)
        driver.press("Escape")
        driver.answer(.programs(.people(id, after: nil, .success(page))))
        #expect(driver.state.programs.table == nil)
    }

    @Test("the page after is asked for beyond the last line, and the one before above the first")
    func pages() throws {
        var (driver, id) = try inSession()
        let people = (1...3).map { Self.person($0) }
        driver.answer(.programs(.people(id, after: nil, .success(SessionPage(people: people, hasMore: true)))))
        driver.press("End")
        driver.press("Down")
        #expect(driver.takeRequests().contains(.programs(.people(id, after: 3))))
        let rest = SessionPage(people: [Self.person(4)], hasMore: false)
        driver.answer(.programs(.people(id, after: 3, .success(rest))))
        #expect(driver.shows("사람4") && !driver.shows("사람3"))
        driver.press("Up")
        #expect(driver.takeRequests().contains(.programs(.people(id, after: nil))))
    }

    @Test("a found person is enrolled by Enter alone; confirmed, refused and undone are said")
    func enrol() throws {
        var (driver, id) = try inSession()
        driver.press("/")
        driver.type("홍")
        #expect(driver.takeRequests().contains(.programs(.find("홍", id))))
        let found = [GateCandidate(row: Fixture.row(5), admission: nil)]
        driver.answer(.programs(.found("홍", id, .success(found))))
        driver.press("Enter")
        driver.press("1")
        #expect(deeds(driver.takeRequests()).isEmpty)
        driver.press("Enter")
        let deed = try #require(deeds(driver.takeRequests()).first)
        #expect(deed.kind == .enrol && deed.serial == Fixture.serial(5))
        var answer = try #require(SeatAnswer(.queued(Fixture.serial(5))))
        answer.result = .refused(Refusal(.full, session: id))
        driver.answer(.programs(.seat(deed, .success(answer))))
        #expect(driver.shows("대기할 자리도 없습니다") && driver.state.programs.undoable.isEmpty)
        answer.result = .enrolled(id, .waiting(place: 1))
        driver.answer(.programs(.seat(deed, .success(answer))))
        #expect(driver.shows("대기 1번"))
        driver.press("u", "Enter")
        let undo = try #require(deeds(driver.takeRequests()).last)
        #expect(undo.kind == .cancel && undo.isUndo && undo.serial == deed.serial && undo.id != deed.id)
        answer.result = .cancelled(id, promoted: nil)
        driver.answer(.programs(.seat(undo, .success(answer))))
        #expect(driver.state.programs.undoable.isEmpty)
    }

    @Test("cancelling asks first; its undo says that it enrols at the end")
    func cancel() throws {
        var (driver, id) = try inSession()
        driver.press("x", "Enter")
        #expect(deeds(driver.takeRequests()).isEmpty)
        driver.press("x", "Down", "Enter")
        let deed = try #require(deeds(driver.takeRequests()).first)
        #expect(deed.kind == .cancel && deed.serial == Fixture.serial(1))
        var answer = try #require(SeatAnswer(.queued(Fixture.serial(1))))
        answer.result = .cancelled(id, promoted: Fixture.serial(3))
        driver.answer(.programs(.seat(deed, .success(answer))))
        #expect(driver.shows("대기에서 확정: 000003"))
        driver.press("u")
        #expect(driver.shows("맨 뒤로"))
    }

    @Test("a digit decides nothing in the question, and it says what does; a scan leaves no trace of that")
    func digits() throws {
        var (driver, _) = try inSession()
        driver.press("x")
        let asked = driver.screen()
        driver.press("2")
        #expect(deeds(driver.takeRequests()).isEmpty && driver.screen() != asked && driver.shows("Enter를 누르세요"))
        driver.press("Down")
        driver.press("Up")
        #expect(driver.screen() == asked)
        driver.scan(Fixture.pass(3).digits)
        #expect(!driver.shows("Enter를 누르세요"))
    }

    @Test("whoever has been in is told to keep their seat at once, and nobody is promised it")
    func attended() throws {
        var (driver, id) = try inSession()
        var one = Self.person(1)
        one.admission = Fixture.admission(CommandID.random(at: .now()))
        driver.answer(.programs(.people(id, after: nil, .success(SessionPage(people: [one], hasMore: false)))))
        driver.press("x")
        #expect(driver.state.overlay == nil && driver.shows("이미 입실해서"))
    }

    @Test("a scan in front of a session is one at its door, in the mode shown; elsewhere it is the gate's")
    func door() throws {
        var (driver, id) = try inSession()
        driver.press("m")
        #expect(driver.shows("[퇴실]"))
        driver.scan(Fixture.pass(1).digits)
        let scan = try #require(driver.takeScans().first)
        #expect(scan.session == id && scan.mode == .leave)
        #expect(driver.state.programs.table?.lookUp.isOpen == false)
        let answer = CheckInAnswer(result: .refused(.notEnrolled, nil), person: Fixture.row(1))
        driver.answer(.checkedIn(scan, .success(answer)))
        // Said in its place, and not in the news as well.
        #expect(driver.screen().count { $0.contains("신청 없음") } == 1)
        driver.press("F4")
        driver.now += 3_000
        driver.scan(Fixture.pass(2).digits)
        #expect(driver.takeScans().first?.session == nil)
    }

    @Test("other desks' news are read at once, then after a pause; on another screen not at all")
    func live() throws {
        var (driver, id) = try inSession()
        driver.answer(.live(.muchChanged))
        #expect(driver.takeRequests().contains(.programs(.people(id, after: nil))))
        driver.answer(.live(.muchChanged))
        #expect(!driver.takeRequests().contains(.programs(.sessions)))
        driver.answer(.programs(.sessions(.failure(.outOfReach("gone")))))
        driver.answer(.programs(.pauseEnds))
        #expect(driver.takeRequests().contains(.programs(.sessions)))
        driver.press("F2")
        driver.answer(.programs(.due))
        #expect(!driver.takeRequests().contains(.programs(.sessions)))
    }

    @Test("a card's picker names the sessions that are not over, and enrols in the one chosen")
    func card() throws {
        var driver = Driver()
        driver.press("F4")
        driver.answerPage(AttendeePage(all: [Fixture.row(5)]))
        driver.press("Enter")
        driver.answer(.person(Fixture.serial(5), .success(Fixture.card(Fixture.row(5)))))
        driver.press("p")
        #expect(driver.takeRequests().contains(.programs(.sessions)))
        let all = [try Self.overview("past", at: -600), try Self.overview("next", at: 600)]
        driver.answer(.programs(.sessions(.success(all))))
        driver.press("Enter")
        #expect(deeds(driver.takeRequests()).first?.session == all[1].session.id)
    }
}

// What the screens say while they cannot read, and what F8 says of it.

import Domain
import Store
import Terminal
import Testing

@testable import Desk
@testable import Screens

@Suite("While the line is lost") struct LostLineTests {
    private static let fault = DeskError.outOfReach("connection to server on socket failed\nis it running?")
    private static let next = [
        Language.korean: "데이터베이스에 닿지 않습니다. 연결되면 저절로 나옵니다.",
        .english: "The database cannot be reached. This shows by itself when it can be.",
    ]

    private func surroundings(_ hears: Bool? = nil) -> DeskSurroundings {
        DeskSurroundings(gates: [.main], hearsNotices: hears, lastContact: nil, figures: nil)
    }

    @Test(
        "a screen that cannot be read says so plainly and what happens next, without the system's words",
        arguments: [Language.korean, .english])
    func unread(_ language: Language) throws {
        let next = try #require(Self.next[language])
        var never = Driver(language, isOpen: false)
        never.answer(.opened(.failure(Self.fault)))
        for key in ["F2", "F4"] {
            never.press(KeyPress(key) ?? KeyPress(.escape))
            #expect(never.shows(next) && !never.shows("socket"), "\(key)")
        }
        var driver = Driver(language)
        driver.press("F4")
        let loading = try #require(driver.state.attendees.loading)
        driver.answer(.page(loading.request, .failure(Self.fault)))
        #expect(driver.shows(next) && !driver.shows("socket"))
        driver.press("F6")
        driver.answer(.numbers(.failure(Self.fault)))
        #expect(driver.shows(next) && !driver.shows("socket"))
        driver.press("F7")
        driver.answer(.programs(.sessions(.failure(Self.fault))))
        #expect(driver.shows(next) && !driver.shows("socket"))
    }

    @Test("a console that stands on its copy is not called connected before anything has answered")
    func notAnsweredYet() throws {
        for (language, waits, good, bad) in [
            (Language.korean, "연결 중", "연결됨", "연결 끊김"), (.english, "connecting", " connected", "disconnected"),
        ] {
            var desk = Fixture.desk
            desk.isAnswered = false
            var driver = Driver(language, isOpen: false)
            driver.answer(.opened(.success(desk)))
            #expect(try #require(driver.screen().first).contains(waits), "\(driver.screen())")
            driver.press("F8")
            driver.answerQueue(DeskQueue())
            #expect(driver.screen().filter { $0.contains(waits) }.count == 2, "\(driver.screen())")
            #expect(!driver.shows(good) && !driver.shows(bad), "\(driver.screen())")
            // The sessions may be those that were read last.
            driver.answer(.programs(.sessions(.success([]))))
            #expect(try #require(driver.screen().first).contains(waits), "\(driver.screen())")
            var lost = driver
            driver.answer(.live(.lineBack))
            #expect(driver.screen().filter { $0.contains(good) }.count == 2, "\(driver.screen())")
            lost.answer(.live(.lineLost))
            lost.answer(.programs(.sessions(.success([]))))
            #expect(try #require(lost.screen().first).contains(bad), "\(lost.screen())")
            lost.answer(.live(.lineBack))
            #expect(try #require(lost.screen().first).contains(good), "\(lost.screen())")
        }
    }

    @Test("what was not done says that it is to be asked for again")
    func notDone() {
        for (language, said) in [(Language.korean, "연결되면 다시 해 주세요"), (.english, "Try again when it can be")] {
            let sentence = Words(language).notDone(Self.fault)
            #expect(sentence.contains(said) && !sentence.contains("socket"))
        }
    }

    @Test("doctor names the system's words last, and does not send anybody to doctor")
    func doctor() {
        for language in [Language.korean, .english] {
            let sentence = Words(language).examined(Self.fault)
            #expect(sentence.hasSuffix("\nconnection to server on socket failed") && !sentence.contains("doctor"))
            #expect(Words(language).error(Self.fault).hasSuffix("\nconnection to server on socket failed"))
        }
    }

    @Test("a command that was set aside says why in words, not by the reason's code")
    func setAside() {
        let reasons: [Refusal.Reason] = [
            .duplicate, .notFound, .conflict, .cancelled, .notCancelled, .consentMissing, .invalidField, .unknownSerial,
            .revoked, .notApproved, .outsideDays, .alreadyCheckedIn, .notCheckedIn, .merged, .full,
        ]
        let codes = reasons.map(\.rawValue) + ["serial_taken", "unreadable", "database"]
        for language in [Language.korean, .english] {
            for code in codes {
                let aside = SyncReport.SetAside(serial: Fixture.serial(5), name: "남궁태원", kind: "edit", reason: code)
                let line = Words(language).sync(SyncReport(setAside: [aside])).last ?? ""
                #expect(line.contains("000005 남궁태원"))
                #expect(!line.hasSuffix("— \(code)"), "\(line)")
            }
            let conflict = SyncReport.SetAside(serial: Fixture.serial(5), kind: "edit", reason: "conflict")
            let line = Words(language).sync(SyncReport(setAside: [conflict])).last ?? ""
            #expect(line.hasSuffix(language == .korean ? "— 그사이 바뀐 등록" : "— changed in between"))
        }
    }

    @Test("a card by the copy says that the history needs the database, and is read anew when the line is back")
    func card() {
        var driver = Driver()
        let row = Fixture.row(7)
        driver.press("F4")
        driver.answerPage(AttendeePage(all: [row]))
        driver.answer(.live(.lineLost))
        driver.press("Enter")
        driver.answer(.person(row.serial, .success(Fixture.card(row))))
        var file = PersonFile(
            row: row, pass: Fixture.pass(7), history: PersonHistory([], of: row.serial, forms: [:], hasEarlier: true),
            forms: [:], related: [])
        file.isByCopy = true
        driver.answer(.personFile(row.serial, .success(file)))
        driver.press("PgDn")
        let text = driver.state.personLines(row, PersonFileView(file: file), columns: 78).map { "\($0.kind)" }.joined()
        #expect(text.contains("이력과 프로그램은 데이터베이스에 닿아야 보입니다"))
        #expect(!text.contains("기록된 일이 없습니다") && !text.contains("더 오래된 기록"))
        _ = driver.takeRequests()
        driver.answer(.live(.lineBack))
        #expect(driver.takeRequests().contains(.personFile(row.serial)))
    }

    // MARK: F8

    @Test("F8 says why its log is not there, and there alone the system's words stand")
    func deskLog() {
        var driver = Driver()
        driver.press("F8")
        driver.answer(.desk(.queue(.success(DeskQueue()), surroundings())))
        driver.answer(.desk(.state(before: nil, .failure(Self.fault))))
        #expect(driver.shows("연결되면 저절로 나옵니다") && driver.shows("connection to server on socket failed"))
        let state = DeskState(clockAhead: 0, log: DeskLogPage(lines: [], hasEarlier: false))
        driver.answer(.desk(.state(before: nil, .success(state))))
        #expect(!driver.shows("connection to server"))
    }

    @Test("F8 knows that nothing is heard without a line, whatever was so before")
    func notices() {
        for hears in [nil, true, false] {
            var driver = Driver()
            driver.press("F8")
            driver.answer(.live(.lineLost))
            driver.answer(.desk(.queue(.success(DeskQueue()), surroundings(hears))))
            #expect(driver.shows("연결이 끊겨 받지 못함"))
        }
    }

    @Test("on F8 the selection passes blank lines by, and Enter says which lines can be dealt with")
    func blankLines() {
        var driver = Driver()
        driver.press("F8")
        driver.answer(.desk(.queue(.success(DeskQueue(serialsLeft: 9)), surroundings())))
        for key in ["Down", "Up"] {
            for _ in driver.state.deskLines {
                driver.press(KeyPress(key) ?? KeyPress(.escape))
                #expect(!driver.state.deskLines[driver.state.deskScreen.cursor].isBlank)
            }
        }
        driver.press("Home", "Enter")
        #expect(driver.shows("처리할 것이 없습니다"))
        let aside = QueuedCommand(
            id: CommandID.random(at: Timestamp(milliseconds: 0)), serial: Fixture.serial(5), name: nil, kind: "edit",
            reason: "conflict", madeAt: Timestamp(milliseconds: 0))
        driver.answer(.desk(.queue(.success(DeskQueue(setAside: [aside])), surroundings())))
        driver.press("Home", "Enter")
        #expect(driver.shows("!가 있는 줄을 먼저 고르세요"))
    }

    @Test("while F8 is in front the data folder is read again by itself")
    func due() {
        var driver = Driver()
        driver.press("F8")
        _ = driver.takeEffects()
        driver.answer(.desk(.queue(.success(DeskQueue()), surroundings())))
        #expect(driver.takeEffects().contains { if case .after(_, .deskDue, _) = $0 { true } else { false } })
        driver.answer(.desk(.due))
        #expect(driver.takeRequests() == [.desk(.queue(Fixture.event.id)), .desk(.conflicts)])
        driver.press("F2")
        driver.answer(.desk(.due))
        #expect(driver.takeRequests().isEmpty)
    }

    @Test("those whom a check-in or a cancellation is about are named, by what else waits or by the copy")
    func names() {
        func command(_ number: Int64, _ name: String?, _ kind: String) -> QueuedCommand {
            QueuedCommand(
                id: CommandID.random(at: Timestamp(milliseconds: 0)), serial: Fixture.serial(number), name: name,
                kind: kind, reason: nil, madeAt: Timestamp(milliseconds: 0))
        }
        var queue = DeskQueue(
            waiting: [command(41, "김민준", "register"), command(41, nil, "check_in"), command(7, nil, "cancel")])
        var roster = Roster()
        roster.put(Fixture.row(7, "홍길동"))
        queue.addNames { roster }
        #expect(queue.waiting.map(\.name) == ["김민준", "김민준", "홍길동"])
    }

    @Test("a scan that waits or was set aside is told with its door, at a session's in the words of sessions")
    func doors() throws {
        var words = Words(.korean)
        let session = try #require(SessionID("keynote-1"))
        func queued(_ scan: CheckIn) -> String {
            words.queued(
                QueuedCommand(
                    id: CommandID.random(at: scan.at), serial: scan.serial, name: "하나", kind: "check_in",
                    reason: "not_enrolled", madeAt: scan.at, asked: .checkIn(scan)))
        }
        let at = Timestamp(milliseconds: 0)
        let entry = CheckIn(serial: Fixture.serial(1), mode: .enter, session: session, at: at)
        #expect(queued(entry).hasPrefix("000001 하나 입실 keynote-1 — "), "\(queued(entry))")
        let exit = CheckIn(serial: Fixture.serial(1), mode: .leave, gate: .main, at: at)
        #expect(queued(exit).hasPrefix("000001 하나 퇴장 main — "))
        words = Words(.english)
        #expect(queued(entry).hasPrefix("000001 하나 Entered keynote-1 — "))
    }

    @Test("a command line says once that answers are from the copy, and of when")
    func byCopy() {
        let korean = Words(.korean).answersByCopy(of: Timestamp(milliseconds: 0), minutesAheadOfUTC: 540)
        let english = Words(.english).answersByCopy(of: Timestamp(milliseconds: 0), minutesAheadOfUTC: 540)
        #expect(korean.contains("09:00 사본") && english.contains("copy of 09:00"))
    }
}

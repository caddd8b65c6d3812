// A change that only this desk has: what `u` offers after it, and what F8 says of one that was set aside.

import Domain
import Journal
import Store
import Terminal
import Testing

@testable import Desk
@testable import Screens

@Suite("A change kept without a line") struct KeptChangeTests {
    private let newcomer = Fixture.row(201, "김민준")
    private let person = Fixture.row(6, "홍길동")

    /// A console without a line that has registered a newcomer, in front of the table with somebody else in it.
    private func console(_ language: Language = .korean) throws -> Driver {
        var driver = Driver.withoutLine(language)
        try driver.keepWalkIn(201)
        driver.press("F4")
        driver.answerPage(AttendeePage(all: [person]))
        _ = driver.takeEffects()
        return driver
    }

    private func kept(_ row: Registration, _ outcome: Outcome) -> SubmitAnswer {
        SubmitAnswer(
            result: .kept(Receipt(outcome: outcome, row: row, existing: nil)), pass: Fixture.pass(row.serial.rawValue))
    }

    private func submitted(_ driver: inout Driver) throws -> (Submission, SubmitPurpose) {
        let sent = driver.takeRequests().compactMap { request in
            if case .submit(let submission, let purpose) = request { (submission, purpose) } else { nil }
        }
        return try #require(sent.first)
    }

    /// Cancels the person and gives this answer.
    private func cancel(_ driver: inout Driver, _ answer: SubmitAnswer) throws {
        driver.press("x")
        driver.answer(.person(person.serial, .success(Fixture.card(person))))
        driver.type("이유")
        driver.press("Enter")
        let (submission, purpose) = try submitted(&driver)
        driver.answer(.submitted(submission, purpose, .success(answer)))
    }

    private var cancelled: Registration { Fixture.row(6, "홍길동", status: .cancelled, version: 2) }

    @Test("undo offers to take back the kept cancellation, and after it the registration before")
    func cancellation() throws {
        var driver = try console()
        try cancel(&driver, kept(cancelled, .cancelled(person.serial, version: 2)))
        #expect(driver.shows("보낼 것 2"))
        driver.press("u")
        #expect(driver.shows("000006 홍길동") && !driver.shows("000201"))
        driver.press("Enter")
        let (undo, purpose) = try submitted(&driver)
        #expect(undo.change == .restore(serial: person.serial, version: 2, status: .approved))
        let restored = Fixture.row(6, "홍길동", version: 3)
        driver.answer(.submitted(undo, purpose, .success(kept(restored, .restored(person.serial, version: 3)))))
        #expect(driver.shows("여기 보관했습니다"))
        driver.press("u")
        #expect(driver.shows("000201 김민준의 등록을 취소합니다"))
    }

    @Test("undo offers to take back the kept edit")
    func edit() throws {
        var driver = try console()
        driver.press("e")
        driver.answer(.person(person.serial, .success(Fixture.card(person))))
        driver.type("전")
        driver.press("Ctrl-S")
        let (submission, purpose) = try submitted(&driver)
        let edited = Fixture.row(6, "홍길동전", version: 2)
        driver.answer(.submitted(submission, purpose, .success(kept(edited, .edited(person.serial, version: 2)))))
        driver.press("u")
        #expect(driver.shows("000006 홍길동전") && !driver.shows("000201"))
        driver.press("Enter")
        guard case .edit(person.serial, 2, _, let answers) = try submitted(&driver).0.change else {
            Issue.record("another change")
            return
        }
        #expect(answers[.name] == .text("홍길동"))
    }

    @Test("where nobody has decided it, undo says so and offers nobody else", arguments: [Language.korean, .english])
    func undecided(_ language: Language) throws {
        var driver = try console(language)
        try cancel(&driver, SubmitAnswer(result: .queued(person.serial), pass: nil))
        driver.press("u")
        #expect(driver.state.overlay == nil)
        #expect(driver.shows(language == .korean ? "000006의 변경은 여기서 되돌릴 수 없습니다" : "000006 cannot be taken back here"))
    }

    @Test("a change that was set aside when it was sent is not taken back any more: it never happened")
    func setAside() throws {
        var driver = try console()
        try cancel(&driver, kept(cancelled, .cancelled(person.serial, version: 2)))
        driver.answer(
            .synced(
                .success(
                    SyncReport(
                        sent: 1,
                        setAside: [.init(serial: person.serial, name: nil, kind: "cancel", reason: "conflict")]))))
        #expect(driver.state.undoable.map(\.serial) == [newcomer.serial])
    }

    @Test("serials used up: the form stays, the sentence says that nothing was saved, and the title is read anew")
    func noSerials() throws {
        for language in [Language.korean, .english] {
            var driver = Driver.withoutLine(language)
            driver.fillAndSave()
            let submission = try #require(driver.takeSubmissions().first)
            driver.answer(.submitted(submission, .walkIn, .failure(.journal(.noSerials(event: 4)))))
            #expect(driver.shows(language == .korean ? "저장하지 않았습니다" : "Nothing was saved"))
            #expect(driver.shows("김민준") && !driver.screen().contains { $0.contains("event 4") || $0.contains("행사 4") })
            #expect(driver.takeRequests().contains(.desk(.queue(Fixture.event.id))))
        }
    }

    @Test("a refused save says so until a key, with what to do in sight, and shows nobody else's pass beside it")
    func refusedSaveStands() throws {
        for (language, sentences) in [
            (Language.korean, ["저장하지 않았습니다: 받아 둔", "적어 두었다가", "해 주세요."]),
            (.english, ["Nothing was saved: this", "Note it down", "left."]),
        ] {
            var driver = try console(language)
            driver.press("F2")
            driver.fillAndSave("박서연", phone: "01077778888")
            let submission = try #require(driver.takeSubmissions().first)
            driver.answer(.submitted(submission, .walkIn, .failure(.journal(.noSerials(event: 4)))))
            driver.answer(.bannerEnds(driver.state.bannerCount))
            #expect(sentences.allSatisfy { driver.shows($0) }, "\(driver.screen())")
            #expect(driver.shows(language == .korean ? "저장되지 않았습니다" : "Not saved"))
            #expect(!driver.shows("000201"))
            driver.press("Ctrl-S")
            #expect(!driver.shows(sentences[1]))
            let again = try #require(driver.takeSubmissions().first)
            driver.answer(
                .submitted(again, .walkIn, .success(kept(Fixture.row(202, "박서연"), .registered(Fixture.serial(202))))))
            #expect(driver.shows("000202 박서연") && !driver.shows(language == .korean ? "저장되지 않았습니다" : "Not saved"))
        }
    }

    @Test("a test pass without a line is no failure, and says what works and what does not")
    func testPass() throws {
        for (language, sentence) in [
            (Language.korean, "스캐너와 키는 정상이고"), (.english, "Scanner and key are in order; the database cannot"),
        ] {
            var driver = Driver(language)
            driver.press("F5")
            try driver.scan(1) { _ in
                CheckInAnswer(result: .test(PassTest(desk: "desk-1", milliseconds: nil)), person: nil)
            }
            #expect(driver.shows(sentence) && !driver.shows("✗"))
            #expect(driver.state.isLineLost)
        }
    }

    @Test("F8 shows what a set-aside edit asks for; an outdated one is sent again only from there")
    func asked() throws {
        for language in [Language.korean, .english] {
            var driver = Driver(language)
            driver.press("F8")
            let command = QueuedCommand(
                id: CommandID.random(at: Timestamp(milliseconds: 1)), serial: person.serial, name: "홍길동전", kind: "edit",
                reason: "conflict", madeAt: Timestamp(milliseconds: 0),
                asked: .edit(
                    serial: person.serial, version: 1, form: Fixture.formReference,
                    answers: [.name: .text("홍길동전"), .affiliation: .text("한빛초등학교")]))
            driver.answerQueue(DeskQueue(setAside: [command], serialsLeft: 9))
            _ = driver.takeEffects()
            driver.press("a")
            #expect(driver.takeRequests().isEmpty)
            let lines =
                language == .korean
                ? ["이름: 홍길동전", "소속: 한빛초등학교", "연락처: (없음)", "그사이 다른 곳에서"]
                : ["Name: 홍길동전", "Affiliation: 한빛초등학교", "Phone: (none)", "changed elsewhere"]
            #expect(lines.allSatisfy { driver.shows($0) }, "\(driver.screen())")
            driver.press("Enter")
            #expect(driver.takeRequests() == [.desk(.retry(command))])
            driver.press("x")
            #expect(driver.shows(lines[1]))
        }
    }

    @Test("whoever went in twice without the right to it is told of both, in both languages")
    func twiceWithoutRight() {
        let movement = Movement(
            command: CommandID.random(at: Timestamp(milliseconds: 1)), at: Timestamp(milliseconds: 0), gate: "B",
            by: "west")
        let conflict = Conflict(
            kind: .admittedTwice, asked: "check_in", serial: person.serial, reason: .cancelled,
            admission: Fixture.admission(movement.command), passage: movement)
        let open = OpenConflict(
            id: movement.command, conflict: conflict, deskName: "west", madeAt: Timestamp(milliseconds: 0),
            foundAt: Timestamp(milliseconds: 0), person: person)
        let (korean, english) = (Words(.korean), Words(.english))
        let told = korean.openConflict(open, minutesAheadOfUTC: 540)
        #expect(told.contains("자격 없이") && told.contains("두 번 입장") && told.contains("취소된 등록"), "\(told)")
        let said = english.openConflict(open, minutesAheadOfUTC: 540)
        #expect(said.contains("admitted twice without the right"), "\(said)")
        var plain = conflict
        plain.reason = .alreadyCheckedIn
        for words in [korean, english] {
            #expect(words.whatToDo(about: conflict) != words.whatToDo(about: plain))
        }
    }
}

// A person's card: their file comes by itself, the text scrolls, related people open, and undo says what it will do.

import Desk
import Domain
import Store
import Terminal
import Testing

@testable import Screens

@Suite struct CardTests {
    /// Commands on one person, as the log has them.
    struct Log {
        var commands: [LoggedCommand] = []
        let serial: Serial

        mutating func add(_ action: Command.Action, _ outcome: Outcome, desk: String = "데스크 1", erased: Bool = false) {
            let number = UInt8(commands.count)
            let id = CommandID(at: Timestamp(milliseconds: 0), random: [UInt8](repeating: number, count: 10))
            let at = Timestamp(milliseconds: 1_777_594_320_000 + Int64(number) * 60_000)
            let command = Command(
                id: id, event: Fixture.event.id, desk: DeskID(bytes: [UInt8](repeating: 1, count: 16)),
                deskSequence: Int64(number), actor: desk, madeAt: at, action: action)
            commands.append(
                LoggedCommand(
                    id: id, kind: action.kind, word: outcome.word, actor: desk, deskName: desk, madeAt: at,
                    appliedAt: at, command: erased ? nil : command, outcome: erased ? nil : outcome, isErased: erased))
        }

        /// The file as the desk gives it: the row is what the commands made.
        func file(related: [RelatedPerson] = [], _ change: (inout Registration) -> Void = { _ in }) throws -> PersonFile
        {
            let forms = [Fixture.formReference: Fixture.desk.form]
            let history = PersonHistory(commands, forms: forms)
            var row = try #require(history.newest?.after)
            change(&row)
            return PersonFile(
                row: row, pass: Fixture.pass(serial.rawValue), history: history, forms: forms, related: related)
        }
    }

    static func answers(_ name: String, _ phone: String? = nil) -> Answers {
        var answers: Answers = [.name: .text(name), .consent: .flag(true), .category: .text("general")]
        answers[.phone] = phone.map { .text($0) }
        return answers
    }

    /// Registered, edited at another desk, refused once.
    static func log(_ number: Int64 = 7) -> Log {
        let serial = Fixture.serial(number)
        var log = Log(serial: serial)
        log.add(
            .register(
                NewRegistration(
                    serial: serial, publicID: "0", source: .walkIn, form: Fixture.formReference,
                    answers: answers("홍길동", "01011112222"))), .registered(serial))
        log.add(
            .edit(serial: serial, version: 1, form: Fixture.formReference, answers: answers("홍길동", "01033334444")),
            .edited(serial, version: 2), desk: "데스크 2")
        log.add(.cancel(serial: serial, version: 1, reason: "이유"), .refused(Refusal(.conflict, existing: serial)))
        return log
    }

    /// A console with the card of a file open, its file read.
    private func open(_ file: PersonFile, size: Size = Size(columns: 80, rows: 24)) -> Driver {
        var driver = Driver()
        driver.deliver(.resized(size))
        driver.press("F4")
        driver.answer(.page(.first, .success(AttendeePage(all: [file.row]))))
        driver.press("Enter")
        driver.answer(.person(file.row.serial, .success(Fixture.card(file.row))))
        driver.answer(.personFile(file.row.serial, .success(file)))
        _ = driver.takeRequests()
        return driver
    }

    private func reading(_ driver: Driver) -> CardReading? {
        if case .card(_, let reading) = driver.state.overlay { reading } else { nil }
    }

    @Test(
        "the key line names the letters that work on the card, and no others, up to the way out",
        arguments: [Language.korean, .english])
    func keyLine(_ language: Language) {
        for status in [Registration.Status.approved, .cancelled] {
            var driver = Driver(language)
            driver.press("F4")
            var row = Fixture.row(1)
            row.status = status
            driver.answer(.page(.first, .success(AttendeePage(all: [row]))))
            driver.press("Enter")
            driver.answer(.person(row.serial, .success(Fixture.card(row))))
            let keys = driver.screen().last ?? ""
            let words = driver.state.words
            for title in ["i \(words.cardCheckInKey(.enter))", "q QR", "u \(words.undo)", "Esc \(words.back)"] {
                #expect(keys.contains(title), "\(keys)")
            }
            for title in ["e \(words.edit)", "x \(words.cancelRow)", "n \(words.cardReissueKey)"] {
                #expect(keys.contains(title) == (status == .approved), "\(keys)")
            }
        }
    }

    @Test("a card asks for its file once, says that it is loading, and then shows history and related people")
    func loads() throws {
        let file = try Self.log().file(related: [RelatedPerson(row: Fixture.row(3, "임꺽정"), tie: .samePhone)])
        var driver = Driver()
        driver.press("F4")
        driver.answer(.page(.first, .success(AttendeePage(all: [file.row]))))
        driver.press("Enter")
        driver.answer(.person(file.row.serial, .success(Fixture.card(file.row))))
        #expect(driver.takeRequests().filter { $0 == .personFile(file.row.serial) }.count == 1)
        driver.press("PageDown")
        #expect(driver.shows("불러오는 중"))
        #expect(driver.takeRequests() == [])
        driver.answer(.personFile(file.row.serial, .success(file)))
        driver.press("End")
        #expect(!driver.shows("불러오는 중") && driver.takeRequests() == [])
        for text in ["데스크 2 · 수정", "연락처: 010-1111-2222 → 010-3333-4444", "취소 거절됨: 그사이 바뀐 등록", "000003 임꺽정"] {
            #expect(driver.shows(text), "\(text) in \(driver.screen())")
        }
    }

    @Test("a file that did not come says why and is not asked for again and again")
    func fails() throws {
        var driver = Driver()
        let row = Fixture.row(7)
        driver.press("F4")
        driver.answer(.page(.first, .success(AttendeePage(all: [row]))))
        driver.press("Enter")
        driver.answer(.person(row.serial, .success(Fixture.card(row))))
        _ = driver.takeRequests()
        driver.answer(.personFile(row.serial, .failure(.outOfReach("gone"))))
        driver.press("End")
        #expect(driver.takeRequests() == [] && driver.shows("닿지 않습니다") && !driver.shows("gone"))
    }

    @Test("a change of the row reads the file anew; what was read stays until then")
    func refreshes() throws {
        let file = try Self.log().file()
        var driver = open(file)
        var row = file.row
        row.version += 1
        row.name = "고친이"
        driver.press("e")
        driver.type("A")
        driver.press("Ctrl-S")
        let submission = try #require(driver.takeSubmissions().first)
        driver.answer(
            .submitted(
                submission, .edit, .success(Fixture.accepted(row, .edited(row.serial, version: row.version)))))
        #expect(driver.takeRequests().contains(.personFile(row.serial)))
        driver.press("End")
        #expect(driver.shows("고친이") && driver.shows("다시 불러오는 중") && driver.shows("데스크 2 · 수정"))
    }

    @Test("every line of a card can be read at 80×24, by lines and by pages, with the actions always there")
    func scrolls() throws {
        let file = try Self.log().file(
            related: (20..<26).map { RelatedPerson(row: Fixture.row($0), tie: .formerPhone) })
        for keys in [["Down"], ["PageDown"], ["Up"]] {
            var driver = open(file)
            var seen = Set<String>()
            for _ in 0..<80 {
                for line in driver.screen() { seen.insert(line.filter { $0 != " " && $0 != "│" && $0 != ">" }) }
                #expect(driver.shows("1 QR 보기") && driver.shows("5 마지막 변경 되돌리기"))
                for key in keys { driver.press(key) }
            }
            for text in ["번호000007", "관련된사람", "000025홍길동·승인·전에쓰던연락처"] {
                #expect(seen.contains { $0.contains(text) }, "\(text) by \(keys)")
            }
        }
    }

    @Test("related people are reached with Tab, open in front, and Esc comes back to where one was")
    func related() throws {
        let other = Fixture.row(3, "임꺽정")
        let file = try Self.log().file(related: [RelatedPerson(row: other, tie: .mergedInto)])
        var driver = open(file)
        driver.press("Shift-Tab")
        #expect(driver.shows("> 000003 임꺽정"))
        driver.press("Enter")
        #expect(driver.takeRequests() == [.person(other.serial)])
        driver.answer(.person(other.serial, .success(Fixture.card(other))))
        #expect(driver.takeRequests() == [.personFile(other.serial)])
        #expect(driver.state.layers.layers.count == 2 && driver.shows("┌─ 000003 임꺽정"))
        driver.press("Escape")
        #expect(driver.shows("> 000003 임꺽정") && driver.shows("┌─ 000007 홍길동"))
        #expect(driver.takeRequests() == [])
    }

    @Test("beside the table a file is read only after the selection has rested, and never one a row")
    func pane() throws {
        let file = try Self.log(1).file()
        let rows = [file.row] + (2...9).map { Fixture.row($0) }
        var driver = Driver()
        driver.deliver(.resized(Size(columns: 132, rows: 43)))
        driver.press("F4")
        driver.answer(.page(.first, .success(AttendeePage(all: rows))))
        for _ in 0..<6 { driver.press("Down") }
        for _ in 0..<6 { driver.press("Up") }
        #expect(!driver.takeRequests().contains { if case .personFile = $0 { true } else { false } })
        #expect(driver.shows("불러오는 중"))
        driver.answer(.personRests)
        #expect(driver.takeRequests() == [.personFile(file.row.serial)])
        driver.answer(.personFile(file.row.serial, .success(file)))
        #expect(driver.shows("데스크 2 · 수정") && driver.shows(file.pass.digits))
        // Somebody else's history never stands beside a person.
        driver.press("Down")
        #expect(!driver.shows("데스크 2 · 수정"))
        // The file at hand serves the card too.
        driver.press("Up", "Enter")
        driver.answer(.person(file.row.serial, .success(Fixture.card(file.row))))
        #expect(!driver.takeRequests().contains(.personFile(file.row.serial)))
        #expect(reading(driver)?.view.file == file)
    }

    // MARK: Undo

    private func undo(_ log: Log) throws -> Driver {
        var driver = open(try log.file())
        driver.press("u")
        #expect(driver.takeRequests() == [.personFile(log.serial)])
        driver.answer(.personFile(log.serial, .success(try log.file())))
        return driver
    }

    @Test("u on a card says whose change of what it takes back, and does it for the row as it is")
    func undoes() throws {
        let log = Self.log()
        var driver = try undo(log)
        for text in ["데스크 2 · 수정", "연락처: 010-3333-4444 → 010-1111-2222", "나머지 답과 번호, QR은 그대로"] {
            #expect(driver.shows(text), "\(text) in \(driver.screen())")
        }
        driver.press("Enter")
        let requests = driver.takeRequests()
        guard case .submit(let submission, .undo)? = requests.first, requests.count == 1,
            case .edit(log.serial, 2, _, let answers) = submission.change
        else {
            Issue.record("\(requests)")
            return
        }
        #expect(answers[.phone] == .text("010-1111-2222"))
        var row = try log.file().row
        row.version = 3
        driver.answer(.submitted(submission, .undo, .success(Fixture.accepted(row, .edited(row.serial, version: 3)))))
        #expect(driver.shows("되돌렸습니다") && driver.takeRequests() == [.personFile(log.serial)])
    }

    @Test("after an undo u goes on with what was before it, or takes back the undo; both say what they do")
    func again() throws {
        var log = Self.log()
        log.add(.cancel(serial: log.serial, version: 2, reason: "두 번 왔음"), .cancelled(log.serial, version: 3))
        log.add(.restore(serial: log.serial, version: 3, status: .approved), .restored(log.serial, version: 4))
        var driver = try undo(log)
        #expect(driver.shows("연락처: 010-3333-4444 → 010-1111-2222"))
        driver.press("Down", "Enter")
        #expect(driver.shows("상태: 승인 → 취소") && driver.takeSubmissions().isEmpty)
        driver.press("Enter")
        let submission = try #require(driver.takeSubmissions().first)
        #expect(submission.change == .cancel(serial: log.serial, version: 4, reason: "두 번 왔음"))
    }

    @Test("what cannot be taken back says why")
    func obstacles() throws {
        var registered = Self.log()
        registered.commands.removeLast(2)
        #expect(try undo(registered).shows("등록만 남았습니다"))
        var erased = Self.log()
        erased.commands[1].command = nil
        erased.commands[1].outcome = nil
        erased.commands[1].isErased = true
        let row = try Self.log().file().row
        let file = PersonFile(
            row: row, pass: Fixture.pass(7), history: PersonHistory(erased.commands, forms: [:]), forms: [:],
            related: [])
        var driver = open(file)
        driver.press("u")
        driver.answer(.personFile(row.serial, .success(file)))
        #expect(driver.shows("지워진 기록") && reading(driver)?.awaitsUndo == false)
        driver.press("u")
        driver.answer(.personFile(row.serial, .failure(.outOfReach("gone"))))
        #expect(driver.shows("하지 못했습니다") && driver.state.layers.layers.count == 1)
    }

    @Test("Esc while the history is read gives up the undo")
    func givesUp() throws {
        let log = Self.log()
        var driver = open(try log.file())
        driver.press("u", "Escape")
        driver.answer(.personFile(log.serial, .success(try log.file())))
        #expect(driver.state.overlay == nil)
    }

    // MARK: Keys before the form has come

    @Test("keys and pastes after e wait for the form and go into it in order; Esc gives up waiting")
    func typeAhead() throws {
        let row = Fixture.row(7, "홍길동")
        var driver = Driver()
        driver.press("F4")
        driver.answer(.page(.first, .success(AttendeePage(all: [row]))))
        driver.press("e")
        driver.type("전x")
        driver.press("Backspace")
        driver.deliver(.input(TimedEvent(event: .paste("수"), at: driver.now)))
        driver.press("Enter")
        driver.type("010")
        _ = driver.takeRequests()
        driver.answer(.person(row.serial, .success(Fixture.card(row))))
        guard case .edit(let edit) = driver.state.overlay else {
            Issue.record("no form")
            return
        }
        #expect(edit.binding.answers[.name] == .text("홍길동전수") && edit.binding.answers[.phone] == .text("010"))
        driver.press("Escape", "e")
        driver.type("가")
        driver.press("Escape")
        driver.answer(.person(row.serial, .success(Fixture.card(row))))
        #expect(driver.state.overlay == nil && driver.state.pending == nil)
    }

    @Test("a scan between e and the form leaves nothing in the form")
    func scanAhead() throws {
        let row = Fixture.row(7, "홍길동")
        var driver = Driver()
        driver.press("F4")
        driver.answer(.page(.first, .success(AttendeePage(all: [row]))))
        driver.press("e")
        driver.type("전")
        driver.scan(Fixture.pass(3).digits) { $0.answer(.person(row.serial, .success(Fixture.card(row)))) }
        guard case .edit(let edit) = driver.state.overlay else {
            Issue.record("no form")
            return
        }
        #expect(edit.binding.answers[.name] == .text("홍길동전"))
    }
}

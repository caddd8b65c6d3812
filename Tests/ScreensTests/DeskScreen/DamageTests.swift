// A journal that was damaged, and other desks' wrong dates, as the console tells of them.

import Domain
import Journal
import Store
import Terminal
import Testing

@testable import Desk
@testable import Screens

@Suite("Told on F8") struct DamageTests {
    private func rebuild(unreadable: Int, mayLackMore: Bool = false) -> JournalRebuild {
        JournalRebuild(
            at: 1_777_594_320_000, file: "/data/desk/journal.sqlite", kept: 12, unreadable: unreadable,
            mayLackMore: mayLackMore)
    }

    @Test("a journal that was made anew is in the news until a key is pressed: what it holds, and what it may lack")
    func rebuilt() {
        for (language, made, whole, lacks, more, unknown) in [
            (
                Language.korean, "저널이 깨져 새로 만들었습니다", "빠진 것은 없고", "3건은 읽지 못했습니다", "적어도 3건", "알 수 없습니다"
            ),
            (
                .english, "The journal was damaged and made anew", "Nothing is missing", "not read: 3", "at least 3",
                "is not known"
            ),
        ] {
            for (rebuild, words) in [
                (rebuild(unreadable: 0), whole), (rebuild(unreadable: 3), lacks),
                (rebuild(unreadable: 3, mayLackMore: true), more),
                (rebuild(unreadable: 0, mayLackMore: true), unknown),
            ] {
                var driver = Driver(language)
                driver.answer(.live(.journalRebuilt(rebuild)))
                driver.answer(.bannerEnds(driver.state.bannerCount))
                let screen = driver.screen().joined(separator: " ")
                #expect(driver.shows(made) && driver.shows("12"), "\(screen)")
                #expect(Words(language).journalRebuilt(rebuild).contains(words))
                driver.press("F4")
                #expect(!driver.shows(made))
            }
        }
    }

    @Test("where nothing waited it says that, and counts nothing")
    func nothingWaited() {
        let rebuild = JournalRebuild(at: 0, file: "/p", kept: 0, unreadable: 0, mayLackMore: false)
        for (words, sentence) in [(Words(.korean), "보낼 것도 없었습니다"), (Words(.english), "nothing waited to be sent")] {
            #expect(words.journalRebuilt(rebuild).contains(sentence) && !words.journalRebuilt(rebuild).contains("0"))
        }
    }

    @Test("F8 tells it first, with when, where the damaged file is and what to do, for as long as that file is there")
    func onDesk() {
        for (language, when, step) in [
            (Language.korean, "2026-05-01 09:12", "지우면"), (.english, "2026-05-01 09:12", "remove it"),
        ] {
            var driver = Driver(language)
            driver.press("F8")
            var figures = DeskFigures(blockSize: 50)
            figures.rebuilds = [rebuild(unreadable: 3)]
            let surroundings = DeskSurroundings(gates: [.main], hearsNotices: nil, lastContact: nil, figures: figures)
            driver.answer(.desk(.queue(.success(DeskQueue()), surroundings)))
            for part in [when, "/data/desk/journal.sqlite", step] { #expect(driver.shows(part), "\(driver.screen())") }
            figures.rebuilds = []
            let mended = DeskSurroundings(gates: [.main], hearsNotices: nil, lastContact: nil, figures: figures)
            driver.answer(.desk(.queue(.success(DeskQueue()), mended)))
            #expect(!driver.shows("/data/desk/journal.sqlite"))
        }
    }

    private func wrongDay(_ count: Int64) -> OpenConflict {
        let movement = Movement(
            command: CommandID.random(at: Timestamp(milliseconds: 1)), at: Timestamp(milliseconds: 0), gate: "B",
            by: "west")
        var conflict = Conflict(
            kind: .otherDay, asked: "check_in", serial: Fixture.serial(1),
            admission: Fixture.admission(movement.command), passage: movement)
        conflict.claimedDay = CalendarDate("2026-11-30")
        var open = OpenConflict(
            id: movement.command, conflict: conflict, deskName: "west", madeAt: Timestamp(milliseconds: 0),
            foundAt: Timestamp(milliseconds: 0), person: Fixture.row(1, "김민준"))
        open.others = (2...count).map { CommandID.random(at: Timestamp(milliseconds: $0)) }
        open.serials = (1...count).map { Fixture.serial($0) }
        open.people = (1...min(count, 6)).map { Fixture.row($0, "사람\($0)") }
        return open
    }

    @Test("what is out of sight is counted as the heading counts: people, not lines")
    func outOfSight() {
        for language in [Language.korean, .english] {
            var driver = Driver(language)
            driver.press("F8")
            driver.answer(
                .desk(
                    .conflicts(.success([wrongDay(2), wrongDay(3), wrongDay(4)] + (0..<20).map { _ in wrongDay(5) }))))
            driver.press("Home")
            let shown = driver.state.deskLines.compactMap(\.conflict?.count).reduce(0, +)
            let more = 109 - shown
            #expect(shown > 0 && more > 0)
            #expect(
                driver.shows(language == .korean ? "확인할 것 109건 … \(more)건 더" : "To look into: 109 … \(more) more"),
                "\(driver.screen())")
        }
    }

    @Test(
        "passages of a desk with a wrong date are one line with their number, which opens to the people and settles all"
    )
    func together() throws {
        for language in [Language.korean, .english] {
            var driver = Driver(language)
            driver.press("F8")
            let group = wrongDay(37)
            driver.answer(.desk(.conflicts(.success([group]))))
            driver.press("Home")
            #expect(driver.shows(language == .korean ? "확인할 것 37건" : "To look into: 37"), "\(driver.screen())")
            #expect(
                driver.shows(language == .korean ? "west · 37건 (37명)" : "west · 37 (37 people)"), "\(driver.screen())")
            while driver.state.markedConflict == nil { driver.press("Down") }
            _ = driver.takeEffects()
            driver.press("Enter")
            #expect(driver.shows("사람6"), "\(driver.screen())")
            #expect(driver.shows(language == .korean ? "이름을 보이지 않은 사람 31명" : "31 people more"), "\(driver.screen())")
            driver.press("Down", "Enter")
            #expect(driver.takeRequests() == [.person(Fixture.serial(2))])
            driver.answer(.person(Fixture.serial(2), .failure(.notFound)))
            while driver.state.markedConflict == nil { driver.press("Down") }
            driver.press("Enter", "End", "Up", "Enter")
            #expect(driver.takeRequests().contains(.desk(.settle(group))))
            driver.answer(.desk(.settled(group, .success(true))))
            #expect(driver.shows(language == .korean ? "37건을 처리한 것으로" : "dealt with: 37"), "\(driver.screen())")
            #expect(driver.state.deskScreen.conflicts == [])
        }
    }

    @Test("what only a newer console knows is said to be that: a conflict, and an outcome in the log")
    func newer() {
        for (words, sentence) in [(Words(.korean), "더 새로운 콘솔"), (Words(.english), "newer console")] {
            let open = OpenConflict(
                id: CommandID.random(at: Timestamp(milliseconds: 1)),
                conflict: Conflict(kind: .unknown, asked: "check_in", serial: Fixture.serial(1)), deskName: "west",
                madeAt: Timestamp(milliseconds: 0), foundAt: Timestamp(milliseconds: 0))
            #expect(words.openConflict(open, minutesAheadOfUTC: 540).contains(sentence))
            #expect(!words.whatToDo(about: open.conflict).isEmpty)
            let line = DeskLogLine(
                sequence: 1, kind: "check_in", word: "too_new", serial: Fixture.serial(1),
                appliedAt: Timestamp(milliseconds: 0))
            #expect(words.logLine(line, minutesAheadOfUTC: 540).contains(sentence))
        }
    }

    @Test("a desk that has never known its event tells times in UTC and says so, on every line")
    func unknownZone() {
        let moment = Timestamp(milliseconds: 0)
        for language in [Language.korean, .english] {
            var driver = Driver(language, isOpen: false)
            driver.press("F8")
            var figures = DeskFigures(
                blockSize: 50,
                exported: JournalExport(event: EventID(rawValue: 1), at: moment, count: 2, file: "/m/journal"))
            figures.lastContact = moment
            figures.lost = [
                LostChange(event: EventID(rawValue: 1), serial: Fixture.serial(1), kind: "edit", foundAt: moment)
            ]
            let waiting = QueuedCommand(
                id: CommandID.random(at: moment), serial: Fixture.serial(61), name: "박서연", kind: "register",
                reason: nil,
                madeAt: moment, asked: nil)
            let surroundings = DeskSurroundings(gates: [.main], hearsNotices: nil, lastContact: nil, figures: figures)
            driver.answer(.desk(.queue(.success(DeskQueue(waiting: [waiting], waitingCount: 1)), surroundings)))
            for piece in [
                "1970-01-01 00:00 (UTC) 2", "  00:00 (UTC) 000061", "1970-01-01 00:00 (UTC) 000001",
                language == .korean ? "마지막 응답 1970-01-01 00:00 (UTC)" : "last answer 1970-01-01 00:00 (UTC)",
            ] { #expect(driver.shows(piece), "\(piece): \(driver.screen())") }
            figures.copy = CopyFigures(people: 1, freshAt: moment, bytes: 9, minutesAheadOfUTC: 540)
            driver.answer(
                .desk(
                    .queue(
                        .success(DeskQueue(waiting: [waiting], waitingCount: 1)),
                        DeskSurroundings(gates: [.main], hearsNotices: nil, lastContact: nil, figures: figures))))
            #expect(driver.shows("  09:00 000061") && !driver.shows("UTC"), "\(driver.screen())")
        }
    }

    @Test("a copy that was switched off is said to be that, and the last answer is known without one")
    func switchedOff() {
        for (language, off, contact) in [
            (Language.korean, "설정으로 꺼 둠", "마지막 응답 1970-01-01 09:00"),
            (.english, "switched off by configuration", "last answer 1970-01-01 09:00"),
        ] {
            var driver = Driver.withoutLine(language)
            driver.press("F8")
            var figures = DeskFigures(blockSize: 50)
            figures.keepsCopy = false
            figures.lastContact = Timestamp(milliseconds: 0)
            let surroundings = DeskSurroundings(gates: [.main], hearsNotices: nil, lastContact: nil, figures: figures)
            driver.answer(.desk(.queue(.success(DeskQueue()), surroundings)))
            #expect(driver.shows(off) && driver.shows(contact), "\(driver.screen())")
            figures.keepsCopy = true
            #expect(!Words(language).copy(figures, minutesAheadOfUTC: 540).contains(off))
        }
    }
}

// A damaged journal, and other desks' wrong dates, as the console tells of them.

import Domain
import Journal
import Store
import Terminal
import Testing

@testable import Desk
@testable import Screens

@Suite("Told on F8") struct DamageTests {
    private let damage = JournalDamage(
        path: "/data/desk/journal.sqlite", pages: ["Tree 4 page 9: btreeInitPage() returns error code 11"],
        hasUnreadable: false)

    @Test("a damaged journal is in the news until a key is pressed, in every screen's title, and on F8 with what to do")
    func damaged() throws {
        for (language, news, piece, steps) in [
            (Language.korean, "저널이 깨졌습니다", "저널 깨짐", ["sync --export", "--import", "--data-dir"]),
            (.english, "The journal is damaged", "journal damaged", ["sync --export", "--import", "--data-dir"]),
        ] {
            var driver = Driver(language)
            driver.answer(.live(.journalDamaged(damage)))
            driver.answer(.bannerEnds(driver.state.bannerCount))
            #expect(driver.shows(news) && driver.shows("F8"), "\(driver.screen())")
            driver.press("F8")
            #expect(try #require(driver.screen().first).contains(piece), "\(driver.screen())")
            #expect(driver.shows(damage.path) && driver.shows("btreeInitPage"), "\(driver.screen())")
            for step in steps { #expect(driver.shows(step), "\(step) \(driver.screen())") }
            driver.press("F4")
            #expect(try #require(driver.screen().first).contains(piece))
            #expect(!driver.shows(damage.path))
        }
    }

    @Test("what is kept at a desk with a damaged journal is not promised to be sent, and stands until it was read")
    func kept() throws {
        for (language, sentence) in [(Language.korean, "따로 적어 두세요"), (.english, "note it down")] {
            var driver = Driver.withoutLine(language)
            driver.answer(.live(.journalDamaged(damage)))
            try driver.keepWalkIn()
            driver.answer(.bannerEnds(driver.state.bannerCount))
            #expect(driver.screen().joined().contains(sentence), "\(driver.screen())")
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

// A journal carried to another desk, from the palette; and what is always in sight of clock and disk.

import Desk
import Domain
import Journal
import Store
import Terminal
import Testing

@testable import Screens

@Suite struct JournalMoveTests {
    /// A console at F8 with the question for a file in front.
    private func asked(_ way: JournalWay) -> Driver {
        var driver = Driver()
        _ = driver.model.state.run(.common(.carryJournal(way)))
        _ = driver.takeRequests()
        driver.type("usb/desk.journal")
        driver.press("Enter")
        return driver
    }

    private func task(_ driver: inout Driver) -> DeskTask? {
        driver.takeRequests().lazy.compactMap { if case .desk(let task) = $0 { task } else { nil } }.first
    }

    @Test("writing asks for the file, then twice for a passphrase that nobody sees, and tells where it lies")
    func export() throws {
        var driver = asked(.out)
        driver.type("correct horse")
        #expect(driver.shows("*************") && !driver.shows("correct horse"))
        driver.press("Enter")
        #expect(driver.shows("한 번 더") && task(&driver) == nil)
        driver.type("correct horse")
        driver.press("Enter")
        let passphrase = try #require(Passphrase("correct horse"))
        #expect(task(&driver) == .export("usb/desk.journal", passphrase))
        #expect(driver.state.overlay == nil)
        let record = JournalExport(
            event: Fixture.desk.event.id, at: Timestamp(milliseconds: 0), count: 3, file: "usb/desk.journal")
        driver.answer(.desk(.exported(.success(record))))
        #expect(driver.shows("3건을 usb/desk.journal에 썼습니다"))
        driver.answer(.desk(.exported(.success(nil))))
        #expect(driver.shows("파일을 쓰지 않았습니다"))
    }

    @Test("two passphrases that differ are asked for anew, and a short one is refused")
    func slips() {
        var driver = asked(.out)
        driver.type("short")
        driver.press("Enter")
        #expect(driver.shows("8자 이상"))
        driver.type("correct horse")
        driver.press("Enter")
        driver.type("correct house")
        driver.press("Enter")
        #expect(driver.shows("두 암호가 다릅니다") && task(&driver) == nil)
        driver.press("Escape")
        #expect(driver.state.overlay == nil && task(&driver) == nil)
    }

    @Test("taking in asks once, sends what came at once, and tells of another event by name")
    func takeIn() throws {
        var driver = asked(.in)
        driver.type("correct horse")
        driver.press("Enter")
        let passphrase = try #require(Passphrase("correct horse"))
        #expect(task(&driver) == .takeIn("usb/desk.journal", passphrase))
        let origin = JournalOrigin(
            name: EventName(Fixture.desk.event), event: Fixture.desk.event.id,
            desk: DeskID(bytes: [UInt8](repeating: 1, count: 16)), deskName: "노트북", at: Timestamp(milliseconds: 0))
        driver.answer(.desk(.tookIn(.success(JournalIntake(origin: origin, new: 3, known: 1)))))
        #expect(driver.shows("노트북 데스크의 저널: 새로 받음 3건, 이미 있음 1건"))
        #expect(driver.takeRequests().contains(.sync))
        var here = EventName(Fixture.desk.event)
        here.slug = "fair"
        driver.answer(.desk(.tookIn(.failure(.otherEvent(origin, here: here)))))
        #expect(driver.shows("\(Fixture.desk.event.slug)(") && driver.shows("fair("))
        driver.answer(.desk(.tookIn(.failure(.file(.wrongPassphrase)))))
        #expect(driver.shows("암호가 맞지 않거나"))
    }

    @Test("the palette knows both")
    func palette() {
        var driver = Driver(.english)
        driver.press("F9")
        guard case .palette(let palette, _) = driver.state.overlay else {
            Issue.record("no palette")
            return
        }
        let titles = palette.entries.map(\.title)
        #expect(titles.contains("Write the journal to a file"))
        #expect(titles.contains("Take in another desk's journal"))
        driver.type("take in")
        driver.press("Enter")
        #expect(driver.state.place == .desk && driver.shows("Taken in twice"))
    }

    @Test("a wrong clock and a disk that is nearly full are in sight on every screen until they are mended")
    func warnings() {
        for place in ["F2", "F3", "F4", "F5", "F6", "F7", "F8"] {
            var driver = Driver()
            driver.press(KeyPress(place) ?? KeyPress(.escape))
            driver.answer(.live(.warnings(DeskWarnings(clockAhead: 720_000, diskFree: 80_000_000))))
            #expect(driver.shows("시계 +12분  디스크 80 MB"), "\(place)")
            driver.answer(.live(.warnings(DeskWarnings(clockAhead: -7_300_000))))
            #expect(driver.shows("시계 -2시간") && !driver.shows("디스크 80 MB"), "\(place)")
            driver.answer(.live(.warnings(DeskWarnings())))
            #expect(!driver.shows("시계 -2시간"), "\(place)")
        }
    }

    @Test("F8 shows copy, room, how the journal is guarded and where it was written to, in both languages")
    func figures() {
        let record = JournalExport(
            event: Fixture.desk.event.id, at: Timestamp(milliseconds: 0), count: 3, file: "usb/a")
        let figures = DeskFigures(
            waiting: 3, blockSize: 50,
            copy: CopyFigures(
                people: 1_234, freshAt: Timestamp(milliseconds: 0), bytes: 350_000, minutesAheadOfUTC: 540),
            diskFree: 70_000_000, exported: record)
        for (language, said) in [
            (Language.korean, ["1,234명", "70 MB 남음. 자리를", "키 파일", "3건을 내보냄: usb/a"]),
            (.english, ["1,234 people", "70 MB free: make room", "key file", "3 commands written: usb/a"]),
        ] {
            var driver = Driver(language)
            driver.press("F8")
            driver.answer(
                .desk(
                    .queue(
                        .success(DeskQueue(serialsLeft: 12)),
                        DeskSurroundings(gates: [.main], hearsNotices: true, lastContact: nil, figures: figures))))
            for text in said { #expect(driver.shows(text), "\(text)") }
            #expect(driver.shows(language == .korean ? "디스크 70 MB" : "Disk 70 MB"))
        }
    }

    @Test("F8 says that a passphrase guards the journal, whole on 80 columns, in both languages")
    func guardedByPassphrase() {
        let figures = DeskFigures(blockSize: 50, journalGuard: .passphrase)
        for (language, said) in [
            (Language.korean, "암호: 저널의 복사도, 꺼진 컴퓨터의 도난도 막음"),
            (.english, "passphrase: guards against copying, and theft while closed"),
        ] {
            var driver = Driver(language)
            driver.press("F8")
            driver.answer(
                .desk(
                    .queue(
                        .success(DeskQueue(serialsLeft: 12)),
                        DeskSurroundings(gates: [.main], hearsNotices: true, lastContact: nil, figures: figures))))
            #expect(driver.shows(said) && !driver.shows("key file") && !driver.shows("키 파일"))
        }
    }
}

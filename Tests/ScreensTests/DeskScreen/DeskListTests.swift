// F8 with more to show than it has rows, what the database had lost, and its menus.

import Domain
import Store
import Terminal
import Testing

@testable import Desk
@testable import Screens

@Suite("F8's lists") struct DeskListTests {
    private static let minute: Int64 = 60_000

    private func conflict(_ number: Int64) -> OpenConflict {
        OpenConflict(
            id: CommandID.random(at: Timestamp(milliseconds: number)),
            conflict: Conflict(
                kind: .merged, asked: "register", serial: Fixture.serial(number), other: Fixture.serial(7),
                reason: .duplicate),
            deskName: "desk-2", madeAt: Timestamp(milliseconds: 0), foundAt: Timestamp(milliseconds: 0),
            person: Fixture.row(number, "김민준", status: .merged), other: Fixture.row(7, "김민준"))
    }

    private func command(_ number: Int64, reason: String?) -> QueuedCommand {
        QueuedCommand(
            id: CommandID.random(at: Timestamp(milliseconds: number)), serial: Fixture.serial(number), name: "박서연",
            kind: "register", reason: reason, madeAt: Timestamp(milliseconds: 0), asked: nil)
    }

    private func figures(lost: [LostChange] = []) -> DeskFigures {
        var figures = DeskFigures(
            blockSize: 50,
            copy: CopyFigures(people: 3, freshAt: Timestamp(milliseconds: 0), bytes: 9, minutesAheadOfUTC: 540),
            diskFree: 9_000_000_000)
        figures.lost = lost
        return figures
    }

    /// F8 with ten conflicts, five that wait and four that were set aside.
    private func crowded(_ language: Language = .korean) -> Driver {
        var driver = Driver(language)
        driver.press("F8")
        let surroundings = DeskSurroundings(
            gates: [.main], hearsNotices: true, lastContact: Timestamp(milliseconds: 0), figures: figures())
        let queue = DeskQueue(
            waiting: (61...65).map { command($0, reason: nil) }, waitingCount: 5,
            setAside: (81...84).map { command($0, reason: "conflict") }, serialsLeft: 9)
        driver.answer(.desk(.conflicts(.success((11...20).map(conflict)))))
        driver.answer(.desk(.queue(.success(queue), surroundings)))
        driver.press("Home")
        return driver
    }

    @Test("ten conflicts in 80 columns by 24 rows leave what waits and what was set aside on the screen")
    func nothingPushedOff() {
        let driver = crowded()
        for sentence in ["확인할 것 10건 … 8건 더", "보낼 것 5건 … 3건 더", "제쳐 둔 것 4건 … 2건 더"] {
            #expect(driver.shows(sentence), "\(driver.screen())")
        }
        #expect(crowded(.english).shows("To look into: 10 … 8 more"))
    }

    @Test("the list that somebody is in scrolls through all of it, down and up again")
    func scrolls() {
        var driver = crowded()
        var seen: [Serial] = []
        var aside: [Serial] = []
        for _ in 0..<60 {
            if let serial = driver.state.markedConflict?.conflict.serial, seen.last != serial { seen.append(serial) }
            let line = driver.state.deskLines[driver.state.deskScreen.cursor]
            if let serial = line.command?.serial, aside.last != serial { aside.append(serial) }
            driver.press("Down")
        }
        #expect(seen == (11...20).map { Fixture.serial($0) })
        #expect(aside == (81...84).map { Fixture.serial($0) })
        seen = []
        for _ in 0..<60 {
            if let serial = driver.state.markedConflict?.conflict.serial, seen.last != serial { seen.append(serial) }
            driver.press("Up")
        }
        #expect(seen == (11...20).reversed().map { Fixture.serial($0) })
    }

    @Test("page by page, down and up, every line of every list has been on the screen", arguments: [24, 40])
    func pages(_ rows: Int) {
        var driver = crowded()
        driver.deliver(.resized(Size(columns: 80, rows: rows)))
        let all = [11...20, 61...65, 81...84].flatMap { Array($0) }.map { Fixture.serial($0).description }
        for (end, key) in [("Home", "PageDown"), ("End", "PageUp")] {
            driver.press(end)
            var seen: Set<String> = []
            for _ in 0..<30 {
                let text = driver.screen().joined(separator: "\n")
                for serial in all where text.contains(serial) { seen.insert(serial) }
                driver.press(key)
            }
            #expect(seen.count == all.count, "\(key): \(all.filter { !seen.contains($0) })")
            #expect(driver.state.deskScreen.cursor == (key == "PageUp" ? 0 : driver.state.deskLines.count - 1))
        }
    }

    @Test("one that was set aside is told with its reason, several by whom they are about, as far as a line goes")
    func setAsideNews() {
        let entries = (1...4 as ClosedRange<Int64>).map { number in
            SyncReport.SetAside(serial: Fixture.serial(number), name: "사람\(number)", kind: "edit", reason: "conflict")
        }
        for (count, sentence) in [
            (1, "제쳐 둔 것: 000001 사람1"), (2, "제쳐 둔 것 2건, F8에서 보세요: 000001 사람1, 000002 사람2"),
            (4, "000003 사람3, …"),
        ] {
            var driver = Driver()
            driver.answer(.synced(.success(SyncReport(sent: 1, setAside: Array(entries.prefix(count))))))
            #expect(driver.shows(sentence), "\(driver.screen())")
        }
    }

    @Test("a digit in a menu marks the line and does nothing")
    func digits() throws {
        var driver = crowded()
        while driver.state.markedConflict == nil { driver.press("Down") }
        let marked = try #require(driver.state.markedConflict)
        _ = driver.takeEffects()
        driver.press("Enter", "2")
        #expect(driver.takeRequests().isEmpty)
        driver.press("9")
        driver.press("Enter")
        #expect(driver.takeRequests() == [.desk(.settle(marked))])
    }

    @Test("what the database had lost is named on F8, and its news stands until a key is pressed")
    func lost() throws {
        for language in [Language.korean, .english] {
            var driver = Driver(language)
            let sent = SyncReport.SentAgain(serial: Fixture.serial(41), name: "김민준", kind: "register")
            var report = SyncReport(sent: 2)
            report.sentAgain = [sent]
            driver.answer(.synced(.success(report)))
            let news = language == .korean ? "잃어버린 변경 1건을 다시 보냈습니다" : "had lost changes; sent again: 1"
            driver.answer(.bannerEnds(driver.state.bannerCount))
            driver.answer(.synced(.success(SyncReport(sent: 1))))
            #expect(driver.shows(news) && driver.shows("000041 김민준"), "\(driver.screen())")
            driver.press("F8")
            #expect(!driver.shows(news))
            let change = LostChange(
                event: Fixture.event.id, serial: Fixture.serial(41), name: "김민준", kind: "register",
                foundAt: Timestamp(milliseconds: 12 * Self.minute))
            let surroundings = DeskSurroundings(
                gates: [.main], hearsNotices: true, lastContact: nil, figures: figures(lost: [change]))
            driver.answer(.desk(.queue(.success(DeskQueue(serialsLeft: 9)), surroundings)))
            #expect(driver.shows(language == .korean ? "잃어버려 다시 보낸 것 1건" : "Lost by the database and sent again: 1"))
            #expect(driver.shows("09:12 000041 김민준"), "\(driver.screen())")
            var many = figures(lost: [change])
            many.earlierLost = 43
            driver.answer(
                .desk(
                    .queue(
                        .success(DeskQueue(serialsLeft: 9)),
                        DeskSurroundings(gates: [.main], hearsNotices: true, lastContact: nil, figures: many))))
            #expect(
                driver.shows(language == .korean ? "다시 보낸 것 44건 … 43건 더" : "sent again: 44 … 43 more"),
                "\(driver.screen())")
        }
    }

    @Test("a scan that nobody had decided is told as what was asked for, one that was decided as what was told")
    func undecided() {
        for (mode, asked, told) in [
            (CheckIn.Mode.enter, "Check-in", "Admitted"), (.leave, "Check-out", "Out"),
            (.reenter, "Re-entry", "Back in"),
        ] {
            var command = command(81, reason: "not_found")
            let scan = CheckIn(
                serial: Fixture.serial(81), mode: mode, gate: Gate(name: "B", area: "main"),
                at: Timestamp(milliseconds: 0))
            command.asked = .checkIn(scan)
            #expect(Words(.english).queued(command).hasPrefix("000081 박서연 \(told) B — "))
            command.isUndecided = true
            #expect(Words(.english).queued(command).hasPrefix("000081 박서연 \(asked) B — "))
            #expect(Words(.korean).queued(command).hasPrefix("000081 박서연 \(Words(.korean).passed(mode)) B — "))
        }
    }

    @Test("where another thread sends what was lost, that one tells")
    func lostElsewhere() {
        var driver = Driver()
        driver.answer(.live(.sentAgain(SyncReport(waiting: 2, isBusyElsewhere: true))))
        #expect(driver.state.banner == nil)
    }

    @Test("rows that would stay empty show more of the lists: four that wait, all on 24 rows")
    func emptyRowsAreUsed() {
        var driver = Driver()
        driver.press("F8")
        let surroundings = DeskSurroundings(
            gates: [.main], hearsNotices: true, lastContact: Timestamp(milliseconds: 0), figures: figures())
        let queue = DeskQueue(
            waiting: (61...64).map { command($0, reason: nil) }, waitingCount: 4,
            setAside: [command(81, reason: "conflict")], serialsLeft: 9)
        driver.answer(.desk(.queue(.success(queue), surroundings)))
        driver.press("Home")
        #expect(driver.shows("보낼 것 4건") && !driver.shows("더"), "\(driver.screen())")
        for number in 61...64 { #expect(driver.shows("0000\(number)"), "\(driver.screen())") }
        #expect(driver.state.deskLines.count <= driver.state.deskRows)
    }

    @Test("tried again and refused, a command keeps the mark wherever it stands now, and is named")
    func refusedAgain() throws {
        for language in [Language.korean, .english] {
            var driver = Driver(language)
            driver.press("F8")
            let commands = (81...83).map { command($0, reason: "duplicate") }
            driver.answerQueue(DeskQueue(setAside: commands))
            #expect(driver.state.deskLines[driver.state.deskScreen.cursor].command == commands[0])
            _ = driver.takeRequests()
            driver.press("a")
            #expect(driver.takeRequests() == [.desk(.retry(commands[0]))])
            driver.answer(.desk(.retried(commands[0], .success(.setAside("duplicate")))))
            #expect(driver.shows("000081 박서연"), "\(driver.screen())")
            #expect(
                driver.shows("000081 박서연" + (language == .korean ? " 등록: 또 거절" : " registration: refused again")),
                "\(driver.screen())")
            var again = commands[0]
            again.id = again.id.successor
            driver.answerQueue(DeskQueue(setAside: [commands[1], commands[2], again]))
            #expect(driver.state.deskLines[driver.state.deskScreen.cursor].command == again)
        }
    }

    @Test("of more than were read all are counted, and those that come in leave the mark where it is")
    func moreThanRead() throws {
        for language in [Language.korean, .english] {
            var driver = crowded(language)
            let read = (11...20).map(conflict)
            driver.answer(.desk(.conflicts(.success(read), outOf: 71)))
            #expect(driver.shows(language == .korean ? "확인할 것 71건 … 69건 더" : "To look into: 71 … 69 more"))
            #expect(driver.shows(language == .korean ? "그 전 것 61건" : "61 older ones come up"), "\(driver.screen())")
            while driver.state.markedConflict == nil { driver.press("Down") }
            let marked = try #require(driver.state.markedConflict)
            driver.answer(.desk(.conflicts(.success((41...44).map(conflict) + read), outOf: 75)))
            #expect(driver.state.markedConflict == marked)
            driver.answer(.desk(.settled(marked, .success(true))))
            #expect(driver.shows(language == .korean ? "확인할 것 74건" : "To look into: 74"), "\(driver.screen())")
        }
    }

    @Test("sent by hand and nothing came of it, whoever has asked hears why, once")
    func sentByHand() {
        for language in [Language.korean, .english] {
            var driver = crowded(language)
            let words = Words(language)
            for (report, sentence) in [
                (SyncReport(waiting: 5), words.unsent(5)), (SyncReport(), words.waitingTitle(0)),
                (SyncReport(waiting: 5, isBusyElsewhere: true), words.retryBusy),
            ] {
                driver.press("s")
                #expect(driver.shows(words.sending))
                driver.answer(.synced(.success(report)))
                #expect(driver.state.banner?.text == sentence)
            }
            driver.press("s")
            driver.answer(.synced(.failure(.outOfReach("x"))))
            #expect(driver.state.banner?.text == words.unsent(5))
            driver.answer(.bannerEnds(driver.state.bannerCount))
            driver.answer(.synced(.success(SyncReport(waiting: 5))))
            #expect(driver.state.banner == nil)
        }
    }

    @Test("what could not be read without a line is said to be that, until it was read")
    func unread() {
        for language in [Language.korean, .english] {
            var driver = Driver(language)
            let words = Words(language)
            driver.press("F8")
            driver.answerQueue(DeskQueue(serialsLeft: 9))
            #expect(driver.state.deskLines.contains { $0.text == words.reading })
            driver.answer(.live(.lineLost))
            let lines = driver.state.deskLines.map(\.text)
            #expect(lines.contains(words.conflictsUnknown) && lines.contains(words.deskLogUnread))
            #expect(!lines.contains(words.reading))
            driver.answer(.live(.lineBack))
            driver.answer(.desk(.conflicts(.success([]))))
            driver.answer(.live(.lineLost))
            #expect(!driver.state.deskLines.contains { $0.text == words.conflictsUnknown })
        }
    }

    @Test("why a key did nothing stands no longer than the screen on which it was pressed")
    func hints() {
        var driver = crowded()
        driver.press("Enter")
        #expect(driver.shows("!가 있는 줄을 먼저 고르세요"), "\(driver.screen())")
        driver.press("Esc")
        #expect(driver.state.place == .walkIn && driver.state.banner == nil)
        driver.press("F8", "Home", "Enter", "F4")
        #expect(driver.state.banner == nil)
    }

    @Test("serials that are used up are told by whether more can be leased")
    func noSerials() {
        for language in [Language.korean, .english] {
            let words = Words(language)
            let sentences = [true, false].map { words.serialsLeft(0, block: 50, isConnected: $0) }
            #expect(sentences[0] != sentences[1])
            var driver = crowded(language)
            driver.answer(
                .desk(
                    .queue(
                        .success(DeskQueue(serialsLeft: 0)),
                        DeskSurroundings(gates: [.main], hearsNotices: true, lastContact: nil, figures: figures()))))
            driver.press("Home")
            #expect(driver.state.deskLines.contains { $0.text == sentences[0] })
            driver.answer(.live(.lineLost))
            #expect(driver.state.deskLines.contains { $0.text == sentences[1] })
        }
    }

    @Test("what another desk has dealt with goes by itself, while there is a line")
    func settledElsewhere() {
        var driver = crowded()
        _ = driver.takeRequests()
        driver.answer(.desk(.due))
        #expect(driver.takeRequests().contains(.desk(.conflicts)))
        driver.answer(.live(.lineLost))
        _ = driver.takeRequests()
        driver.answer(.desk(.due))
        #expect(!driver.takeRequests().contains(.desk(.conflicts)))
    }
}

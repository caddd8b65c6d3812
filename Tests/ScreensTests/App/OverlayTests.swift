// What stands in front of a screen: who may decide there, and what becomes of it.

import Desk
import Domain
import Store
import Terminal
import TestSupport
import Testing
import Text

@testable import Screens

@Suite struct OverlayTests {
    /// Consoles with each kind of overlay in front, by name.
    private static func consoles(_ language: Language = .korean) throws -> [(name: String, driver: Driver)] {
        let row = Fixture.row(7, "홍길동", phone: "01077778888")
        func atTable(_ keys: String...) -> Driver {
            var driver = Driver(language)
            driver.press("F4")
            driver.answerPage(AttendeePage(all: [row]))
            for key in keys { driver.press(key) }
            driver.answer(.person(row.serial, .success(Fixture.card(row))))
            return driver
        }
        var duplicate = Driver(language)
        duplicate.fillAndSave()
        let first = try #require(duplicate.takeSubmissions().first)
        var saving = Driver(language)
        saving.fillAndSave()
        saving.press("F10")
        duplicate.answer(
            .submitted(
                first, .walkIn,
                .success(Fixture.refused(Refusal(.duplicate, existing: row.serial), existing: row))))
        var undo = atTable("x")
        undo.type("이유")
        undo.press("Enter")
        let cancel = try #require(undo.takeSubmissions().first)
        let cancelled = Fixture.row(7, "홍길동", status: .cancelled, version: 2)
        undo.answer(
            .submitted(
                cancel, .cancel, .success(Fixture.accepted(cancelled, .cancelled(cancelled.serial, version: 2)))))
        undo.press("u")
        var help = Driver(language)
        help.press("F1")
        let consoles = [
            ("help", help), ("card", atTable("Enter")), ("qr", atTable("q")), ("edit", atTable("e")),
            ("reason", atTable("x")), ("undo", undo), ("duplicate", duplicate), ("leave", saving),
        ]
        for (name, driver) in consoles { try #require(driver.state.overlay != nil, "\(name)") }
        return consoles
    }

    @Test("no digit ever decides anything: a scanner may type any of them at any moment")
    func digits() throws {
        var random = SeededRandom.fromEnvironment()
        for (name, console) in try Self.consoles() {
            for _ in 0..<40 {
                var driver = console
                _ = driver.takeRequests()
                for _ in 0..<random.int(in: 1...6) {
                    driver.press(KeyPress(.character(random.pick("0123456789"))))
                    let requests = driver.takeRequests()
                    // Reads are answered, so that what a digit opened is reached by the next one.
                    for case .person(let serial) in requests {
                        driver.answer(.person(serial, .success(Fixture.card(Fixture.row(serial.rawValue)))))
                    }
                    #expect(
                        !requests.contains { if case .submit = $0 { true } else { false } },
                        "\(name), seed \(random.seed)")
                    #expect(!driver.effectsHold { if case .quit = $0 { true } else { false } }, "\(name)")
                }
            }
        }
    }

    @Test("a scan puts every overlay back as it was, and asks who it is")
    func scans() throws {
        for (name, console) in try Self.consoles() {
            var driver = console
            let before = driver.state
            _ = driver.takeRequests()
            driver.scan(Fixture.pass(3).digits)
            #expect(driver.state == before, "\(name)")
            let requests = driver.takeRequests()
            #expect(!requests.contains { if case .submit = $0 { true } else { false } }, "\(name)")
            let scans = requests.compactMap { if case .checkIn(let scan) = $0 { scan } else { nil } }
            try #require(scans.map(\.subject) == [.code(Fixture.pass(3).digits)], "\(name)")
            driver.answer(.checkedIn(scans[0], .success(Fixture.admitted(Fixture.row(3, "스캔된이"), scans[0]))))
            #expect(driver.state == before && driver.shows("스캔된이"), "\(name)")
        }
    }

    @Test("Esc closes what is in front and nothing else")
    func escape() throws {
        for (name, console) in try Self.consoles() {
            var driver = console
            let depth = driver.state.layers.layers.count
            let place = driver.state.place
            driver.press("Escape")
            #expect(driver.state.layers.layers.count == depth - 1 && driver.state.place == place, "\(name)")
        }
    }

    @Test("the key line names the way back whole, and puts no wide glyph where a terminal may cut it")
    func keyLines() throws {
        for language in [Language.korean, .english] {
            let screens = (2...8).map { number in
                var driver = Driver(language)
                driver.press("F\(number)")
                return ("F\(number)", driver)
            }
            let overlays = try Self.consoles(language)
            for (name, driver) in screens + overlays {
                let cells = driver.frame(.narrow).buffer.row(23)
                #expect(cells.last?.width == 1 && cells.dropLast().last?.width == 1, "\(language) \(name)")
                guard !screens.contains(where: { $0.0 == name }) else { continue }
                #expect(driver.screen().last?.contains("Esc \(driver.state.words.back)") == true, "\(language) \(name)")
            }
        }
    }

    @Test("every overlay draws at every size, down to one cell")
    func sizes() throws {
        for (_, console) in try Self.consoles() {
            for (columns, rows) in [(1, 1), (2, 2), (10, 3), (20, 7), (79, 23), (132, 43), (400, 100)] {
                var driver = console
                driver.deliver(.resized(Size(columns: columns, rows: rows)))
                #expect(driver.screen().count == rows)
            }
        }
    }

    // MARK: The same telephone again

    private func duplicate() throws -> (Driver, Registration) {
        let row = Fixture.row(7, "홍길동", phone: "01012345678")
        var driver = Driver()
        driver.fillAndSave()
        let submission = try #require(driver.takeSubmissions().first)
        driver.answer(
            .submitted(
                submission, .walkIn,
                .success(Fixture.refused(Refusal(.duplicate, existing: row.serial), existing: row))))
        #expect(driver.shows("000007 홍길동"))
        _ = driver.takeRequests()
        return (driver, row)
    }

    @Test("the same telephone again: their QR is one key away, and the form is still there behind it")
    func duplicateShowsQR() throws {
        var (driver, row) = try duplicate()
        driver.press("Enter")
        #expect(driver.takeRequests() == [.person(row.serial)])
        driver.answer(.person(row.serial, .success(Fixture.card(row))))
        guard case .qr(let card, _) = driver.state.overlay else {
            Issue.record("no QR")
            return
        }
        #expect(card.row == row)
        driver.press("Escape")
        #expect(driver.state.place == .walkIn && driver.state.walkIn.binding.answers[.name] == .text("김민준"))
    }

    @Test("the same telephone again: opening them goes to them in the table")
    func duplicateOpens() throws {
        var (driver, row) = try duplicate()
        driver.press("Down", "Enter")
        let requests = driver.takeRequests()
        #expect(requests.contains(.person(row.serial)) && driver.state.place == .attendees)
        driver.answerPage(AttendeePage(all: [row]))
        driver.answer(.person(row.serial, .success(Fixture.card(row))))
        guard case .card(let card, _) = driver.state.overlay else {
            Issue.record("no card")
            return
        }
        #expect(card.row == row && driver.state.attendees.selectedRow == row)
        driver.press("F2")
        #expect(driver.state.walkIn.binding.answers[.name] == .text("김민준"))
    }

    @Test("the same telephone again: back to the form goes to the telephone")
    func duplicateBack() throws {
        for keys in [["Escape"], ["Up", "Enter"]] {
            var (driver, _) = try duplicate()
            for key in keys { driver.press(key) }
            #expect(driver.state.overlay == nil && driver.state.walkIn.binding.focusedID == .phone)
        }
    }

    // MARK: Answers that come late

    @Test("whoever was asked for does not come up once the volunteer has gone on: nothing takes typed keys away")
    func goneOn() {
        let rows = (1...5).map { Fixture.row($0) }
        for (size, keys) in [(80, ["F2"]), (80, ["Escape"]), (80, ["F4"]), (132, ["Down"]), (132, ["F2"])] {
            // Other keys after `e` wait for the form.
            for asking in ["q", "e", "x", "Enter"] where asking != "e" || keys != ["Down"] {
                var driver = Driver()
                driver.deliver(.resized(Size(columns: size, rows: 40)))
                driver.press("F4")
                driver.answerPage(AttendeePage(all: rows))
                driver.press(asking)
                for key in keys { driver.press(key) }
                // Should the answer still be on its way when the slot is let go of, and later asked for in passing.
                driver.answer(.person(rows[0].serial, .success(Fixture.card(rows[0]))))
                #expect(driver.state.overlay == nil, "\(asking), then \(keys) at \(size) columns")
            }
        }
    }

    // MARK: Function keys by digits

    @Test("Ctrl-G and a digit is the function key of that number")
    func functionDigits() {
        var driver = Driver()
        driver.press("Ctrl-G", "4")
        #expect(driver.state.place == .attendees)
        driver.press("Ctrl-G", "2")
        #expect(driver.state.place == .walkIn && driver.state.walkIn.binding.answers[.name] == nil)
        driver.press("Ctrl-G", "1")
        guard case .help = driver.state.overlay else {
            Issue.record("no help")
            return
        }
        driver.press("Escape", "Ctrl-G", "0")
        #expect(driver.effectsHold { if case .quit(0) = $0 { true } else { false } })
        // Anything else is what it always is.
        driver = Driver()
        driver.press("Ctrl-G")
        driver.type("가4")
        #expect(driver.state.walkIn.binding.answers[.name] == .text("가4"))
    }
}

extension Driver {
    func effectsHold(_ condition: (ConsoleEffect) -> Bool) -> Bool {
        effects.contains(where: condition)
    }
}

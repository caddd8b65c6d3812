// What clicks and the wheel do: what the keys do that go there.

import Desk
import Domain
import Store
import Terminal
import Testing

@testable import Screens

@Suite struct MouseTests {
    private func atTable(_ people: Int = 12) -> Driver {
        var driver = Driver()
        driver.press("F4")
        let rows = (1...people).map { Fixture.row(Int64($0), "사람\($0)") }
        driver.answer(.page(.first, .success(AttendeePage(all: rows))))
        _ = driver.takeRequests()
        return driver
    }

    @Test("the palette turns it on and off, and says how text is selected meanwhile")
    func toggle() {
        var driver = Driver()
        for isOn in [true, false] {
            driver.press("F9")
            driver.type("마우스")
            driver.press("Enter")
            let asked = driver.effectsHold { if case .captureMouse(isOn) = $0 { true } else { false } }
            #expect(asked && driver.state.mouse == isOn)
            #expect(driver.shows("Shift") == isOn)
            _ = driver.takeRequests()
        }
    }

    @Test("started with the setting, it is asked of the terminal at once")
    func setting() {
        var start = ConsoleState.Start(
            language: .korean, theme: .dark, deskName: "", form: Fixture.form, draft: nil,
            ids: CommandIDMaker(seed: (0, 0), wallClockOffset: 0, now: 0), bell: false)
        func asks() -> Bool {
            ConsoleApp.initialEffects(start).contains { if case .captureMouse(true) = $0 { true } else { false } }
        }
        #expect(!asks())
        start.mouse = true
        #expect(asks() && ConsoleState(start).mouse)
    }

    @Test("a click selects a row, a click on the selected one opens it; other buttons do nothing")
    func rows() {
        var driver = atTable()
        driver.click("사람5")
        #expect(driver.state.attendees.selectedRow?.serial == Fixture.serial(5) && driver.takeRequests() == [])
        driver.click("사람2", .press(.right))
        driver.click("사람2", .release(.left))
        #expect(driver.state.attendees.selectedRow?.serial == Fixture.serial(5))
        driver.click("사람5")
        #expect(driver.takeRequests() == [.person(Fixture.serial(5))])
    }

    @Test("a click on a column's title sorts by it, and again the other way round")
    func headers() {
        var driver = atTable()
        for isDescending in [false, true] {
            driver.click(driver.state.words.nameLabel)
            #expect(driver.state.attendees.sort == AttendeeSort(.name, isDescending: isDescending))
        }
    }

    @Test("the wheel moves the table, also from its search field, and no form")
    func wheel() {
        var driver = atTable()
        driver.press("/")
        driver.click("사람9", .wheelDown)
        #expect(driver.state.attendees.window.table.selected == 3 && !driver.state.attendees.isSearching)
        driver.click("사람9", .wheelUp)
        #expect(driver.state.attendees.window.table.selected == 0)
        var form = Driver()
        form.click("연락처", .wheelDown)
        #expect(form.state.walkIn.binding.focusedID == .name)
    }

    @Test("a click in a form focuses its field; the walk-in's and the edit's in front of it")
    func fields() {
        var driver = Driver()
        driver.click("소속")
        #expect(driver.state.walkIn.binding.focusedID == .affiliation)
        driver.type("가")
        #expect(driver.state.walkIn.binding.answers[.affiliation] == .text("가"))
        var table = atTable(1)
        table.press("e")
        table.answer(.person(Fixture.serial(1), .success(Fixture.card(Fixture.row(1)))))
        table.click("연락처")
        guard case .edit(let edit) = table.state.overlay else {
            Issue.record("no edit")
            return
        }
        #expect(edit.binding.focusedID == .phone)
    }

    @Test("a click on a key at the bottom presses it")
    func keys() {
        var driver = Driver()
        driver.click("참가자")
        #expect(driver.state.place == .attendees)
    }

    @Test("what stands in front has the mouse alone; its lines are selected, then picked")
    func overlays() {
        var driver = atTable()
        driver.press("F9")
        driver.type("화면")
        driver.click("밝은 화면")
        guard case .palette(let palette, _) = driver.state.overlay else {
            Issue.record("the palette is gone")
            return
        }
        #expect(palette.matches[palette.marked].title == "밝은 화면")
        driver.click("밝은 화면")
        #expect(driver.state.theme.name == "light" && driver.state.overlay == nil)
        driver.press("Enter")
        let row = Fixture.row(1)
        driver.answer(.person(row.serial, .success(Fixture.card(row))))
        driver.click("2 \(driver.state.words.edit)")
        guard case .card(_, let reading) = driver.state.overlay, reading.focus == .action(1) else {
            Issue.record("the card's second line is not selected")
            return
        }
        // A row behind it is no target: nothing happens.
        let before = driver.state
        driver.click("000012")
        #expect(driver.state == before)
    }

    @Test("a click between digits ends the run: what was typed before stays, and a scan after it restores to the click")
    func scans() {
        var driver = Driver()
        driver.press("Enter")
        driver.type("0")
        let code = Fixture.pass(7).digits
        for digit in code.prefix(20) { driver.press(KeyPress(.character(digit)), pace: Driver.scannerPace) }
        driver.click("소속")
        for digit in code.dropFirst(20) { driver.press(KeyPress(.character(digit)), pace: Driver.scannerPace) }
        #expect(driver.takeScans().isEmpty)
        #expect(driver.state.walkIn.binding.focusedID == .affiliation)
        driver.press("Ctrl-U")
        let before = driver.state
        driver.scan(code)
        #expect(driver.takeScans().map(\.subject) == [.code(code)])
        #expect(driver.state == before)
    }
}

extension Driver {
    /// Clicks on the first place that shows a text, as the program would report it.
    fileprivate mutating func click(_ text: String, _ action: MouseEvent.Action = .press(.left)) {
        var canvas = Canvas(size: state.size)
        ConsoleApp.view(model, &canvas)
        let frame = canvas.finish()
        for row in 0..<frame.buffer.size.rows {
            let line = frame.buffer.text(row: row)
            guard let range = line.firstRange(of: text) else { continue }
            // Columns, not characters: Hangul takes two.
            let column = line[..<range.lowerBound].unicodeScalars.reduce(0) { $0 + ($1.value >= 0x1100 ? 2 : 1) }
            let place = Point(column: column, row: row)
            now += Driver.humanPace
            let event = MouseEvent(action, at: place, target: frame.target(at: place))
            deliver(.input(TimedEvent(event: .mouse(event), at: now)))
            return
        }
        Issue.record("nothing shows \(text)")
    }
}

// The column chooser: what each key does to the table, at once.

import Desk
import Domain
import Store
import Terminal
import Testing

@testable import Screens

@Suite("The column chooser")
struct ColumnChooserTests {
    private func chooser(_ language: Language = .korean) -> Driver {
        var driver = Driver(language)
        driver.press("F4")
        driver.answerPage(
            AttendeePage(all: [Fixture.row(1)]))
        driver.press("c", "Home")
        _ = driver.takeRequests()
        return driver
    }

    private func columns(_ driver: Driver) -> [AttendeeColumn] { driver.state.attendees.columns.map(\.column) }

    @Test("Space hides and shows a column at once, in its place")
    func toggle() {
        var driver = chooser()
        driver.press("Down", "Down", "Space")
        #expect(columns(driver) == [.serial, .name, .affiliation, .category, .status])
        driver.press("Space")
        #expect(columns(driver) == Attendees.usualColumns.map(\.column))
        driver.press("End", "Space")
        #expect(columns(driver).last == .registeredAt)
    }

    @Test("The last column cannot be hidden")
    func last() {
        var driver = chooser()
        for _ in 0..<6 { driver.press("Space", "Down") }
        #expect(columns(driver) == [.status] && driver.state.banner?.role == .warning)
    }

    @Test("Columns are moved, widened and narrowed within bounds")
    func order() {
        var driver = chooser()
        driver.press(">", "Alt-Down", "<")
        #expect(columns(driver).prefix(3) == [.name, .serial, .phone])
        driver.press("<", "<")
        #expect(columns(driver).first == .serial)
        driver.press("+", "+", "-")
        #expect(driver.state.attendees.columns[0].width == 7)
        for _ in 0..<80 { driver.press("-") }
        #expect(driver.state.attendees.columns[0].width == AttendeeView.widths.lowerBound)
        for _ in 0..<80 { driver.press("+") }
        #expect(driver.state.attendees.columns[0].width == AttendeeView.widths.upperBound)
        driver.press("r")
        #expect(driver.state.attendees.columns == Attendees.usualColumns)
    }

    @Test("s orders by the column, and again the other way round; from Hangul mode too")
    func sort() {
        var driver = chooser()
        driver.press("Down", "s")
        #expect(driver.state.attendees.sort == AttendeeSort(.name))
        driver.type("ㄴ")
        #expect(driver.state.attendees.sort == AttendeeSort(.name, isDescending: true))
    }

    @Test("Digits do nothing, and Escape closes with the table as chosen")
    func done() {
        var driver = chooser()
        driver.press("Space")
        let before = driver.state.attendees.columns
        driver.type("123")
        #expect(driver.state.attendees.columns == before)
        driver.press("Escape")
        #expect(driver.state.overlay == nil && driver.state.attendees.columns == before)
    }
}

// The filter's field on the attendee screen: keys, completion, faults, and who stays selected.

import Desk
import Domain
import Store
import Terminal
import Testing

@testable import Screens

@Suite("The filter field")
struct FilterFieldTests {
    private func table(_ language: Language = .korean) -> Driver {
        var driver = Driver(language)
        driver.press("F4")
        driver.answerPage(
            AttendeePage(all: [Fixture.row(1), Fixture.row(2), Fixture.row(3)]))
        _ = driver.takeRequests()
        driver.press("/")
        return driver
    }

    /// The filters of the pages asked for since the last look.
    private func asked(_ driver: inout Driver) -> [AttendeeFilter] {
        driver.takeRequests().compactMap { if case .page(let request) = $0 { request.filter } else { nil } }
    }

    @Test("As somebody types, the table is read by what is understood so far")
    func typing() {
        var driver = table()
        driver.type("상태:대기 김")
        let last = asked(&driver).last
        #expect(
            last == AttendeeFilter(clauses: [.init(.status([.waitlisted]))], search: SearchQuery("김")))
        #expect(driver.state.attendees.isSearching)
    }

    @Test("Tab takes the first completion, and values come up at once")
    func tab() {
        var driver = table()
        driver.type("상")
        #expect(driver.shows("Tab 상태"))
        driver.press("Tab")
        #expect(driver.state.attendees.search.text == "상태:")
        #expect(driver.shows("대기") && driver.shows("보류"))
        driver.type("ㄷ")
        driver.press("Tab")
        #expect(driver.state.attendees.search.text == "상태:대기")
        #expect(asked(&driver).last?.clauses == [.init(.status([.waitlisted]))])
        #expect(driver.state.attendees.isSearching)
        // Nothing more to complete: Tab goes to the table, as it does without a list.
        driver.press("Tab")
        #expect(!driver.state.attendees.isSearching)
    }

    @Test("Arrows choose while the list is shown, Enter takes the chosen one, and Escape goes back to the text")
    func arrows() {
        var driver = table()
        driver.type("상태:")
        driver.press("Down", "Down", "Enter")
        #expect(driver.state.attendees.search.text == "상태:승인")
        driver.press("Backspace", "Backspace", "Down", "Escape")
        #expect(driver.state.attendees.filterLine.chosen == nil && driver.state.attendees.isSearching)
        #expect(driver.state.attendees.search.text == "상태:")
        driver.press("Down", "Up", "Enter")
        #expect(!driver.state.attendees.isSearching && driver.state.attendees.search.text == "상태:")
    }

    @Test("A digit never takes a completion, and a scan leaves the field as it was")
    func digits() {
        var driver = table()
        driver.type("상태:")
        driver.press("Down")
        let before = driver.state.attendees
        driver.scan(Fixture.pass(7).digits)
        #expect(driver.state.attendees.search == before.search)
        #expect(driver.state.attendees.filterLine == before.filterLine)
        driver.press("1")
        #expect(driver.state.attendees.search.text == "상태:1")
    }

    @Test("Down and Enter go into the table where there is no list, and Escape shows everybody again")
    func leaving() {
        var driver = table()
        driver.type("김")
        driver.press("Down")
        #expect(!driver.state.attendees.isSearching)
        driver.press("/", "Escape")
        #expect(driver.state.attendees.search.isEmpty && driver.state.attendees.filter.isEmpty)
    }

    @Test("Whoever is selected is asked for when the filter changes, so that they stay selected if they are in it")
    func keeping() {
        var driver = table()
        driver.press("Escape", "Down", "/")
        driver.type("홍")
        guard case .page(let request)? = driver.takeRequests().last else { return #expect(Bool(false)) }
        #expect(request.start == .around(Fixture.serial(2)))
        // They are not among these: the first is selected, and nothing is said about it while somebody types.
        driver.answerPage(
            AttendeePage(all: [Fixture.row(3)]))
        #expect(driver.state.attendees.selectedRow?.serial == Fixture.serial(3))
        #expect(driver.state.banner == nil)
        driver.press("Escape")
        guard case .page(let back)? = driver.takeRequests().last else { return #expect(Bool(false)) }
        #expect(back.start == .around(Fixture.serial(3)) && back.filter.isEmpty)
    }

    @Test("What is still being typed is not called wrong; a fault is drawn in its place with its sentence")
    func faults() {
        var driver = table()
        driver.type("등록:2026-05")
        #expect(!driver.shows("날짜가 아닙니다"))
        driver.type(" ")
        #expect(driver.shows("'2026-05': 날짜가 아닙니다"))
        driver.press("Ctrl-U")
        driver.type("상테:대기 ")
        #expect(driver.shows("'상테' 항목은 없습니다. 혹시 상태인가요?"))
        var canvas = Canvas(size: driver.state.size)
        ConsoleApp.view(driver.model, &canvas)
        let frame = canvas.finish()
        let row = driver.screen().firstIndex { $0.contains("상테:대기") } ?? 0
        let bad = (0..<80).filter { frame.buffer[column: $0, row: row].role == .bad }
        #expect(bad.count == 9, "\(bad)")
        // The caret stays in the field: an input method composes there.
        #expect(frame.cursor?.row == row)
        // Going to the table does not hide it.
        driver.press("Enter")
        #expect(driver.state.banner?.text.hasPrefix("'상테' 항목은 없습니다") == true)
    }

    @Test("In English the same text is completed in English")
    func english() {
        var driver = table(.english)
        driver.type("stat")
        driver.press("Tab")
        driver.type("w")
        driver.press("Tab")
        #expect(driver.state.attendees.search.text == "status:waitlisted")
    }

    @Test("Text typed before the desk is open is read as a filter when it is")
    func beforeOpening() {
        var driver = Driver(.korean, isOpen: false)
        driver.press("F4", "/")
        driver.type("상태:대기")
        driver.answer(.opened(.success(Fixture.desk)))
        #expect(asked(&driver).last?.clauses == [.init(.status([.waitlisted]))])
    }
}

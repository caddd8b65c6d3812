// What keys and answers do to the attendee table: pages, refresh, orders, filters, failures.

import Domain
import Store
import Terminal
import Testing

@testable import Screens

@Suite struct AttendeeTableTests {
    private func rig(_ count: Int = 1_500, columns: Int = 80, rows: Int = 24) -> TableRig {
        var rig = TableRig(TableRig.people(count), columns: columns, rows: rows)
        rig.settle()
        return rig
    }

    private func pages(_ requests: some Sequence<DeskRequest>) -> [AttendeePageRequest] {
        requests.compactMap { if case .page(let request) = $0 { request } else { nil } }
    }

    // MARK: Pages

    @Test("PgDn a hundred times before the keys rest asks for one page, there where the selection is")
    func heldPageDown() {
        var rig = rig(5_000)
        let before = rig.log.count
        let lines = rig.table.window.table.pageRows
        for _ in 0..<100 { rig.press("PgDn") }
        #expect(pages(rig.log[before...]).isEmpty && rig.timers[.page] != nil)
        #expect(rig.table.window.table.selected == 100 * lines && rig.driver.shows("  ·"))
        rig.rest()
        rig.answer()
        let asked = pages(rig.log[before...])
        #expect(asked.count == 1)
        guard case .after(_, let skipping)? = asked.first?.start else {
            Issue.record("\(asked)")
            return
        }
        #expect(skipping > 1_000)
        #expect(rig.selected == rig.people[100 * lines])
        rig.settle()
        rig.expectSound("after PgDn held")
    }

    @Test("a key while a page is on its way ends that page at the server, unless it will do")
    func overtakenPage() {
        var rig = rig(5_000)
        for _ in 0..<20 { rig.press("PgDn") }
        rig.rest()
        rig.press("Down", "Up")
        #expect(rig.abandoned.isEmpty && rig.asked[.page] != nil)
        for _ in 0..<20 { rig.press("PgDn") }
        #expect(pages(rig.abandoned).count == 1 && rig.asked[.page] == nil)
        rig.settle()
        rig.expectSound("overtaken")
    }

    @Test("the selection stops where the server would have to read too much to follow")
    func bounded() {
        var rig = rig(300)
        rig.driver.model.state.attendees.window.select(.max / 2)
        #expect(rig.table.window.table.selected == rig.table.window.range.upperBound - 1 + AttendeeQuery.mostSkipped)
        rig.press("Up")
        rig.settle()
        #expect(rig.selected == rig.people.last)
    }

    @Test("a slow page is not asked for again by small moves, and the cursor moves at once")
    func slow() {
        var rig = TableRig(TableRig.people(300))
        rig.press("Down", "Down")
        #expect(rig.table.window.table.selected == 2 && rig.selected == nil)
        rig.settle()
        #expect(rig.selected == rig.people[2])
        #expect(pages(rig.log).filter { $0.start == .first }.count == 1)
    }

    @Test("memory stays flat whatever way is gone")
    func flat() {
        var rig = rig(3_000)
        for _ in 0..<2_000 {
            rig.press("Down")
            rig.rest()
            rig.answer()
            #expect(rig.table.window.rows.count <= 600)
        }
        #expect(rig.selected == rig.people[2_000] && rig.table.position == .row(2_001))
    }

    // MARK: Answers nobody waits for

    @Test("an answer to another filter, order or place never shows, even if it came through")
    func stale() {
        var rig = rig(300)
        rig.browse(filter: AttendeeFilter(clauses: [.init(.status([.applied]))]), keeping: nil)
        let first = rig.asked[.page]
        rig.browse(filter: AttendeeFilter(clauses: [.init(.status([.waitlisted]))]), keeping: nil)
        if let first, let message = rig.reply(to: first) { rig.tell(message) }
        #expect(!rig.table.rows.contains { $0.status == .applied } || rig.table.isOutdated)
        rig.settle()
        #expect(!rig.table.rows.isEmpty && rig.table.rows.allSatisfy { $0.status == .waitlisted })
        let before = rig.state
        if let first, let message = rig.reply(to: first) { rig.tell(message) }
        #expect(rig.state == before)
    }

    // MARK: Refresh

    @Test("a refresh keeps the selected person on their line, with marks and whoever came before them")
    func refresh() throws {
        var rig = rig(900)
        for _ in 0..<10 { rig.press("PgDn") }
        rig.settle()
        rig.press("Up", "Up", "Up", "Space")
        let (chosen, table) = (rig.selected, rig.table.window.table)
        rig.people.removeFirst(5)
        rig.people.insert(Fixture.row(3, "새사람"), at: 0)
        rig.press("F4")
        rig.settle()
        #expect(rig.selected == chosen && rig.table.marks.count == 1)
        let now = rig.table.window.table
        #expect(now.selected - now.top == table.selected - table.top)
        rig.expectSound("refreshed")
        // Whoever is gone leaves their place to the next one.
        let index = try #require(rig.people.firstIndex { $0.serial == chosen?.serial })
        rig.people.remove(at: index)
        rig.press("F4")
        rig.settle()
        #expect(rig.selected == rig.people[index])
        rig.expectSound("gone")
    }

    @Test("whoever is renamed in an order by name is followed to where they stand now")
    func follows() {
        var rig = rig(400)
        rig.browse(sort: AttendeeSort(.name), keeping: nil)
        rig.settle()
        rig.press("Down", "Down")
        let serial = rig.selected?.serial
        if let index = rig.people.firstIndex(where: { $0.serial == serial }) { rig.people[index].name = "힣" }
        rig.press("F4")
        rig.settle()
        #expect(rig.selected?.serial == serial && rig.slice.last?.registration.serial == serial)
        rig.expectSound("followed")
    }

    // MARK: Order and filter

    @Test("s sorts by the current column and again the other way round, and the person stays selected")
    func sort() {
        var rig = rig(700)
        for _ in 0..<9 { rig.press("PgDn") }
        rig.settle()
        let chosen = rig.selected
        rig.press("s")
        #expect(rig.table.sort == AttendeeSort(.name))
        rig.settle()
        #expect(rig.selected == chosen && rig.driver.shows("이름▲"))
        rig.press("s")
        rig.settle()
        #expect(rig.selected == chosen && rig.driver.shows("이름▼") && rig.table.sort.isDescending)
        rig.press("S", "Home", "Enter")
        rig.settle()
        #expect(rig.table.sort == .standard && rig.selected == chosen && rig.driver.shows("번호▲"))
        rig.expectSound("sorted")
    }

    @Test("a filter keeps whom it can, and else shows the top and says so")
    func filterKeeps() {
        var rig = rig(700)
        for _ in 0..<8 { rig.press("PgDn") }
        rig.settle()
        while rig.selected?.status != .applied { rig.press("Down") }
        let chosen = rig.selected
        rig.browse(filter: AttendeeFilter(clauses: [.init(.status([.applied]))]), keeping: chosen?.serial)
        rig.settle()
        #expect(rig.selected == chosen && !rig.driver.shows("없어서"))
        rig.browse(filter: AttendeeFilter(clauses: [.init(.status([.waitlisted]))]), keeping: chosen?.serial)
        rig.settle()
        #expect(rig.selected == rig.slice.first?.registration && rig.driver.shows("없어서 처음부터"))
        rig.press("Escape")
        rig.settle()
        #expect(rig.table.filter == .everybody && rig.slice.count == 700)
        rig.expectSound("everybody again")
    }

    @Test("a search shows who matches from the top, and clearing it goes back to everybody around whom it found")
    func search() {
        var rig = rig()
        rig.press("/")
        rig.type("일곱")
        rig.settle()
        #expect(rig.table.rows.allSatisfy { $0.name.hasPrefix("일곱") } && rig.slice.count == 215)
        rig.press("Enter")
        for _ in 0..<120 {
            rig.press("Down")
            rig.settle()
        }
        let chosen = rig.selected
        #expect(chosen == rig.slice[120].registration)
        rig.press("Escape")
        rig.settle()
        #expect(rig.selected == chosen && rig.slice.count == 1_500)
        rig.expectSound("after the search")
        rig.press("/")
        rig.type("아무도")
        rig.settle()
        #expect(rig.table.rows.isEmpty && rig.driver.shows("찾은 사람이 없습니다"))
        #expect(rig.driver.shows(" 0명") && !rig.driver.shows("/ 0명"))
    }

    // MARK: Failures

    @Test("a page that fails says so and what to do, and F4 reads again")
    func failure() {
        var rig = TableRig(TableRig.people(300))
        #expect(rig.driver.shows("불러오는 중"))
        rig.fail()
        #expect(rig.driver.shows("못 읽음 · F4 다시") && rig.driver.shows("F4로 다시 읽습니다"))
        rig.press("F4")
        rig.settle()
        rig.expectSound("read again")
        rig.browse(sort: AttendeeSort(.name), keeping: rig.selected?.serial)
        rig.fail()
        // The rows of the order before do not stand under the new one.
        #expect(rig.table.rows.isEmpty && rig.driver.shows("F4로 다시 읽습니다"))
        rig.press("F4")
        rig.settle()
        rig.expectSound("read again in the new order")
        for _ in 0..<10 { rig.press("PgDn") }
        rig.rest()
        rig.fail()
        #expect(rig.driver.shows("못 읽음"))
        rig.press("Down")
        rig.settle()
        rig.expectSound("the next key asked again")
    }
}

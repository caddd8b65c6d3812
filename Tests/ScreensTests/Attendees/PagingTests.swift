// A window over any number of rows: the model of the database is an array.

import Desk
import Domain
import Store
import Terminal
import TestSupport
import Testing

@testable import Screens

@Suite struct PagingTests {
    /// A driver at the table, over an array that answers as the store does, one page late.
    private struct Desk {
        var driver = Driver()
        let people: [Registration]
        private(set) var asked: [(text: String, start: AttendeeQuery.Start, limit: Int)] = []

        init(_ people: [Registration]) {
            self.people = people
            driver.press("F4")
            hear()
        }

        var table: Attendees { driver.state.attendees }
        var found: [Registration] { matching(table.search.text) }

        private func matching(_ text: String) -> [Registration] {
            people.filter { text.isEmpty || $0.name.contains(text) }
        }

        mutating func press(_ key: String) {
            driver.press(key)
            hear()
        }

        /// Page requests share a slot: a newer one means that nobody waits for the older.
        private mutating func hear() {
            for case .page(let text, let start, let limit) in driver.takeRequests() {
                asked = [(text, start, limit)]
            }
        }

        /// Answers what is asked for. False when nothing is.
        mutating func answer() -> Bool {
            guard let (text, start, limit) = asked.popLast() else { return false }
            let rows = matching(text)
            let page: AttendeePage
            switch start {
            case .first: page = Self.ahead(rows[...], limit, isFirst: true)
            case .from(let key): page = Self.ahead(rows.drop { $0.serial < key.serial }, limit, isFirst: false)
            case .around: return true
            case .after(let key, _): page = Self.ahead(rows.drop { $0.serial <= key.serial }, limit, isFirst: false)
            case .last: page = Self.back(rows[...], limit, isLast: true)
            case .before(let key, _): page = Self.back(rows.prefix { $0.serial < key.serial }, limit, isLast: false)
            }
            driver.answer(.page(start, .success(page)))
            hear()
            return true
        }

        mutating func settle() {
            while answer() {}
        }

        private static func ahead(_ rows: ArraySlice<Registration>, _ limit: Int, isFirst: Bool) -> AttendeePage {
            AttendeePage(
                all: Array(rows.prefix(limit)), hasMoreBefore: !isFirst, hasMoreAfter: rows.count > limit)
        }

        private static func back(_ rows: ArraySlice<Registration>, _ limit: Int, isLast: Bool) -> AttendeePage {
            AttendeePage(all: Array(rows.suffix(limit)), hasMoreBefore: rows.count > limit, hasMoreAfter: !isLast)
        }
    }

    private static func people(_ count: Int) -> [Registration] {
        // Gaps between serials, as in real life, and names to search for.
        (0..<count).map { Fixture.row(Int64($0) * 3 + 1, $0.isMultiple(of: 7) ? "일곱\($0)" : "사람\($0)") }
    }

    /// The rows at hand are a run of what is found, and what is said of more is true where it is said that there is none.
    private func expectSound(_ desk: Desk, _ about: Comment) {
        let table = desk.table
        guard desk.driver.state.attendees.loading == nil || !table.rows.isEmpty else { return }
        let found = desk.found
        if let first = table.rows.first, let start = found.firstIndex(of: first) {
            #expect(Array(found[start...].prefix(table.rows.count)) == table.rows, about)
            if !table.hasMoreBefore { #expect(start == 0, about) }
            if !table.hasMoreAfter { #expect(start + table.rows.count == found.count, about) }
        } else {
            #expect(table.rows.isEmpty && found.isEmpty, about)
        }
        #expect(table.rows.isEmpty || table.rows.indices.contains(table.table.selected), about)
        #expect(table.rows.count <= Attendees.mostRows + Attendees.pageRows, about)
    }

    @Test("any keys, with answers early or late: the window is a run of the people found, and never jumps by itself")
    func anyKeys() {
        var random = SeededRandom.fromEnvironment()
        let keys = ["Up", "Down", "PgUp", "PgDn", "PgDn", "PgDn", "Home", "End"]
        for count in [0, 1, 5, 99, 100, 101, 150, 250, 777, 1_500] {
            var desk = Desk(Self.people(count))
            for step in 0..<250 {
                let about = Comment(rawValue: "\(count) people, step \(step), seed \(random.seed)")
                let answers = random.int(in: 0...2)
                for _ in 0..<answers {
                    let before = desk.table
                    guard let asked = desk.asked.last, desk.answer() else { break }
                    switch asked.start {
                    case .after, .before:
                        // More rows come: whoever was selected stays, on the same line.
                        #expect(desk.table.selectedRow == before.selectedRow, about)
                        let line = before.table.selected - before.table.top
                        #expect(desk.table.table.selected - desk.table.table.top == line, about)
                    default: break
                    }
                }
                if answers > 0, desk.asked.isEmpty { expectSound(desk, about) }
                desk.press(random.pick(keys))
            }
            desk.settle()
            expectSound(desk, "\(count) people at the end, seed \(random.seed)")
        }
    }

    @Test("PgDn held down comes to the last person whatever the answers' pace, and PgUp back to the first")
    func held() {
        for (count, pace) in [(1_500, 1), (1_500, 7), (450, 3), (60, 1)] {
            var desk = Desk(Self.people(count))
            desk.settle()
            for press in 0..<400 {
                desk.press("PgDn")
                if press.isMultiple(of: pace) { _ = desk.answer() }
            }
            desk.settle()
            desk.press("PgDn")
            #expect(desk.table.selectedRow == desk.people.last, "\(count) people, an answer every \(pace) keys")
            for press in 0..<400 {
                desk.press("PgUp")
                if press.isMultiple(of: pace) { _ = desk.answer() }
            }
            desk.settle()
            desk.press("PgUp")
            #expect(desk.table.selectedRow == desk.people.first, "\(count) people, an answer every \(pace) keys")
        }
    }

    @Test("Home and End go to the first and the last of everybody from anywhere")
    func homeAndEnd() {
        for count in [1, 99, 101, 150, 201, 640, 1_500] {
            for downs in [0, 1, 45, 55, 58, 59, 60, 99] {
                var desk = Desk(Self.people(count))
                desk.settle()
                for _ in 0..<downs { desk.press("Down") }
                desk.press("End")
                desk.settle()
                #expect(desk.table.selectedRow == desk.people.last, "End of \(count) after \(downs) down")
                for _ in 0..<downs { desk.press("Up") }
                desk.press("Home")
                desk.settle()
                #expect(desk.table.selectedRow == desk.people.first, "Home of \(count) after \(downs) up")
            }
        }
    }

    @Test("Home pressed while more rows are on their way stays at the first")
    func homeWhileLoading() {
        var desk = Desk(Self.people(3_000))
        desk.settle()
        // The window is full and begins with the first person; the next page is asked for and not answered yet.
        while desk.table.rows.count < Attendees.mostRows || desk.asked.isEmpty {
            if desk.table.rows.count < Attendees.mostRows { desk.settle() }
            desk.press("PgDn")
        }
        #expect(desk.table.rows.first == desk.people.first)
        desk.press("Home")
        #expect(desk.table.selectedRow == desk.people.first)
        desk.settle()
        #expect(desk.table.selectedRow == desk.people.first)
    }

    @Test("a search shows who matches from the top, and clearing it goes back to everybody around whom it found")
    func search() {
        var desk = Desk(Self.people(1_500))
        desk.settle()
        desk.press("/")
        for character in "일곱" { desk.press(String(character)) }
        desk.settle()
        #expect(desk.table.rows.allSatisfy { $0.name.hasPrefix("일곱") } && desk.found.count == 215)
        desk.press("Enter")
        for _ in 0..<120 {
            desk.press("Down")
            desk.settle()
        }
        let chosen = desk.table.selectedRow
        #expect(chosen == desk.found[120])
        desk.press("Escape")
        desk.settle()
        #expect(desk.table.search.isEmpty && desk.table.selectedRow == chosen && desk.found.count == 1_500)
        expectSound(desk, "after the search")
        desk.press("/")
        for character in "아무도" { desk.press(String(character)) }
        desk.settle()
        #expect(desk.table.rows.isEmpty && desk.driver.shows("찾은 사람이 없습니다"))
    }

    @Test("an answer to a search that was typed on is not shown")
    func overtaken() {
        var desk = Desk(Self.people(300))
        desk.settle()
        desk.press("/")
        desk.press("일")
        desk.press("곱")
        desk.settle()
        #expect(desk.table.rows.allSatisfy { $0.name.hasPrefix("일곱") })
        #expect(!desk.driver.shows("불러오는"))
    }

    @Test("after a change the table is read anew around whom it was at")
    func refreshed() {
        var desk = Desk(Self.people(900))
        desk.settle()
        for _ in 0..<30 {
            desk.press("PgDn")
            desk.settle()
        }
        let chosen = desk.table.selectedRow
        desk.driver.answer(.synced(.success(SyncReport(sent: 1))))
        desk.press("F2")
        desk.press("F4")
        #expect(!desk.asked.isEmpty)
        desk.settle()
        #expect(desk.table.selectedRow == chosen)
        expectSound(desk, "refreshed")
    }
}

// Jumps, counts, columns, marks and copying in the attendee table.

import Domain
import Store
import Terminal
import Testing

@testable import Screens

@Suite struct TableCommandTests {
    private func rig(_ count: Int = 1_500, _ language: Language = .korean, columns: Int = 80) -> TableRig {
        var rig = TableRig(TableRig.people(count), language, columns: columns)
        rig.settle()
        return rig
    }

    // MARK: Jumps

    @Test("g goes to a serial, to a part of the table, and says when a text is neither")
    func jump() {
        var rig = rig()
        rig.press("g")
        rig.type("003001")
        rig.press("Enter")
        rig.settle()
        #expect(rig.selected?.serial.rawValue == 3_001)
        rig.expectSound("serial")
        rig.press("g")
        rig.type("50 %")
        rig.press("Enter")
        #expect(rig.driver.shows("자리를 찾는 중"))
        rig.answer(.landmarks)
        // The selection is there at once; its rows come.
        #expect(rig.table.window.rows.isEmpty && rig.table.window.lacksRows)
        rig.settle()
        let place = rig.slice.firstIndex { $0.registration == rig.selected }
        #expect(place.map { abs($0 - 750) <= 8 } == true)
        #expect(rig.driver.shows("≈ 50%"))
        rig.press("g")
        rig.type("abc")
        rig.press("Enter")
        #expect(rig.driver.shows("번호는 1에서"))
    }

    @Test(
        "where to go, as it may be typed",
        arguments: [
            ("1234", 1234), ("#001234", 1234), (" 12 ", 12), ("50%", -50), ("50 ％", -50), ("0%", 0), ("100%", -100),
        ] as [(String, Int)])
    func targets(_ text: String, _ number: Int) {
        let expected: JumpTarget =
            number > 0 ? .serial(Fixture.serial(Int64(number))) : .percent(-number)
        #expect(JumpTarget(text) == expected)
    }

    @Test("what is no place", arguments: ["", "0", "101%", "-5%", "%", "12a", "9999999999", "5%%"])
    func noTargets(_ text: String) {
        #expect(JumpTarget(text) == nil)
    }

    @Test("a serial nobody has is said; one the filter leaves out can be opened or gone to without the filter")
    func missing() {
        var rig = rig()
        let before = rig.selected
        rig.press("g")
        rig.type("2")
        rig.press("Enter")
        rig.settle()
        #expect(rig.driver.shows("000002번은 없습니다") && rig.selected == before)
        rig.browse(filter: AttendeeFilter(clauses: [.init(.status([.applied]))]), keeping: nil)
        rig.settle()
        let outside = rig.people.last { $0.status == .approved }
        rig.press("g")
        rig.type(outside?.serial.description ?? "")
        rig.press("Enter")
        rig.settle()
        #expect(rig.driver.shows("조건에 들지 않는 사람"))
        rig.press("Down", "Enter")
        rig.settle()
        #expect(rig.table.filter == .everybody && rig.selected == outside)
        rig.expectSound("gone to")
    }

    @Test("landmarks are read when first wanted, and again for another filter")
    func landmarks() {
        var rig = rig()
        rig.browse(sort: AttendeeSort(.name), keeping: nil)
        rig.settle()
        #expect(!rig.log.contains { if case .landmarks = $0 { true } else { false } })
        rig.press("g")
        rig.type("30%")
        rig.press("Enter")
        rig.settle()
        rig.browse(filter: AttendeeFilter(clauses: [.init(.status([.approved]))]), keeping: nil)
        rig.settle()
        let asked = rig.log.compactMap { if case .landmarks(let filter, let sort) = $0 { (filter, sort) } else { nil } }
        #expect(asked.count == 2 && asked.last?.0 == rig.table.filter && asked.last?.1 == AttendeeSort(.name))
    }

    // MARK: Counts

    @Test("the count is an estimate first, exact on demand, and exact by itself when everybody is at hand")
    func counts() {
        var rig = rig()
        #expect(rig.driver.shows("1 / ≈ 30,000명"))
        rig.press("#")
        #expect(rig.driver.shows("세는 중"))
        rig.answer(.count)
        #expect(rig.driver.shows("1 / 1,500명"))
        rig.browse(filter: AttendeeFilter(clauses: [.init(.status([.approved]))]), keeping: nil)
        rig.settle()
        #expect(rig.driver.shows("1 / 750명"), "so few are counted without being asked for")
        let few = self.rig(30)
        #expect(few.driver.shows("1 / 30명") && !few.log.contains(.estimate(.everybody)))
        let english = self.rig(1, .english)
        #expect(english.driver.shows("1 / 1 person"))
    }

    @Test("a count is ended by Esc, and by another filter")
    func countEnds() {
        var rig = rig()
        rig.press("#", "Escape")
        #expect(rig.abandoned == [.count(.everybody)] && !rig.table.survey.isCounting && rig.state.place == .attendees)
        rig.press("#")
        rig.browse(filter: AttendeeFilter(clauses: [.init(.status([.approved]))]), keeping: nil)
        #expect(rig.abandoned.count == 2 && !rig.table.survey.isCounting)
        rig.tell(.counted(.everybody, .success(7)))
        #expect(rig.table.survey.count == nil)
    }

    // MARK: Columns

    @Test("columns that have no room are reached with the arrows; serial and name stay")
    func columns() {
        var rig = rig(50)
        let wanted = AttendeeColumn.common.map { AttendeeView.Column($0) }
        rig.browse(columns: wanted, keeping: nil)
        #expect(!rig.driver.shows("등록 시각") && rig.driver.screen()[2].hasSuffix(">"))
        for _ in 0..<wanted.count { rig.press("Right") }
        let header = rig.driver.screen()[2]
        #expect(header.contains("등록 시각") && header.contains("이름") && header.hasPrefix("<"))
        #expect(rig.driver.shows("1970-01-01 09:00"))
        for _ in 0..<wanted.count { rig.press("Left") }
        #expect(rig.table.column == 0 && rig.driver.screen()[2].hasSuffix(">"))
    }

    @Test("the current column is in sight and the widths fit, for any columns in any room")
    func sight() {
        for widths in [[5], [6, 14, 15], [6, 14, 15, 14, 10, 8], [20, 20, 20, 20], [3, 80, 3]] {
            for room in [1, 10, 30, 78, 200] {
                for current in widths.indices {
                    for left in 0...widths.count {
                        for pinned in 1...min(2, widths.count) {
                            let sight = ColumnsInSight(
                                widths, pinned: pinned, left: left, current: current, room: room)
                            #expect(sight.shown.contains(current) && sight.shown.starts(with: 0..<pinned))
                            #expect(sight.shown == sight.shown.sorted())
                            #expect(sight.hasMoreLeft == (sight.left > pinned))
                        }
                    }
                }
            }
        }
    }

    @Test("a width of the view's own holds, and answers have their labels")
    func widthsAndAnswers() {
        var rig = rig(3)
        rig.people = rig.people.map { row in
            var row = row
            row.answers[FieldID("diet") ?? .name] = .text("채식")
            return row
        }
        rig.press("F4")
        rig.settle()
        let diet = FieldID("diet").map { AttendeeColumn.answer($0) } ?? .email
        rig.browse(columns: [.init(.name, width: 5), .init(diet)], keeping: nil)
        #expect(rig.driver.screen()[3].hasPrefix("> 일곱0 채식"))
        #expect(rig.driver.screen()[2].contains("diet"))
    }

    // MARK: Marks and copying

    @Test("Space marks and goes on, the number shows, marks stay through orders and filters, Esc clears them")
    func marks() {
        var rig = rig(300)
        rig.press("Space", "Down", "Space")
        #expect(rig.table.marks.rows.map(\.serial.rawValue) == [1, 7] && rig.driver.shows("표시 2"))
        rig.press("s")
        rig.settle()
        rig.press("F4")
        rig.settle()
        #expect(rig.table.marks.count == 2)
        rig.press("Escape")
        #expect(rig.table.marks.isEmpty && rig.state.place == .attendees && rig.driver.shows("2개를 지웠습니다"))
        rig.press("Escape")
        #expect(rig.state.place == .walkIn)
    }

    @Test("y copies the current cell, Y the row with tabs, or all that are marked")
    func copies() {
        var rig = rig(10)
        rig.press("y")
        #expect(rig.copied == ["일곱0"] && rig.driver.shows("복사(OSC 52): 이름 “일곱0”"))
        rig.press("Right", "y")
        #expect(rig.copied.count == 1 && rig.driver.shows("빈칸"))
        rig.press("Y")
        #expect(rig.copied.last == "000001\t일곱0\t\t\t일반인\t승인")
        rig.press("Space", "Space", "Y")
        #expect(rig.copied.last?.split(separator: "\n").count == 2 && rig.driver.shows("2줄"))
        // What would break a cell apart does not get into one.
        rig.people[2].name = "가\t나\n다"
        rig.press("F4")
        rig.settle()
        rig.press("Escape", "Y")
        #expect(rig.copied.last?.contains("\t가 나 다\t") == true)
    }

    @Test("from Hangul mode the letters that move or show work too")
    func hangul() {
        var rig = rig(30)
        rig.type("ㄴ")
        #expect(rig.table.sort.column == .name)
        rig.settle()
        rig.type("ㅛ")
        #expect(rig.copied.count == 1)
        rig.type("ㅎ")
        #expect(rig.driver.shows("번호(1234)"))
    }
}

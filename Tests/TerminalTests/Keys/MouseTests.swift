import Terminal
import Testing

@Suite("Mouse reports")
struct MouseTests {
    private func events(_ text: String, reportsMouse: Bool = true) -> [InputEvent] {
        var parser = InputParser()
        parser.reportsMouse = reportsMouse
        parser.feed(text.utf8, at: 0)
        parser.expire(at: 10_000)
        return parser.drain().map(\.event)
    }

    @Test(
        "buttons and the wheel, with their cell counted from 0",
        arguments: [
            ("<0;1;1M", MouseEvent(.press(.left), at: Point(column: 0, row: 0))),
            ("<0;80;24m", MouseEvent(.release(.left), at: Point(column: 79, row: 23))),
            ("<2;300;9M", MouseEvent(.press(.right), at: Point(column: 299, row: 8))),
            ("<1;1;2M", MouseEvent(.press(.middle), at: Point(column: 0, row: 1))),
            ("<64;5;6M", MouseEvent(.wheelUp, at: Point(column: 4, row: 5))),
            ("<65;5;6M", MouseEvent(.wheelDown, at: Point(column: 4, row: 5))),
            ("<4;2;2M", MouseEvent(.press(.left), at: Point(column: 1, row: 1), modifiers: .shift)),
            ("<24;2;2M", MouseEvent(.press(.left), at: Point(column: 1, row: 1), modifiers: [.alt, .control])),
        ])
    func reports(_ text: String, _ event: MouseEvent) {
        #expect(events("\u{1B}[\(text)") == [.mouse(event)])
        #expect(events("\u{1B}[\(text)", reportsMouse: false) == [])
    }

    @Test(
        "motion, other buttons and what is no report mean nothing, and type nothing",
        arguments: [
            "<32;1;1M", "<35;1;1M", "<66;1;1M", "<128;1;1M", "<0;0;1M", "<0;1M", "<;;M", "<0;1;1;1M", "<a;1;1M",
        ])
    func nothing(_ text: String) {
        #expect(!events("\u{1B}[\(text)").contains { if case .mouse = $0 { true } else { false } })
        #expect(events("\u{1B}[<35;1;1M\u{1B}[M !!") == [])
    }

    @Test("after Escape it is a report all the same")
    func afterEscape() {
        let press = MouseEvent(.press(.left), at: Point(column: 0, row: 0))
        #expect(events("\u{1B}\u{1B}[<0;1;1M") == [.key(KeyPress(.escape)), .mouse(press)])
    }

    @Test("of several targets at one place the last one counts, and what is drawn in front hides those behind")
    func targets() {
        let frame = Sketch.frame(20, 5) { canvas in
            canvas.mark(Rect(column: 0, row: 0, columns: 20, rows: 5), as: .row(1))
            canvas.within(Rect(column: 2, row: 1, columns: 4, rows: 2)) {
                $0.mark(Rect(column: 0, row: 0, columns: 9, rows: 1), as: .item(2))
            }
        }
        #expect(frame.target(at: Point(column: 5, row: 1)) == .item(2))
        #expect(frame.target(at: Point(column: 6, row: 1)) == .row(1), "clipped with what it belongs to")
        let layered = Sketch.frame(20, 5) { canvas in
            canvas.mark(Rect(column: 0, row: 0, columns: 20, rows: 5), as: .row(1))
            Layers([1]).draw(in: &canvas) { $1.mark(Rect(column: 0, row: 0, columns: 2, rows: 1), as: .item($0)) }
        }
        #expect(layered.target(at: Point(column: 0, row: 0)) == .item(1))
        #expect(layered.target(at: Point(column: 9, row: 3)) == nil)
    }

    @Test("widgets say what their places mean")
    func widgets() {
        var table = TableState(count: 9)
        table.fit(rows: 3)
        table.select(5)
        let shown = Sketch.frame(30, 4) {
            Table([TableColumn("a", .fixed(3)), TableColumn("b", .fixed(3))]).draw(
                in: &$0, at: $0.bounds, state: table
            ) { ["\($0)", "x"] }
        }
        #expect(shown.target(at: Point(column: 9, row: 1)) == .row(3))
        #expect(shown.target(at: Point(column: 3, row: 0)) == .column(0))
        #expect(shown.target(at: Point(column: 6, row: 0)) == .column(1))
        let keys = Sketch.frame(30, 1) {
            KeyLine([KeyLine.Entry(key: "F1", title: "도움말"), KeyLine.Entry(key: "Ctrl-S", title: "저장")]).draw(
                in: &$0, at: $0.bounds)
        }
        #expect(keys.target(at: Point(column: 0, row: 0)) == .key(KeyPress(.function(1))))
        #expect(keys.target(at: Point(column: 12, row: 0)) == .key(KeyPress(.character("s"), .control)))
        #expect(keys.target(at: Point(column: 10, row: 0)) == nil)
        let form = Form([
            FormField(id: "name", label: "이름", control: .text(TextField())),
            FormField(id: "memo", label: "메모", control: .area(TextArea()), rows: 2),
        ])
        let fields = Sketch.frame(30, 4) { form.draw(in: &$0, at: $0.bounds) }
        #expect(fields.target(at: Point(column: 0, row: 0)) == .field("name"))
        #expect(fields.target(at: Point(column: 20, row: 2)) == .field("memo"))
        #expect(fields.target(at: Point(column: 20, row: 3)) == nil)
    }
}

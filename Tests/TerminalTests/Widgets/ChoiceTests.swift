import Terminal
import Testing

@Suite("Choices")
struct ChoiceTests {
    private let choices = [
        Choice(id: "visit", title: "참관"), Choice(id: "show", title: "전시"), Choice(id: "staff", title: "Staff"),
        Choice(id: "press", title: "취재"),
    ]

    @Test(
        "one option by arrow, digit, first letter or initial",
        arguments: [
            ("Right", "visit"), ("Left", "press"), ("Right Right", "show"), ("2", "show"), ("9", nil), ("s", "staff"),
            ("S", "staff"),
            ("ㅊ", "visit"), ("ㅊ ㅊ", "press"), ("ㅊ ㅊ ㅊ", "visit"), ("참", "visit"), ("Space Space", "show"),
            ("2 Backspace", nil), ("End Right", "press"),
        ] as [(String, String?)])
    func single(_ names: String, _ expected: String?) {
        var field = ChoiceField(choices)
        for press in Typing.keys(names) { _ = field.handle(press) }
        #expect(field.selectedID == expected)
    }

    @Test("the chosen option stands in brackets and stays in sight")
    func drawsSingle() {
        let field = ChoiceField(choices, selected: "show")
        #expect(
            Sketch.rows(40, 1) { field.draw(in: &$0, at: $0.bounds, focused: true) } == [
                " 1 참관  [2 전시]  3 Staff   4 취재"
            ])
        let last = ChoiceField(choices, selected: "press")
        let frame = Sketch.frame(12, 1) { last.draw(in: &$0, at: $0.bounds, focused: true) }
        #expect(frame.rows[0].contains("[4 취재]"))
        #expect(frame.cursor != nil)
    }

    @Test("in several rows no option is cut, and the chosen one stays in sight where even those are too few")
    func wraps() {
        let last = ChoiceField(choices, selected: "press")
        let wrapped = Sketch.frame(20, 3) { last.draw(in: &$0, at: $0.bounds, focused: true) }
        #expect(wrapped.rows == [" 1 참관   2 전시", " 3 Staff  [4 취재]", ""])
        #expect(wrapped.cursor == Point(column: 10, row: 1))
        let narrow = Sketch.frame(12, 2) { last.draw(in: &$0, at: $0.bounds, focused: true) }
        #expect(narrow.rows == [" 3 Staff", "[4 취재]"])
        let several = ChoicesField(choices, selected: ["show"])
        #expect(
            Sketch.rows(20, 3) { several.draw(in: &$0, at: $0.bounds, focused: false) } == [
                "[ ] 참관 [O] 전시", "[ ] Staff [ ] 취재", "",
            ])
    }

    @Test("a form gives options the rows they need and no more, and the next field comes right below")
    func rowsInForm() {
        let form = Form([
            FormField(id: "kind", label: "K", control: .choice(ChoiceField(choices)), rows: 4),
            FormField(id: "name", label: "N", control: .text(TextField())),
        ])
        func rows(_ columns: Int) -> [String] {
            Sketch.rows(columns, 4) { form.draw(in: &$0, at: $0.bounds) }.map { String($0.prefix(3)) }
        }
        #expect(rows(60)[1] == "  N")
        #expect(rows(28)[2] == "  N")
        #expect(rows(18)[3].hasPrefix("   "))
    }

    @Test("several options by Space and digit")
    func several() {
        var field = ChoicesField(choices, selected: ["press", "unknown"])
        for press in Typing.keys("Space Right 3 s Space") { _ = field.handle(press) }
        #expect(field.selectedIDs == ["visit", "press"])
        #expect(
            Sketch.rows(40, 1) { field.draw(in: &$0, at: $0.bounds, focused: false) } == [
                "[O] 참관 [ ] 전시 [ ] Staff [O] 취재"
            ])
    }

    @Test("a box is ticked by Space, and letters do nothing")
    func check() {
        var field = CheckField(title: "동의합니다")
        #expect(field.handle(KeyPress(.character("x"))) == .consumed)
        #expect(!field.isOn)
        #expect(Sketch.rows(20, 1) { field.draw(in: &$0, at: $0.bounds, focused: true) } == ["[ ] 동의합니다"])
        #expect(field.handle(KeyPress(.character(" "))) == .changed)
        #expect(Sketch.rows(20, 1) { field.draw(in: &$0, at: $0.bounds, focused: true) } == ["[O] 동의합니다"])
    }

    @Test("no options is no trouble")
    func empty() {
        var one = ChoiceField([])
        var several = ChoicesField([])
        for press in Typing.keys("Space Right 1 a") {
            #expect(one.handle(press) == .ignored && several.handle(press) == .ignored)
        }
        #expect(Sketch.rows(5, 1) { one.draw(in: &$0, at: $0.bounds, focused: true) } == [""])
    }
}

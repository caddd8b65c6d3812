import Terminal
import Testing

@Suite("Text area")
struct TextAreaTests {
    @Test("Alt-Enter begins a line, Enter belongs to the form")
    func lines() {
        var area = TextArea()
        for press in Typing.keys("ab Alt-Enter cd") { _ = area.handle(press) }
        #expect(area.text == "ab\ncd")
        #expect(area.handle(KeyPress(.enter)) == .ignored)
        for press in Typing.keys("Home x Ctrl-K Up End y") { _ = area.handle(press) }
        #expect(area.text == "aby\nx")
    }

    @Test("Up and Down keep the place in the line and leave at the edges")
    func moves() {
        var area = TextArea("abc\nd\nefg")
        #expect(area.handle(KeyPress(.down)) == .ignored)
        #expect(area.handle(KeyPress(.up)) == .consumed)
        #expect(area.caret == 5)
        #expect(area.handle(KeyPress(.up)) == .consumed)
        #expect(area.caret == 1)
        #expect(area.handle(KeyPress(.up)) == .ignored)
    }

    @Test("lines wrap at the edge and the caret's row is shown")
    func draws() {
        let area = TextArea("한글날\nabc")
        let frame = Sketch.frame(5, 2) { area.draw(in: &$0, at: $0.bounds, focused: true) }
        #expect(frame.rows == ["날", "abc"])
        #expect(frame.cursor == Point(column: 3, row: 1))
        let top = Sketch.rows(5, 2) { area.draw(in: &$0, at: $0.bounds, focused: false) }
        #expect(top == ["한글", "날"])
        let full = TextArea("abcde")
        #expect(
            Sketch.frame(5, 2) { full.draw(in: &$0, at: $0.bounds, focused: true) }.cursor == Point(column: 0, row: 1))
    }
}

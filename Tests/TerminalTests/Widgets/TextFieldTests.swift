import Terminal
import TestSupport
import Testing

@Suite("Text field")
struct TextFieldTests {
    private func field(_ names: String, from text: String = "") -> TextField {
        var field = TextField(text)
        for press in Typing.keys(names) { _ = field.handle(press) }
        return field
    }

    @Test(
        "editing keys",
        arguments: [
            ("", "김민준", "김민준", 3), ("김민준", "Backspace", "김민", 2), ("김민준", "Home Del", "민준", 0),
            ("a b", "Ctrl-W", "a ", 2), ("a b ", "Ctrl-W", "a ", 2), ("선린 인터넷", "Ctrl-W Ctrl-W", "", 0),
            ("abc", "Left Ctrl-U", "c", 0), ("abc", "Left Left Ctrl-K", "a", 1), ("abc", "Home x End y", "xabcy", 5),
            ("a b c", "Ctrl-Left Ctrl-Left x", "a xb c", 3), ("a b c", "Home Ctrl-Right x", "ax b c", 2),
            ("", "Backspace Del Left Right", "", 0), ("e\u{301}", "Backspace", "", 0), ("👩‍👩‍👧", "Backspace", "", 0),
        ])
    func editing(_ text: String, _ names: String, _ expected: String, _ caret: Int) {
        let field = field(names, from: text)
        #expect(field.text == expected && field.caret == caret)
    }

    @Test("jamo and marks that arrive one by one compose with what is before the caret")
    func composes() {
        var field = TextField("ab")
        _ = field.handle(KeyPress(.left))
        for press in Typing.typed("\u{1112}\u{1161}\u{11AB}\u{1100}\u{1173}\u{11AF}e\u{301}") {
            _ = field.handle(press)
        }
        #expect(Array(field.text.unicodeScalars) == ["a", "한", "글", "é", "b"])
        #expect(field.caret == 4)
        for press in Typing.typed("👩\u{200D}👧") { _ = field.handle(press) }
        #expect(field.text == "a한글é👩‍👧b" && field.caret == 5)
    }

    @Test("undo goes back a word of typing, a paste, an erasure")
    func undo() {
        var field = field("one Space two Space three", from: "")
        let texts = (0..<4).map { _ in
            _ = field.handle(KeyPress(.character("z"), .control))
            return field.text
        }
        #expect(texts == ["one two ", "one ", "", ""])
        _ = field.paste("붙여 넣은 글")
        _ = field.paste("\n둘")
        #expect(field.text == "붙여 넣은 글 둘")
        _ = field.handle(KeyPress(.character("z"), .control))
        #expect(field.text == "붙여 넣은 글")
        for press in Typing.keys("Backspace Backspace Backspace Ctrl-Z") { _ = field.handle(press) }
        #expect(field.text == "붙여 넣은 ")
        _ = field.handle(KeyPress(.character("z"), .control))
        #expect(field.text == "붙여 넣은 글")
    }

    @Test("there is room for so many clusters and no more")
    func limit() {
        var field = TextField(maxClusters: 3)
        for press in Typing.typed("abcd") { _ = field.handle(press) }
        #expect(field.text == "abc")
        for press in Typing.keys("Backspace 하") { _ = field.handle(press) }
        #expect(field.handle(KeyPress(.character("\u{11AB}"))) == .changed)
        #expect(field.text == "ab한")
        #expect(field.paste("xyz") == .consumed)
        #expect(TextField("abcdef", maxClusters: 2).text == "ab")
    }

    @Test("undo after any edits comes back to the first text, with the caret always inside")
    func undoProperty() {
        var random = SeededRandom.fromEnvironment()
        let presses =
            Typing.keys("Backspace Del Left Right Home End Ctrl-W Ctrl-U Ctrl-K Ctrl-Left Ctrl-Right Space")
            + Typing.typed("ab가\u{1112}\u{1161}\u{11AB}\u{301}\u{200D}👩🇰🇷")
        for _ in 0..<300 {
            var field = TextField("김 민준 e\u{301}", maxClusters: 40)
            let first = field.text
            for _ in 0..<random.int(in: 0...500) {
                _ = random.int(in: 0...9) == 0 ? field.paste("붙 여\u{301}") : field.handle(random.pick(presses))
                #expect((0...field.text.count).contains(field.caret), "seed \(random.seed)")
                #expect(field.text.count <= 40, "seed \(random.seed)")
            }
            for _ in 0..<200 { _ = field.handle(KeyPress(.character("z"), .control)) }
            #expect(field.text == first, "seed \(random.seed)")
        }
    }

    @Test("a long text scrolls so that the caret is in sight, at every width")
    func scrolls() {
        var random = SeededRandom.fromEnvironment()
        for _ in 0..<500 {
            var field = TextField((0..<random.int(in: 0...30)).map { _ in random.pick(["한", "a", " "]) }.joined())
            field.moveCaret(to: random.int(in: 0...30))
            let columns = random.int(in: 1...12)
            let frame = Sketch.frame(columns + 4, 1) {
                field.draw(in: &$0, at: Rect(column: 2, row: 0, columns: columns, rows: 1), focused: true)
            }
            let cursor = frame.cursor?.column ?? -1
            #expect((2..<2 + columns).contains(cursor), "seed \(random.seed)")
            #expect(frame.brokenHalf == nil, "seed \(random.seed)")
            guard cursor > 3, let before = Array(field.text).dropLast(field.text.count - field.caret).last else {
                continue
            }
            let cell = frame.buffer[column: cursor - (before == "한" ? 2 : 1), row: 0]
            #expect(cell.glyph == before, "seed \(random.seed)")
        }
    }

    @Test("a mask groups digits on the screen and leaves the value alone")
    func mask() {
        let mask = DisplayMask(["010-####-####", "02-####-####"])
        func shown(_ text: String) -> String {
            Sketch.rows(20, 1) {
                TextField(text, mask: mask).draw(in: &$0, at: $0.bounds, focused: false)
            }[0]
        }
        #expect(shown("01012345678") == "010-1234-5678")
        #expect(shown("0101") == "010-1" && shown("010") == "010")
        #expect(shown("0212345678") == "02-1234-5678")
        #expect(
            shown("+82 10") == "+82 10" && shown("010-1234") == "010-1234" && shown("010123456789") == "010123456789")
        var field = TextField("0101234567", mask: mask)
        #expect(!field.isFull)
        _ = field.handle(KeyPress(.character("8")))
        #expect(field.isFull && field.text == "01012345678")
        let frame = Sketch.frame(20, 1) { field.draw(in: &$0, at: $0.bounds, focused: true) }
        #expect(frame.cursor == Point(column: 13, row: 0))
    }

    @Test("a secret is a star a letter, also for wide ones, and the caret stands behind them")
    func secret() {
        let field = TextField("김a👩‍👧", isSecret: true)
        let frame = Sketch.frame(10, 1) { field.draw(in: &$0, at: $0.bounds, focused: true) }
        #expect(Sketch.rows(10, 1) { field.draw(in: &$0, at: $0.bounds, focused: true) } == ["***"])
        #expect(frame.cursor == Point(column: 3, row: 0) && field.text == "김a👩‍👧")
    }

    @Test("a placeholder shows only while there is nothing")
    func placeholder() {
        let empty = TextField(placeholder: "이름")
        #expect(Sketch.rows(10, 1) { empty.draw(in: &$0, at: $0.bounds, focused: true) } == ["이름"])
        let filled = TextField("김", placeholder: "이름")
        #expect(Sketch.rows(10, 1) { filled.draw(in: &$0, at: $0.bounds, focused: true) } == ["김"])
    }

    @Test(
        "function keys and commands are left to others",
        arguments: ["F2", "Tab", "Enter", "Esc", "Up", "Ctrl-S", "Alt-x"])
    func ignored(_ name: String) throws {
        var field = TextField("a")
        #expect(field.handle(try #require(KeyPress(name))) == .ignored)
        #expect(field.text == "a")
    }
}

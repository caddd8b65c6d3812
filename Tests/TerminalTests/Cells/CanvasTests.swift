import Terminal
import TestSupport
import Testing
import Text

@Suite("Canvas")
struct CanvasTests {
    private let pieces = [
        "a", "한", "글", "漢", "Ａ", "─", "e\u{301}", "😀", "👩‍👩‍👧", "🇰🇷", "\u{1112}\u{1161}\u{11AB}", " ", "\n",
    ]

    @Test("writing over half of a wide glyph blanks its other half")
    func halves() {
        #expect(
            Sketch.rows(8, 1) {
                $0.draw("한글한글", at: Point(column: 0, row: 0), role: .text)
                $0.draw("X", at: Point(column: 1, row: 0), role: .text)
                $0.draw("Y", at: Point(column: 4, row: 0), role: .text)
            } == [" X글Y 글"])
    }

    @Test("a glyph that an overlay's edge cuts is blanked outside of it too")
    func repairsOutsideTheClip() {
        let frame = Sketch.frame(8, 1) { canvas in
            canvas.draw("한글한글", at: Point(column: 0, row: 0), role: .good)
            canvas.within(Rect(column: 1, row: 0, columns: 4, rows: 1)) { $0.fill($0.bounds, role: .overlay) }
        }
        #expect(frame.buffer.text(row: 0) == "      글")
        #expect(
            frame.buffer.row(0).map(\.role) == [.good, .overlay, .overlay, .overlay, .overlay, .good, .good, .good])
        #expect(frame.brokenHalf == nil)
    }

    @Test("a wide glyph that would cross the clip is drawn as blanks inside it")
    func clipsWholeGlyphs() {
        let rows = Sketch.rows(6, 2) { canvas in
            canvas.fill(canvas.bounds, with: ".", role: .text)
            canvas.within(Rect(column: 1, row: 0, columns: 3, rows: 1)) { canvas in
                canvas.draw("한글", at: Point(column: 0, row: 0), role: .text)
            }
            canvas.within(Rect(column: 1, row: 1, columns: 3, rows: 1)) { canvas in
                canvas.draw("한글", at: Point(column: -1, row: 0), role: .text)
            }
        }
        #expect(rows == [".한 ..", ". 글.."])
    }

    @Test(
        "text is cut to its columns with an ellipsis",
        arguments: [
            ("abcdef", 6, "abcdef"), ("abcdef", 5, "abcd…"), ("한글날", 5, "한글…"), ("한글날", 4, "한…"), ("ab", 1, "…"),
            ("ab", 0, ""),
        ])
    func ellipsis(_ text: String, _ columns: Int, _ expected: String) {
        var used = 0
        let rows = Sketch.rows(10, 1) {
            used = $0.draw(text, at: Point(column: 0, row: 0), role: .text, columns: columns)
        }
        #expect(rows == [expected])
        #expect(used == ColumnWidth.of(expected))
    }

    @Test("where ambiguous characters are wide, signs of our own are neutral ones")
    func wideAmbiguous() {
        let rows = Sketch.rows(8, 3, ambiguous: .wide) {
            $0.box($0.bounds, role: .border)
            $0.draw("①abcdef", at: Point(column: 1, row: 1), role: .text, columns: 5)
        }
        #expect(rows == ["+------+", "|①ab~ |", "+------+"])
    }

    @Test("decomposed, joined and invisible characters take one cell each or none")
    func flattens() {
        let frame = Sketch.frame(12, 1) {
            $0.draw(
                "\u{1112}\u{1161}\u{11AB}e\u{301}👩‍👩‍👧🇰🇷❤️\u{200B}\u{0}a\u{1B}", at: Point(column: 0, row: 0), role: .text)
        }
        let glyphs = frame.buffer.row(0).filter { $0.width > 0 }.prefix(6).map { Array($0.glyph.unicodeScalars) }
        #expect(glyphs == [["한"], ["é"], ["👩"], ["⚑"], ["❤"], ["a"]])
    }

    @Test("the cursor is kept through nested rectangles and hidden outside the clip")
    func cursor() {
        let frame = Sketch.frame(20, 5) { canvas in
            canvas.within(Rect(column: 3, row: 1, columns: 10, rows: 3)) { canvas in
                canvas.within(Rect(column: 2, row: 1, columns: 4, rows: 1)) { canvas in
                    canvas.cursor = Point(column: 1, row: 0)
                    #expect(canvas.cursor == Point(column: 1, row: 0))
                }
                #expect(canvas.cursor == Point(column: 3, row: 1))
            }
        }
        #expect(frame.cursor == Point(column: 6, row: 2))
        #expect(Sketch.frame(4, 1) { $0.cursor = Point(column: 4, row: 0) }.cursor == nil)
    }

    @Test("a box has a title that fits into its top line")
    func box() {
        #expect(
            Sketch.rows(10, 3) { $0.box($0.bounds, role: .border, title: "등록") } == [
                "┌─ 등록 ─┐", "│        │", "└────────┘",
            ])
        #expect(Sketch.rows(1, 1) { $0.box($0.bounds, role: .border) } == [""])
    }

    @Test("any drawing leaves whole glyphs, and changes nothing outside its clip but glyphs cut in two")
    func properties() {
        var random = SeededRandom.fromEnvironment()
        for _ in 0..<300 {
            let size = Size(columns: random.int(in: 1...14), rows: random.int(in: 1...4))
            var canvas = Canvas(size: size)
            for _ in 0..<6 { scribble(&canvas, &random) }
            let before = canvas.finish()
            let clip = rect(&random)
            canvas.within(clip) { scribble(&$0, &random) }
            let after = canvas.finish()
            #expect(after.brokenHalf == nil, "seed \(random.seed)")
            for row in 0..<size.rows {
                let sum = after.buffer.row(row).map { Int($0.width) }.reduce(0, +)
                #expect(sum == size.columns, "seed \(random.seed)")
                for column in 0..<size.columns where !clip.contains(Point(column: column, row: row)) {
                    let (old, new) = (before.buffer[column: column, row: row], after.buffer[column: column, row: row])
                    if old == new { continue }
                    let atEdge = column == clip.column - 1 || column == clip.endColumn
                    #expect(atEdge && old.width != 1 && new == .blank(old.role), "seed \(random.seed) \(column),\(row)")
                }
            }
        }
    }

    private func rect(_ random: inout SeededRandom) -> Rect {
        Rect(
            column: random.int(in: -3...12), row: random.int(in: -1...4), columns: random.int(in: 0...12),
            rows: random.int(in: 0...4))
    }

    private func scribble(_ canvas: inout Canvas, _ random: inout SeededRandom) {
        let text = (0..<random.int(in: 0...8)).map { _ in random.pick(pieces) }.joined()
        let place = Point(column: random.int(in: -4...14), row: random.int(in: -1...4))
        switch random.int(in: 0...4) {
        case 0: canvas.fill(rect(&random), with: random.pick(["x", " ", "한"]), role: .good)
        case 1: canvas.box(rect(&random), role: .border, title: text)
        case 2: canvas.draw(text, at: place, role: .bad, columns: random.int(in: 0...9))
        default: canvas.draw(text, at: place, role: .text)
        }
    }
}

// Frames made from a seed: what a screen may hold, mixed as no designer would.

import Terminal

/// A sequence of frames; the same seed gives the same ones in every process.
struct RandomFrames {
    private var state: UInt64
    private var previous: [String] = []
    private let size: Size

    /// Glyphs on whose widths the C library, ncurses, tmux and the buffer agree.
    private static let narrow = Array("abcXYZ019 .,:;!?-+*/()[]<>|─│┌┐└┘├┤═║▀▄█░▒")
    private static let wide = Array("가나다라마바사아자차카타파하한글행사참가자등록힣뷁學校行事京漢字ＡＢ１２！あいアイ😀🎉🚀")

    init(seed: UInt64, size: Size) {
        state = seed
        self.size = size
    }

    /// The frame drawn next, with its cursor.
    mutating func next() -> Frame {
        var canvas = Canvas(size: size)
        drawRows(&canvas)
        for _ in 0..<number(4) { drawOverlay(&canvas) }
        if number(3) > 0 { canvas.cursor = Point(column: number(size.columns), row: number(size.rows)) }
        return canvas.finish()
    }

    /// Mostly the rows of the frame before, scrolled or with a few of them new: what ncurses tries to be clever about.
    private mutating func drawRows(_ canvas: inout Canvas) {
        var rows = previous
        switch number(4) {
        case 0: rows = []
        case 1: rows = Array(rows.dropFirst(1 + number(3)))
        case 2: rows.insert(line(), at: 0)
        default: break
        }
        while rows.count < size.rows { rows.append(line()) }
        rows = Array(rows.prefix(size.rows))
        for _ in 0..<number(5) { rows[number(size.rows)] = line() }
        previous = rows
        for (row, text) in rows.enumerated() {
            let role = Role.allCases[abs(text.utf8.count) % Role.allCases.count]
            canvas.draw(text, at: Point(column: 0, row: row), role: number(3) == 0 ? role : .text)
        }
    }

    private mutating func drawOverlay(_ canvas: inout Canvas) {
        let rect = Rect(
            column: number(size.columns) - 4, row: number(size.rows) - 2, columns: 3 + number(size.columns / 2),
            rows: 2 + number(size.rows / 2))
        canvas.fill(rect, role: .overlay)
        canvas.box(rect, role: Role.allCases[number(Role.allCases.count)], title: line(length: 6))
        let text = line(length: 12)
        canvas.within(rect) { $0.draw(text, at: Point(column: 1, row: 1), role: .selected) }
    }

    private mutating func line(length: Int? = nil) -> String {
        var text = ""
        for _ in 0..<(length ?? number(size.columns)) {
            text.append(number(3) == 0 ? Self.wide[number(Self.wide.count)] : Self.narrow[number(Self.narrow.count)])
        }
        return text
    }

    /// SplitMix64, below a bound.
    private mutating func number(_ bound: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((mixed ^ (mixed >> 31)) % UInt64(max(1, bound)))
    }
}

// A field of one line.

import Text

/// One line of text with a caret.
///
/// Lengths are clusters. Backspace removes one, Ctrl-W a word, Ctrl-U and Ctrl-K what is before and after the caret;
/// Ctrl-Z goes back one word of typing or one paste.
public struct TextField: Equatable, Sendable {
    private var editor: Editor
    public var placeholder: String
    public let mask: DisplayMask?
    /// Shown as one star a letter.
    public let isSecret: Bool

    public init(
        _ text: String = "", maxClusters: Int = 1000, mask: DisplayMask? = nil, isSecret: Bool = false,
        placeholder: String = ""
    ) {
        editor = Editor(Self.oneLine(text), limit: maxClusters)
        self.mask = mask
        self.isSecret = isSecret
        self.placeholder = placeholder
    }

    /// What was typed, in NFC, without the mask's signs.
    public var text: String { editor.text }
    /// Clusters before the caret.
    public var caret: Int { editor.caret }
    public var isEmpty: Bool { editor.clusters.isEmpty }
    /// Whether the mask has no place left.
    public var isFull: Bool { mask?.isFull(text) ?? false }

    /// Replaces the text; one undo step.
    public mutating func replace(with text: String) {
        _ = editor.replace(with: Self.oneLine(text))
    }

    /// Inserts a pasted text at the caret; its line feeds and tabs become spaces.
    public mutating func paste(_ text: String) -> Handled {
        editor.paste(Self.oneLine(text)) ? .changed : .consumed
    }

    /// Puts the caret after so many clusters.
    public mutating func moveCaret(to place: Int) { editor.move(to: place) }

    public mutating func handle(_ press: KeyPress) -> Handled { editor.handle(press) }

    /// Draws into the first row of `rect`. With focus the canvas's cursor goes to the caret.
    ///
    /// - Parameter faulty: parts of the text, in clusters, to be drawn as wrong.
    public func draw(in canvas: inout Canvas, at rect: Rect, focused: Bool, faulty: [Range<Int>] = []) {
        canvas.within(Rect(column: rect.column, row: rect.row, columns: rect.columns, rows: min(rect.rows, 1))) {
            drawLine(in: &$0, focused: focused, faulty: faulty)
        }
    }

    private func drawLine(in canvas: inout Canvas, focused: Bool, faulty: [Range<Int>]) {
        let role: Role = focused ? .fieldFocused : .field
        let columns = canvas.bounds.columns
        canvas.fill(canvas.bounds, role: role)
        let pieces =
            isSecret
            ? editor.clusters.map { _ in "*" } : mask?.pieces(editor.clusters) ?? editor.clusters.map { String($0) }
        let widths = pieces.map { ColumnWidth.of($0, ambiguous: canvas.ambiguous) }
        let before = widths[..<editor.caret].reduce(0, +)
        let start = Self.firstVisible(widths, caret: before, columns: columns)
        if isEmpty, !placeholder.isEmpty {
            canvas.draw(
                placeholder, at: Point(column: 0, row: 0), role: focused ? role : .placeholder, columns: columns)
        }
        var column = 0
        for (place, piece) in zip(start..., pieces[start...]) where column < columns {
            let isFaulty = faulty.contains { $0.contains(place) }
            column += canvas.draw(piece, at: Point(column: column, row: 0), role: isFaulty ? .bad : role)
        }
        if focused {
            canvas.cursor = Point(column: before - widths[..<start].reduce(0, +), row: 0)
        }
    }

    /// The first piece to show. A long text moves by half the field, so that the caret does not stick to an edge and the
    /// text does not move with every key.
    private static func firstVisible(_ widths: [Int], caret: Int, columns: Int) -> Int {
        guard columns > 0, caret >= columns else { return 0 }
        let step = max(columns / 2, 1)
        let wanted = ((caret - columns) / step + 1) * step
        var column = 0
        for (index, width) in widths.enumerated() {
            if column >= wanted { return index }
            column += width
        }
        return widths.count
    }

    private static func oneLine(_ text: String) -> String {
        String(text.map { $0.isNewline || $0 == "\t" ? " " : $0 })
    }
}

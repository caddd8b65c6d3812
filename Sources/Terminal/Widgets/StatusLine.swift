// One line that says how things are.

public import Text

/// Pieces from the left and pieces at the right edge. The right ones matter more: the left give way.
public struct StatusLine: Equatable, Sendable {
    public struct Piece: Equatable, Sendable {
        public var text: String
        public var role: Role

        public init(_ text: String, role: Role = .status) {
            self.text = text
            self.role = role
        }
    }

    public var left: [Piece]
    public var right: [Piece]

    public init(left: [Piece] = [], right: [Piece] = []) {
        self.left = left
        self.right = right
    }

    /// How wide a line is that shows all of it.
    public func columns(_ ambiguous: AmbiguousWidth) -> Int {
        width(left, ambiguous) + (left.isEmpty || right.isEmpty ? 0 : 1) + width(right, ambiguous)
    }

    /// Fills the first row of `rect`.
    public func draw(in canvas: inout Canvas, at rect: Rect, role: Role = .status) {
        let line = Rect(column: rect.column, row: rect.row, columns: rect.columns, rows: min(rect.rows, 1))
        canvas.within(line) { canvas in
            let columns = canvas.bounds.columns
            canvas.fill(canvas.bounds, role: role)
            let rightWidth = width(right, canvas.ambiguous)
            let start = max(columns - rightWidth, 0)
            draw(left, from: 0, to: right.isEmpty ? columns : start - 1, in: &canvas)
            draw(right, from: start, to: columns, in: &canvas)
        }
    }

    private func width(_ pieces: [Piece], _ ambiguous: AmbiguousWidth) -> Int {
        pieces.map { ColumnWidth.of($0.text, ambiguous: ambiguous) }.reduce(0, +) + max(pieces.count - 1, 0) * 2
    }

    private func draw(_ pieces: [Piece], from start: Int, to end: Int, in canvas: inout Canvas) {
        var column = start
        for piece in pieces where column < end {
            let place = Point(column: column, row: 0)
            column += canvas.draw(piece.text, at: place, role: piece.role, columns: end - column) + 2
        }
    }
}

// Drawing a table.

import Text

/// A header and rows in columns. Only the rows in sight are asked for.
public struct Table: Sendable {
    public var columns: [TableColumn]

    public init(_ columns: [TableColumn]) {
        self.columns = columns
    }

    /// The rows that fit below the header.
    public static func rows(in rect: Rect) -> Int { max(rect.rows - 1, 0) }

    /// Draws into `rect`.
    ///
    /// - Parameter row: a row by its number; nil while it has not come, shown as a dot.
    public func draw(
        in canvas: inout Canvas, at rect: Rect, state: TableState, focused: Bool = true, row: (Int) -> TableRow?
    ) {
        canvas.within(rect) { canvas in
            let size = canvas.bounds.size
            // Two columns before the cells: `>` for the selection and `*` for a mark, for themes without colour.
            let widths = columnWidths(max(size.columns - 2, 0))
            draw(columns.map(\.title), widths, row: 0, role: .heading, in: &canvas)
            let shown = Self.rows(in: rect)
            guard shown > 0 else { return }
            let first = state.firstRow(shown: shown)
            for line in 0..<shown {
                let number = first + line
                if let count = state.count, number >= count { break }
                let isSelected = number == state.selected
                let content = row(number)
                let place = Point(column: 0, row: line + 1)
                let role: Role = isSelected ? (focused ? .selected : .selectedDim) : content?.role ?? .dim
                if isSelected {
                    canvas.fill(Rect(column: 0, row: line + 1, columns: size.columns, rows: 1), role: role)
                    canvas.draw(">", at: place, role: role)
                    // Screen readers follow the cursor.
                    if focused { canvas.cursor = place }
                }
                if content?.isMarked == true { canvas.draw("*", at: Point(column: 1, row: line + 1), role: role) }
                let missing = [canvas.ambiguous == .wide ? "." : "·"]
                draw(content?.cells ?? missing, widths, row: line + 1, role: role, in: &canvas)
            }
        }
    }

    private func draw(_ cells: [String], _ widths: [Int], row: Int, role: Role, in canvas: inout Canvas) {
        var column = 2
        for ((cell, width), definition) in zip(zip(cells, widths), columns) {
            var place = Point(column: column, row: row)
            if definition.alignment == .right {
                place.column += max(width - ColumnWidth.of(cell, ambiguous: canvas.ambiguous), 0)
            }
            canvas.draw(cell, at: place, role: role, columns: width)
            column += width + 1
        }
    }

    /// Widths with one blank between columns. Too little room takes from the last ones.
    private func columnWidths(_ room: Int) -> [Int] {
        Layout.lengths(max(room - max(columns.count - 1, 0), 0), columns.map(\.width))
    }
}

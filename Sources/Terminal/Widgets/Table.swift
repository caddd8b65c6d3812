// Drawing a table.

import Text

/// A header and rows in columns. Only the rows in sight are asked for.
public struct Table: Sendable {
    public var columns: [TableColumn]
    /// The column that keys and copying are about, shown in the header and in the selected row.
    public var current: Int?
    /// There are columns to the left, or to the right, that have no room: `<` and `>` in the header say so.
    public var hasMoreLeft = false
    public var hasMoreRight = false

    public init(_ columns: [TableColumn], current: Int? = nil) {
        self.columns = columns
        self.current = current
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
            drawHeader(widths, in: &canvas)
            let shown = Self.rows(in: rect)
            guard shown > 0 else { return }
            let first = state.firstRow(shown: shown)
            for line in 0..<shown {
                let number = first + line
                if let end = state.end, number >= end { break }
                let isSelected = number == state.selected
                canvas.mark(Rect(column: 0, row: line + 1, columns: size.columns, rows: 1), as: .row(number))
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
                if isSelected, focused, let cell = cell(widths) {
                    canvas.restyle(
                        Rect(column: cell.lowerBound, row: line + 1, columns: cell.count, rows: 1), role: .fieldFocused)
                }
            }
        }
    }

    /// The titles; the order's sign always has room, for it is shorter than what it says.
    private func drawHeader(_ widths: [Int], in canvas: inout Canvas) {
        var column = 2
        for (index, (definition, width)) in zip(columns, widths).enumerated() {
            let role: Role = index == current ? .labelFocused : .heading
            let sign = definition.order.map { self.sign($0, canvas.ambiguous) } ?? ""
            let room = max(width - sign.count, 0)
            let used = min(ColumnWidth.of(definition.title, ambiguous: canvas.ambiguous), room)
            var place = Point(column: column, row: 0)
            if definition.alignment == .right { place.column += room - used }
            place.column += canvas.draw(definition.title, at: place, role: role, columns: room)
            canvas.draw(sign, at: place, role: role, columns: width)
            // The blank behind a title belongs to it.
            canvas.mark(Rect(column: column, row: 0, columns: width + 1, rows: 1), as: .column(index))
            column += width + 1
        }
        if hasMoreLeft { canvas.draw("<", at: Point(column: 0, row: 0), role: .heading) }
        if hasMoreRight { canvas.draw(">", at: Point(column: canvas.bounds.columns - 1, row: 0), role: .heading) }
    }

    /// One column everywhere: the triangles take two where the terminal draws ambiguous signs wide.
    private func sign(_ order: TableColumn.Order, _ ambiguous: AmbiguousWidth) -> String {
        switch (order, ambiguous) {
        case (.ascending, .wide): "^"
        case (.descending, .wide): "v"
        case (.ascending, _): "▲"
        case (.descending, _): "▼"
        }
    }

    /// The columns of the canvas that the current column's cells take.
    private func cell(_ widths: [Int]) -> Range<Int>? {
        guard let current, widths.indices.contains(current) else { return nil }
        let start = 2 + widths[..<current].reduce(0) { $0 + $1 + 1 }
        return start..<start + widths[current]
    }

    /// A row in a style of its own has it between its cells too: going back to plain for each gap costs more bytes than the
    /// gaps.
    private func draw(_ cells: [String], _ widths: [Int], row: Int, role: Role, in canvas: inout Canvas) {
        var column = 2
        var end: Int?
        for ((cell, width), definition) in zip(zip(cells, widths), columns) {
            var place = Point(column: column, row: row)
            if definition.alignment == .right {
                place.column += max(width - ColumnWidth.of(cell, ambiguous: canvas.ambiguous), 0)
            }
            if role != .text, !cell.isEmpty, let end, end < place.column {
                canvas.fill(Rect(column: end, row: row, columns: place.column - end, rows: 1), role: role)
            }
            let drawn = canvas.draw(cell, at: place, role: role, columns: width)
            if !cell.isEmpty { end = place.column + drawn }
            column += width + 1
        }
    }

    /// Widths with one blank between columns. Too little room takes from the last ones.
    private func columnWidths(_ room: Int) -> [Int] {
        Layout.lengths(max(room - max(columns.count - 1, 0), 0), columns.map(\.width))
    }
}

// Drawing a form: labels in a column, faults below their fields, the hint on the last row.

import Text

extension Form {
    /// Draws the visible fields into `rect`, moved so that the focused field and its fault are in sight. The last row
    /// shows the focused field's hint where any field has one.
    public func draw(in canvas: inout Canvas, at rect: Rect) {
        canvas.within(rect) { drawAll(in: &$0) }
    }

    private func drawAll(in canvas: inout Canvas) {
        let size = canvas.bounds.size
        let hasHints = size.rows >= 3 && visible.contains { !fields[$0].hint.isEmpty }
        let rows = hasHints ? size.rows - 1 : size.rows
        let labelColumns = labelColumns(of: size.columns, canvas.ambiguous)
        let top = firstRow(shown: rows)
        canvas.within(Rect(column: 0, row: 0, columns: size.columns, rows: rows)) { canvas in
            var row = -top
            for index in visible {
                drawField(index, row: row, labelColumns: labelColumns, in: &canvas)
                row += height(index)
            }
        }
        if hasHints, let hint = focusedHint {
            canvas.draw(hint, at: Point(column: 0, row: rows), role: .dim, columns: size.columns)
        }
    }

    private func drawField(_ index: Int, row: Int, labelColumns: Int, in canvas: inout Canvas) {
        let field = fields[index]
        let focused = field.id == focusedID
        let role: Role = focused ? .labelFocused : .label
        // A sign as well as a colour: which field has focus must be readable without either theme.
        canvas.draw(focused ? ">" : " ", at: Point(column: 0, row: row), role: role)
        let used = canvas.draw(field.label, at: Point(column: 2, row: row), role: role, columns: labelColumns - 4)
        if field.isRequired { canvas.draw("*", at: Point(column: 3 + used, row: row), role: .warning) }
        let columns = canvas.bounds.columns - labelColumns - 1
        let rect = Rect(column: labelColumns + 1, row: row, columns: columns, rows: field.rows)
        field.control.draw(in: &canvas, at: rect, focused: focused)
        if let fault = faults[field.id] {
            // Below its control; a long one begins further left, where there is room.
            let text = "! \(fault)"
            let room = canvas.bounds.columns - ColumnWidth.of(text, ambiguous: canvas.ambiguous)
            let place = Point(column: max(min(labelColumns + 1, room), 2), row: row + field.rows)
            canvas.draw(text, at: place, role: .bad, columns: canvas.bounds.columns - place.column)
        }
    }

    private var focusedHint: String? { focusedID.flatMap { field($0)?.hint } }

    private func height(_ index: Int) -> Int {
        fields[index].rows + (faults[fields[index].id] == nil ? 0 : 1)
    }

    /// Two columns for the focus sign, the widest label, two for the required mark; at most two fifths of the form.
    private func labelColumns(of columns: Int, _ ambiguous: AmbiguousWidth) -> Int {
        let widest = visible.map { ColumnWidth.of(fields[$0].label, ambiguous: ambiguous) }.max() ?? 0
        return min(widest + 4, max(columns * 2 / 5, 5))
    }

    /// How far a form that is too tall is moved: the focused field comes to the middle where it can.
    private func firstRow(shown rows: Int) -> Int {
        let heights = visible.map(height)
        let total = heights.reduce(0, +)
        guard total > rows, let place = visible.firstIndex(where: { fields[$0].id == focusedID }) else { return 0 }
        let top = heights[..<place].reduce(0, +)
        let room = rows - heights[place]
        return room < 0 ? top : min(max(top - room / 2, 0), total - rows)
    }
}

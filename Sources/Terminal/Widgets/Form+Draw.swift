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
        let heights = visible.map { index in
            let field = fields[index]
            return field.control.rows(
                of: field.rows, columns: size.columns - labelColumns - 1, canvas.ambiguous)
        }
        let top = firstRow(shown: rows, heights)
        canvas.within(Rect(column: 0, row: 0, columns: size.columns, rows: rows)) { canvas in
            var row = -top
            for (index, height) in zip(visible, heights) {
                let rect = Rect(column: 0, row: row, columns: size.columns, rows: height)
                drawField(index, at: rect, labelColumns: labelColumns, in: &canvas)
                row += height + faultRows(index)
            }
        }
        if hasHints, let hint = focusedHint {
            canvas.draw(hint, at: Point(column: 0, row: rows), role: .dim, columns: size.columns)
        }
    }

    /// - Parameter rect: the rows of the control, over the whole form's columns.
    private func drawField(_ index: Int, at rect: Rect, labelColumns: Int, in canvas: inout Canvas) {
        let row = rect.row
        let field = fields[index]
        let focused = field.id == focusedID
        canvas.mark(rect, as: .field(field.id))
        let role: Role = focused ? .labelFocused : .label
        // A sign as well as a colour: which field has focus must be readable without either theme.
        canvas.draw(focused ? ">" : " ", at: Point(column: 0, row: row), role: role)
        let used = canvas.draw(field.label, at: Point(column: 2, row: row), role: role, columns: labelColumns - 4)
        if field.isRequired { canvas.draw("*", at: Point(column: 3 + used, row: row), role: .warning) }
        let place = Rect(
            column: labelColumns + 1, row: row, columns: rect.columns - labelColumns - 1, rows: rect.rows)
        field.control.draw(in: &canvas, at: place, focused: focused)
        if let fault = faults[field.id] {
            // Below its control; a long one begins further left, where there is room.
            let text = "! \(fault)"
            let room = canvas.bounds.columns - ColumnWidth.of(text, ambiguous: canvas.ambiguous)
            let place = Point(column: max(min(labelColumns + 1, room), 2), row: rect.endRow)
            canvas.draw(text, at: place, role: .bad, columns: canvas.bounds.columns - place.column)
        }
    }

    private var focusedHint: String? { focusedID.flatMap { field($0)?.hint } }

    private func faultRows(_ index: Int) -> Int {
        faults[fields[index].id] == nil ? 0 : 1
    }

    /// Two columns for the focus sign, the widest label, two for the required mark; at most two fifths of the form.
    private func labelColumns(of columns: Int, _ ambiguous: AmbiguousWidth) -> Int {
        let widest = visible.map { ColumnWidth.of(fields[$0].label, ambiguous: ambiguous) }.max() ?? 0
        return min(widest + 4, max(columns * 2 / 5, 5))
    }

    /// How far a form that is too tall is moved: the focused field comes to the middle where it can.
    /// - Parameter controls: the rows of each visible field's control.
    private func firstRow(shown rows: Int, _ controls: [Int]) -> Int {
        let heights = zip(visible, controls).map { $1 + faultRows($0) }
        let total = heights.reduce(0, +)
        guard total > rows, let place = visible.firstIndex(where: { fields[$0].id == focusedID }) else { return 0 }
        let top = heights[..<place].reduce(0, +)
        let room = rows - heights[place]
        return room < 0 ? top : min(max(top - room / 2, 0), total - rows)
    }
}

// Drawing a dialog.

import Text

extension Dialog {
    /// Draws the box in the middle of the canvas, over what is there.
    public func draw(in canvas: inout Canvas, words: WidgetWords) {
        let bounds = canvas.bounds
        let room = max(min(bounds.columns - 6, 60), 2)
        let body = self.body.isEmpty ? [] : ColumnWidth.wrap(self.body, columns: room, ambiguous: canvas.ambiguous)
        let faults = fault.map { ColumnWidth.wrap($0, columns: room, ambiguous: canvas.ambiguous) } ?? []
        let foot = footer(words)
        let texts = body + faults + itemTexts + [foot, "  \(title)  "]
        let widest = texts.map { ColumnWidth.of($0, ambiguous: canvas.ambiguous) }.max() ?? 0
        let columns = isPrompt ? room : min(max(widest, 20), room)
        let rows = body.count + contentRows + faults.count + 2
        let box = bounds.centred(Size(columns: columns + 4, rows: rows + 2))
        canvas.cursor = nil
        canvas.fill(box, role: .overlay)
        canvas.box(box, role: .overlayTitle, title: title)
        canvas.within(box.inset(columns: 2, rows: 1)) { canvas in
            let size = canvas.bounds.size
            var row = 0
            for line in body.prefix(max(size.rows - contentRows - faults.count - 1, 1)) {
                canvas.draw(line, at: Point(column: 0, row: row), role: .overlay, columns: size.columns)
                row += 1
            }
            let left = max(size.rows - row - faults.count - 1, 1)
            row += drawContent(in: &canvas, row: row, rows: left)
            for line in faults {
                canvas.draw("\(line)", at: Point(column: 0, row: row), role: .overlayBad, columns: size.columns)
                row += 1
            }
            canvas.draw(foot, at: Point(column: 0, row: size.rows - 1), role: .overlayDim, columns: size.columns)
        }
    }

    private var isPrompt: Bool {
        if case .prompt = content { return true }
        return false
    }

    private var itemTexts: [String] {
        guard case .menu(let items) = content else { return [] }
        return items.enumerated().map { index, item in
            let number = index < 9 ? "\(index + 1)" : " "
            return "\(index == selected ? ">" : " ") \(number) \(item.title)"
        }
    }

    private var contentRows: Int {
        switch content {
        case .message: 0
        case .menu(let items): items.count
        case .prompt: 1
        }
    }

    private func footer(_ words: WidgetWords) -> String {
        if case .message = content { return "Enter \(words.close)" }
        return "Enter \(words.accept)  Esc \(words.cancel)"
    }

    /// Draws the menu or the field and returns the rows used.
    private func drawContent(in canvas: inout Canvas, row: Int, rows: Int) -> Int {
        let columns = canvas.bounds.columns
        switch content {
        case .message:
            return 0
        case .prompt(let field):
            field.draw(in: &canvas, at: Rect(column: 0, row: row, columns: columns, rows: 1), focused: true)
            return 1
        case .menu(let items):
            let first = max(min(selected - rows / 2, items.count - rows), 0)
            for (line, index) in items.indices.dropFirst(first).prefix(rows).enumerated() {
                let isEnabled = items[index].disabledReason == nil
                let role: Role = index == selected ? .selected : isEnabled ? .overlay : .overlayDim
                let place = Point(column: 0, row: row + line)
                canvas.fill(Rect(column: 0, row: place.row, columns: columns, rows: 1), role: role)
                canvas.draw(itemTexts[index], at: place, role: role, columns: columns)
                canvas.mark(Rect(column: 0, row: place.row, columns: columns, rows: 1), as: .item(index))
                if index == selected { canvas.cursor = place }
            }
            return min(items.count, rows)
        }
    }
}

// Drawing a dialog.

import Text

extension Dialog {
    /// Columns of running text, which is hard to read in longer lines.
    private static let textColumns = 60
    /// Columns of an item of a menu, the longest of which is better read in one line.
    private static let itemColumns = 110

    /// Draws the box in the middle of the canvas, over what is there.
    public func draw(in canvas: inout Canvas, words: WidgetWords) {
        let bounds = canvas.bounds
        let room = max(min(bounds.columns - 6, Self.textColumns), 2)
        let items = itemLines(max(min(bounds.columns - 6, Self.itemColumns), 6), canvas.ambiguous)
        let body = self.body.isEmpty ? [] : ColumnWidth.wrap(self.body, columns: room, ambiguous: canvas.ambiguous)
        let faults = fault.map { ColumnWidth.wrap($0, columns: room, ambiguous: canvas.ambiguous) } ?? []
        let foot = footer(words)
        let texts = body + faults + items.map(\.text) + [foot, "  \(title)  "]
        let widest = texts.map { ColumnWidth.of($0, ambiguous: canvas.ambiguous) }.max() ?? 0
        let most = max(room, items.map { ColumnWidth.of($0.text, ambiguous: canvas.ambiguous) }.max() ?? 0)
        let columns = isPrompt ? room : min(max(widest, 20), most)
        let contentRows = isPrompt ? 1 : items.count
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
            row += drawContent(items, in: &canvas, row: row, rows: left)
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

    /// The items of a menu, each in as many lines as it takes: whoever chooses has to be able to read it all.
    private func itemLines(_ columns: Int, _ ambiguous: AmbiguousWidth) -> [(item: Int, text: String)] {
        guard case .menu(let items) = content else { return [] }
        return items.enumerated().flatMap { index, item in
            let number = index < 9 ? "\(index + 1)" : " "
            let fits = ColumnWidth.of(item.title, ambiguous: ambiguous) <= columns - 4
            let lines =
                fits ? [item.title] : ColumnWidth.wrap(item.title, columns: columns - 4, ambiguous: ambiguous)
            return lines.enumerated().map { line, text in
                (index, line == 0 ? "\(index == selected ? ">" : " ") \(number) \(text)" : "    \(text)")
            }
        }
    }

    private func footer(_ words: WidgetWords) -> String {
        if case .message = content { return "Enter \(words.close)" }
        return "Enter \(words.accept)  Esc \(words.cancel)"
    }

    /// Draws the menu or the field and returns the rows used.
    private func drawContent(
        _ lines: [(item: Int, text: String)], in canvas: inout Canvas, row: Int, rows: Int
    ) -> Int {
        let columns = canvas.bounds.columns
        switch content {
        case .message:
            return 0
        case .prompt(let field):
            field.draw(in: &canvas, at: Rect(column: 0, row: row, columns: columns, rows: 1), focused: true)
            return 1
        case .menu(let items):
            let start = lines.firstIndex { $0.item == selected } ?? 0
            let first = max(min(start - rows / 2, lines.count - rows), 0)
            for (line, index) in lines.indices.dropFirst(first).prefix(rows).enumerated() {
                let (item, text) = lines[index]
                let isEnabled = items[item].disabledReason == nil
                let role: Role = item == selected ? .selected : isEnabled ? .overlay : .overlayDim
                let place = Point(column: 0, row: row + line)
                canvas.fill(Rect(column: 0, row: place.row, columns: columns, rows: 1), role: role)
                canvas.draw(text, at: place, role: role, columns: columns)
                canvas.mark(Rect(column: 0, row: place.row, columns: columns, rows: 1), as: .item(item))
                if index == start { canvas.cursor = place }
            }
            return min(lines.count, rows)
        }
    }
}

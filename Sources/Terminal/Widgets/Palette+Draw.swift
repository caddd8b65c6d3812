// Drawing the palette: the field, the matches with their keys, and a sentence about the marked one.

import Text

extension Palette {
    /// From this width on each line has room for a sentence of its own.
    private static let wide = 64
    /// From this height on a blank row sets the list apart, and the sentence at the foot may take two.
    private static let tall = 12

    /// Draws over the whole canvas, or its middle where there is more room than a list needs.
    public func draw(in canvas: inout Canvas, words: WidgetWords) {
        let bounds = canvas.bounds
        let size = Size(columns: min(bounds.columns, 100), rows: min(bounds.rows, max(entries.count + 6, 12)))
        let box = bounds.centred(size)
        canvas.cursor = nil
        canvas.fill(box, role: .overlay)
        canvas.box(box, role: .overlayTitle, title: title)
        canvas.within(box.inset(columns: 2, rows: 1)) { drawInside(in: &$0, words) }
    }

    private func drawInside(in canvas: inout Canvas, _ words: WidgetWords) {
        let size = canvas.bounds.size
        let used = canvas.draw("\(words.filter): ", at: Point(column: 0, row: 0), role: .overlayTitle)
        let room = Rect(column: used, row: 0, columns: size.columns - used, rows: 1)
        filter.draw(in: &canvas, at: room, focused: true)
        let caret = canvas.cursor
        let isTall = size.rows >= Self.tall
        let top = isTall ? 2 : 1
        let foot = isTall ? 2 : 1
        let list = Rect(column: 0, row: top, columns: size.columns, rows: size.rows - top - foot)
        canvas.within(list) { drawList(in: &$0, words) }
        canvas.within(Rect(column: 0, row: size.rows - foot, columns: size.columns, rows: foot)) {
            guard matching.indices.contains(marked) else { return }
            let sentence = entries[matching[marked]].sentence(words)
            CommandEntry.draw(fault.map { "! \($0)" } ?? sentence, role: fault == nil ? .overlay : .overlayBad, in: &$0)
        }
        // An input method composes at the caret.
        canvas.cursor = caret
    }

    private func drawList(in canvas: inout Canvas, _ words: WidgetWords) {
        let size = canvas.bounds.size
        guard !matching.isEmpty else {
            canvas.draw(words.nothingFound, at: Point(column: 2, row: 0), role: .overlay, columns: size.columns - 2)
            return
        }
        // Of all entries, so that nothing moves sideways while somebody types.
        let keyColumns = min(widest(entries.map(\.keys), canvas.ambiguous), size.columns / 3)
        let titleRoom = max(size.columns - keyColumns - 3, 1)
        let titleColumns =
            size.columns >= Self.wide
            ? min(widest(entries.map(name), canvas.ambiguous), size.columns * 2 / 5) : titleRoom
        let first = max(min(marked - size.rows / 2, matching.count - size.rows), 0)
        for (row, match) in matching.indices.dropFirst(first).prefix(size.rows).enumerated() {
            let entry = entries[matching[match]]
            let isMarked = match == marked
            let role: Role = entry.disabledReason == nil ? .overlay : .overlayDim
            canvas.draw(name(entry), at: Point(column: 2, row: row), role: role, columns: titleColumns)
            let helpColumn = titleColumns + 4
            canvas.draw(
                entry.sentence(words), at: Point(column: helpColumn, row: row), role: role,
                columns: size.columns - keyColumns - helpColumn - 1)
            let key = Point(column: size.columns - keyColumns, row: row)
            canvas.draw(
                entry.keys, at: key, role: entry.disabledReason == nil ? .overlayTitle : .overlayDim,
                columns: keyColumns)
            canvas.mark(Rect(column: 0, row: row, columns: size.columns, rows: 1), as: .item(match))
            if isMarked {
                canvas.draw(">", at: Point(column: 0, row: row), role: .selected)
                canvas.restyle(Rect(column: 0, row: row, columns: size.columns, rows: 1), role: .selected)
            }
        }
    }

    /// In parentheses what cannot be used now, as in the line of keys: colour alone says nothing.
    private func name(_ entry: CommandEntry) -> String {
        let name = entry.place.isEmpty ? entry.title : "\(entry.place) > \(entry.title)"
        return entry.disabledReason == nil ? name : "(\(name))"
    }

    private func widest(_ texts: [String], _ ambiguous: AmbiguousWidth) -> Int {
        texts.map { ColumnWidth.of($0, ambiguous: ambiguous) }.max() ?? 0
    }
}

// Drawing a person: the card in front of a screen, and the pane beside the table.

import Desk
import Domain
import Terminal

extension ConsoleState {
    func drawCard(_ card: PersonCard, _ reading: CardReading, in canvas: inout Canvas, at body: Rect) {
        let layout = CardLayout(self, card, reading)
        let actions = cardActions(card)
        canvas.cursor = nil
        canvas.fill(layout.box, role: .overlay)
        canvas.box(layout.box, role: .overlayTitle, title: named(card.row))
        let top = layout.top(reading)
        drawScrollMark(top, layout, in: &canvas)
        canvas.within(layout.box.inset(columns: 2, rows: 1)) { canvas in
            let columns = canvas.bounds.columns
            var marked: Int?
            if case .line(let line) = reading.focus { marked = min(line, max(layout.lines.count - 1, 0)) }
            canvas.within(Rect(column: 0, row: 0, columns: columns, rows: layout.textRows)) {
                draw(
                    layout.lines.dropFirst(top).prefix(layout.textRows), in: &$0, role: .overlay,
                    heading: .overlayTitle, marked: marked)
                for (row, index) in layout.lines.indices.dropFirst(top).prefix(layout.textRows).enumerated()
                where layout.lines[index].link != nil {
                    $0.mark(Rect(column: 0, row: row, columns: columns, rows: 1), as: .item(index))
                }
            }
            for (index, action) in actions.enumerated() {
                let place = Point(column: 0, row: canvas.bounds.rows - actions.count + index)
                let isSelected = reading.focus == .action(index)
                let role: Role =
                    isSelected ? .selected : action.item.disabledReason == nil ? .overlay : .keyDisabled
                canvas.fill(Rect(column: 0, row: place.row, columns: columns, rows: 1), role: role)
                canvas.draw(
                    "\(isSelected ? ">" : " ") \(index + 1) \(action.item.title)", at: place, role: role,
                    columns: columns)
                canvas.mark(
                    Rect(column: 0, row: place.row, columns: columns, rows: 1), as: .item(layout.lines.count + index))
                if isSelected { canvas.cursor = place }
            }
        }
    }

    /// Which lines are shown, where not all are: `1-14/31` in the lower edge.
    private func drawScrollMark(_ top: Int, _ layout: CardLayout, in canvas: inout Canvas) {
        guard layout.lines.count > layout.textRows, layout.textRows > 0 else { return }
        let last = min(top + layout.textRows, layout.lines.count)
        let mark = " \(top + 1)-\(last)/\(layout.lines.count) "
        let column = layout.box.endColumn - 2 - mark.utf8.count
        guard column > layout.box.column else { return }
        canvas.draw(mark, at: Point(column: column, row: layout.box.endRow - 1), role: .overlayTitle)
    }

    /// The selected person beside the table, the newest of their history first; what has no room is in the card.
    func drawPane(in canvas: inout Canvas, at rect: Rect) {
        guard let row = attendees.selectedRow else { return }
        canvas.within(rect) { canvas in
            let columns = canvas.bounds.columns
            canvas.draw(named(row), at: Point(column: 0, row: 0), role: .heading, columns: columns)
            let rows = max(canvas.bounds.rows - 2, 0)
            let lines = personLines(row, pane, columns: columns)
            let shown = lines.count > rows ? max(rows - 1, 0) : rows
            canvas.within(Rect(column: 0, row: 2, columns: columns, rows: rows)) { canvas in
                draw(lines.prefix(shown), in: &canvas, role: .text, heading: .heading)
                guard lines.count > rows else { return }
                canvas.draw(
                    words.moreLines(lines.count - shown), at: Point(column: 0, row: shown), role: .dim,
                    columns: columns)
            }
        }
    }
}

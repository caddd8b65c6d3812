// Drawing the attendee table and the selected person beside it.

import Domain
import Terminal

extension ConsoleState {
    func drawAttendees(in canvas: inout Canvas) {
        let layout = AttendeeLayout(canvas.bounds.size)
        drawSearch(in: &canvas, at: layout.search)
        if let empty = emptyText {
            canvas.within(layout.table) {
                $0.draw(empty, at: Point(column: 2, row: 1), role: .dim, columns: $0.bounds.columns - 2)
            }
        } else {
            let caret = canvas.cursor
            Table(columns(layout)).draw(
                in: &canvas, at: layout.table, state: attendees.table, focused: !attendees.isSearching
            ) { index in
                attendees.rows.indices.contains(index) ? tableRow(attendees.rows[index]) : nil
            }
            // Typing a search keeps the caret in its field: an input method composes there.
            if attendees.isSearching { canvas.cursor = caret }
        }
        if let detail = layout.detail { drawDetail(in: &canvas, at: detail) }
    }

    private func drawSearch(in canvas: inout Canvas, at rect: Rect) {
        let used = canvas.draw(
            words.searchLabel, at: Point(column: rect.column, row: rect.row),
            role: attendees.isSearching ? .labelFocused : .label)
        let field = Rect(
            column: rect.column + used + 1, row: rect.row, columns: min(rect.columns - used - 1, 40), rows: rect.rows)
        attendees.search.draw(in: &canvas, at: field, focused: attendees.isSearching && overlay == nil)
        let state = attendees.loading != nil ? words.loading : attendees.hasMoreAfter ? words.more : ""
        canvas.draw(
            state, at: Point(column: field.endColumn + 2, row: rect.row), role: .dim,
            columns: max(rect.endColumn - field.endColumn - 2, 0))
    }

    private var emptyText: String? {
        guard attendees.rows.isEmpty else { return nil }
        if case .failed(let sentence) = session { return sentence }
        if desk == nil || !attendees.isLoaded || attendees.loading != nil { return attendees.failure ?? words.loading }
        return attendees.failure ?? (attendees.search.isEmpty ? words.nobodyYet : words.nobodyFound)
    }

    private func columns(_ layout: AttendeeLayout) -> [TableColumn] {
        [
            TableColumn(words.serialLabel, .fixed(6), alignment: .right),
            TableColumn(words.nameLabel, .min(14)),
            TableColumn(words.phoneLabel, .fixed(15)),
            TableColumn(words.affiliationLabel, .min(14)),
            TableColumn(words.categoryLabel, .fixed(10)),
            // As wide as the longest status, "waitlisted": half a word is not one.
            TableColumn(words.statusLabel, .fixed(language == .korean ? 8 : 10)),
        ]
    }

    private func tableRow(_ row: Registration) -> TableRow {
        TableRow(
            [
                words.serial(row.serial), row.name, row.phone?.display ?? "", row.affiliation ?? "", category(row),
                words.status(row.status),
            ], role: words.role(of: row.status))
    }

    private func drawDetail(in canvas: inout Canvas, at rect: Rect) {
        guard let row = attendees.selectedRow else { return }
        canvas.within(rect) { canvas in
            canvas.draw(named(row), at: Point(column: 0, row: 0), role: .heading, columns: canvas.bounds.columns)
            canvas.within(
                Rect(column: 0, row: 2, columns: canvas.bounds.columns, rows: max(canvas.bounds.rows - 2, 0))
            ) {
                drawLines(cardLines(row, formAtHand(row)), in: &$0, role: .text)
            }
        }
    }
}

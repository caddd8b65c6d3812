// Drawing the attendee table and the selected person beside it.

import Domain
import Store
import Terminal
import Text

extension ConsoleState {
    func drawAttendees(in canvas: inout Canvas) {
        let layout = tableLayout(canvas.bounds.size)
        let field = drawSearch(in: &canvas, at: layout.search)
        let sentences = emptyText
        if sentences.isEmpty {
            let caret = canvas.cursor
            let (table, columns) = shownTable(layout)
            table.draw(
                in: &canvas, at: layout.table, state: attendees.window.table, focused: !attendees.isSearching
            ) { number in
                attendees.window[number].map { tableRow($0.registration, columns) }
            }
            // Typing a search keeps the caret in its field: an input method composes there.
            if attendees.isSearching { canvas.cursor = caret }
        } else {
            canvas.within(layout.table) { canvas in
                for (row, sentence) in sentences.enumerated() {
                    canvas.draw(
                        sentence, at: Point(column: 2, row: row + 1), role: .dim, columns: canvas.bounds.columns - 2)
                }
            }
        }
        if let detail = layout.detail { drawPane(in: &canvas, at: detail) }
        let caret = canvas.cursor
        drawCompletions(in: &canvas, under: field, room: layout.table)
        canvas.cursor = caret
    }

    private func drawSearch(in canvas: inout Canvas, at rect: Rect) -> Rect {
        let field = drawFilter(in: &canvas, at: rect)
        drawStanding(
            in: &canvas,
            at: Rect(
                column: field.endColumn + 2, row: rect.row, columns: max(rect.endColumn - field.endColumn - 2, 0),
                rows: rect.rows))
        return field
    }

    /// At the right of the first line: what is under way, else marks, place and count.
    func drawStanding(in canvas: inout Canvas, at rect: Rect) {
        let (text, role) = standing(canvas.ambiguous)
        let room = rect.columns - ColumnWidth.of(text, ambiguous: canvas.ambiguous)
        canvas.draw(
            text, at: Point(column: rect.column + max(room, 0), row: rect.row), role: role, columns: rect.columns)
    }

    /// What the standing takes of its line, with the gap before it. The filter's field keeps still while numbers grow, as
    /// long as there is room.
    func standingColumns(_ ambiguous: AmbiguousWidth) -> Int {
        max(26, ColumnWidth.of(standing(ambiguous).0, ambiguous: ambiguous) + 2)
    }

    private func standing(_ ambiguous: AmbiguousWidth) -> (String, Role) {
        if attendees.survey.isCounting { return (words.counting, .warning) }
        if attendees.survey.pendingPercent != nil { return (words.findingPlace, .warning) }
        if attendees.failure != nil, attendees.loading == nil { return (words.readFailed, .bad) }
        let shownAnew = attendees.loading.map { $0.purpose.bringsOthers } ?? false
        if desk != nil, shownAnew || attendees.window.lacksRows || !attendees.isLoaded { return (words.loading, .dim) }
        let marked = place == .review ? review.marks.count : attendees.marks.count
        let marks = marked == 0 ? nil : words.marked(marked)
        let place = words.standing(attendees.position, attendees.total, about: ambiguous == .wide ? "~" : "≈")
        return ([marks, place].compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: " · "), .dim)
    }

    /// What to say in place of the table, and what to do next; nothing while there are rows or they are coming.
    private var emptyText: [String] {
        guard attendees.window.rows.isEmpty else { return [] }
        if case .failed = session { return readingLines }
        if desk == nil { return [words.loading] }
        if attendees.loading == nil, let failure = attendees.failure { return [failure, words.readAgain] }
        if !attendees.isLoaded { return [words.loading] }
        guard attendees.window.isEmpty else { return [] }
        if attendees.loading != nil { return [words.loading] }
        if place == .review { return emptyQueue }
        return [attendees.filter.isEmpty ? words.nobodyYet : words.nobodyFound]
    }

    private func tableRow(_ row: Registration, _ columns: [AttendeeColumn]) -> TableRow {
        guard place != .review else { return reviewRow(row, columns) }
        return TableRow(
            columns.map { cell($0, of: row) }, role: words.role(of: row.status),
            isMarked: attendees.marks.contains(row.serial))
    }
}

// Drawing the filter: its text with what is wrong in it, and what could be written.

import Domain
import Terminal
import Text

extension ConsoleState {
    private static let listColumns = 44

    /// Draws label, view and field into one row.
    /// - Returns: where the field is.
    func drawFilter(in canvas: inout Canvas, at rect: Rect) -> Rect {
        var column = rect.column
        column +=
            canvas.draw(
                words.searchLabel, at: Point(column: column, row: rect.row),
                role: attendees.isSearching ? .labelFocused : .label) + 1
        if let name = viewName {
            let shown = " \(name) "
            let columns = min(ColumnWidth.of(shown, ambiguous: canvas.ambiguous), 18)
            canvas.draw(shown, at: Point(column: column, row: rect.row), role: .badge, columns: columns)
            column += columns + 1
        }
        let room = rect.endColumn - column
        let field = Rect(
            column: column, row: rect.row,
            columns: min(max(room - standingColumns(canvas.ambiguous), min(room, 20)), 80),
            rows: rect.rows)
        let faults = attendees.filterLine.faults(attendees.search, isWriting: attendees.isSearching)
        attendees.search.draw(
            in: &canvas, at: field, focused: attendees.isSearching && overlay == nil, faulty: faults.map(\.place))
        return field
    }

    /// The keys that work while the filter is typed: letters are letters there.
    var filterKeys: [KeyLine.Entry] {
        let completes = [
            KeyLine.Entry(key: "Tab", title: words.takeCompletion), KeyLine.Entry(key: "↓", title: words.choose),
        ]
        return (attendees.filterLine.completions(attendees.search).isEmpty ? [] : completes) + [
            KeyLine.Entry(key: "Enter", title: words.toTheTable), KeyLine.Entry(key: "Esc", title: words.clearFilter),
            KeyLine.Entry(key: "F1", title: words.help),
        ]
    }

    /// Draws what is wrong, and what could be written, over the first rows of the table. The caret stays in the field.
    func drawCompletions(in canvas: inout Canvas, under field: Rect, room: Rect) {
        guard attendees.isSearching, overlay == nil else { return }
        let offered = attendees.filterLine.completions(attendees.search)
        let fault = attendees.filterLine.faults(attendees.search, isWriting: true).first
        var row = room.row
        if let fault {
            let place = Rect(column: field.column, row: row, columns: room.endColumn - field.column, rows: 1)
            // The whole line: half a title of a column beside the sentence would only be in the way.
            canvas.fill(Rect(column: room.column, row: row, columns: room.columns, rows: 1), role: .overlay)
            canvas.draw(
                words.fault(fault), at: Point(column: place.column, row: row), role: .bad, columns: place.columns)
            row += 1
        }
        guard !offered.isEmpty else { return }
        let shown = min(offered.count, FilterLine.mostShown, room.endRow - row)
        let chosen = attendees.filterLine.chosen ?? 0
        let first = max(min(chosen - shown / 2, offered.count - shown), 0)
        let columns = min(Self.listColumns, room.endColumn - field.column)
        for (line, index) in (first..<first + max(shown, 0)).enumerated() {
            let isChosen = index == attendees.filterLine.chosen
            let role: Role = isChosen ? .selected : .overlay
            let place = Rect(column: field.column, row: row + line, columns: columns, rows: 1)
            canvas.fill(place, role: role)
            canvas.within(place) { canvas in
                let completion = offered[index]
                let mark = isChosen ? ">" : index == 0 && attendees.filterLine.chosen == nil ? "Tab" : ""
                canvas.draw(mark, at: Point(column: 0, row: 0), role: isChosen ? .selected : .key, columns: 3)
                let used = canvas.draw(
                    completion.label[language], at: Point(column: 4, row: 0), role: role, columns: columns / 2)
                let isLast = line == shown - 1
                let more = isLast && first + shown < offered.count ? offered.count - first - shown : 0
                let hint = more > 0 ? words.moreCompletions(more) : hint(for: completion)
                canvas.draw(
                    hint, at: Point(column: max(used + 6, 20), row: 0), role: isChosen ? .selected : .dim,
                    columns: columns - max(used + 6, 20))
            }
        }
    }

    /// What a field takes, beside its name.
    private func hint(for completion: FilterCompletion) -> String {
        guard completion.isField, let vocabulary = attendees.filterLine.vocabulary,
            let field = vocabulary.fields.first(where: { $0.label == completion.label })
        else { return "" }
        return words.filterHint(field.kind)
    }

    /// The applied view's name, with a star when something is no longer as it says.
    var viewName: String? {
        guard let applied = attendees.filterLine.applied else { return nil }
        return applied == look(named: applied.name) ? applied.name : applied.name + "*"
    }

    /// The table as it is looked at now.
    func look(named name: String) -> AttendeeView {
        AttendeeView(
            name: name, filter: attendees.search.text, columns: attendees.columns, sort: attendees.sort)
    }
}

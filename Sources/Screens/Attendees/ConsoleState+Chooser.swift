// The column chooser over the attendee table: every key shows at once in the table behind it.

import Domain
import Terminal

/// What the keys of the column chooser do.
enum ColumnAction: Equatable, Sendable {
    case toggle, earlier, later, wider, narrower, sort, reset, done
}

extension ConsoleState {
    var columnBindings: [Binding<ColumnAction>] {
        func keys(_ characters: String) -> [KeyPress] { characters.map { KeyPress(.character($0)) } }
        return [
            Binding(keys(" "), .toggle, title: words.showColumn, help: words.showColumnHelp),
            Binding(
                keys("<,") + [KeyPress(.up, .shift), KeyPress(.up, .alt)], .earlier, title: words.columnUp,
                help: words.columnUpHelp),
            Binding(
                keys(">.") + [KeyPress(.down, .shift), KeyPress(.down, .alt)], .later, title: words.columnDown,
                help: words.columnDownHelp),
            Binding(keys("+="), .wider, title: words.columnWider, help: words.columnWiderHelp),
            Binding(keys("-"), .narrower, title: words.columnNarrower, help: words.columnNarrowerHelp),
            Binding(keys("s"), .sort, title: words.sortByColumn, help: words.sortByColumnHelp),
            Binding(keys("r"), .reset, title: words.resetColumns, help: words.resetColumnsHelp),
            Binding(
                [KeyPress(.enter), KeyPress(.escape)] + keys("c"), .done, title: words.columnsDone,
                help: words.columnsDoneHelp),
        ]
    }

    mutating func openColumns() -> [ConsoleEffect] {
        layers.push(
            .columns(
                ColumnChooser(attendees.columns, all: sortableColumns, current: attendees.currentColumn)))
        return []
    }

    mutating func pressColumns(_ chooser: ColumnChooser, _ press: KeyPress) -> [ConsoleEffect] {
        var chooser = chooser
        guard case .run(let bindings) = KeyMap(columnBindings).lookup(press) else {
            if chooser.move(press) { overlay = .columns(chooser) }
            return []
        }
        var effects: [ConsoleEffect] = []
        for binding in bindings {
            switch binding.action {
            case .toggle: if !chooser.toggle() { effects += tell(words.lastColumn, .warning) }
            case .earlier: chooser.shift(by: -1)
            case .later: chooser.shift(by: 1)
            case .wider: chooser.widen(by: 1, from: least(AttendeeView.Column(chooser.selectedColumn)))
            case .narrower: chooser.widen(by: -1, from: least(AttendeeView.Column(chooser.selectedColumn)))
            case .reset: chooser.reset(Attendees.usualColumns, all: sortableColumns)
            case .sort:
                let column = chooser.selectedColumn
                let isAgain = attendees.sort.column == column
                effects += browse(
                    sort: AttendeeSort(column, isDescending: isAgain && !attendees.sort.isDescending),
                    keeping: attendees.selectedRow?.serial)
            case .done:
                overlay = nil
                return effects
            }
        }
        overlay = .columns(chooser)
        return effects + browse(columns: chooser.columns, keeping: attendees.selectedRow?.serial)
    }

    func drawColumns(_ chooser: ColumnChooser, in canvas: inout Canvas, at body: Rect) {
        let columns = min(body.columns, 38)
        let rows = min(body.rows, chooser.entries.count + 2)
        // At the right edge and below the header: the table it changes can be seen beside it.
        let box = Rect(
            column: body.endColumn - columns, row: max(body.endRow - rows, body.row), columns: columns, rows: rows)
        canvas.cursor = nil
        canvas.fill(box, role: .overlay)
        canvas.box(box, role: .overlayTitle, title: words.columns)
        canvas.within(box.inset(columns: 2, rows: 1)) { canvas in
            let size = canvas.bounds.size
            let first = max(min(chooser.selected - size.rows / 2, chooser.entries.count - size.rows), 0)
            for (row, index) in (first..<chooser.entries.count).prefix(size.rows).enumerated() {
                let entry = chooser.entries[index]
                let isSelected = index == chooser.selected
                let role: Role = isSelected ? .selected : entry.isShown ? .overlay : .dim
                canvas.fill(Rect(column: 0, row: row, columns: size.columns, rows: 1), role: role)
                canvas.draw(
                    "\(isSelected ? ">" : " ") [\(entry.isShown ? "x" : " ")] \(title(of: entry.column.column))",
                    at: Point(column: 0, row: row), role: role, columns: size.columns - 12)
                let isSorted = attendees.sort.column == entry.column.column
                let order = !isSorted ? "" : attendees.sort.isDescending ? "▼" : "▲"
                canvas.draw(order, at: Point(column: size.columns - 10, row: row), role: role, columns: 2)
                let width = entry.column.width.map(String.init) ?? words.automaticWidth
                canvas.draw(width, at: Point(column: size.columns - 6, row: row), role: role, columns: 6)
                if isSelected { canvas.cursor = Point(column: 0, row: row) }
            }
        }
    }
}

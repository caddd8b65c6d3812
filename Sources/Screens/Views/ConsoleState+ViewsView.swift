// Drawing the list of views.

import Domain
import Terminal
import Text

extension ConsoleState {
    func drawViews(_ list: ViewList, in canvas: inout Canvas, at body: Rect) {
        let views = list.views
        let lines = views.count + list.faults.count + (list.isLoading || list.saved.isEmpty ? 1 : 0)
        let box = body.centred(Size(columns: min(body.columns, 72), rows: min(body.rows, lines + 2)))
        canvas.cursor = nil
        canvas.fill(box, role: .overlay)
        canvas.box(box, role: .overlayTitle, title: words.views)
        canvas.within(box.inset(columns: 2, rows: 1)) { canvas in
            let size = canvas.bounds.size
            let shown = max(size.rows - (lines - views.count), 1)
            let first = max(min(list.selected - shown / 2, views.count - shown), 0)
            var row = 0
            for index in (first..<views.count).prefix(shown) {
                draw(views[index], isSelected: index == list.selected, row: row, in: &canvas)
                row += 1
            }
            let note = list.isLoading ? words.loading : list.saved.isEmpty ? words.noViewsYet : nil
            if let note, row < size.rows {
                canvas.draw(note, at: Point(column: 2, row: row), role: .dim, columns: size.columns - 2)
                row += 1
            }
            for fault in list.faults where row < size.rows {
                canvas.draw(fault, at: Point(column: 0, row: row), role: .bad, columns: size.columns)
                row += 1
            }
        }
        drawQuestion(list, in: &canvas, at: body)
    }

    private func draw(_ saved: SavedView, isSelected: Bool, row: Int, in canvas: inout Canvas) {
        let role: Role = isSelected ? .selected : .overlay
        let columns = canvas.bounds.columns
        let home = words.home(of: saved)
        let homeColumns = min(ColumnWidth.of(home, ambiguous: canvas.ambiguous), columns / 3)
        canvas.fill(Rect(column: 0, row: row, columns: columns, rows: 1), role: role)
        let isApplied = saved.view.name == attendees.filterLine.applied?.name
        canvas.draw(isSelected ? ">" : isApplied ? "*" : " ", at: Point(column: 0, row: row), role: role)
        let nameColumns = min(columns / 3, 24)
        canvas.draw(saved.view.name, at: Point(column: 2, row: row), role: role, columns: nameColumns)
        canvas.draw(
            saved.view.filter, at: Point(column: nameColumns + 4, row: row), role: isSelected ? .selected : .dim,
            columns: columns - nameColumns - homeColumns - 6)
        canvas.draw(
            home, at: Point(column: columns - homeColumns, row: row), role: isSelected ? .selected : .dim,
            columns: homeColumns)
        if isSelected { canvas.cursor = Point(column: 0, row: row) }
    }

    private func drawQuestion(_ list: ViewList, in canvas: inout Canvas, at body: Rect) {
        let dialog: Dialog
        switch list.question {
        case nil: return
        case .name(let asked), .target(_, let asked), .overwrite(_, _, let asked), .delete(_, let asked):
            dialog = asked
        }
        let toolkit = language == .korean ? WidgetWords.korean : WidgetWords.english
        canvas.within(body) { dialog.draw(in: &$0, words: toolkit) }
    }
}

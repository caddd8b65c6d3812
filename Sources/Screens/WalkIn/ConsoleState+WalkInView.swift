// Drawing the walk-in screen: the form and who may be the same person on the left, the last saved one on the right.

import Desk
import Domain
import Terminal
import Text

extension ConsoleState {
    /// Rows of the panel below the form: a heading and five people, or the consent text.
    private static var panelRows: Int { 8 }

    func drawWalkIn(in canvas: inout Canvas, at body: Rect) {
        let showsPass = body.columns >= PassArt.size.columns + 40
        let columns = Layout.split(
            body, .columns, [.fill(1), .fixed(showsPass ? PassArt.size.columns + 2 : 0)])
        let rows = Layout.split(columns[0], .rows, [.fill(1), .fixed(min(Self.panelRows, body.rows * 2 / 5))])
        if showsPass { drawSaved(in: &canvas, at: columns[1]) }
        canvas.within(rows[1]) { drawPanel(in: &$0) }
        var formRect = rows[0]
        formRect.columns = max(formRect.columns - 1, 0)
        if formRect.rows > 3 {
            formRect.row += 1
            formRect.rows -= 1
        }
        walkIn.binding.form.draw(in: &canvas, at: formRect)
    }

    /// Fixed in its place whatever it shows, so that nothing moves while somebody types.
    private func drawPanel(in canvas: inout Canvas) {
        let columns = canvas.bounds.columns - 1
        if walkIn.binding.focusedID == .consent, let text = walkIn.binding.definition[.consent]?.consentText?[language]
        {
            canvas.draw(words.consentTitle, at: Point(column: 0, row: 0), role: .heading, columns: columns)
            for (row, line) in ColumnWidth.wrap(text, columns: columns, ambiguous: canvas.ambiguous).enumerated() {
                canvas.draw(line, at: Point(column: 0, row: row + 1), role: .text, columns: columns)
            }
            return
        }
        let title = walkIn.candidates.isEmpty ? words.noSimilar : words.similarTitle(walkIn.candidates.count)
        let role: Role = walkIn.candidates.isEmpty ? .dim : .warning
        canvas.draw(title, at: Point(column: 0, row: 0), role: role, columns: columns)
        for (row, candidate) in walkIn.candidates.enumerated() {
            canvas.draw(
                words.candidate(candidate, category: category(candidate.row)), at: Point(column: 2, row: row + 1),
                role: candidate.match == .phone ? .bad : .text, columns: columns - 2)
        }
    }

    private func drawSaved(in canvas: inout Canvas, at rect: Rect) {
        canvas.within(Rect(column: rect.column + 1, row: rect.row, columns: rect.columns - 1, rows: rect.rows)) {
            canvas in
            let columns = canvas.bounds.columns
            guard let saved = walkIn.saved else {
                let text = walkIn.isNotSaved ? words.notSaved : words.nobodySaved
                for (row, line) in ColumnWidth.wrap(text, columns: columns).enumerated() {
                    canvas.draw(
                        line, at: Point(column: 0, row: row + 1), role: walkIn.isNotSaved ? .bad : .dim,
                        columns: columns)
                }
                return
            }
            canvas.draw(
                saved.isWaiting ? words.waitingTitle : words.savedTitle(isQueued: saved.isQueued),
                at: Point(column: 0, row: 0),
                role: saved.isQueued || saved.isWaiting ? .warning : .good, columns: columns)
            canvas.draw(
                "\(words.serial(saved.serial)) \(saved.name)", at: Point(column: 0, row: 1), role: .value,
                columns: columns)
            saved.art?.draw(in: &canvas, at: Point(column: 0, row: 3), words)
        }
    }
}

// Drawing a look-up by hand, at a gate and in a session: the field, and below it whom it found.

import Desk
import Domain
import Terminal

extension ConsoleState {
    func drawField(of lookUp: GateLookUp, _ label: String, in canvas: inout Canvas, at rect: Rect) {
        let used = canvas.draw(
            label, at: Point(column: rect.column + 1, row: rect.row), role: .labelFocused, columns: rect.columns)
        lookUp.field.draw(
            in: &canvas,
            at: Rect(
                column: rect.column + used + 2, row: rect.row, columns: min(max(rect.columns - used - 4, 0), 40),
                rows: 1),
            focused: true)
    }

    /// A line for everybody who was found, or why there is none.
    /// - Parameter state: where somebody stands, in a word or two.
    func drawFound(by lookUp: GateLookUp, in canvas: inout Canvas, state: (GateCandidate) -> String) {
        let columns = canvas.bounds.columns
        if let sentence = sentence(of: lookUp) {
            canvas.draw(sentence, at: Point(column: 2, row: 0), role: .dim, columns: columns - 2)
            return
        }
        // An input method composes in the field.
        let caret = canvas.cursor
        let rows = max(canvas.bounds.rows - (lookUp.hasMore ? 1 : 0), 1)
        if lookUp.hasMore {
            canvas.draw(
                words.gateMoreFound(lookUp.found.count), at: Point(column: 2, row: rows), role: .dim,
                columns: columns - 2)
        }
        let first = max(lookUp.selected - rows + 1, 0)
        for (row, index) in lookUp.found.indices.dropFirst(first).prefix(rows).enumerated() {
            let candidate = lookUp.found[index]
            let isSelected = index == lookUp.selected
            if isSelected { canvas.selectLine(row) }
            let phone = candidate.row.phone.map { String($0.digits.suffix(4)) }
            let who = [words.person(candidate.row), phone, candidate.row.affiliation, category(candidate.row)]
            let text = who.compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: " · ")
            canvas.draw(
                "\(isSelected ? ">" : " ") [\(state(candidate))] \(text)", at: Point(column: 0, row: row),
                role: isSelected ? .selected : words.role(of: candidate.row.status), columns: columns)
        }
        canvas.cursor = caret
    }

    /// What to say in place of the list.
    private func sentence(of lookUp: GateLookUp) -> String? {
        if lookUp.field.isEmpty { return words.gateTypeSomething }
        if let failure = lookUp.failure { return failure }
        if !lookUp.isCurrent { return words.loading }
        return lookUp.found.isEmpty ? words.gateNobodyFound : nil
    }
}

extension Canvas {
    /// Shows the line that keys are for, also to whoever follows the cursor.
    mutating func selectLine(_ row: Int) {
        fill(Rect(column: 0, row: row, columns: bounds.columns, rows: 1), role: .selected)
        cursor = Point(column: 0, row: row)
    }
}

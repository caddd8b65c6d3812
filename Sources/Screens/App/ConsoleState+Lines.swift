// A person as label and value, line by line: the detail pane and the card.

import Domain
import Terminal

/// One line of a card.
struct CardLine: Equatable, Sendable {
    var label: String
    var value: String
    var role: Role = .text
}

extension ConsoleState {
    /// Everything stored about a person, in the order of the form they filled.
    func cardLines(_ row: Registration, _ form: FormDefinition?) -> [CardLine] {
        var lines = [
            CardLine(label: words.serialLabel, value: words.serial(row.serial)),
            CardLine(
                label: words.statusLabel, value: words.status(row.status), role: words.role(of: row.status)),
            CardLine(label: words.sourceLabel, value: words.source(row.source)),
        ]
        let answers = row.formAnswers
        var shown: Set<FieldID> = [.consent]
        for field in form?.fields ?? [] where field.id != .consent {
            shown.insert(field.id)
            guard let answer = answers[field.id] else { continue }
            lines.append(CardLine(label: field.label[language], value: words.answer(answer, to: field)))
        }
        // Answers to fields that the form no longer has are still shown, by their id.
        for id in answers.keys.sorted() where !shown.contains(id) {
            guard let answer = answers[id] else { continue }
            lines.append(CardLine(label: id.text, value: words.answer(answer, to: nil)))
        }
        let minutes = desk?.minutesAheadOfUTC ?? 0
        lines.append(
            CardLine(
                label: words.consentLabel,
                value: "O \(row.consent.version) · \(words.time(row.consent.at, minutesAheadOfUTC: minutes))"))
        lines.append(
            CardLine(
                label: words.registeredAtLabel, value: words.time(row.registeredAt, minutesAheadOfUTC: minutes)))
        return lines
    }

    func category(_ row: Registration) -> String {
        guard let id = row.category else { return "" }
        return desk.map { words.category(id, of: $0.event) } ?? id
    }

    func drawLines(_ lines: [CardLine], in canvas: inout Canvas, role: Role) {
        let labelColumns = min(16, canvas.bounds.columns / 3)
        for (row, line) in lines.enumerated() {
            canvas.draw(line.label, at: Point(column: 0, row: row), role: .dim, columns: labelColumns)
            canvas.draw(
                line.value, at: Point(column: labelColumns + 1, row: row), role: line.role == .text ? role : line.role,
                columns: canvas.bounds.columns - labelColumns - 1)
        }
    }
}

// One field of a form as a question, and a line as its answer.

import Domain
import Screens

/// What a line says to the question for a field.
enum PlainReply: Equatable {
    case answer(Answer?)
    /// An empty line: what is there stays.
    case keep
    case back
    case stop
}

struct PlainQuestion {
    let field: FormField
    let words: Words

    /// The lines before the question: options by number, the text that consent is given to.
    var introduction: [String] {
        var lines: [String] = []
        if field.kind == .consent, let text = field.consentText { lines.append(words.say(text)) }
        for (index, option) in field.options.enumerated() {
            lines.append("\(index + 1) \(words.say(option.label))")
        }
        return lines
    }

    /// `이름, 꼭 있어야 합니다 [김민준]:`
    func text(_ current: Answer?) -> String {
        var text = words.say(field.label)
        if field.required { text += ", " + words.plainRequired }
        if let hint = field.hint { text += ", " + words.say(hint) }
        if field.kind == .choices { text += ", " + words.plainSeveral }
        if field.kind == .consent { text += " " + words.plainYesOrNo }
        if let current, field.kind != .consent { text += " [\(words.answer(current, to: field))]" }
        return text + ":"
    }

    func reply(_ line: String) -> PlainReply {
        let line = line.trimmed
        if line.isEmpty { return field.kind == .consent ? .answer(nil) : .keep }
        if words.isBack(line) { return .back }
        if words.isStop(line) { return .stop }
        if line == "-" { return .answer(nil) }
        return switch field.kind {
        case .choice: .answer(.text(option(line)))
        case .choices: .answer(.choices(line.split(separator: ",").map { option(String($0).trimmed) }))
        case .consent: .answer(words.isYes(line) ? .flag(true) : nil)
        default: .answer(.text(line))
        }
    }

    /// An option by its number in the list, its label in either language, or its id.
    private func option(_ text: String) -> String {
        if let number = Int(text), field.options.indices.contains(number - 1) { return field.options[number - 1].id }
        let folded = text.lowercased()
        let found = field.options.first { option in
            [option.label[.korean], option.label[.english], option.id].contains { $0.lowercased() == folded }
        }
        return found?.id ?? text
    }
}

extension String {
    fileprivate var trimmed: String {
        String(drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
    }
}

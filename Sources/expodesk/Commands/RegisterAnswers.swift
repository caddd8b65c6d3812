// What `register` was given, as answers to a form.

import Domain
import Screens
import Text

/// The options of `register` before and after the form is known.
struct RegisterAnswers {
    /// Texts by field, in the order they were given.
    private let texts: [(field: FieldID, text: String)]
    private let hasConsent: Bool

    init(_ command: RegisterCommand, _ words: Words) throws(Failure) {
        var texts: [(field: FieldID, text: String)] = [(.name, command.name)]
        if let phone = command.phone { texts.append((.phone, phone)) }
        if let affiliation = command.affiliation { texts.append((.affiliation, affiliation)) }
        if let category = command.category { texts.append((.category, category)) }
        for field in command.fields {
            guard let equals = field.firstIndex(of: "="), let id = FieldID(String(field[..<equals])) else {
                throw Failure(.usage, words.badFieldOption(field))
            }
            // One way for each answer: neither of two has to win, and consent is never given by a list of fields.
            if let option = Self.options[id] { throw Failure(.usage, words.hasOptionOfItsOwn(id, option)) }
            texts.append((id, String(field[field.index(after: equals)...])))
        }
        self.texts = texts
        hasConsent = command.consent
    }

    /// The fields that have an option of their own.
    private static let options: [FieldID: String] = [
        .name: "--name", .phone: "--phone", .affiliation: "--affiliation", .category: "--category",
        .consent: "--consent",
    ]

    /// The answers, with what the form fills in by itself where nothing was said.
    func answers(to form: FormDefinition) -> Answers {
        var answers: Answers = [:]
        for field in form.fields {
            guard let preset = field.preset else { continue }
            // The event need not have the category that the form begins with.
            if field.kind == .choice, let word = preset.text, !field.options.contains(where: { $0.id == word }) {
                continue
            }
            answers[field.id] = preset
        }
        for (id, text) in texts {
            answers[id] = Self.answer(text, to: form[id])
        }
        if hasConsent { answers[.consent] = .flag(true) }
        return answers
    }

    /// Lists are written with commas, consent as `true`; all other answers are read by the form's own rules.
    private static func answer(_ text: String, to field: FormField?) -> Answer {
        switch field?.kind {
        case .choices:
            .choices(text.split(separator: ",").map { TextCleaning.line(String($0)).text })
        case .consent:
            .flag(["true", "yes", "1", "O", "o"].contains(text))
        default: .text(text)
        }
    }

    /// That invisible characters were taken out, for each answer that had some.
    func notes(_ form: FormDefinition, _ words: Words) -> [String] {
        texts.compactMap { id, text in
            words.removed(TextCleaning.line(text).removed, from: words.label(of: id, in: form))
        }
    }
}

// A form definition as a form on the screen, and what was typed there as answers.

import Domain
import Terminal

/// A form definition bound to the toolkit's form: one for a walk-in, one for an edit.
struct FormBinding: Equatable, Sendable {
    private(set) var definition: FormDefinition
    var form: Form
    private let language: Language

    init(_ definition: FormDefinition, language: Language, answers: Answers = [:]) {
        self.definition = definition
        self.language = language
        form = Form(definition.fields.map { Self.field($0, language) })
        start(with: answers)
    }

    /// What is typed now, in the fields that are asked.
    var answers: Answers {
        var typed: Answers = [:]
        for id in form.visibleIDs {
            guard let id = FieldID(id), let value = form.value(id.text) else { continue }
            switch value {
            case .text(let text): typed[id] = text.isEmpty ? nil : .text(text)
            case .choice(let choice): typed[id] = choice.map { .text($0) }
            case .choices(let ids): typed[id] = ids.isEmpty ? nil : .choices(ids)
            case .flag(let given): typed[id] = given ? .flag(true) : nil
            }
        }
        return typed
    }

    var focusedID: FieldID? { form.focusedID.flatMap { FieldID($0) } }

    /// Whether anything was typed that a fresh form does not have.
    func differs(from answers: Answers) -> Bool {
        self.answers != FormBinding(definition, language: language, answers: answers).answers
    }

    /// What a fresh form starts with: presets, and the last record's answers where a field carries them.
    func startingAnswers(last: Answers) -> Answers {
        var start: Answers = [:]
        for field in definition.fields {
            start[field.id] = (field.carry ? last[field.id] : nil) ?? field.preset
        }
        return start
    }

    /// Puts a new definition in place (the event's categories have come) without losing what was typed.
    mutating func redefine(_ definition: FormDefinition) {
        let typed = answers
        let focus = form.focusedID
        var fresh = FormBinding(definition, language: language)
        // Presets that could not be chosen before the options were there.
        fresh.start(with: fresh.startingAnswers(last: [:]).merging(typed) { $1 })
        if let focus { fresh.form.focus(focus) }
        self = fresh
    }

    /// Fills the form, from its first field.
    mutating func start(with answers: Answers) {
        form = Form(definition.fields.map { Self.field($0, language) })
        for (id, answer) in answers { set(id, answer) }
        refreshVisible()
        if let first = form.visibleIDs.first { form.focus(first) }
    }

    mutating func set(_ id: FieldID, _ answer: Answer?) {
        guard let field = definition[id] else { return }
        switch (field.kind, answer) {
        case (.choice, .text(let option)): form.set(id.text, .choice(option))
        case (.choice, nil): form.set(id.text, .choice(nil))
        case (.choices, .choices(let ids)): form.set(id.text, .choices(ids))
        case (.choices, nil): form.set(id.text, .choices([]))
        case (.consent, .flag(let given)): form.set(id.text, .flag(given))
        case (.consent, nil): form.set(id.text, .flag(false))
        case (_, .text(let text)): form.set(id.text, .text(text))
        case (_, .number(let number)): form.set(id.text, .text(String(number)))
        case (_, nil): form.set(id.text, .text(""))
        default: break
        }
    }

    /// Shows the fields whose conditions hold now.
    mutating func refreshVisible() {
        form.setVisible(definition.visibleFields(for: answers).map(\.id.text))
    }

    /// What is wrong with what was typed, by field; empty when it can be saved.
    func faults() -> [FieldFault] {
        do throws(FormFaults) {
            _ = try definition.validate(answers)
            return []
        } catch {
            return error.faults
        }
    }

    mutating func show(_ faults: [FieldFault], _ words: Words) {
        let sentences = faults.map { ($0.field.text, words.problem($0.problem)) }
        form.setFaults(Dictionary(sentences, uniquingKeysWith: { first, _ in first }))
    }

    private static func field(_ field: Domain.FormField, _ language: Language) -> Terminal.FormField {
        let choices = field.options.map { Choice(id: $0.id, title: $0.label[language]) }
        let control: FormControl
        switch field.kind {
        case .text, .email, .number, .date:
            control = .text(TextField(maxClusters: field.lengthLimit))
        case .phone:
            control = .text(TextField(maxClusters: field.lengthLimit, mask: phoneMask))
        case .longText: control = .area(TextArea(maxClusters: field.lengthLimit))
        case .choice: control = .choice(ChoiceField(choices))
        case .choices: control = .choices(ChoicesField(choices))
        case .consent:
            control = .check(CheckField(title: language == .korean ? "동의함 (Space)" : "agrees (Space)"))
        }
        return Terminal.FormField(
            id: field.id.text, label: field.label[language], control: control, isRequired: field.required,
            hint: field.hint?[language] ?? "",
            rows: field.kind == .longText ? 3 : 1)
    }

    /// Korean numbers as they are read; anything else is shown as typed.
    private static let phoneMask = DisplayMask(["010-####-####", "02-###-####", "02-####-####", "0##-###-####"])
}

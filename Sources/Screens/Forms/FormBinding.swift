// A form definition as a form on the screen, and what was typed there as answers.

import Domain
import Terminal

/// A form definition bound to the toolkit's form: one for a walk-in, one for an edit.
struct FormBinding: Equatable, Sendable {
    private(set) var definition: FormDefinition
    var form: Form
    /// Answers to fields whose options are not here yet: a draft's category, before the desk is open.
    private var waiting: Answers = [:]
    private var language: Language

    init(_ definition: FormDefinition, language: Language, answers: Answers = [:]) {
        self.definition = definition
        self.language = language
        form = Form(definition.fields.map { Self.field($0, language) })
        start(with: answers)
    }

    /// What is typed now, in the fields that are asked.
    var answers: Answers {
        let asked = Set(form.visibleIDs)
        return typed.filter { asked.contains($0.key.text) }
    }

    /// What is typed now, in hidden fields as well.
    private var typed: Answers {
        var typed = waiting
        for field in definition.fields {
            guard let value = form.value(field.id.text), let answer = Self.answer(value) else { continue }
            typed[field.id] = answer
        }
        return typed
    }

    private static func answer(_ value: FormValue) -> Answer? {
        switch value {
        case .text(let text): text.isEmpty ? nil : .text(text)
        case .choice(let choice): choice.map { .text($0) }
        case .choices(let ids): ids.isEmpty ? nil : .choices(ids)
        case .flag(let given): given ? .flag(true) : nil
        }
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

    /// Puts the definition in place whose options have come (the event's categories), under the hands of whoever is
    /// typing: carets, undo and focus stay.
    mutating func redefine(_ definition: FormDefinition) {
        let known = self.definition
        let typed = typed
        self.definition = definition
        guard known.fields.map(\.id) == definition.fields.map(\.id) else { return start(with: typed) }
        for (old, new) in zip(known.fields, definition.fields) where old != new {
            form.update(new.id.text) { $0 = Self.field(new, language) }
            waiting[new.id] = nil
            set(new.id, typed[new.id])
        }
        refreshVisible()
    }

    /// Says everything in another language. What is typed stays, carets and undo in text fields too; faults are told anew
    /// by the next save.
    mutating func speak(_ language: Language) {
        self.language = language
        for field in definition.fields {
            let value = form.value(field.id.text)
            form.update(field.id.text) { shown in
                let fresh = Self.field(field, language)
                let isText = if case .text? = value { true } else { false }
                shown.label = fresh.label
                shown.hint = fresh.hint
                if !isText { shown.control = fresh.control }
            }
            if let value, case .text = value { continue }
            if let value { form.set(field.id.text, value) }
        }
        form.setFaults([:])
    }

    /// Fills the form, from its first field.
    mutating func start(with answers: Answers) {
        form = Form(definition.fields.map { Self.field($0, language) })
        waiting = [:]
        for (id, answer) in answers { set(id, answer) }
        refreshVisible()
        if let first = form.visibleIDs.first { form.focus(first) }
    }

    mutating func set(_ id: FieldID, _ answer: Answer?) {
        guard let field = definition[id] else { return }
        if field.optionsAreCategories, field.options.isEmpty { waiting[id] = answer }
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
        // Hidden answers count here: a field shown again brings those back that hang on what it holds.
        form.setVisible(definition.visibleFields(for: typed).map(\.id.text))
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
            control = .check(CheckField(title: Words(language).agrees))
        }
        return Terminal.FormField(
            id: field.id.text, label: field.label[language], control: control, isRequired: field.required,
            hint: field.hint?[language] ?? "", rows: rows(of: field.kind))
    }

    /// At most, for options: nine categories by their English names take six rows of the 28 columns that a walk-in has
    /// beside a pass on 80.
    private static func rows(of kind: Domain.FormField.Kind) -> Int {
        switch kind {
        case .choice, .choices: 6
        case .longText: 3
        case .text, .email, .number, .date, .phone, .consent: 1
        }
    }

    /// Korean numbers as they are read; anything else is shown as typed.
    private static let phoneMask = DisplayMask(["010-####-####", "02-###-####", "02-####-####", "0##-###-####"])
}

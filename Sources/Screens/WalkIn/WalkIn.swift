// The walk-in screen's state: one form, who may be the same person, and who was saved last.

import Desk
import Domain
import Terminal

struct WalkIn: Equatable, Sendable {
    enum Phase: Equatable, Sendable {
        case editing
        /// Sent under this id; keys typed meanwhile wait for the next form.
        case saving(CommandID)
    }

    /// Whom the right-hand side shows.
    struct Saved: Equatable, Sendable {
        var serial: Serial
        var name: String
        /// Only this desk has it yet.
        var isQueued: Bool
        /// On the waiting list: the pass opens nothing yet.
        var isWaiting = false
        var art: PassArt?
    }

    var binding: FormBinding
    /// The id of the command that saving this form makes. It lives as long as the form.
    var command: CommandID
    var phase = Phase.editing
    var candidates: [Candidate] = []
    /// The last record's answers: what Ctrl-D copies and carrying fields start with.
    var last: Answers = [:]
    var saved: Saved?
    /// The form in front was sent and is not saved.
    var isNotSaved = false
    /// What Ctrl-N cleared last: Ctrl-Z on an empty form brings it back, under its own id.
    var cleared: Draft?
    /// Keys pressed while a save was under way.
    var typedAhead: [TypedAhead] = []

    enum TypedAhead: Equatable, Sendable {
        case key(KeyPress, at: Int64)
        case paste(String)
    }

    init(_ definition: FormDefinition, language: Language, draft: Draft?, command: CommandID) {
        binding = FormBinding(definition, language: language)
        self.command = command
        binding.start(with: draft?.answers ?? binding.startingAnswers(last: [:]))
        if let focus = draft?.focus { binding.form.focus(focus.text) }
    }

    var isSaving: Bool { phase != .editing }

    var draft: Draft {
        Draft(
            command: command, form: binding.definition.id, answers: binding.answers, focus: binding.focusedID)
    }

    /// Nothing was typed yet.
    var isFresh: Bool {
        !binding.differs(from: binding.startingAnswers(last: last))
    }

    mutating func focusFirst() {
        if let first = binding.form.visibleIDs.first { binding.form.focus(first) }
    }

    /// What was typed meanwhile was meant for another form. Whoever was saved before is not to be taken for this one.
    mutating func wasNotSaved() {
        typedAhead = []
        saved = nil
        isNotSaved = true
    }

    /// A fresh form for the next person, under an id of its own.
    mutating func beginNext(_ id: CommandID) {
        command = id
        phase = .editing
        isNotSaved = false
        candidates = []
        binding.start(with: binding.startingAnswers(last: last))
    }
}

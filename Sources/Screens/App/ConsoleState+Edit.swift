// Editing one person in the same form they were registered with.

import Desk
import Domain
import Terminal

/// A person's answers in the same form, being changed.
struct EditScreen: Equatable, Sendable {
    var card: PersonCard
    var binding: FormBinding
    var command: CommandID
    var isSaving = false

    /// What the form showed before anybody typed.
    private var original: Answers { shown(card.row.formAnswers) }

    /// Answers as the form gives them back when nobody types.
    private func shown(_ answers: Answers) -> Answers {
        var fresh = binding
        fresh.start(with: answers)
        return fresh.answers
    }

    /// Something was typed that is not stored.
    var isChanged: Bool { binding.answers != original }

    /// What is to be stored: as it is, but for what was changed here.
    var answers: Answers {
        binding.definition.edited(card.row.formAnswers, shown: original, typed: binding.answers)
    }

    /// What is wrong with what was changed, by field; empty when it can be saved.
    func faults() -> [FieldFault] {
        do throws(FormFaults) {
            _ = try binding.definition.validate(answers, onto: card.row.formAnswers)
            return []
        } catch {
            return error.faults
        }
    }

    /// Another desk was faster: what it stored is taken over in every field that was not changed here.
    mutating func rebase(onto row: Registration) {
        let before = card.row.formAnswers
        card.row = row
        merge(since: before)
    }

    /// Takes over the row's answers in every field that does not differ from `before`.
    mutating func merge(since before: Answers) {
        let before = shown(before)
        let mine = binding.answers
        let focus = binding.form.focusedID
        let theirs = original
        var merged = theirs
        for field in binding.definition.fields where mine[field.id] != before[field.id] {
            merged[field.id] = mine[field.id]
        }
        binding.start(with: merged)
        if let focus { binding.form.focus(focus) }
    }
}

extension ConsoleState {
    mutating func beginEdit(_ card: PersonCard) -> [ConsoleEffect] {
        guard let form = desk?.form else { return tell(words.notOpenYet, .warning) }
        guard card.row.status != .cancelled, card.row.status != .merged else {
            return tell(words.alreadyCancelled, .warning)
        }
        if let edit = takeUnfinishedEdit(of: card, form) {
            layers.push(.edit(edit))
            return tell(words.editContinued, .warning)
        }
        var binding = FormBinding(form, language: language)
        binding.start(with: card.row.formAnswers)
        layers.push(.edit(EditScreen(card: card, binding: binding, command: ids.next())))
        return []
    }

    /// Takes away all that stands in front. An edit that was begun is kept for when somebody edits that person again.
    mutating func clearLayers() -> [ConsoleEffect] {
        defer { layers = Layers() }
        for case .edit(let edit) in layers.layers where edit.isChanged || edit.isSaving { return park(edit) }
        return []
    }

    private mutating func park(_ edit: EditScreen) -> [ConsoleEffect] {
        parked = edit
        return edit.isSaving ? [] : [keepEdit()] + tell(words.editParked(named(edit.card.row)), .warning)
    }

    mutating func pressEdit(_ edit: EditScreen, _ press: KeyPress) -> [ConsoleEffect] {
        guard !edit.isSaving else { return [] }
        var edit = edit
        switch edit.binding.form.handle(press) {
        case .ignored, .consumed:
            overlay = .edit(edit)
            return []
        case .copyFromLast:
            overlay = .edit(edit)
            return tell(words.noLastRecord, .warning)
        case .changed:
            edit.binding.refreshVisible()
            overlay = .edit(edit)
            return [keepEdit()]
        case .leave:
            overlay = nil
            return edit.isChanged ? park(edit) : [keepEdit()]
        case .submit where !edit.isChanged:
            overlay = nil
            return [keepEdit()] + tell(words.editUnchanged, .dim)
        case .submit:
            defer { overlay = .edit(edit) }
            return save(&edit)
        }
    }

    mutating func pasteIntoEdit(_ edit: EditScreen, _ text: String) -> [ConsoleEffect] {
        var edit = edit
        guard !edit.isSaving, case .changed = edit.binding.form.paste(text) else { return [] }
        edit.binding.refreshVisible()
        overlay = .edit(edit)
        return [keepEdit()]
    }

    private mutating func save(_ edit: inout EditScreen) -> [ConsoleEffect] {
        guard let desk else { return tell(words.notOpenYet, .warning) }
        let faults = edit.faults()
        guard faults.isEmpty else {
            edit.binding.show(faults, words)
            return tell(words.faults(faults, in: edit.binding.definition), .bad)
        }
        edit.isSaving = true
        let change = Submission.Change.edit(
            serial: edit.card.row.serial, version: edit.card.row.version, form: desk.formReference,
            answers: edit.answers)
        return [.tell(.submit(Submission(id: edit.command, change: change), .edit))]
    }

    /// The edit whose save is answered, wherever it stands: help may be in front of it, or somebody went elsewhere.
    func edit(_ command: CommandID) -> EditScreen? {
        for case .edit(let edit) in layers.layers where edit.command == command { return edit }
        return parked?.command == command ? parked : nil
    }

    mutating func setEdit(_ command: CommandID, _ replacement: EditScreen?) {
        if parked?.command == command { parked = replacement }
        changeLayers { layer in
            guard case .edit(let edit) = layer, edit.command == command else { return layer }
            return replacement.map { .edit($0) }
        }
    }
}

// An edit outlives the console: what is typed into it is kept on disk, and goes on when that person is edited again.

import Desk
import Domain
import Terminal

extension EditScreen {
    func draft(in event: EventID) -> EditDraft {
        EditDraft(
            command: command, event: event, serial: card.row.serial, name: card.row.name, version: card.row.version,
            before: card.row.formAnswers, answers: binding.answers, focus: binding.focusedID)
    }

    /// The edit that an earlier console left, over the row as it is now.
    init(_ draft: EditDraft, card: PersonCard, form: FormDefinition, language: Language) {
        var binding = FormBinding(form, language: language)
        binding.start(with: draft.answers)
        if let focus = draft.focus { binding.form.focus(focus.text) }
        self.init(card: card, binding: binding, command: draft.command)
        if draft.version != card.row.version { merge(since: draft.before) }
    }
}

extension ConsoleState {
    /// The edit going on, or the one that was left, in the form that would bring it back.
    var unfinishedEdit: EditDraft? {
        guard let event = desk?.event.id else { return keptEdit }
        for case .edit(let edit) in layers.layers where edit.isChanged || edit.isSaving {
            return edit.draft(in: event)
        }
        return parked?.draft(in: event) ?? keptEdit
    }

    /// Has on disk what an edit would go on with, and nothing when there is none.
    func keepEdit() -> ConsoleEffect {
        .tell(unfinishedEdit.map { .saveEdit($0) } ?? .clearEdit)
    }

    /// The edit of this person that was left, now or by an earlier console: it is nobody's any more.
    mutating func takeUnfinishedEdit(of card: PersonCard, _ form: FormDefinition) -> EditScreen? {
        if var edit = parked, edit.card.row.serial == card.row.serial {
            if edit.card.row.version != card.row.version { edit.rebase(onto: card.row) }
            parked = nil
            return edit
        }
        guard let draft = keptEdit, draft.serial == card.row.serial, draft.event == desk?.event.id else { return nil }
        keptEdit = nil
        return EditScreen(draft, card: card, form: form, language: language)
    }

    /// An earlier save of this edit went through before its answer came back, and the form was changed since. What is
    /// stored stays; the rest goes on as an edit of it.
    /// - Returns: nil where nothing is left to change.
    mutating func editWasSavedBefore(_ edited: EditScreen, _ row: Registration) -> [ConsoleEffect]? {
        var rest = edited
        rest.command = ids.next()
        rest.isSaving = false
        rest.rebase(onto: row)
        guard rest.isChanged else { return nil }
        setEdit(edited.command, rest)
        replace(row)
        return tell(words.editSavedBefore(named(row)), .warning) + [keepEdit()]
    }
}

// The walk-in screen: keys in, a registration out.

import Desk
import Domain
import Store
import Terminal

extension ConsoleState {
    /// How long typing must rest before people like the one being typed are looked for, milliseconds.
    private static let similarDelay: Int64 = 120

    mutating func pressWalkIn(_ press: KeyPress, at time: Int64) -> [ConsoleEffect] {
        guard !walkIn.isSaving else {
            // Meant for the next person: kept, and typed when the form is ready.
            if walkIn.typedAhead.count < 500 { walkIn.typedAhead.append(.key(press, at: time)) }
            return []
        }
        if press == KeyPress(.character("n"), .control) { return startOver() }
        if press == KeyPress(.character("o"), .control) { return showCandidates() }
        if press == KeyPress(.character("z"), .control), walkIn.isFresh, let cleared = walkIn.cleared {
            return bringBack(cleared)
        }
        switch walkIn.binding.form.handle(press) {
        case .ignored, .consumed: return []
        case .changed: return walkInChanged()
        case .submit: return saveWalkIn()
        case .copyFromLast(let id): return copyFromLast(id)
        case .leave:
            return goToAttendees()
        }
    }

    mutating func pasteIntoWalkIn(_ text: String) -> [ConsoleEffect] {
        guard !walkIn.isSaving else {
            walkIn.typedAhead.append(.paste(text))
            return []
        }
        guard case .changed = walkIn.binding.form.paste(text) else { return [] }
        return walkInChanged()
    }

    private mutating func walkInChanged() -> [ConsoleEffect] {
        walkIn.binding.refreshVisible()
        // Being mended: the fault that was told of may be gone.
        if banner?.role == .bad { banner = nil }
        return [keepDraft(), .after(milliseconds: Self.similarDelay, .similar, .lookForSimilar)]
    }

    /// Keeps what is typed. An empty form is no draft: nobody wants to go on with nothing.
    func keepDraft() -> ConsoleEffect {
        .tell(walkIn.isFresh ? .clearDraft : .saveDraft(walkIn.draft))
    }

    private mutating func copyFromLast(_ field: String) -> [ConsoleEffect] {
        guard let id = FieldID(field), let answer = walkIn.last[id] else { return tell(words.noLastRecord, .warning) }
        walkIn.binding.set(id, answer)
        return walkInChanged()
    }

    /// Ctrl-N: an empty form under a new id. The key is close to others, so what was typed can be had back.
    private mutating func startOver() -> [ConsoleEffect] {
        guard !walkIn.isFresh else { return [] }
        let cleared = walkIn.draft
        walkIn.beginNext(ids.next())
        walkIn.cleared = cleared
        return tell(words.formCleared, .warning) + [.cancel(.similar), .tell(.clearDraft)]
    }

    private mutating func bringBack(_ cleared: Draft) -> [ConsoleEffect] {
        walkIn.beginNext(cleared.command)
        walkIn.cleared = nil
        walkIn.binding.start(with: cleared.answers)
        if let focus = cleared.focus { walkIn.binding.form.focus(focus.text) }
        return walkInChanged()
    }

    /// Ctrl-O: the people in the panel, to open one of them.
    private mutating func showCandidates() -> [ConsoleEffect] {
        guard !walkIn.candidates.isEmpty else { return tell(words.noSimilar, .warning) }
        let items = walkIn.candidates.map { MenuItem(words.candidate($0, category: "")) }
        layers.push(.candidates(walkIn.candidates, Dialog(title: words.candidates, content: .menu(items))))
        return []
    }

    /// Whoever has the telephone being typed, as far as the panel knows.
    private var holderOfTypedPhone: Registration? {
        guard let typed = walkIn.binding.answers[.phone]?.text.flatMap(PhoneNumber.init(normalising:)) else {
            return nil
        }
        return walkIn.candidates.first { $0.match == .phone && $0.row.phone == typed }?.row
    }

    /// Looks for people like the one being typed; nothing typed shows nobody.
    func lookForSimilar() -> [ConsoleEffect] {
        let name = walkIn.binding.form.text(FieldID.name.text) ?? ""
        let phone = walkIn.binding.form.text(FieldID.phone.text) ?? ""
        return [.ask(.similar, .similar(name: name, phone: phone))]
    }

    /// - Parameter mayWait: on the waiting list where every seat is taken.
    mutating func saveWalkIn(mayWait: Bool = false) -> [ConsoleEffect] {
        guard let desk else { return tell(words.notOpenYet, .warning) }
        // Nobody has to answer, or agree to, anything a second time to hear that they are registered already.
        if let holder = holderOfTypedPhone {
            layers.push(.duplicate(holder, duplicateDialog(holder)))
            return bell ? [.bell] : []
        }
        let faults = walkIn.binding.faults()
        guard faults.isEmpty else {
            walkIn.binding.show(faults, words)
            return tell(words.faults(faults, in: walkIn.binding.definition), .bad)
        }
        walkIn.phase = .saving(walkIn.command)
        let submission = Submission(
            id: walkIn.command,
            change: .register(
                source: .walkIn, form: desk.formReference, answers: walkIn.binding.answers, mayWait: mayWait))
        // The draft goes first: whatever dies from here on, the form is there again under the same id.
        return [.cancel(.similar), .tell(.saveDraft(walkIn.draft)), .tell(.submit(submission, .walkIn))]
    }

    /// The desk has answered a save.
    mutating func walkInSubmitted(
        _ submission: Submission, _ result: Result<SubmitAnswer, DeskError>
    ) -> [ConsoleEffect] {
        guard walkIn.phase == .saving(submission.id) else { return [] }
        walkIn.phase = .editing
        switch result {
        case .failure(let error):
            walkIn.wasNotSaved()
            return refuseSave(words.notDone(error))
        case .success(let answer):
            switch answer.result {
            case .queued(let serial):
                waiting += 1
                return walkInAccepted(submission, serial, row: nil, answer, isQueued: true)
            case .kept(let receipt):
                waiting += 1
                guard let serial = receipt.outcome.serial else { return [] }
                return walkInAccepted(submission, serial, row: receipt.row, answer, isQueued: true)
            case .applied(let receipt):
                if case .refused(let refusal) = receipt.outcome { return walkInRefused(refusal, receipt) }
                guard let serial = receipt.outcome.serial else { return [] }
                if answer.result.differs(from: submission) { return walkInWasSavedBefore(receipt, serial, answer.pass) }
                return walkInAccepted(submission, serial, row: receipt.row, answer, isQueued: false)
            }
        }
    }

    private mutating func walkInAccepted(
        _ submission: Submission, _ serial: Serial, row: Registration?, _ answer: SubmitAnswer, isQueued: Bool
    ) -> [ConsoleEffect] {
        guard case .register(_, _, let answers, _) = submission.change else { return [] }
        let name = row?.name ?? answers[.name]?.text ?? ""
        walkIn.last = answers
        walkIn.saved = WalkIn.Saved(
            serial: serial, name: name, isQueued: isQueued, isWaiting: row?.status == .waitlisted,
            art: answer.pass.flatMap(PassArt.init))
        if let row, let change = undo(of: .registered(serial), from: nil, to: row) {
            remember(change)
        } else {
            rememberNotUndoable(serial)
        }
        walkIn.beginNext(ids.next())
        let isWaiting = walkIn.saved?.isWaiting == true
        let note = removedNote(answers)
        let news =
            isQueued
            ? tellKept(words.keptHere(serial, name) + note)
            : isWaiting
                ? tell(words.waits(serial, name, place: answer.place) + note, .warning)
                : tell(words.registered(serial, name) + note)
        var effects = news + [.tell(.clearDraft)] + syncLater()
        attendees.isStale = true
        if attendees.filter.isEmpty { attendees.wanted = serial }
        let keys = walkIn.typedAhead
        walkIn.typedAhead = []
        for key in keys {
            switch key {
            case .key(let press, let at): effects += pressWalkIn(press, at: at)
            case .paste(let text): effects += pasteIntoWalkIn(text)
            }
        }
        return effects
    }

    /// Says so when what was typed as a name held characters that nobody sees and that are not stored.
    private func removedNote(_ answers: Answers) -> String {
        guard let typed = answers[.name]?.text, let name = try? PersonName(cleaning: typed),
            let note = words.removed(name.removed, from: words.nameLabel)
        else { return "" }
        return " " + note
    }

    private mutating func walkInRefused(_ refusal: Refusal, _ receipt: Receipt) -> [ConsoleEffect] {
        walkIn.wasNotSaved()
        // The refusal is recorded under this id for ever; the mended form is another command.
        walkIn.command = ids.next()
        let save: [ConsoleEffect] = [.tell(.saveDraft(walkIn.draft))]
        if refusal.reason == .duplicate, let existing = receipt.existing {
            layers.push(.duplicate(existing, duplicateDialog(existing)))
            return save + (bell ? [.bell] : [])
        }
        if refusal.reason == .full {
            layers.push(.full(fullDialog))
            return save + (bell ? [.bell] : [])
        }
        walkIn.binding.show(refusal.faults, words)
        return refuseSave(words.refusal(refusal, existing: receipt.existing, form: desk?.form)) + save
    }

    /// An earlier save of this draft went through before its answer came back, and the draft was changed since. What is
    /// stored stays; the changes go on as an edit of it.
    private mutating func walkInWasSavedBefore(
        _ receipt: Receipt, _ serial: Serial, _ pass: Pass?
    ) -> [ConsoleEffect] {
        let typed = walkIn.binding.answers
        walkIn.typedAhead = []
        walkIn.beginNext(ids.next())
        attendees.isStale = true
        guard let row = receipt.row, let desk, let pass else { return [.tell(.clearDraft)] }
        var binding = FormBinding(desk.form, language: language)
        binding.start(with: typed)
        let card = PersonCard(row: row, form: desk.form, pass: pass)
        layers.push(.edit(EditScreen(card: card, binding: binding, command: ids.next())))
        return tell(words.savedBefore(serial, row.name), .warning) + [keepEdit(), .tell(.clearDraft)]
    }

    private func duplicateDialog(_ existing: Registration) -> Dialog {
        Dialog(
            title: words.duplicateTitle, body: words.duplicateBody(existing, desk),
            content: .menu([
                MenuItem(words.showTheirQR), MenuItem(words.openThem), MenuItem(words.backToForm),
            ]))
    }
}

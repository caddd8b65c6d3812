// Registering and editing: a form as questions, one after another.

import Desk
import Domain
import Screens
import Store

extension PlainConsole {
    /// Asks every field that is asked for these answers; `keep` gets what is known after each.
    /// - Parameter stored: what an edit begins with: only what it changes can be wrong.
    /// - Returns: nil when somebody stopped.
    private func fill(
        _ start: Answers, onto stored: Answers? = nil, from focus: FieldID? = nil, keep: (Answers, FieldID?) -> Void
    ) throws(Interruption) -> Answers? {
        PlainLines.say(words.plainFormHelp)
        var answers = start
        var index = form.visibleFields(for: answers).firstIndex { $0.id == focus } ?? 0
        while true {
            let fields = form.visibleFields(for: answers)
            guard fields.indices.contains(index) else { return answers }
            let question = PlainQuestion(field: fields[index], words: words)
            for line in question.introduction { PlainLines.say(line) }
            guard let line = PlainLines.ask(question.text(answers[question.field.id])) else { throw Interruption() }
            switch question.reply(line) {
            case .stop: return nil
            case .back:
                index = max(0, index - 1)
                continue
            case .keep: break
            case .answer(let answer): answers[question.field.id] = answer
            }
            keep(answers, question.field.id)
            // A person is asked again; a script goes on with its next line and hears of it at the end.
            if Stream.inputIsTerminal, let fault = fault(of: question.field.id, in: answers, onto: stored) {
                PlainLines.say(words.fault(fault, in: form))
                continue
            }
            index += 1
        }
    }

    private func fault(of field: FieldID, in answers: Answers, onto stored: Answers?) -> FieldFault? {
        do throws(FormFaults) {
            _ = if let stored { try form.validate(answers, onto: stored) } else { try form.validate(answers) }
            return nil
        } catch {
            return error.faults.first { $0.field == field }
        }
    }

    private func keepDraft(_ command: CommandID, _ answers: Answers, _ focus: FieldID?) {
        let draft = Draft(command: command, form: form.id, answers: answers, focus: focus)
        _ = withDesk { () throws(DeskError) in try drafts.save(draft) }
    }

    // MARK: Somebody new

    func register() throws(Interruption) {
        let draft = (try? drafts.load()) ?? nil
        let command = draft?.command ?? desk.makeCommandID()
        let start = draft?.answers ?? presets
        let filled = try fill(start, from: draft?.focus) { answers, focus in keepDraft(command, answers, focus) }
        guard let answers = filled else { return PlainLines.say(words.plainKept) }
        do throws(FormFaults) {
            _ = try form.validate(answers)
        } catch {
            for fault in error.faults { refuse(words.fault(fault, in: form)) }
            keepDraft(command, answers, error.faults.first?.field)
            return PlainLines.say(words.plainKept)
        }
        var submission = Submission(
            id: command, change: .register(source: .walkIn, form: reference, answers: answers))
        guard var result = withDesk({ () throws(DeskError) in try desk.submit(submission) }) else { return }
        if result.isForWantOfSeat {
            // The refusal is recorded under its id for ever: to wait is another command.
            let other = desk.makeCommandID()
            keepDraft(other, answers, nil)
            if try confirm(words.plainWaitQuestion) {
                submission = Submission(
                    id: other, change: .register(source: .walkIn, form: reference, answers: answers, mayWait: true))
                guard let waiting = withDesk({ () throws(DeskError) in try desk.submit(submission) }) else { return }
                result = waiting
            }
        }
        registered(submission, answers, result)
        desk.tellOthers()
    }

    private func registered(_ submission: Submission, _ answers: Answers, _ result: SubmissionResult) {
        switch result {
        case .queued(let serial):
            PlainLines.say(words.queued(serial, pass: try? desk.pass(of: serial)))
        case .kept(let receipt):
            guard let serial = receipt.outcome.serial else { break }
            PlainLines.say(words.queued(serial, pass: try? desk.pass(of: serial)))
        case .applied(let receipt):
            if case .refused(let refusal) = receipt.outcome {
                // Recorded under that id for ever: the mended form is another command.
                keepDraft(desk.makeCommandID(), answers, refusal.faults.first?.field ?? .phone)
                refuse(words.refusal(refusal, existing: receipt.existing, form: form))
                return PlainLines.say(words.plainKept)
            }
            guard let row = receipt.row else { break }
            if result.differs(from: submission) {
                refuse(words.plainSavedBefore(row))
            } else {
                let place = row.status == .waitlisted ? try? desk.placeInLine(of: row.serial) : nil
                PlainLines.say(words.registered(row, pass: try? desk.pass(of: row.serial), place: place))
            }
            undoable.append(
                PlainUndo(
                    sentence: words.plainUndoRegistered(row),
                    change: .cancel(serial: row.serial, version: row.version, reason: words.plainUndoReason)))
        }
        last = answers
        _ = withDesk { () throws(DeskError) in try drafts.clear() }
    }

    /// What a fresh form starts with. The event need not have the category that the form begins with.
    private var presets: Answers {
        var presets: Answers = [:]
        for field in form.fields {
            let preset = (field.carry ? last[field.id] : nil) ?? field.preset
            if field.kind == .choice, let word = preset?.text, !field.options.contains(where: { $0.id == word }) {
                continue
            }
            presets[field.id] = preset
        }
        return presets
    }

    // MARK: Somebody registered

    func edit(_ text: String) throws(Interruption) {
        guard let row = person(text) else { return }
        guard row.status != .cancelled, row.status != .merged else {
            return refuse(words.refusal(Refusal(.cancelled, existing: row.serial), existing: row, form: form))
        }
        let draft = keptEdit(of: row)
        let command = draft?.command ?? desk.makeCommandID()
        // As the screen merges: what was changed here counts, everything else is as it is stored now.
        var start = row.formAnswers
        for field in form.fields where draft.map({ $0.answers[field.id] != $0.before[field.id] }) ?? false {
            start[field.id] = draft?.answers[field.id]
        }
        if draft != nil { PlainLines.say(words.plainEditContinued) }
        func keep(_ answers: Answers, _ focus: FieldID?, as command: CommandID) {
            let kept = EditDraft(
                command: command, event: desk.event.id, serial: row.serial, name: row.name, version: row.version,
                before: row.formAnswers, answers: answers, focus: focus)
            _ = withDesk { () throws(DeskError) in try drafts.save(kept) }
        }
        let filled = try fill(start, onto: row.formAnswers) { answers, focus in
            keep(answers, focus, as: command)
        }
        guard let answers = filled else { return PlainLines.say(words.editKept(row.serial, row.name)) }
        let change = Submission.Change.edit(
            serial: row.serial, version: row.version, form: reference, answers: answers)
        switch submit(Submission(id: command, change: change), from: row, isUndo: false) {
        case .accepted: _ = withDesk { () throws(DeskError) in try drafts.clearEdit() }
        case .refused:
            // Recorded under that id for ever: the mended form is another command.
            keep(answers, nil, as: desk.makeCommandID())
            PlainLines.say(words.editKept(row.serial, row.name))
        case .unheard: PlainLines.say(words.editKept(row.serial, row.name))
        }
    }

    private func keptEdit(of row: Registration) -> EditDraft? {
        guard let draft = (try? drafts.loadEdit()) ?? nil, draft.serial == row.serial, draft.event == desk.event.id
        else { return nil }
        return draft
    }
}

extension SubmissionResult {
    /// Refused, because every seat of the event or the category is taken.
    fileprivate var isForWantOfSeat: Bool {
        guard case .applied(let receipt) = self, case .refused(let refusal) = receipt.outcome else { return false }
        return refusal.reason == .full
    }
}

// Cancelling, taking back, and what the desk says to a change.

import Desk
import Domain
import Screens
import Store

/// A change of this session that can be taken back: what that will do, and the change that does it.
struct PlainUndo: Hashable {
    var sentence: String
    var change: Submission.Change
}

/// What came of a change.
enum PlainFate {
    /// The desk has it.
    case accepted
    /// Refused, and recorded so under its id.
    case refused
    /// Nobody knows: it may be sent again under its id.
    case unheard
}

extension PlainConsole {
    func cancel(_ text: String) throws(Interruption) {
        guard let row = person(text) else { return }
        PlainLines.say(words.plainCancels(row))
        guard let line = PlainLines.ask(words.plainReason) else { throw Interruption() }
        let reason = CancelReason.cleaned(line)
        guard !reason.isEmpty else { return refuse(words.plainNoReason) }
        let change = Submission.Change.cancel(serial: row.serial, version: row.version, reason: reason)
        _ = submit(Submission(id: desk.makeCommandID(), change: change), from: row, isUndo: false)
    }

    /// Says what it will do, and does it for a yes.
    func undo() throws(Interruption) {
        guard let undo = undoable.last else { return refuse(words.plainNothingToUndo) }
        PlainLines.say(undo.sentence)
        guard try confirm(words.plainUndoQuestion) else { return PlainLines.say(words.plainLeftAsItIs) }
        _ = submit(Submission(id: desk.makeCommandID(), change: undo.change), from: nil, isUndo: true)
        // Done, or refused for ever: either way the change before it is next.
        undoable.removeLast()
    }

    /// - Parameter row: as it was before; nil for what is not to be taken back again.
    func submit(_ submission: Submission, from row: Registration?, isUndo: Bool) -> PlainFate {
        guard let result = withDesk({ () throws(DeskError) in try desk.submit(submission) }) else { return .unheard }
        defer { desk.tellOthers() }
        guard case .applied(let receipt) = result else {
            PlainLines.say(words.plainChangeKept)
            return .accepted
        }
        if case .refused(let refusal) = receipt.outcome {
            refuse(words.refusal(refusal, existing: receipt.existing, form: form))
            return .refused
        }
        guard let now = receipt.row else { return .accepted }
        if result.differs(from: submission) {
            refuse(words.plainSavedBefore(now))
        } else {
            PlainLines.say(words.plainChanged(receipt.outcome, now, isUndo: isUndo))
        }
        if let row { remember(receipt.outcome, from: row, to: now) }
        return .accepted
    }

    private func remember(_ outcome: Outcome, from row: Registration, to now: Registration) {
        switch outcome {
        case .edited:
            undoable.append(
                PlainUndo(
                    sentence: words.plainUndoEdited(row),
                    change: .edit(
                        serial: row.serial, version: now.version, form: row.form, answers: row.formAnswers)))
        case .cancelled:
            undoable.append(
                PlainUndo(
                    sentence: words.plainUndoCancelled(row),
                    change: .restore(serial: row.serial, version: now.version, status: row.status)))
        case .registered, .registeredApart, .restored, .passed, .passageUndone, .imported, .reviewed, .reviewUndone,
            .capacitySet,
            .refused, .enrolled, .enrolmentCancelled, .programsSet, .exported, .reissued:
            break
        }
    }
}

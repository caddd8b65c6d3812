// Keys for what stands in front of a screen.
//
// No digit ever submits anything here: a scanner may type thirty-four of them at any moment, and what they touched must
// be a thing that can be put back. Menus that decide are left to Enter.

import Desk
import Domain
import Terminal

extension ConsoleState {
    mutating func pressOverlay(_ press: KeyPress, at time: Int64) -> [ConsoleEffect] {
        switch overlay {
        case .help(let help, let commands): return pressHelp(help, commands, press)
        case .palette(let palette, let commands): return pressPalette(palette, commands, press)
        case .qr:
            if [.escape, .enter, .character("q"), .character(" ")].contains(press.key) { overlay = nil }
            return []
        case .card(let card, let reading): return pressCard(card, reading, press)
        case .candidates(let candidates, let dialog): return pressCandidates(candidates, dialog, press)
        case .duplicate(let existing, let dialog): return pressDuplicate(existing, dialog, press)
        case .full(let dialog): return pressFull(dialog, press)
        case .reason(let card, let dialog): return pressReason(card, dialog, press)
        case .reissue(let card, let dialog): return pressReissue(card, dialog, press)
        case .edit(let edit): return pressEdit(edit, press)
        case .undo(let change, let dialog): return pressUndo(change, dialog, press)
        case .leave(let dialog): return pressLeave(dialog, press)
        case .order(let columns, let dialog): return pressOrder(columns, dialog, press)
        case .jump(let dialog): return pressJump(dialog, press)
        case .missing(let card, let dialog): return pressMissing(card, dialog, press)
        case .pictures(let dialog): return pressPictures(dialog, press)
        case .export(let table, let kind, let dialog): return pressExport(table, kind, dialog, press)
        case .importing(let screen): return pressImport(screen, press)
        case .views(let list): return pressViews(list, press)
        case .desk(let front): return pressDeskDialog(front, press)
        case .programs(let front): return pressProgramsDialog(front, press)
        case .columns(let chooser): return pressColumns(chooser, press)
        case .review(let front): return pressReviewDialog(front, press)
        case .gate(let dialog): return pressGateMenu(dialog, press)
        case nil: return []
        }
    }

    private mutating func pressCandidates(
        _ candidates: [Candidate], _ dialog: Dialog, _ press: KeyPress
    ) -> [ConsoleEffect] {
        var dialog = dialog
        switch dialog.handle(press) {
        case .chosen(let index):
            overlay = nil
            return askForPerson(candidates[index].row.serial, .card)
        case .dismissed: overlay = nil
        case .consumed, .ignored, .entered: overlay = .candidates(candidates, dialog)
        }
        return []
    }

    private mutating func pressDuplicate(
        _ existing: Registration, _ dialog: Dialog, _ press: KeyPress
    ) -> [ConsoleEffect] {
        var dialog = dialog
        switch dialog.handle(press) {
        case .chosen(0):
            overlay = nil
            return askForPerson(existing.serial, .qr)
        case .chosen(1):
            overlay = nil
            place = .attendees
            attendees.search.replace(with: existing.serial.description)
            return browseSearch(keeping: existing.serial) + askForPerson(existing.serial, .card)
        case .chosen, .dismissed:
            overlay = nil
            walkIn.binding.form.focus(FieldID.phone.text)
            // They may have been cancelled at another desk meanwhile.
            return [.after(milliseconds: 1, .similar, .lookForSimilar)]
        case .consumed, .ignored, .entered:
            overlay = .duplicate(existing, dialog)
            return []
        }
    }

    private mutating func pressReason(_ card: PersonCard, _ dialog: Dialog, _ press: KeyPress) -> [ConsoleEffect] {
        var dialog = dialog
        switch dialog.handle(press) {
        case .dismissed:
            overlay = nil
            return []
        case .entered(let text):
            let reason = CancelReason.cleaned(text)
            guard !reason.isEmpty else {
                dialog.fault = words.cancelReasonMissing
                overlay = .reason(card, dialog)
                return []
            }
            overlay = nil
            let change = Submission.Change.cancel(
                serial: card.row.serial, version: card.row.version, reason: reason)
            return [.tell(.submit(Submission(id: ids.next(), change: change), .cancel))]
        case .chosen, .consumed, .ignored:
            overlay = .reason(card, dialog)
            return []
        }
    }

    private mutating func pressLeave(_ dialog: Dialog, _ press: KeyPress) -> [ConsoleEffect] {
        var dialog = dialog
        switch dialog.handle(press, onlyEnter: words.onlyEnterChooses) {
        case .chosen(1): return [.quit(0)]
        case .chosen, .dismissed: overlay = nil
        case .consumed, .ignored, .entered: overlay = .leave(dialog)
        }
        return []
    }
}

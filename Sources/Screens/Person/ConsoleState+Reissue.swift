// A new pass from somebody's card: said first what it will do, then the QR of the new one.

import Desk
import Domain
import Store
import Terminal

extension ConsoleState {
    /// `n` on a card: asks, with room for a reason. Only Enter decides.
    mutating func askForReissue(_ card: PersonCard) -> [ConsoleEffect] {
        let content = Dialog.Content.prompt(
            TextField(maxClusters: CancelReason.maximumLength, placeholder: words.reissueHint))
        layers.push(
            .reissue(
                card,
                Dialog(
                    title: words.reissueTitle, body: words.reissueBody(named(card.row), isAlone: isLineLost),
                    content: content)))
        return []
    }

    mutating func pressReissue(_ card: PersonCard, _ dialog: Dialog, _ press: KeyPress) -> [ConsoleEffect] {
        var dialog = dialog
        switch dialog.handle(press) {
        case .entered(let text):
            overlay = nil
            let change = Submission.Change.reissue(
                serial: card.row.serial, version: card.row.version, reason: CancelReason.cleaned(text))
            return [.tell(.submit(Submission(id: ids.next(), change: change), .reissue))]
        case .dismissed: overlay = nil
        case .chosen, .consumed, .ignored: overlay = .reissue(card, dialog)
        }
        return []
    }

    /// The desk has given somebody a new pass: their card is that of the new serial now, and its QR stands in front.
    mutating func reissued(_ outcome: Outcome, _ row: Registration, _ pass: Pass?) -> [ConsoleEffect] {
        guard case .reissued(let old, _, _) = outcome else { return [] }
        let anew = showReissued(old, row, pass)
        return tell(words.reissued(old, named(row))) + anew
    }

    /// The same where only this desk has it. From now on it refuses the old pass, so the new one has to be in sight.
    /// - Returns: nil for anything else that was kept, and where nobody has decided it.
    mutating func reissueKept(_ purpose: SubmitPurpose, _ answer: SubmitAnswer) -> [ConsoleEffect]? {
        guard purpose == .reissue, case .kept(let receipt) = answer.result, let row = receipt.row,
            case .reissued(let old, _, _) = receipt.outcome
        else { return nil }
        waiting += 1
        let anew = showReissued(old, row, answer.pass)
        return tellKept(words.reissuedHere(old, named(row))) + anew
    }

    private mutating func showReissued(_ old: Serial, _ row: Registration, _ pass: Pass?) -> [ConsoleEffect] {
        changeLayers { layer in
            if case .card(let card, _) = layer, card.row.serial == old { nil } else { layer }
        }
        // What was done to the old row is not taken back any more: that person is on another one.
        undoable.removeAll { $0.serial == old }
        attendees.isStale = true
        if let pass {
            let card = PersonCard(row: row, form: forms[row.form], pass: pass)
            layers.push(.card(card, CardReading()))
            if let art = PassArt(pass) { layers.push(.qr(card, art)) }
        }
        return place == .attendees && attendees.loading == nil ? refreshAttendees() : []
    }
}

// What is done with one person: their card, QR, edit, cancel and undo. Reached from the table, a duplicate or a scan.

import Desk
import Domain
import Store
import Terminal

/// What a person was asked for.
enum PersonPurpose: Equatable, Sendable {
    case card, qr, edit, cancel, reissue
    /// Decide on their application, or lay those like them beside them.
    case decide(Review.Decision)
    case compare
    /// Enrol them in a session.
    case program
    /// Let them in at this console's gate.
    case checkIn
    /// Take back the newest change in their history.
    case undo
}

/// Somebody who was asked for.
struct PendingPerson: Equatable, Sendable {
    var serial: Serial
    var purpose: PersonPurpose
    /// Keys pressed since: they were meant for the form that is to come.
    var typedAhead: [WalkIn.TypedAhead] = []
}

extension ConsoleState {
    /// Asks for the selected person, to do something with them when they have come.
    mutating func askForPerson(_ purpose: PersonPurpose) -> [ConsoleEffect] {
        guard let row = attendees.selectedRow else { return [] }
        return askForPerson(row.serial, purpose)
    }

    mutating func askForPerson(_ serial: Serial, _ purpose: PersonPurpose) -> [ConsoleEffect] {
        pending = PendingPerson(serial: serial, purpose: purpose)
        return [.ask(.person, .person(serial))]
    }

    /// Going elsewhere: whoever was asked for must not come up in front of something else, under typing hands.
    mutating func forgetPending() -> [ConsoleEffect] {
        guard pending != nil else { return [] }
        pending = nil
        return [.cancel(.person)]
    }

    mutating func takePerson(_ serial: Serial, _ result: Result<PersonCard, DeskError>) -> [ConsoleEffect] {
        let purpose = pending?.serial == serial ? pending?.purpose : nil
        let typed = pending?.typedAhead ?? []
        pending = nil
        switch result {
        case .failure(let error): return purpose == nil ? [] : tell(words.notDone(error), .bad)
        case .success(let card):
            replace(card.row)
            forms[card.row.form] = card.form ?? forms[card.row.form]
            guard let purpose else { return [] }
            return show(card, purpose) + (purpose == .edit ? typeIntoEdit(typed) : [])
        }
    }

    mutating func show(_ card: PersonCard, _ purpose: PersonPurpose) -> [ConsoleEffect] {
        switch purpose {
        case .card: layers.push(.card(card, CardReading()))
        case .decide(let decision): return decide(decision, on: card.row)
        case .compare: return compare(card.row)
        case .undo: return askForUndo()
        case .checkIn: return checkIn(.person(card.row.serial))
        case .qr:
            guard let art = PassArt(card.pass) else { return tell(words.noRoomForQR, .bad) }
            layers.push(.qr(card, art))
        case .edit: return beginEdit(card)
        case .reissue: return askForReissue(card)
        case .program: return askForSession(card.row)
        case .cancel:
            guard card.row.status != .cancelled else { return tell(words.alreadyCancelled, .warning) }
            layers.push(.reason(card, reasonDialog(card.row)))
        }
        return []
    }

    private func reasonDialog(_ row: Registration) -> Dialog {
        Dialog(
            title: words.cancelTitle, body: words.cancelBody(named(row)),
            content: .prompt(TextField(maxClusters: CancelReason.maximumLength, placeholder: words.cancelReasonHint)))
    }

    // MARK: Outcomes

    /// The desk has answered an edit, a cancel or an undo.
    mutating func changeSubmitted(
        _ submission: Submission, _ purpose: SubmitPurpose, _ result: Result<SubmitAnswer, DeskError>
    ) -> [ConsoleEffect] {
        if case .undoCheckIn(let serial, let admission) = submission.change {
            return passageTakenBack(serial, admission, result)
        }
        let edited = edit(submission.id)
        switch result {
        case .failure(let error):
            reopen(edited)
            return refuseSave(words.notDone(error))
        case .success(let answer):
            guard case .applied(let receipt) = answer.result else {
                setEdit(submission.id, nil)
                if let told = reissueKept(purpose, answer) { return told + syncLater() }
                changeKept(submission, purpose, answer.result, before: edited?.card.row)
                return tellKept(words.changeKeptHere) + forgetDraft(of: purpose) + syncLater()
            }
            if case .refused(let refusal) = receipt.outcome {
                // It would be refused for ever, and stand before everything that was done earlier.
                if purpose == .undo { forget(submission.change) }
                return changeRefused(refusal, receipt, edited)
            }
            if let edited, let row = receipt.row, answer.result.differs(from: submission),
                let effects = editWasSavedBefore(edited, row)
            {
                return effects
            }
            setEdit(submission.id, nil)
            guard let row = receipt.row else { return forgetDraft(of: purpose) }
            if purpose == .undo {
                return changeUndone(submission.change, receipt.outcome, row)
            }
            if purpose == .reissue { return reissued(receipt.outcome, row, answer.pass) }
            return changeApplied(receipt.outcome, row, before: edited?.card.row, answer.promoted)
                + forgetDraft(of: purpose)
        }
    }

    /// Only this desk has it. It is the newest change all the same: what takes it back goes the same way.
    private mutating func changeKept(
        _ submission: Submission, _ purpose: SubmitPurpose, _ result: SubmissionResult, before: Registration?
    ) {
        waiting += 1
        guard case .kept(let receipt) = result, let row = receipt.row else {
            // Nobody has decided it: what it makes of the row, and with it what would take it back, is not known.
            attendees.isStale = true
            if let serial = submission.change.serial { rememberNotUndoable(serial) }
            return
        }
        switch purpose {
        case .undo: noteUndone(submission.change, row)
        default: noteChanged(receipt.outcome, row, before: before)
        }
    }

    private mutating func changeRefused(
        _ refusal: Refusal, _ receipt: Receipt, _ edited: EditScreen?
    ) -> [ConsoleEffect] {
        if var mended = edited, let edited {
            // Recorded under this id for ever: the mended form is another command, over the row as it is now.
            mended.command = ids.next()
            mended.isSaving = false
            mended.binding.show(refusal.faults, words)
            if refusal.reason == .conflict, let row = receipt.existing { mended.rebase(onto: row) }
            setEdit(edited.command, mended)
        }
        if let row = receipt.existing { replace(row) }
        let draft = edited == nil ? [] : [keepEdit()]
        return tell(words.refusal(refusal, existing: receipt.existing, form: desk?.form), .bad) + draft
    }

    /// An edit that the desk has is no draft any more; one that was left before it is again.
    private func forgetDraft(of purpose: SubmitPurpose) -> [ConsoleEffect] {
        purpose == .edit ? [keepEdit()] : []
    }

    private mutating func reopen(_ edited: EditScreen?) {
        guard var edited else { return }
        edited.isSaving = false
        setEdit(edited.command, edited)
    }

    private mutating func changeApplied(
        _ outcome: Outcome, _ row: Registration, before: Registration?, _ promoted: Promotions
    ) -> [ConsoleEffect] {
        noteChanged(outcome, row, before: before)
        return tell(words.changed(outcome, named(row), isUndo: false) + words.promoted(promoted))
    }

    private mutating func noteChanged(_ outcome: Outcome, _ row: Registration, before: Registration?) {
        // What is shown may be older than what the change was made of: then nobody here knows what was before.
        let previous = (before ?? shownRow(row.serial)).flatMap { $0.version == row.version - 1 ? $0 : nil }
        replace(row)
        attendees.isStale = true
        review.other.isStale = true
        guard let change = undo(of: outcome, from: previous, to: row) else { return rememberNotUndoable(row.serial) }
        remember(change)
    }

    /// The row as it is now, wherever it is shown.
    mutating func replace(_ row: Registration) {
        attendees.replace(row)
        review.other.replace(row)
        changeLayers { layer in
            guard case .card(var card, let reading) = layer, card.row.serial == row.serial else { return layer }
            card.row = row
            return .card(card, reading)
        }
    }

    /// Changes each layer, or takes it away where `change` gives nil.
    mutating func changeLayers(_ change: (Overlay) -> Overlay?) {
        layers = Layers(layers.layers.compactMap(change))
    }
}

extension Submission.Change {
    /// The version of the row it was made for; what makes or keeps a registration has none.
    var version: Int? {
        get {
            switch self {
            case .register, .checkIn, .undoCheckIn, .export, .checkInToSession, .enrol, .cancelEnrolment, .setPrograms,
                .review, .undoReview, .setCapacity:
                nil
            case .edit(_, let version, _, _), .cancel(_, let version, _), .restore(_, let version, _),
                .reissue(_, let version, _):
                version
            }
        }
        set {
            guard let newValue else { return }
            switch self {
            case .register, .checkIn, .undoCheckIn, .export, .checkInToSession, .enrol, .cancelEnrolment, .setPrograms,
                .review, .undoReview, .setCapacity:
                break
            case .edit(let serial, _, let form, let answers):
                self = .edit(serial: serial, version: newValue, form: form, answers: answers)
            case .cancel(let serial, _, let reason): self = .cancel(serial: serial, version: newValue, reason: reason)
            case .restore(let serial, _, let status): self = .restore(serial: serial, version: newValue, status: status)
            case .reissue(let serial, _, let reason): self = .reissue(serial: serial, version: newValue, reason: reason)
            }
        }
    }
}

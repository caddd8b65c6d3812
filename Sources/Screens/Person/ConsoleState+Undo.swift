// Taking changes back: this console's last one from the table, anybody's newest from their card. What will happen is
// said first.

import Desk
import Domain
import Terminal

extension ConsoleState {
    mutating func remember(_ change: UndoableChange) {
        undoable.append(change)
        if undoable.count > 100 { undoable.removeFirst() }
    }

    /// The newest change cannot be taken back from here. What was done before it is not offered in its place: whoever
    /// presses the key means the newest.
    mutating func rememberNotUndoable(_ serial: Serial) {
        undoable = []
        lastNotUndoable = serial
    }

    /// Why there is nothing to take back from the table; nil where there is something.
    var whyNoUndo: String? {
        guard undoable.isEmpty else { return nil }
        return lastNotUndoable.map(words.cannotUndoHere) ?? words.nothingToUndo
    }

    /// Changes that were set aside have never happened: there is nothing of them to take back, and another desk's change
    /// may have the version that they would have had.
    mutating func forgetSetAside(_ report: SyncReport) {
        let serials = Set(report.setAside.map(\.serial))
        undoable.removeAll { serials.contains($0.serial) }
    }

    /// What takes back `outcome`, which made `row` of `previous`; a registration is cancelled.
    func undo(of outcome: Outcome, from previous: Registration?, to row: Registration) -> UndoableChange? {
        let kind: UndoableChange.Kind
        let action: Command.Action
        switch (outcome, previous) {
        case (.registered, _), (.registeredApart, _):
            kind = .registered
            action = .cancel(serial: row.serial, version: row.version, reason: words.undoReason)
        case (.edited, let previous?):
            kind = .edited
            action = .edit(backTo: previous, from: row, forms[previous.form])
        case (.cancelled, let previous?):
            kind = .cancelled
            action = .restore(serial: row.serial, version: row.version, status: previous.status)
        case (.restored, _):
            kind = .restored
            action = .cancel(serial: row.serial, version: row.version, reason: words.undoReason)
        case (.edited, nil), (.cancelled, nil), (.passed, _), (.passageUndone, _), (.imported, _), (.refused, _),
            (.reviewed, _), (.reviewUndone, _), (.capacitySet, _), (.enrolled, _), (.enrolmentCancelled, _),
            (.programsSet, _), (.exported, _), (.reissued, _):
            return nil
        }
        let form = action.form.flatMap { forms[$0] }
        guard let inverse = Submission.Change(action) else { return nil }
        return UndoableChange(
            kind: kind, serial: row.serial, name: row.name, versionBefore: previous?.version ?? 0,
            inverse: inverse, now: row, after: (try? action.preview(on: row, form: form)) ?? previous)
    }

    // MARK: From the table

    /// Says what the undo of this console's last change would do; Enter does it.
    mutating func offerUndo() -> [ConsoleEffect] {
        guard let change = undoable.last else { return tell(whyNoUndo ?? words.nothingToUndo, .warning) }
        offer(change)
        return []
    }

    private mutating func offer(_ change: UndoableChange) {
        let redo = change.instead.map { _ in MenuItem(words.redoInstead) }
        let items = [MenuItem(change.isRedo ? words.redoNow : words.undoNow)] + redo + [MenuItem(words.stay)]
        layers.push(
            .undo(change, Dialog(title: words.undoTitle, body: undoBody(change), content: .menu(items))))
    }

    /// How many fields are told one by one: more of them have no room on 24 rows.
    private static let mostChangesTold = 6
    private static let longestChange = 120

    /// What the undo will do: field by field, and what stays.
    func undoBody(_ change: UndoableChange) -> String {
        var lines = [words.undoBody(change)]
        if let logged = change.logged {
            lines.append(
                words.takesBack(words.historyLine(logged, minutesAheadOfUTC: desk?.minutesAheadOfUTC ?? 0)))
        }
        guard let now = change.now, let after = change.after else { return lines.joined(separator: "\n") }
        let changes = changeLines(from: now, to: after)
        lines += changes.prefix(Self.mostChangesTold).map { line in
            line.count > Self.longestChange ? line.prefix(Self.longestChange) + "…" : line
        }
        if changes.count > Self.mostChangesTold {
            lines.append(words.moreChanges(changes.count - Self.mostChangesTold))
        }
        if now.status == after.status {
            lines.append(words.restStays)
        } else {
            lines.append("\(words.validityLabel): \(words.validity(now)) → \(words.validity(after))")
            lines.append(words.answersStay)
        }
        return lines.joined(separator: "\n")
    }

    mutating func pressUndo(_ change: UndoableChange, _ dialog: Dialog, _ press: KeyPress) -> [ConsoleEffect] {
        var dialog = dialog
        switch dialog.handle(press, onlyEnter: words.onlyEnterChooses) {
        case .chosen(0):
            overlay = nil
            // Doing again what was taken back is a change like any other, which can be taken back in its turn.
            let purpose: SubmitPurpose = change.isRedo ? .edit : .undo
            return [.tell(.submit(Submission(id: ids.next(), change: change.inverse), purpose))]
        case .chosen(1) where !change.instead.isEmpty:
            overlay = nil
            offer(change.instead[0])
        case .chosen, .dismissed: overlay = nil
        case .consumed, .ignored, .entered: overlay = .undo(change, dialog)
        }
        return []
    }

    /// Drops what would be refused for ever: the row it stands on is no more, or is about to be.
    mutating func forget(_ inverse: Submission.Change) {
        undoable.removeAll { $0.inverse.serial == inverse.serial && $0.inverse.version == inverse.version }
    }

    /// The desk has carried out an undo.
    mutating func changeUndone(
        _ inverse: Submission.Change, _ outcome: Outcome, _ row: Registration
    ) -> [ConsoleEffect] {
        noteUndone(inverse, row)
        return tell(words.changed(outcome, named(row), isUndo: true))
    }

    /// The row is as an undo has left it.
    mutating func noteUndone(_ inverse: Submission.Change, _ row: Registration) {
        replace(row)
        attendees.isStale = true
        review.other.isStale = true
        // The same change may have been taken back from the card, by what the log says of it.
        let undone = undoable.last { $0.serial == row.serial && $0.inverse.version == inverse.version }
        forget(inverse)
        // The row is again what it was before the change, so the change before that can be taken back in its turn.
        if let undone, let index = undoable.lastIndex(where: { $0.serial == row.serial }),
            undoable[index].inverse.version == undone.versionBefore
        {
            undoable[index].inverse.version = row.version
            undoable[index].now = row
            undoable[index].after?.version = row.version + 1
        }
    }

    // MARK: From a card

    /// `u` on a card: the history is read anew, so that what the dialog says is what will happen.
    mutating func askForUndo() -> [ConsoleEffect] {
        guard case .card(let card, var reading) = overlay else { return [] }
        reading.awaitsUndo = true
        reading.view.asked = nil
        reading.view.failed = nil
        overlay = .card(card, reading)
        return tell(words.readingHistory, .status)
    }

    /// The history that an undo waited for has come.
    mutating func offerAwaitedUndo(_ result: Result<PersonFile, DeskError>) -> [ConsoleEffect] {
        guard case .card(let card, var reading) = overlay, reading.awaitsUndo, reading.view.asked == nil else {
            return []
        }
        reading.awaitsUndo = false
        overlay = .card(card, reading)
        switch result {
        case .failure(let error): return tell(words.notDone(error), .bad)
        case .success(let file):
            guard file.row.serial == card.row.serial else { return [] }
            banner = nil
            if let passage = newestPassage(in: file) {
                offer(passage)
                return []
            }
            do throws(UndoObstacle) {
                offer(try undoable(in: file))
                return []
            } catch {
                return tell(words.obstacle(error, form: forms[file.row.form]), .warning)
            }
        }
    }

    /// The newest thing done to somebody, where that was a passage of today that an undo can take back.
    private func newestPassage(in file: PersonFile) -> UndoableChange? {
        guard let step = file.history.steps.last(where: { $0.command.refusal == nil && !$0.command.isAboutOther }),
            case .passed(let serial, let mode, let admission)? = step.command.outcome,
            case .checkIn(let scan)? = step.command.command?.action, scan.gate.entry == .once, admission.day == today,
            case .area = admission.place
        else { return nil }
        return UndoableChange(
            kind: .passed(mode), serial: serial, name: file.row.name, versionBefore: file.row.version,
            inverse: .undoCheckIn(serial: serial, admission: admission), logged: step.command)
    }

    /// The newest change of a file that can be taken back; with it, where the newest of all was an undo, that one.
    private func undoable(in file: PersonFile) throws(UndoObstacle) -> UndoableChange {
        func change(_ undo: Undo, isRedo: Bool) throws(UndoObstacle) -> UndoableChange {
            guard let inverse = Submission.Change(undo.action) else { throw .unknown }
            let kind: UndoableChange.Kind =
                switch undo.action {
                case .register, .edit, .checkIn, .undoCheckIn, .reissue, .export, .enrol, .cancelEnrolment,
                    .setPrograms, .review, .undoReview, .setCapacity, .importRows:
                    .edited
                case .restore: .cancelled
                case .cancel: .restored
                }
            return UndoableChange(
                kind: kind, serial: undo.now.serial, name: undo.now.name,
                versionBefore: undo.step.before?.version ?? 0, inverse: inverse, now: undo.now,
                after: undo.after, logged: undo.step.command, isRedo: isRedo)
        }
        let redo = try? file.history.redo(of: file.row, forms: file.forms, reason: words.undoReason)
        do throws(UndoObstacle) {
            let undo = try file.history.undo(of: file.row, forms: file.forms, reason: words.undoReason)
            var found = try change(undo, isRedo: false)
            if let redo { found.instead = [try change(redo, isRedo: true)] }
            return found
        } catch {
            guard let redo else { throw error }
            return try change(redo, isRedo: true)
        }
    }
}

extension Submission.Change {
    /// Whom it is about; nil for a registration, whose serial the desk adds, and for what is about nobody, and for several.
    var serial: Serial? {
        switch self {
        case .register, .export, .setPrograms, .review, .undoReview, .setCapacity: nil
        case .edit(let serial, _, _, _), .cancel(let serial, _, _), .restore(let serial, _, _),
            .checkIn(let serial, _, _), .undoCheckIn(let serial, _), .checkInToSession(let serial, _, _),
            .enrol(let serial, _, _), .cancelEnrolment(let serial, _, _), .reissue(let serial, _, _):
            serial
        }
    }

    /// The change that asks for a command's action; nil for what happens at gates, and for a reissue and to seats and in review.
    init?(_ action: Command.Action) {
        switch action {
        case .register(let new): self = .register(source: new.source, form: new.form, answers: new.answers)
        case .edit(let serial, let version, let form, let answers):
            self = .edit(serial: serial, version: version, form: form, answers: answers)
        case .cancel(let serial, let version, let reason):
            self = .cancel(serial: serial, version: version, reason: reason)
        case .restore(let serial, let version, let status):
            self = .restore(serial: serial, version: version, status: status)
        case .checkIn, .undoCheckIn, .reissue, .export, .enrol, .cancelEnrolment, .setPrograms, .review, .undoReview,
            .setCapacity, .importRows:
            return nil
        }
    }
}

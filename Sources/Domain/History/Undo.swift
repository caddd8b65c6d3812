// Taking back a change out of somebody's history: the command that does it, and what it will have done.

/// The command that takes a change back, and the registration before and after it.
public struct Undo: Hashable, Sendable {
    /// The change that is taken back.
    public var step: PersonHistory.Step
    public var action: Command.Action
    /// As the registration is now.
    public var now: Registration
    /// As it will be. The rules have decided this; only somebody else's change in between can make it another.
    public var after: Registration

    public init(step: PersonHistory.Step, action: Command.Action, now: Registration, after: Registration) {
        self.step = step
        self.action = action
        self.now = now
        self.after = after
    }
}

/// Why a change cannot be taken back.
public enum UndoObstacle: Error, Hashable, Sendable {
    /// The log knows of no change.
    case nothing
    /// Only the registration itself is left, and that is cancelled, not taken back.
    case onlyRegistration
    /// The same of somebody who came into the event cancelled: there is nothing to bring back.
    case cameCancelled
    /// The person was moved to this serial or away from it: a revoked pass never comes back.
    case reissued
    /// What was asked for has been erased.
    case erased
    /// The log does not say how it was before.
    case unknown
    /// The registration has changed since the history was read.
    case movedOn
    /// It was decided in review, and is taken back there: for everybody it was about who has not moved on since.
    case decidedInReview
    /// The rules would refuse it now.
    case refused(Refusal)
}

extension PersonHistory {
    /// Takes back the newest change that still stands.
    /// - Parameter reason: for a cancellation that is done again and whose own reason is not known.
    public func undo(
        of row: Registration, forms: [FormReference: FormDefinition], reason: String
    ) throws(UndoObstacle) -> Undo {
        guard let step = standing.last else { throw .nothing }
        return try undo(step, of: row, forms, reason)
    }

    /// Takes back the newest change, where that one took back another.
    public func redo(
        of row: Registration, forms: [FormReference: FormDefinition], reason: String
    ) throws(UndoObstacle) -> Undo {
        guard let step = takingBack else { throw .nothing }
        return try undo(step, of: row, forms, reason)
    }

    private func undo(
        _ step: Step, of row: Registration, _ forms: [FormReference: FormDefinition], _ reason: String
    ) throws(UndoObstacle) -> Undo {
        guard !step.command.isErased, newest?.command.isErased != true else { throw .erased }
        guard newest?.command.version == row.version else { throw .movedOn }
        guard !step.command.isRegistration else {
            throw row.status == .cancelled ? .cameCancelled : .onlyRegistration
        }
        guard step.command.effect == nil else { throw .decidedInReview }
        guard step.command.kind != Reissue.kind else { throw .reissued }
        guard let before = step.before else { throw .unknown }
        let action = inverse(of: step, to: before, from: row, forms[before.form], reason)
        do throws(Refusal) {
            let after = try action.preview(on: row, form: action.form.flatMap { forms[$0] })
            return Undo(step: step, action: action, now: row, after: after)
        } catch {
            throw .refused(error)
        }
    }

    private func inverse(
        of step: Step, to before: Registration, from row: Registration, _ form: FormDefinition?, _ reason: String
    ) -> Command.Action {
        switch (row.status == .cancelled, before.status == .cancelled) {
        case (true, false): return .restore(serial: row.serial, version: row.version, status: before.status)
        case (false, true):
            return .cancel(serial: row.serial, version: row.version, reason: lastReason(before: step) ?? reason)
        default: return .edit(backTo: before, from: row, form)
        }
    }

    /// Why they were cancelled the last time before `step`.
    private func lastReason(before step: Step) -> String? {
        for earlier in steps.prefix(while: { $0 != step }).reversed() where earlier.command.refusal == nil {
            if case .cancel(_, _, let reason) = earlier.command.command?.action { return reason }
        }
        return nil
    }
}

extension Command.Action {
    /// The edit that gives `row` the answers of an earlier state.
    ///
    /// Answers to fields that the earlier form did not have are not an edit's to change: they stay as they are.
    public static func edit(
        backTo earlier: Registration, from row: Registration, _ form: FormDefinition?
    ) -> Command.Action {
        let answers = earlier.formAnswers.filter { answer in form.map { $0[answer.key] != nil } ?? true }
        return .edit(serial: row.serial, version: row.version, form: earlier.form, answers: answers)
    }

    /// What the rules would make of `row` now, as far as nobody else is concerned.
    public func preview(on row: Registration, form: FormDefinition?) throws(Refusal) -> Registration {
        let never = Timestamp(milliseconds: 0)
        let command = Command(
            id: CommandID(at: never, random: [UInt8](repeating: 0, count: 10)), event: EventID(rawValue: 0),
            desk: DeskID(bytes: [UInt8](repeating: 0, count: 16)), deskSequence: 0, actor: "", madeAt: never,
            action: self)
        let decision = decide(command, Facts(form: form, subject: row, samePhone: nil))
        if case .refused(let refusal) = decision.outcome { throw refusal }
        return decision.row(of: row.serial) ?? row
    }
}

// What a desk told and what became of it, where the two differ: for a manager to see.

/// A command that a desk decided by itself has met something it could not know.
public struct Conflict: Hashable, Sendable, Codable {
    public enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
        /// Their telephone was registered elsewhere meanwhile: the two are one person now, and both passes are theirs.
        case merged
        /// Every seat was taken meanwhile: they have a pass that opens nothing until one is free.
        case waitlisted
        /// They had been let in elsewhere already. With a reason other than that: and had no right to it any more.
        case admittedTwice = "admitted_twice"
        /// They were let in, and had no right to it any more.
        case withoutRight = "without_right"
        /// Somebody was let in by a pass that was revoked. The person it belonged to is not counted as being in.
        case revokedPass = "revoked_pass"
        /// Their desk took a later day for today; it counts for the day that it was.
        case otherDay = "other_day"
        /// What was told could not be carried out.
        case notCarriedOut = "not_carried_out"
        /// A newer program found it, and knows more of it than this one.
        case unknown
    }

    public var kind: Kind
    /// The command's kind in the audit log.
    public var asked: String
    /// Whom it was about, by the serial they had then; nil for nobody.
    public var serial: Serial?
    /// Whom they were merged into, or who was let in by their pass.
    public var other: Serial?
    /// The rule that it ran into; where it ran into two, why they had no right to it.
    public var reason: Refusal.Reason?
    /// The entry that stands.
    public var admission: Admission?
    /// The passage that the desk let happen.
    public var passage: Movement?
    /// What its desk took for today, where that was a day to come.
    public var claimedDay: CalendarDate?

    /// Somebody went in who had no right to it any more, and for the second time.
    public var isTwiceWithoutRight: Bool {
        kind == .admittedTwice && reason != nil && reason != .alreadyCheckedIn
    }

    /// Two desks have given somebody a new pass.
    public var isSecondPass: Bool { kind == .merged && asked == Reissue.kind }

    public init(
        kind: Kind, asked: String, serial: Serial?, other: Serial? = nil, reason: Refusal.Reason? = nil,
        admission: Admission? = nil, passage: Movement? = nil
    ) {
        self.kind = kind
        self.asked = asked
        self.serial = serial
        self.other = other
        self.reason = reason
        self.admission = admission
        self.passage = passage
    }

    /// Where a decision is not what the desk told. Nil where it is.
    init?(_ command: Command, told: Outcome, became outcome: Outcome, without reason: Refusal.Reason?) {
        let passage: Movement? =
            if case .passed(_, _, let admission) = told { admission.moved } else { nil }
        self.init(
            kind: .notCarriedOut, asked: command.action.kind, serial: command.action.serial, reason: reason,
            passage: passage)
        switch (told, outcome) {
        case (.registeredApart, .registeredApart) where told == outcome: return nil
        case (_, .registeredApart(_, _, let survivor?)): (kind, other) = (.merged, survivor)
        case (_, .registeredApart): kind = .waitlisted
        case (.passed, .passed(let person, _, let admission)):
            guard reason != nil else { return nil }
            (kind, self.admission) = (.withoutRight, admission)
            other = person == serial ? nil : person
        case (.passed, .refused(let refusal)):
            guard !refusal.makesNoDifference(to: command.action) else { return nil }
            (self.reason, other, admission) = (refusal.reason, refusal.existing, refusal.admission)
            switch refusal.reason {
            case .alreadyCheckedIn:
                kind = .admittedTwice
                if let reason { self.reason = reason }
            case .revoked: kind = .revokedPass
            default: break
            }
        case (_, .refused(let refusal)) where refusal.makesNoDifference(to: command.action): return nil
        case (_, .refused(let refusal)): (self.reason, other) = (refusal.reason, refusal.existing)
        default: return nil
        }
    }

    /// Where somebody was cancelled by a desk that could not see that another had let them in. Nil where they are not inside.
    init?(_ command: Command, became outcome: Outcome, whileInside admission: Admission?) {
        guard case .cancelled(let serial, _) = outcome, let admission else { return nil }
        self.init(
            kind: .withoutRight, asked: command.action.kind, serial: serial, reason: .cancelled, admission: admission)
    }

    /// They were inside already when they lost the right to it.
    public var isCancelledInside: Bool { kind == .withoutRight && passage == nil }
}

extension Decision {
    /// The command came from a desk that took a day to come for today. What it comes to on the day that it was is not seen
    /// in a passage: a manager is told of each.
    mutating func noteClaimedDay(_ day: CalendarDate, _ command: Command) {
        if conflict == nil, case .passed(let person, _, let admission) = outcome {
            let serial = command.action.serial
            conflict = Conflict(
                kind: .otherDay, asked: command.action.kind, serial: serial, other: person == serial ? nil : person,
                admission: admission, passage: admission.moved)
        }
        conflict?.claimedDay = day
    }
}

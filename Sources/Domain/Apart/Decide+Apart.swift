// The rules for what a desk has done already. Refusing it would not undo it: a badge is in somebody's hands, somebody is
// inside. So it is stored as it happened wherever that hurts nobody else, and a manager is told of the rest.

/// Decides a command that its desk has acted on.
func decideApart(_ command: Command, _ apart: DecidedApart, _ facts: Facts) -> Decision {
    var decision = decideAsked(command, facts)
    var reason: Refusal.Reason?
    if case .refused(let refusal) = decision.outcome, let carried = carriedOut(command, refusal, apart.told, facts) {
        decision = carried
        reason = refusal.reason
    }
    decision.conflict =
        decision.conflict ?? Conflict(command, told: apart.told, became: decision.outcome, without: reason)
        ?? Conflict(command, became: decision.outcome, whileInside: facts.inside)
    return decision
}

/// What a refused command comes to all the same; nil where it has to stay refused.
private func carriedOut(_ command: Command, _ refusal: Refusal, _ told: Outcome, _ facts: Facts) -> Decision? {
    switch (command.action, told) {
    case (.register(let new), .registered), (.register(let new), .registeredApart):
        registered(new, refusal, command, facts)
    case (.checkIn(let scan), .passed): passed(scan, refusal, command, facts)
    case (.reissue(let asked), .reissued): reissuedApart(asked, refusal, facts)
    case (.edit, _): editRefused(refusal, facts)
    default: nil
    }
}

/// That they are cancelled by now says more than that something has changed.
private func editRefused(_ refusal: Refusal, _ facts: Facts) -> Decision? {
    guard refusal.reason == .conflict, let subject = facts.subject, subject.status == .cancelled else { return nil }
    var refusal = refusal
    refusal.reason = .cancelled
    return Decision(outcome: .refused(refusal), existing: subject)
}

/// A second registration of one telephone becomes part of the first, so that its printed pass keeps working. Beyond the
/// last seat somebody waits; without a place in line of their own they are the first to get one.
private func registered(
    _ new: NewRegistration, _ refusal: Refusal, _ command: Command, _ facts: Facts
) -> Decision? {
    guard let form = facts.form, let valid = try? form.validate(new.answers) else { return nil }
    var row = Registration(new, valid, at: command.madeAt)
    switch refusal.reason {
    case .duplicate: (row.status, row.mergedInto) = (.merged, refusal.existing)
    case .full: row.status = .waitlisted
    default: return nil
    }
    return Decision(outcome: .registeredApart(row.serial, row.status, into: row.mergedInto), changes: [.insert(row)])
}

/// Whoever is inside is inside, whatever became of their registration or the time. Not by a revoked pass: it may be in
/// anybody's hands, and the person it was made for would find themselves in already.
private func passed(_ scan: CheckIn, _ refusal: Refusal, _ command: Command, _ facts: Facts) -> Decision? {
    switch refusal.reason {
    case .cancelled, .notApproved, .waitlisted, .outsideDays, .beforeDoors, .gateClosed, .categoryNotAllowed:
        passedWithoutRight(scan, command, facts)
    default: nil
    }
}

/// Nil where the passage leaves nothing to be stored, and was none of somebody who is in.
private func passedWithoutRight(_ scan: CheckIn, _ command: Command, _ facts: Facts) -> Decision? {
    do throws(RefusalWithRow) {
        return try checkIn(scan, command, facts, asksForRight: false)
    } catch {
        // They went in at two gates: the entry that stands is the other one, and this one has happened all the same.
        guard error.refusal.reason == .alreadyCheckedIn else { return nil }
        return Decision(outcome: .refused(error.refusal), existing: error.row)
    }
}

/// A pass that was printed is never dead: where another desk has given them a new one as well, both lead to the person. Where
/// only other things have changed meanwhile, the new pass changes none of them.
private func reissuedApart(_ asked: Reissue, _ refusal: Refusal, _ facts: Facts) -> Decision? {
    guard refusal.reason == .conflict, let subject = facts.subject else { return nil }
    var present = asked
    present.version = subject.version
    if subject.status != .merged, let moved = try? reissue(present, facts) { return moved }
    let person = subject.mergedInto ?? subject.serial
    var pass = subject
    (pass.serial, pass.publicID, pass.status, pass.mergedInto) = (asked.replacement, asked.publicID, .merged, person)
    // What was lost opens nothing any more, also where they became part of somebody for another reason.
    var decision = Decision(
        outcome: .reissued(subject.serial, pass.serial, version: pass.version),
        changes: [.insert(pass)] + ([subject.serial] + facts.earlierPasses).map { .revoke($0) })
    let isElsewhere = subject.status == .merged
    decision.conflict = Conflict(
        kind: isElsewhere ? .merged : .notCarriedOut, asked: Reissue.kind, serial: pass.serial, other: person,
        reason: isElsewhere ? refusal.reason : subject.status == .cancelled ? .cancelled : .notApproved)
    return decision
}

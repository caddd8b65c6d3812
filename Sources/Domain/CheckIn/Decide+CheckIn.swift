// The rules at a gate. Whether digits are a pass at all has been settled before (`Pass`): what is no pass is no command.

/// Lets somebody in or out. The reasons are tested in a fixed order: the pass, the registration, the day, the gate, and
/// last whether they are in already.
/// - Parameter asksForRight: whether the registration, the day and the gate have a say.
func checkIn(
    _ scan: CheckIn, _ command: Command, _ facts: Facts, asksForRight: Bool = true
) throws(RefusalWithRow) -> Decision {
    guard let arrival = facts.checkIn, let person = person(facts, arrival) else { throw RefusalWithRow(.unknownSerial) }
    if arrival.isRevoked { throw RefusalWithRow(.revoked, person) }
    // Whoever is inside may go out, whatever became of their registration and whatever the time.
    if asksForRight, scan.mode != .leave { try requireRightToEnter(scan, person, arrival) }
    // A session's day is the one on which it starts, also past midnight.
    let day = arrival.session?.day ?? arrival.moment.day
    let movement = Movement(command: command.id, at: scan.at, gate: scan.gate.name, by: command.actor)
    if scan.gate.entry == .repeat {
        var passage = Admission(place: scan.place, day: day, entered: movement)
        passage.isInside = scan.mode != .leave
        return Decision(outcome: .passed(person.serial, scan.mode, passage), person: person)
    }
    switch scan.mode {
    case .enter:
        if let admission = arrival.admission { throw RefusalWithRow(.alreadyCheckedIn, person, admission: admission) }
        let admission = Admission(place: scan.place, day: day, entered: movement)
        return Decision(
            outcome: .passed(person.serial, scan.mode, admission), changes: [.admit(person.serial, admission)],
            person: person)
    case .leave, .reenter:
        guard var admission = arrival.admission else { throw RefusalWithRow(.notCheckedIn, person) }
        let comesBack = scan.mode == .reenter
        guard admission.isInside != comesBack else {
            throw RefusalWithRow(comesBack ? .alreadyCheckedIn : .alreadyLeft, person, admission: admission)
        }
        admission.isInside = comesBack
        admission.moved = movement
        admission.moves += 1
        return Decision(
            outcome: .passed(person.serial, scan.mode, admission),
            changes: [.move(arrival.admittedAs ?? person.serial, admission)],
            person: person)
    }
}

/// Whom a session's door turns away whatever the session: for a desk that knows people, but neither sessions nor seats. Nil
/// where the session has a say.
/// - Parameter facts: without a session's.
public func refusalAtAnyDoor(_ command: Command, _ facts: Facts) -> Decision? {
    let decision = decide(command, facts)
    guard case .refused(let refusal) = decision.outcome else { return nil }
    switch refusal.reason {
    case .revoked, .cancelled, .notApproved, .waitlisted: return decision
    // Whoever was registered elsewhere since is not known here either.
    default: return nil
    }
}

/// Takes a movement back, if nothing followed it.
func undoCheckIn(_ undo: CheckInUndo, _ command: Command, _ facts: Facts) throws(RefusalWithRow) -> Decision {
    guard let arrival = facts.checkIn, let person = person(facts, arrival) else { throw RefusalWithRow(.notFound) }
    guard var admission = arrival.admission else { throw RefusalWithRow(.notCheckedIn, person) }
    guard admission.moved.command == undo.movement else {
        throw RefusalWithRow(.conflict, person, admission: admission)
    }
    if admission.moves == 0 {
        return Decision(
            outcome: .passageUndone(person.serial, nil),
            changes: [.takeBack(arrival.admittedAs ?? person.serial, admission)] + seatKeptByEntry(person, facts),
            person: person)
    }
    admission.isInside.toggle()
    admission.moves -= 1
    admission.moved = Movement(command: command.id, at: undo.at, gate: admission.moved.gate, by: command.actor)
    return Decision(
        outcome: .passageUndone(person.serial, admission),
        changes: [.move(arrival.admittedAs ?? person.serial, admission)], person: person)
}

/// Whose pass it is: a merged registration's is the survivor's.
private func person(_ facts: Facts, _ arrival: CheckInFacts) -> Registration? {
    guard let scanned = facts.subject else { return nil }
    let person = scanned.status == .merged ? arrival.survivor : scanned
    return person?.status == .merged ? nil : person
}

private func requireRightToEnter(
    _ scan: CheckIn, _ person: Registration, _ arrival: CheckInFacts
) throws(RefusalWithRow) {
    switch person.status {
    case .approved: break
    case .cancelled: throw RefusalWithRow(.cancelled, person)
    case .applied, .held, .rejected, .merged: throw RefusalWithRow(.notApproved, person)
    case .waitlisted: throw RefusalWithRow(.waitlisted, person)
    }
    if case .session = scan.place { return try requireSeat(scan, person, arrival) }
    let gate = scan.gate
    guard arrival.moment.day >= arrival.firstDay, arrival.moment.day <= arrival.lastDay else {
        throw RefusalWithRow(.outsideDays, person)
    }
    // Whoever may not enter here at all is not told to come back later.
    guard gate.admits(category: person.category) else { throw RefusalWithRow(.categoryNotAllowed, person) }
    if let opens = gate.opens, arrival.moment.time < opens { throw RefusalWithRow(.beforeDoors, person) }
    if let closes = gate.closes, arrival.moment.time >= closes { throw RefusalWithRow(.gateClosed, person) }
}

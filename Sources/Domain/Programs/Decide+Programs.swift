// The rules of seats: who gets one, who waits, who moves up.

/// Gives a seat while there are any, else a place on the waiting list, else says that both are full.
func enrol(_ request: SeatRequest, _ facts: Facts) throws(RefusalWithRow) -> Decision {
    let person = try seatHolder(request, facts)
    switch person.status {
    case .approved: break
    case .cancelled: throw RefusalWithRow(.cancelled, person)
    case .applied, .held, .rejected, .merged: throw RefusalWithRow(.notApproved, person)
    case .waitlisted: throw RefusalWithRow(.waitlisted, person)
    }
    let held = try session(request, facts, person)
    let session = held.session
    guard held.enrolment == nil else { throw RefusalWithRow(.alreadyEnrolled, person, session: session.id) }
    guard request.at < session.ends else { throw RefusalWithRow(.sessionOver, person, session: session.id) }
    guard !session.isClosed else { throw RefusalWithRow(.closed, person, session: session.id) }
    if let other = facts.sessions?.others.first(where: { $0.collides(with: session) }) {
        throw RefusalWithRow(.overlaps, person, session: other.id)
    }
    // Whoever waits comes before whoever asks now, should a seat be free all the same.
    let isConfirmed = held.confirmed < session.capacity && held.waiting == 0
    guard isConfirmed || held.waiting < session.waitingCapacity else {
        throw RefusalWithRow(.full, person, session: session.id)
    }
    let enrolment = Enrolment(isConfirmed: isConfirmed, order: held.nextOrder)
    return Decision(
        outcome: .enrolled(
            person.serial, session.id, isConfirmed ? .confirmed : .waiting(place: held.waiting + 1)),
        changes: [.seat(.enrol(person.serial, session.id, enrolment))], person: person)
}

/// Gives a seat or a place back; the first who waits gets the seat.
func cancelEnrolment(_ request: SeatRequest, _ facts: Facts) throws(RefusalWithRow) -> Decision {
    let person = try seatHolder(request, facts)
    let held = try session(request, facts, person)
    guard held.enrolment != nil else { throw RefusalWithRow(.notEnrolled, person, session: request.session) }
    // Somebody else in a seat that is sat on would be one too many in the room.
    guard !held.hasEntered else { throw RefusalWithRow(.alreadyCheckedIn, person, session: request.session) }
    guard request.at < held.session.ends else { throw RefusalWithRow(.sessionOver, person, session: request.session) }
    let changes = seatGivenUp(by: person.serial, held)
    let promoted = changes.compactMap { if case .promote(let serial, _) = $0 { serial } else { nil } }.first
    return Decision(
        outcome: .enrolmentCancelled(person.serial, request.session, promoted: promoted),
        changes: changes.map { .seat($0) }, person: person)
}

/// What becomes free when a registration is cancelled or merged into another, and who moves up: every seat and place
/// but those in sessions that they have entered, which they have taken up.
func seatsGivenUp(by serial: Serial, _ facts: Facts) -> [Decision.Change] {
    (facts.sessions?.sessions ?? []).filter { !$0.hasEntered }.flatMap { seatGivenUp(by: serial, $0) }.map { .seat($0) }
}

/// Whoever is approved no more has kept a seat only because they had entered: once their entry is taken back, it goes to
/// whoever waits.
func seatKeptByEntry(_ person: Registration, _ facts: Facts) -> [Decision.Change] {
    guard person.status != .approved else { return [] }
    return (facts.sessions?.sessions ?? []).flatMap { seatGivenUp(by: person.serial, $0) }.map { .seat($0) }
}

/// What becomes free when several leave at once: nobody of them moves up by the seat of another.
func seatsGivenUp(by leaving: Set<Serial>, _ sessions: [SharedSession]) -> [Decision.Change] {
    sessions.flatMap { shared -> [Decision.Change] in
        let given = shared.holders.filter { leaving.contains($0.serial) && !$0.hasEntered }
        guard !given.isEmpty else { return [] }
        let facts = shared.facts
        let freed = given.count { $0.enrolment.isConfirmed }
        let room = min(freed, facts.session.capacity - facts.confirmed + freed)
        let next = facts.queue.filter { !leaving.contains($0) }.prefix(max(0, room))
        return given.map { .seat(.withdraw($0.serial, facts.session.id, $0.enrolment)) }
            + next.map { .seat(.promote($0, facts.session.id)) }
    }
}

private func seatGivenUp(by serial: Serial, _ held: SessionFacts) -> [SeatChange] {
    guard let enrolment = held.enrolment else { return [] }
    let withdrawn = SeatChange.withdraw(serial, held.session.id, enrolment)
    guard enrolment.isConfirmed, held.confirmed <= held.session.capacity,
        let next = held.queue.first(where: { $0 != serial })
    else { return [withdrawn] }
    return [withdrawn, .promote(next, held.session.id)]
}

/// Sets programs and sessions up or changes them; more seats go to those who wait, in their order. What is there as it shall
/// be stays untouched.
func setPrograms(_ plan: ProgramPlan, _ facts: Facts) throws(RefusalWithRow) -> Decision {
    let existing = facts.sessions?.sessions ?? []
    let placed = facts.sessions?.programs ?? []
    var changes = plan.programs.enumerated().filter { !placed.contains(PlacedProgram($1, position: $0)) }
        .map { Decision.Change.putProgram($1, position: $0) }
    var promotions: [Decision.Change] = []
    for session in plan.sessions {
        let taken = existing.first { $0.session.id == session.id }
        let (confirmed, waiting) = (taken?.confirmed ?? 0, taken?.waiting ?? 0)
        let promoted = Array((taken?.queue ?? []).prefix(max(0, session.capacity - confirmed)))
        guard session.capacity >= confirmed, session.waitingCapacity >= waiting - promoted.count else {
            throw RefusalWithRow(.capacityTaken, session: session.id)
        }
        if taken?.session != session || !promoted.isEmpty {
            changes.append(.putSession(session, promoting: promoted.count))
        }
        promotions += promoted.map { .seat(.promote($0, session.id)) }
    }
    return Decision(
        outcome: .programsSet(
            sessions: plan.sessions.count, promoted: promotions.count, changed: changes.count),
        changes: changes + promotions)
}

/// Who may enter a session, and when. The pass has been looked at before, and so has the registration.
func requireSeat(_ scan: CheckIn, _ person: Registration, _ arrival: CheckInFacts) throws(RefusalWithRow) {
    guard let held = arrival.session else { throw RefusalWithRow(.unknownSession, person) }
    let session = held.session
    guard let enrolment = held.enrolment else { throw RefusalWithRow(.notEnrolled, person, session: session.id) }
    guard enrolment.isConfirmed else { throw RefusalWithRow(.waitlisted, person, session: session.id) }
    guard scan.at >= session.doorsOpen else { throw RefusalWithRow(.tooEarly, person, session: session.id) }
    guard scan.at < session.ends else { throw RefusalWithRow(.sessionOver, person, session: session.id) }
}

/// Whom a request is about: a merged registration's is the survivor's, though not by a pass that was revoked.
private func seatHolder(_ request: SeatRequest, _ facts: Facts) throws(RefusalWithRow) -> Registration {
    guard let named = facts.subject else { throw RefusalWithRow(.notFound) }
    let person = named.status == .merged ? facts.sessions?.survivor : named
    guard let person, person.status != .merged else { throw RefusalWithRow(.notFound) }
    if request.isByPass == true, facts.sessions?.isRevoked == true { throw RefusalWithRow(.revoked, person) }
    return person
}

private func session(
    _ request: SeatRequest, _ facts: Facts, _ person: Registration
) throws(RefusalWithRow) -> SessionFacts {
    guard let held = facts.sessions?.sessions.first(where: { $0.session.id == request.session }) else {
        throw RefusalWithRow(.unknownSession, person)
    }
    return held
}

// The rules, once: a command and the facts it meets give a decision. Pure; the store, the offline desk and the
// tests all call this.

/// What a command meets: read under lock by the store, from the snapshot by a desk that is offline.
public struct Facts: Hashable, Sendable {
    /// The form the command's answers were given to, with the event's categories put in.
    public var form: FormDefinition?
    /// The registration with the command's serial.
    public var subject: Registration?
    /// The living registration that holds the telephone the command would store; for a restore, the subject's.
    public var samePhone: Registration?
    /// For check-ins and their undoing only.
    public var checkIn: CheckInFacts?
    /// For commands about several only.
    public var review: ReviewFacts?
    /// Nil where nothing is limited, or the command takes and frees no seat.
    public var seats: Seats?
    /// For enrolments, programs, and whatever may free a seat.
    public var sessions: SeatFacts?
    /// Registrations besides these that the command changes, as they are before it.
    public var others: [Registration] = []
    /// Those of whom it was read that they have an admission somewhere.
    public var entered: Set<Serial> = []
    /// For a cancellation that a desk has decided without a line: where they are inside today.
    public var inside: Admission?
    /// For a reissue: whoever was merged into the subject, over any number of steps.
    public var earlierPasses: [Serial] = []

    public init(
        form: FormDefinition?, subject: Registration?, samePhone: Registration?, checkIn: CheckInFacts? = nil,
        review: ReviewFacts? = nil, seats: Seats? = nil, sessions: SeatFacts? = nil
    ) {
        self.form = form
        self.subject = subject
        self.samePhone = samePhone
        self.checkIn = checkIn
        self.review = review
        self.seats = seats
        self.sessions = sessions
    }

    /// `samePhone` counts only for the telephone that would be stored: an answer that is dropped, because its field is
    /// not asked, must not make anybody a duplicate.
    fileprivate func holder(of phone: PhoneNumber?) -> Registration? {
        samePhone.flatMap { $0.phone == phone ? $0 : nil }
    }
}

/// What is to be written, and what to answer.
public struct Decision: Hashable, Sendable {
    public enum Change: Hashable, Sendable {
        case insert(Registration)
        /// The row as it shall be; `searchable` when what it is found by changed.
        case update(Registration, searchable: Bool)
        /// A first entry.
        case admit(Serial, Admission)
        /// The admission as it shall be.
        case move(Serial, Admission)
        /// An entry that never was.
        case takeBack(Serial, Admission)
        /// One of several, whose other columns stay.
        case status(StatusChange)
        /// A seat, or a place on a waiting list.
        case seat(SeatChange)
        case putProgram(EventProgram, position: Int)
        /// With how many of those who wait are given seats.
        case putSession(ProgramSession, promoting: Int)
        /// All admissions of somebody who goes on under another serial.
        case carry(from: Serial, to: Serial)
        /// The pass of this serial opens no door any more.
        case revoke(Serial)

        public var isStatus: Bool { if case .status = self { true } else { false } }

        /// Whom it changes; nil for what is about nobody.
        public var serial: Serial? {
            switch self {
            case .insert(let row), .update(let row, _): row.serial
            case .admit(let serial, _), .move(let serial, _), .takeBack(let serial, _), .carry(_, let serial),
                .revoke(let serial):
                serial
            case .status(let change): change.serial
            case .seat(let change): change.serial
            case .putProgram, .putSession: nil
            }
        }

        /// The registration as it shall be; nil where that stays as it is.
        public var row: Registration? {
            switch self {
            case .insert(let row), .update(let row, _): row
            case .admit, .move, .takeBack, .carry, .revoke, .seat, .putProgram, .putSession, .status: nil
            }
        }
    }

    public var outcome: Outcome
    /// In the order in which they are written; none for a refusal. Mostly one, about the command's own registration; one
    /// about somebody else is found in that person's history as well.
    public var changes: [Change] = []
    /// The row a refusal ran into, for whoever asked to see.
    public var existing: Registration?
    /// Whom it was about, where their registration stays as it is.
    public var person: Registration?
    /// Whoever is new and stands last in the line for a seat.
    public var joinsLine: Serial?
    /// The seats after it, where some may have come free for those who wait.
    public var seats: Seats?
    /// Where it is not what a desk has told already.
    public var conflict: Conflict?

    public init(
        outcome: Outcome, changes: [Change] = [], existing: Registration? = nil, person: Registration? = nil,
        seats: Seats? = nil
    ) {
        self.outcome = outcome
        self.changes = changes
        self.existing = existing
        self.person = person
        self.seats = seats
    }

    /// Of several, whose other columns stay.
    public var statusChanges: [StatusChange] {
        changes.compactMap { if case .status(let change) = $0 { change } else { nil } }
    }

    /// The registration of `serial` as it shall be; nil where it stays as it is.
    public func row(of serial: Serial?) -> Registration? {
        changes.lazy.compactMap(\.row).first { $0.serial == serial }
    }
}

/// Decides `command` over `facts`.
public func decide(_ command: Command, _ facts: Facts) -> Decision {
    var decision =
        if let apart = command.apart { decideApart(command, apart, facts) } else { decideAsked(command, facts) }
    if let day = facts.checkIn?.claimedDay { decision.noteClaimedDay(day, command) }
    return decision
}

/// Decides a command whose desk waits for the answer.
func decideAsked(_ command: Command, _ facts: Facts) -> Decision {
    do throws(RefusalWithRow) {
        switch command.action {
        case .register(let new): return try register(new, at: command.madeAt, facts)
        case .edit(_, let version, let form, let answers):
            return try edit(version: version, form: form, answers: answers, facts)
        case .cancel(_, let version, let reason): return try cancel(version: version, reason: reason, facts)
        case .restore(_, let version, let status): return try restore(version: version, to: status, facts)
        case .checkIn(let scan): return try checkIn(scan, command, facts)
        case .undoCheckIn(let undo): return try undoCheckIn(undo, command, facts)
        // Each of its rows has been judged by itself.
        case .importRows(let order): return Decision(outcome: .imported(order.counts))
        case .review(let asked): return try review(asked, facts)
        case .undoReview: return try undoReview(facts)
        case .setCapacity(let change): return try setCapacity(change, facts)
        case .enrol(let request): return try enrol(request, facts)
        case .cancelEnrolment(let request): return try cancelEnrolment(request, facts)
        case .setPrograms(let plan): return try setPrograms(plan, facts)
        case .export(let record): return Decision(outcome: .exported(rows: record.rows))
        case .reissue(let asked): return try reissue(asked, facts)
        }
    } catch {
        return Decision(outcome: .refused(error.refusal), existing: error.row)
    }
}

/// How a rule says no.
struct RefusalWithRow: Error {
    var refusal: Refusal
    var row: Registration?

    init(
        _ reason: Refusal.Reason, _ row: Registration? = nil, faults: [FieldFault] = [], admission: Admission? = nil,
        session: SessionID? = nil
    ) {
        refusal = Refusal(
            reason, existing: row?.serial, faults: faults, admission: admission, session: session)
        self.row = row
    }

    init(_ faults: FormFaults) {
        refusal = Refusal(faults)
    }
}

private func register(_ new: NewRegistration, at moment: Timestamp, _ facts: Facts) throws(RefusalWithRow) -> Decision {
    let valid = try validated(facts) { (form) throws(FormFaults) in try form.validate(new.answers) }
    if let holder = facts.holder(of: valid.phone) { throw RefusalWithRow(.duplicate, holder) }
    var row = Registration(new, valid, at: moment)
    if new.source == .walkIn, facts.seats?.hasSeat(in: valid.category) == false {
        guard new.mayWait == true else { throw RefusalWithRow(.full) }
        row.status = .waitlisted
        var decision = Decision(
            outcome: .registeredApart(row.serial, .waitlisted, into: nil), changes: [.insert(row)])
        decision.joinsLine = row.serial
        return decision
    }
    return Decision(outcome: .registered(new.serial), changes: [.insert(row)])
}

extension Registration {
    /// What somebody asked for, once its answers are known to be right.
    public init(_ new: NewRegistration, _ valid: ValidAnswers, at moment: Timestamp) {
        self.init(
            serial: new.serial, status: new.status ?? (new.source == .walkIn ? .approved : .applied),
            source: new.source, name: valid.name.text, phone: valid.phone, affiliation: valid.affiliation,
            category: valid.category, email: valid.email, answers: valid.others, form: new.form,
            consent: Consent(version: valid.consentVersion, at: moment), publicID: new.publicID, version: 1,
            registeredAt: moment)
    }
}

private func edit(
    version: Int, form reference: FormReference, answers: Answers, _ facts: Facts
) throws(RefusalWithRow) -> Decision {
    let subject = try current(facts, version: version)
    guard subject.status != .merged else { throw RefusalWithRow(.merged, subject) }
    guard subject.status.isLiving || subject.status == .rejected else { throw RefusalWithRow(.cancelled, subject) }
    // What an earlier form asked and this edit does not touch is not this form's to judge: it stays.
    let valid = try validated(facts) { (form) throws(FormFaults) in
        try form.validate(answers, onto: subject.formAnswers)
    }
    if let holder = facts.holder(of: valid.phone), holder.serial != subject.serial, subject.status.isLiving {
        throw RefusalWithRow(.duplicate, holder)
    }
    var row = subject
    row.name = valid.name.text
    row.phone = valid.phone
    row.affiliation = valid.affiliation
    row.category = valid.category
    row.email = valid.email
    row.answers = valid.others
    row.form = reference
    // The consent stays what the person gave: staff who mend a name cannot agree to a newer text for them.
    row.version += 1
    let searchable = SearchIndex(row) != SearchIndex(subject)
    return Decision(
        outcome: .edited(row.serial, version: row.version), changes: [.update(row, searchable: searchable)],
        seats: try seats(facts, from: subject, to: row))
}

private func cancel(version: Int, reason: String, _ facts: Facts) throws(RefusalWithRow) -> Decision {
    // Whoever has moved it on: it is as it was asked for.
    if let subject = facts.subject, subject.status == .cancelled { throw RefusalWithRow(.cancelled, subject) }
    let subject = try current(facts, version: version)
    guard subject.status != .merged else { throw RefusalWithRow(.merged, subject) }
    // Cleaned first: a reason of blanks and invisible characters is none.
    let reason = CancelReason.cleaned(reason)
    guard !reason.isEmpty, reason.count <= CancelReason.maximumLength else {
        throw RefusalWithRow(.invalidField, subject, faults: [CancelReason.fault(reason)])
    }
    var row = subject
    row.status = .cancelled
    row.version += 1
    return Decision(
        outcome: .cancelled(row.serial, version: row.version),
        changes: [.update(row, searchable: false)] + seatsGivenUp(by: row.serial, facts),
        seats: try seats(facts, from: subject, to: row))
}

private func restore(version: Int, to status: Registration.Status, _ facts: Facts) throws(RefusalWithRow) -> Decision {
    if let subject = facts.subject, subject.status == status, status != .cancelled {
        throw RefusalWithRow(.notCancelled, subject)
    }
    let subject = try current(facts, version: version)
    guard subject.status == .cancelled else { throw RefusalWithRow(.notCancelled, subject) }
    guard status != .cancelled, status != .merged else {
        throw RefusalWithRow(
            .invalidField, subject, faults: [FieldFault(field: .status, problem: .unknownOption)])
    }
    if status.isLiving, let holder = facts.holder(of: subject.phone), holder.serial != subject.serial {
        throw RefusalWithRow(.duplicate, holder)
    }
    var row = subject
    row.status = status
    row.version += 1
    return Decision(
        outcome: .restored(row.serial, version: row.version), changes: [.update(row, searchable: false)],
        seats: try seats(facts, from: subject, to: row))
}

/// The subject, if it is still the version the desk saw.
private func current(_ facts: Facts, version: Int) throws(RefusalWithRow) -> Registration {
    guard let subject = facts.subject else { throw RefusalWithRow(.notFound) }
    guard subject.version == version else { throw RefusalWithRow(.conflict, subject) }
    return subject
}

private func validated(
    _ facts: Facts, _ check: (FormDefinition) throws(FormFaults) -> ValidAnswers
) throws(RefusalWithRow) -> ValidAnswers {
    guard let form = facts.form else { throw RefusalWithRow(.unknownForm) }
    do throws(FormFaults) {
        return try check(form)
    } catch {
        throw RefusalWithRow(error)
    }
}

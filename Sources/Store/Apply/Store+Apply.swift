// Applying a command: exactly once, by the database's word.

public import Domain
import Postgres

extension Store {
    /// Applies `command` in one transaction and records it with its outcome; a command that is recorded already is
    /// not applied again, and its first outcome comes back.
    ///
    /// Two round trips. Races are decided by unique keys: whoever loses one reads the facts again, now with the
    /// winner among them.
    /// - Throws: `StoreError.postgres` for a lost line (send it again under the same id), `.serialTaken`, `.invalid`.
    public func apply(_ command: Command) throws(StoreError) -> Receipt {
        guard Command.acceptedPayloadVersions.contains(command.payloadVersion) else {
            throw .unreadable("command of version \(command.payloadVersion)")
        }
        var serializationTries = 0
        var lostRaces = 0
        var hasReadFormsAgain = false
        while true {
            do throws(StoreError) {
                return try applyOnce(command)
            } catch {
                guard case .postgres(let fault) = error else { throw error }
                if fault.isSerializationFailure, serializationTries < 20 {
                    serializationTries += 1
                } else if fault.sqlState == "23505", lostRaces < 20 {
                    lostRaces += 1
                } else if fault.concernsLimits, lostRaces < 20 {
                    // Limits were set, or a seat was taken, since they were read.
                    lostRaces += 1
                    limits.removeAll()
                } else if fault.sqlState == "23503", !hasReadFormsAgain {
                    // A category may have been taken away since the form was read.
                    hasReadFormsAgain = true
                    forms.removeAll()
                } else if fault.sqlState.hasPrefix("23") || fault.sqlState.hasPrefix("22") {
                    throw .invalid(fault.message)
                } else {
                    throw error
                }
            }
        }
    }

    /// - Parameter claimedDay: what the command's desk took for today, where it was put on the server's day for that.
    private func applyOnce(_ command: Command, claimedDay: CalendarDate? = nil) throws(StoreError) -> Receipt {
        try StoreError.wrap {
            do {
                let isFormKnown = isKnown(command)
                let met = try read(command)
                if let replay = met.replay {
                    connection.rollBack()
                    return try receipt(ofReplay: replay, command.event)
                }
                if let taken = met.taken { throw StoreError.serialTaken(taken.rawValue) }
                if claimedDay == nil, let arrival = met.facts.checkIn, let put = command.onServersDay(arrival) {
                    // What is there on that day is read anew.
                    connection.rollBack()
                    return try applyOnce(put, claimedDay: arrival.moment.day)
                }
                var facts = met.facts
                facts.checkIn?.claimedDay = claimedDay
                let decision = decide(command, facts)
                if isFormKnown, decision.doubtsItsForm {
                    // Categories may have been added since the form was read.
                    forms.removeAll()
                    connection.rollBack()
                    return try applyOnce(command)
                }
                let promoted = try write(command, decision, facts)
                var receipt = Receipt(
                    outcome: decision.outcome, row: decision.row(of: decision.outcome.serial) ?? decision.person,
                    existing: decision.existing, conflict: decision.conflict)
                receipt.promoted = promoted.map(\.serial)
                return receipt
            } catch is SeatsMoved {
                connection.rollBack()
                return try applyOnce(command, claimedDay: claimedDay)
            } catch {
                connection.rollBack()
                throw error
            }
        }
    }

    private func isKnown(_ command: Command) -> Bool {
        command.action.form.map { forms[FormKey(event: command.event, form: $0)] != nil } ?? false
    }

    /// What is recorded under a command's id.
    struct Replay {
        var outcome: String?
        var payload: String?

        /// A row of `ApplyStatements.recorded`.
        init(_ row: Row) throws {
            outcome = try row.optionalString(0)
            payload = try row.optionalString(1)
        }
    }

    /// What the first round trip found.
    struct Met {
        var facts: Facts
        var replay: Replay?
        /// The new serial that the command brings belongs to somebody already.
        var taken: Serial?
    }

    /// The first round trip: opens the transaction, reads what the decision needs and locks the row it is about.
    private func read(_ command: Command) throws -> Met {
        switch command.action {
        case .checkIn, .undoCheckIn: return try readGate(command)
        case .review, .undoReview: return try readReview(command)
        case .setCapacity(let change): return try readCapacity(command, change)
        case .enrol(let request), .cancelEnrolment(let request): return try readSeat(command, request)
        case .setPrograms(let plan): return try readPlan(command, plan)
        case .reissue(let reissue): return try readReissue(reissue, command)
        case .register, .edit, .cancel, .restore, .export: break
        // Its rows are not in the command: a desk's journal alone cannot bring them.
        case .importRows: throw StoreError.invalid("an import comes with its rows")
        }
        let event = Value.int(Int64(command.event.rawValue))
        let serial = Value.optional(command.action.serial?.rawValue)
        let samePhone =
            if case .restore = command.action {
                Call(ApplyStatements.samePhoneAsSubject, [event, serial])
            } else {
                Call(ApplyStatements.samePhone, [event, .optional(command.action.phone?.digits)])
            }
        // Whoever gives seats up locks those sessions before the person, as everybody does.
        let isLeaving = if case .cancel = command.action { true } else { false }
        var trip = RoundTrip()
        trip.add(Call(ApplyStatements.begin))
        let seats = trip.add(try seatCalls(command).first)
        let sessions = trip.add(isLeaving ? Call(SeatStatements.sessionsOfPerson, [event, serial]) : nil)
        let subject = trip.add(Call(ApplyStatements.subject, [event, serial]))
        let holder = trip.add(samePhone)
        let enrolments = trip.add(isLeaving ? Call(SeatStatements.enrolments, [event, serial]) : nil)
        let queues = trip.add(isLeaving ? Call(SeatStatements.next, [event, serial, .null]) : nil)
        // After the lock, in a statement of its own: only then does it see who was let in meanwhile.
        let entered = trip.add(
            command.action.changesStatus ? Call(ApplyStatements.hasEntered, [event, serial]) : nil)
        let inside = trip.add(
            isLeaving && command.apart != nil ? Call(ApplyStatements.insideToday, [event, serial]) : nil)
        // The record is read last: were it read first, the same command could commit elsewhere in between, and its own
        // row would look like a stranger's.
        let recorded = trip.add(Call(ApplyStatements.recorded, [event, .uuid(command.id.bytes)]))
        let rows = try run(trip.calls)
        let form = try command.action.form.flatMap { try definition(of: $0, event: command.event) }
        var facts = Facts(
            form: form, subject: try rows[subject].first.map(RegistrationRow.read),
            samePhone: try rows[holder].first.map(RegistrationRow.read), seats: try seats.map { try Seats(rows[$0]) })
        if let sessions, let enrolments, let queues {
            facts.sessions = try seatsHeld(locked: rows[sessions], rows[enrolments], queues: rows[queues])
        }
        if let entered, !rows[entered].isEmpty, let serial = command.action.serial { facts.entered = [serial] }
        if let inside { facts.inside = try rows[inside].first.flatMap { try AdmissionRow.readIfKnown($0) } }
        var met = Met(facts: facts, replay: try rows[recorded].first.map(Replay.init))
        if case .register(let new) = command.action, facts.subject != nil { met.taken = new.serial }
        return met
    }

    /// The second round trip: the rows, what they are found by, the counters, and last the command; then commit. Where
    /// seats came free it takes a third, for those who wait.
    /// - Returns: those of them who got one.
    private func write(_ command: Command, _ decision: Decision, _ facts: Facts) throws -> [StatusChange] {
        let writes =
            try decision.changes.flatMap { try self.calls($0, command.event) }
            + lineCalls(decision, command.event)
            + statusCalls(decision.statusChanges, command.event)
            + seatCalls(decision.changes, .int(Int64(command.event.rawValue)))
        guard let seats = decision.seats, seats.hasFreeSeats else {
            _ = try run(writes + recordCalls(command, decision, facts, promoted: []))
            return []
        }
        let promoted = try promote(seats, after: writes, command.event)
        _ = try run(
            statusCalls(promoted, command.event) + recordCalls(command, decision, facts, promoted: promoted))
        return promoted
    }

    /// What is written last: the counters' share, who else was changed, and the command itself.
    func recordCalls(
        _ command: Command, _ decision: Decision, _ facts: Facts, promoted: [StatusChange]
    ) throws -> [Call] {
        let event = Value.int(Int64(command.event.rawValue))
        let statusChanges = decision.statusChanges + promoted
        var calls = Self.bookingCalls(
            decision.counterDeltas(command, facts), event: command.event, desk: command.desk)
        calls += Self.bookingCalls(of: statusChanges, event: command.event, desk: command.desk)
        var random = SystemRandomNumberGenerator()
        let salt = Value.bytes(.random(16, using: &random))
        let payload = Value.text(try PayloadCoding.text(command))
        calls.append(
            Call(
                ApplyStatements.detail,
                [event, .uuid(command.id.bytes), salt, payload, .text(try PayloadCoding.text(decision.outcome))]))
        calls.append(
            Call(
                ApplyStatements.record,
                [
                    event, .uuid(command.id.bytes), .uuid(command.desk.bytes), .int(command.deskSequence),
                    .text(command.action.kind), .optional(command.action.serial?.rawValue), .text(command.actor),
                    .int(command.madeAt.milliseconds), .text(decision.outcome.word), salt, payload,
                    .int(try limits(of: command).number),
                ]))
        let others = Set(decision.changes.compactMap(\.serial)).subtracting(statusChanges.map(\.serial))
            .filter { $0 != command.action.serial }.sorted()
        if !others.isEmpty {
            calls.append(
                Call(
                    ApplyStatements.subjects,
                    [
                        event, .uuid(command.id.bytes), .ints(others.map(\.rawValue)),
                        .texts(Self.promotions(of: others, decision)),
                    ]))
        }
        calls += subjectCalls(command, decision, statusChanges)
        calls += try conflictCalls(command, decision)
        calls.append(Call(ApplyStatements.commit))
        return calls
    }

    /// One change: the row, and what it is found by.
    private func calls(_ change: Decision.Change, _ id: EventID) throws -> [Call] {
        let event = Value.int(Int64(id.rawValue))
        switch change {
        case .insert(let row):
            return [Call(ApplyStatements.insert, try RegistrationRow.values(id, row)), searchCall(row, id)]
        case .update(let row, let isSearchable):
            let update = Call(ApplyStatements.update, try RegistrationRow.values(id, row))
            return isSearchable ? [update, searchCall(row, id)] : [update]
        case .admit(let serial, let admission): return [CheckInStatements.admit(event, serial, admission)]
        case .move(let serial, let admission): return [CheckInStatements.move(event, serial, admission)]
        case .takeBack(let serial, let admission): return [CheckInStatements.takeBack(event, serial, admission)]
        // All of them at once.
        case .status: return []
        case .putProgram(let program, let position): return [putCall(program, position, event)]
        case .putSession(let session, let promoted): return [putCall(session, promoting: promoted, event)]
        // Written together, a session at a time.
        case .seat: return []
        case .carry(let old, let new): return ReissueStatements.carry(event, from: old, to: new)
        case .revoke(let serial): return [ReissueStatements.revoke(event, serial)]
        }
    }

    private func searchCall(_ row: Registration, _ event: EventID) -> Call {
        Call(
            ApplyStatements.search,
            SearchRow.values(event, row.serial, SearchIndex(row), registeredAt: .int(row.registeredAt.milliseconds)))
    }

    /// What came of a command when it was first applied, nil when it never was.
    public func receipt(of id: CommandID, event: EventID) throws(StoreError) -> Receipt? {
        try StoreError.wrap {
            let rows = try connection.run(
                ApplyStatements.recorded, [.int(Int64(event.rawValue)), .uuid(id.bytes)])
            guard let row = rows.first else { return nil }
            return try receipt(ofReplay: try Replay(row), event)
        }
    }

    private func receipt(ofReplay replay: Replay, _ event: EventID) throws -> Receipt {
        guard let text = replay.outcome else { throw StoreError.unreadable("erased command") }
        let outcome = try PayloadCoding.value(Outcome.self, from: text)
        let stored = replay.payload.flatMap { try? PayloadCoding.value(Command.self, from: $0) }
        var existing: Registration?
        if case .refused(let refusal) = outcome, let serial = refusal.existing {
            existing = try registration(serial, event: event)
        }
        let row = try outcome.serial.flatMap { try registration($0, event: event) }
        var receipt = Receipt(
            outcome: outcome, row: row, existing: existing, isReplay: true, storedAction: stored?.action)
        receipt.isStoredApart = stored.map { $0.apart != nil } ?? true
        return receipt
    }
}

extension Command.Action {
    /// Whether it matters for the counters if the person has been let in.
    fileprivate var changesStatus: Bool {
        switch self {
        case .cancel, .restore: true
        case .register, .edit, .checkIn, .undoCheckIn, .export, .enrol, .cancelEnrolment, .setPrograms, .setCapacity:
            false
        // They read it themselves, or are booked by what they write.
        case .reissue, .review, .undoReview, .importRows: false
        }
    }
}

extension Decision {
    /// It refused an option: right, unless the options have changed since they were read.
    fileprivate var doubtsItsForm: Bool {
        guard case .refused(let refusal) = outcome else { return false }
        return refusal.faults.contains { $0.problem == .unknownOption }
    }
}

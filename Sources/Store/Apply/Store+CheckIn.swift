// What a check-in meets, read under lock.

import Domain
import Postgres

extension Store {
    /// The first round trip of a check-in or its undoing. A merged registration costs one more for each step on the way to
    /// its survivor.
    func readGate(_ command: Command) throws -> Met {
        let event = Value.int(Int64(command.event.rawValue))
        guard let serial = command.action.serial else { throw StoreError.unreadable("check-in") }
        var trip = RoundTrip()
        trip.add(Call(ApplyStatements.begin))
        // A seat may come free where an entry to a session is taken back: sessions are locked before people.
        let left = command.action.sessionLeft
        let sessions = trip.add(left.map { Call(SeatStatements.sessions, [event, .texts([$0.text])]) })
        // Whoever is about to enter or leave is locked first, then their admission: everybody in this order.
        let person = trip.add(Call(CheckInStatements.person, [event, .int(serial.rawValue)]))
        let moment = trip.add(
            Call(
                CheckInStatements.arrival,
                [event, .int(serial.rawValue), .int(command.action.gateTime?.milliseconds ?? 0)]))
        let admission = trip.add(admissionCall(command, of: serial))
        let enrolments = trip.add(left.map { _ in Call(SeatStatements.enrolments, [event, .int(serial.rawValue)]) })
        let queues = trip.add(
            left.map { Call(SeatStatements.next, [event, .int(serial.rawValue), .text($0.text)]) })
        let recorded = trip.add(Call(ApplyStatements.recorded, [event, .uuid(command.id.bytes)]))
        let rows = try run(trip.calls)
        let subject = try rows[person].first.map(RegistrationRow.read)
        let place = command.action.place
        var arrival = try rows[moment].first.map(Self.arrival)
        try arrival?.take(rows[admission].first, of: serial)
        if let subject, subject.status == .merged {
            let survivor = try survivor(of: subject, command.event, by: CheckInStatements.person)
            arrival?.survivor = survivor
            arrival?.admission = nil
            if let survivor {
                let call = admissionCall(command, of: survivor.serial)
                try arrival?.take(connection.run(call.statement, call.values).first, of: survivor.serial)
            }
        }
        if let person = subject?.status == .merged ? arrival?.survivor : subject {
            arrival?.session = try place.flatMap { try sessionFacts($0, of: person.serial, event) }
        }
        var facts = Facts(form: nil, subject: subject, samePhone: nil, checkIn: arrival)
        if let sessions, let enrolments, let queues {
            facts.sessions = try seatLeft(
                rows[sessions], rows[enrolments], queues: rows[queues], survivor: arrival?.survivor, event)
        }
        return Met(facts: facts, replay: try rows[recorded].first.map(Replay.init))
    }

    private func admissionCall(_ command: Command, of serial: Serial) -> Call {
        let key = [Value.int(Int64(command.event.rawValue)), .int(serial.rawValue)]
        switch command.action {
        case .undoCheckIn(let undo):
            return Call(
                CheckInStatements.admissionToUndo, key + [.text(undo.place.text), .text(undo.day.description)])
        case .checkIn(let scan):
            if case .session = scan.place {
                return Call(CheckInStatements.admissionToSession, key + [.text(scan.place.text)])
            }
            let statement = scan.mode == .enter ? CheckInStatements.admission : CheckInStatements.admissionToMove
            return Call(statement, key + [.text(scan.place.text), .int(scan.at.milliseconds)])
        case .register, .edit, .cancel, .restore, .reissue, .export, .enrol, .cancelEnrolment, .setPrograms, .review,
            .undoReview, .setCapacity, .importRows:
            preconditionFailure("only what happens at a gate reads admissions")
        }
    }

    private static func arrival(_ row: Row) throws -> CheckInFacts {
        guard let day = CalendarDate(try row.string(0)), let time = TimeOfDay(minutes: Int(try row.int(1))),
            let first = CalendarDate(try row.string(2)), let last = CalendarDate(try row.string(3))
        else { throw StoreError.unreadable("event") }
        var facts = CheckInFacts(
            moment: LocalMoment(day: day, time: time), firstDay: first, lastDay: last, isRevoked: try row.bool(4))
        facts.now = Timestamp(milliseconds: try row.int(5))
        return facts
    }

    /// Follows a merged registration to the one that is left, locked like the one that was scanned. Nil where the way
    /// leads nowhere, or in a circle.
    /// - Parameter statement: reads and locks a registration.
    func survivor(of merged: Registration, _ event: EventID, by statement: Statement) throws -> Registration? {
        var seen: Set<Serial> = [merged.serial]
        var current = merged
        while current.status == .merged {
            guard let next = current.mergedInto, seen.insert(next).inserted,
                let row = try connection.run(
                    statement, [.int(Int64(event.rawValue)), .int(next.rawValue)]
                ).first
            else { return nil }
            current = try RegistrationRow.read(row)
        }
        return current
    }
}

extension Command.Action {
    /// The session whose entry it takes back.
    fileprivate var sessionLeft: SessionID? {
        if case .undoCheckIn(let undo) = self, case .session(let id) = undo.place { id } else { nil }
    }

    /// Where it happened, for a passage: its undoing needs no rule of the place.
    fileprivate var place: Domain.Place? {
        if case .checkIn(let scan) = self { scan.place } else { nil }
    }
}

extension CheckInFacts {
    /// A row of one of `CheckInStatements`' admissions, which may stand under a serial that was merged into `serial`.
    fileprivate mutating func take(_ row: Row?, of serial: Serial) throws {
        guard let row else { return }
        admission = try AdmissionRow.read(row)
        let holder = try row.int(AdmissionRow.count)
        admittedAs = holder == serial.rawValue ? nil : Serial(rawValue: holder)
    }
}

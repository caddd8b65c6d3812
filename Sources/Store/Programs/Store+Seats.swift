// What a change of seats meets, read under lock, and how it is written.

import Domain
import Postgres

extension Store {
    /// The first round trip of an enrolment or its cancelling: the session is locked first, then the person, and only
    /// then is read who has what. The person's lock is what keeps one from enrolling in two sessions at once that collide.
    func readSeat(_ command: Command, _ request: SeatRequest) throws -> Met {
        let event = Value.int(Int64(command.event.rawValue))
        let rows = try connection.pipeline([
            Call(ApplyStatements.begin),
            Call(
                locksSessions ? SeatStatements.sessions : SeatStatements.sessionsUnlocked,
                [event, .texts([request.session.text])]),
            Call(ApplyStatements.subject, [event, .int(request.serial.rawValue)]),
            Call(SeatStatements.enrolments, [event, .int(request.serial.rawValue)]),
            Call(SeatStatements.next, [event, .int(request.serial.rawValue), .text(request.session.text)]),
            Call(SeatStatements.isRevoked, [event, .int(request.serial.rawValue)]),
            Call(ApplyStatements.recorded, [event, .uuid(command.id.bytes)]),
        ])
        let subject = try rows[2].first.map(RegistrationRow.read)
        var enrolments = try rows[3].map(SessionRow.factsOfPerson)
        var seats = SeatFacts(sessions: try rows[1].map(SessionRow.facts))
        if let subject, subject.status == .merged {
            seats.survivor = try survivor(of: subject, command.event, by: ApplyStatements.subject)
            if let survivor = seats.survivor {
                enrolments = try connection.run(
                    SeatStatements.enrolments, [event, .int(survivor.serial.rawValue)]
                ).map(SessionRow.factsOfPerson)
            }
        }
        try seats.take(enrolments, queues: Self.queues(rows[4]))
        seats.isRevoked = try rows[5][0].bool(0)
        seats.others = enrolments.map(\.session).filter { $0.id != request.session }
        return Met(
            facts: Facts(form: nil, subject: subject, samePhone: nil, sessions: seats),
            replay: try rows[6].first.map(Replay.init))
    }

    /// What somebody whose entry to a session is taken back has of it.
    func seatLeft(
        _ locked: some Sequence<Row>, _ enrolments: some Sequence<Row>, queues: some Sequence<Row>,
        survivor: Registration?, _ event: Value
    ) throws -> SeatFacts {
        var seats = SeatFacts(sessions: try locked.map(SessionRow.facts))
        let own =
            if let survivor {
                try connection.run(SeatStatements.enrolments, [event, .int(survivor.serial.rawValue)])
                    .map(SessionRow.factsOfPerson)
            } else {
                try enrolments.map(SessionRow.factsOfPerson)
            }
        try seats.take(own, queues: Self.queues(queues))
        return seats
    }

    /// What somebody holds, read once the person is locked.
    /// - Throws: `SeatsMoved` where they were enrolled in one more session before that.
    func seatsHeld(
        locked: some Sequence<Row>, _ enrolments: some Sequence<Row>, queues: some Sequence<Row>
    ) throws -> SeatFacts {
        let locked = Set(try locked.map { try SessionRow.session($0).id })
        var held = try enrolments.map(SessionRow.factsOfPerson)
        guard held.allSatisfy({ locked.contains($0.session.id) }) else { throw SeatsMoved() }
        let queue = try Self.queues(queues)
        for index in held.indices { held[index].queue = queue[held[index].session.id] ?? [] }
        return SeatFacts(sessions: held)
    }

    /// For each of `serials`, the sessions in which they move up, with commas between.
    static func promotions(of serials: [Serial], _ decision: Decision) -> [String] {
        var sessions: [Serial: [String]] = [:]
        for case .seat(.promote(let serial, let session)) in decision.changes {
            sessions[serial, default: []].append(session.text)
        }
        return serials.map { sessions[$0]?.joined(separator: ",") ?? "" }
    }

    /// Somebody enrolled elsewhere between two statements: everything is to be read again.
    struct SeatsMoved: Error {}

    /// The first round trip of a plan: every session of it that exists, and who waits there.
    func readPlan(_ command: Command, _ plan: ProgramPlan) throws -> Met {
        let event = Value.int(Int64(command.event.rawValue))
        let ids = Value.texts(plan.sessions.map(\.id.text))
        let rows = try connection.pipeline([
            Call(ApplyStatements.begin),
            Call(SeatStatements.sessions, [event, ids]),
            Call(SeatStatements.queues, [event, ids]),
            Call(SeatStatements.programs, [event, .texts(plan.programs.map(\.id.text))]),
            Call(ApplyStatements.recorded, [event, .uuid(command.id.bytes)]),
        ])
        var sessions = try rows[1].map(SessionRow.facts)
        let queue = try Self.queues(rows[2])
        for index in sessions.indices { sessions[index].queue = queue[sessions[index].session.id] ?? [] }
        var seats = SeatFacts(sessions: sessions)
        seats.programs = try rows[3].map { row in
            guard let id = ProgramID(try row.string(0)) else { throw StoreError.unreadable("program") }
            let title = Localized(ko: try row.string(1), en: try row.string(2))
            return PlacedProgram(EventProgram(id: id, title: title), position: Int(try row.int(3)))
        }
        return Met(
            facts: Facts(form: nil, subject: nil, samePhone: nil, sessions: seats),
            replay: try rows[4].first.map(Replay.init))
    }

    static func queues(_ rows: some Sequence<Row>) throws -> [SessionID: [Serial]] {
        var queues: [SessionID: [Serial]] = [:]
        for row in rows {
            guard let id = SessionID(try row.string(0)), let serial = Serial(rawValue: try row.int(1)) else {
                throw StoreError.unreadable("enrolment")
            }
            queues[id, default: []].append(serial)
        }
        return queues
    }

    /// For a session's door: nothing of the session changes there, so it is not locked.
    func sessionFacts(_ place: Domain.Place, of serial: Serial, _ event: Value) throws -> SessionFacts? {
        guard case .session(let id) = place else { return nil }
        return try connection.run(SeatStatements.door, [event, .int(serial.rawValue), .text(id.text)]).first
            .map(SessionRow.factsOfPerson)
    }

    /// Every seat change of a decision: first who leaves, then who moves up, then who comes, and each session's count once.
    func seatCalls(_ changes: [Decision.Change], _ event: Value) -> [Call] {
        let seats = changes.compactMap { if case .seat(let change) = $0 { change } else { nil } }
        let isCounted = Set(changes.compactMap { if case .putSession(let session, _) = $0 { session.id } else { nil } })
        var calls: [Call] = []
        for (id, changes) in Dictionary(grouping: seats, by: \.session).sorted(by: { $0.key < $1.key }) {
            var tally = SeatTally()
            for change in changes { tally.add(change) }
            if !tally.withdrawn.isEmpty {
                calls.append(Call(SeatStatements.withdraw, [event, .text(id.text), .ints(tally.withdrawn)]))
            }
            if !tally.promoted.isEmpty {
                calls.append(Call(SeatStatements.promote, [event, .text(id.text), .ints(tally.promoted)]))
            }
            for (serial, enrolment) in tally.enrolled {
                calls.append(
                    Call(
                        SeatStatements.enrol,
                        [
                            event, .text(id.text), .int(serial), .bool(enrolment.isConfirmed), .int(enrolment.order),
                        ]))
            }
            guard !isCounted.contains(id) else { continue }
            calls.append(
                Call(
                    SeatStatements.count,
                    [
                        event, .text(id.text), .int(tally.confirmed), .int(tally.waiting),
                        .int(Int64(tally.enrolled.count)),
                    ]))
        }
        return calls
    }

    func putCall(_ program: EventProgram, _ position: Int, _ event: Value) -> Call {
        Call(
            SeatStatements.putProgram,
            [
                event, .text(program.id.text), .text(program.title.ko), .text(program.title.en),
                .int(Int64(position)),
            ])
    }

    func putCall(_ session: ProgramSession, promoting: Int, _ event: Value) -> Call {
        Call(
            SeatStatements.putSession,
            [
                event, .text(session.id.text), .text(session.program.text), .optional(session.room),
                .int(session.starts.milliseconds), .int(session.ends.milliseconds), .int(Int64(session.capacity)),
                .int(Int64(session.waitingCapacity)), .bool(session.isClosed), .bool(session.allowsOverlap),
                .int(Int64(promoting)),
            ])
    }
}

/// What one session's changes come to.
private struct SeatTally {
    var confirmed: Int64 = 0
    var waiting: Int64 = 0
    var withdrawn: [Int64] = []
    var promoted: [Int64] = []
    var enrolled: [(serial: Int64, enrolment: Enrolment)] = []

    mutating func add(_ change: SeatChange) {
        switch change {
        case .withdraw(let serial, _, let enrolment):
            withdrawn.append(serial.rawValue)
            count(enrolment, -1)
        case .promote(let serial, _):
            promoted.append(serial.rawValue)
            confirmed += 1
            waiting -= 1
        case .enrol(let serial, _, let enrolment):
            enrolled.append((serial.rawValue, enrolment))
            count(enrolment, 1)
        }
    }

    private mutating func count(_ enrolment: Enrolment, _ difference: Int64) {
        if enrolment.isConfirmed { confirmed += difference } else { waiting += difference }
    }
}

extension SeatFacts {
    /// What somebody has of the locked sessions, and who waits there.
    fileprivate mutating func take(_ enrolments: [SessionFacts], queues: [SessionID: [Serial]]) {
        for index in sessions.indices {
            let id = sessions[index].session.id
            let own = enrolments.first { $0.session.id == id }
            sessions[index].enrolment = own?.enrolment
            sessions[index].hasEntered = own?.hasEntered ?? false
            sessions[index].queue = queues[id] ?? []
        }
    }
}

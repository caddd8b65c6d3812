// Decisions on several, and the seats of an event: what they meet, read under lock, and what they write.

public import Domain
import Postgres

/// What an event's commands are decided under.
struct Limits: Equatable {
    /// Goes up whenever a limit is set or lifted.
    var number: Int64
    /// Some limit is set: seats are looked at, and locked, first.
    var isAny: Bool
}

extension Store {
    /// Read once; the record of each command tells when they are others.
    func limits(of command: Command) throws -> Limits {
        if let known = limits[command.event] { return known }
        let rows = try connection.run(
            ReviewStatements.limits, [.int(Int64(command.event.rawValue)), .uuid(command.desk.bytes)])
        let read = try rows.first.map { Limits(number: try $0.int(0), isAny: try $0.bool(1)) }
        let found = read ?? Limits(number: 0, isAny: false)
        limits[command.event] = found
        return found
    }

    /// The lock on the event's seats, for commands that may take some or set some free: nothing where nothing is limited.
    func seatCalls(_ command: Command) throws -> [Call] {
        guard command.action.concernsSeats, try limits(of: command).isAny else { return [] }
        return [
            Call(
                locksSeats ? ReviewStatements.seats : ReviewStatements.seatsSeen,
                [.int(Int64(command.event.rawValue))])
        ]
    }

    /// The first round trip of a decision on several. An undo takes one more: whom it is about is in the log.
    func readReview(_ command: Command) throws -> Met {
        let event = Value.int(Int64(command.event.rawValue))
        var trip = RoundTrip()
        trip.add(Call(ApplyStatements.begin))
        let seats = trip.add(try seatCalls(command).first)
        let place = trip.add(Call(ReviewStatements.place))
        switch command.action {
        case .undoReview(let undo):
            let ids = Value.texts(undo.commands.map(\.description))
            let decided = trip.add(Call(ReviewStatements.decided, [event, ids]))
            let first = try run(trip.calls)
            let changes = try first[decided].map(Self.decided)
            var second = RoundTrip()
            let reading = ReviewReading(changes.map(\.serial), command, freesSeats: true, &second)
            return try reading.met(
                try run(second.calls), place: first[place], seats: seats.map { first[$0] }, decided: changes)
        case .review(let review):
            let reading = ReviewReading(
                review.rows.map(\.serial), command, freesSeats: review.decision != .approve, &trip)
            let rows = try run(trip.calls)
            return try reading.met(rows, place: rows[place], seats: seats.map { rows[$0] }, decided: [])
        default: throw StoreError.unreadable("review")
        }
    }

    private static func decided(_ row: Row) throws -> StatusChange {
        guard let serial = Serial(rawValue: try row.int(0)),
            let was = Registration.Status(rawValue: try row.string(1)),
            let status = Registration.Status(rawValue: try row.string(2))
        else { throw StoreError.unreadable("command_subject") }
        return StatusChange(
            serial: serial, deed: .decided, was: was, status: status, version: Int(try row.int(3)),
            wasPlace: try row.optionalInt(4))
    }

    /// Changes the limit, unless the rules refuse it whatever there is: the event first, then its seats, those who wait,
    /// then its desks.
    func readCapacity(_ command: Command, _ change: CapacityChange) throws -> Met {
        let event = Value.int(Int64(command.event.rawValue))
        let scope = Value.text(change.category ?? "")
        if let category = change.category, try !categories(of: command.event).contains(where: { $0.id == category }) {
            throw StoreError.invalid("category \(category)")
        }
        let blank = Facts(form: nil, subject: nil, samePhone: nil)
        if case .refused = decide(command, blank).outcome {
            let rows = try run([
                Call(ApplyStatements.begin), Call(ApplyStatements.recorded, [event, .uuid(command.id.bytes)]),
            ])
            return Met(facts: blank, replay: try rows[1].first.map(Replay.init))
        }
        let rows = try run([
            Call(ApplyStatements.begin), Call(ReviewStatements.lockEvent, [event]),
            Call(ReviewStatements.seats, [event]),
            Call(ReviewStatements.line, [event, scope]),
            Call(ApplyStatements.recorded, [event, .uuid(command.id.bytes)]),
        ])
        let number = try rows[1].first.map { try $0.int(0) } ?? 0
        if let replay = try rows[4].first.map(Replay.init) { return Met(facts: blank, replay: replay) }
        let renumber = Call(ReviewStatements.renumber, [event, .int(number)])
        limits[command.event] = Limits(number: number, isAny: true)
        guard let capacity = change.capacity else {
            _ = try run([renumber, Call(ReviewStatements.liftCapacity, [event, scope])])
            // Whether another limit is left is for the next command to see.
            return Met(facts: Facts(form: nil, subject: nil, samePhone: nil, seats: try Seats(rows[2])))
        }
        let set = try run([
            renumber, Call(ReviewStatements.setCapacity, [event, scope, .int(Int64(capacity))]),
            Call(ReviewStatements.seatsSeen, [event]),
        ])
        return Met(facts: Facts(form: nil, subject: nil, samePhone: nil, seats: try Seats(set[2])))
    }

    /// Writes what was decided so far, and then says who gets the seats that are free.
    func promote(_ seats: Seats, after writes: [Call], _ event: EventID) throws -> [StatusChange] {
        let most = Int64(1_000_000)
        func free(_ scope: Seats.Scope?) -> Int64 { min(most, Int64(scope?.free ?? .max)) }
        let scopes = seats.categories.keys.sorted()
        let waiting = Call(
            ReviewStatements.waiting,
            [
                .int(Int64(event.rawValue)), .texts(scopes), .ints(scopes.map { free(seats.categories[$0]) }),
                .int(seats.event == nil ? 0 : most), .int(free(seats.event)),
            ])
        let rows = try run(writes + [waiting])
        var seats = seats
        return seats.promote(
            try rows[writes.count].map { row in
                guard let serial = Serial(rawValue: try row.int(0)) else { throw StoreError.unreadable("waiting") }
                return Waiting(serial: serial, version: Int(try row.int(1)), category: try row.optionalString(2))
            })
    }

    /// Whoever is new and waits, behind all who do.
    func lineCalls(_ decision: Decision, _ event: EventID) -> [Call] {
        guard let serial = decision.joinsLine else { return [] }
        return [Call(ReviewStatements.joinLine, [.int(Int64(event.rawValue)), .int(serial.rawValue)])]
    }

    func statusCalls(_ changes: [StatusChange], _ event: EventID) -> [Call] {
        guard !changes.isEmpty else { return [] }
        return [
            Call(
                ReviewStatements.update,
                [
                    .int(Int64(event.rawValue)), .ints(changes.map(\.serial.rawValue)),
                    .ints(changes.map { Int64($0.version) }), .texts(changes.map(\.status.rawValue)),
                    .ints(changes.map { $0.place ?? 0 }),
                ])
        ]
    }

    /// One line a person: whoever was put on the waiting list and got a seat at once has become what they are last.
    func subjectCalls(_ command: Command, _ decision: Decision, _ changes: [StatusChange]) -> [Call] {
        guard !changes.isEmpty else { return [] }
        var lines: [Serial: StatusChange] = [:]
        for change in changes {
            var line = lines[change.serial] ?? change
            (line.status, line.version) = (change.status, change.version)
            lines[change.serial] = line
        }
        let all = lines.values.sorted { $0.serial < $1.serial }
        return [
            Call(
                ReviewStatements.subjects,
                [
                    .int(Int64(command.event.rawValue)), .uuid(command.id.bytes), .ints(all.map(\.serial.rawValue)),
                    .texts(all.map(\.deed.rawValue)), .texts(all.map(\.was.rawValue)),
                    .texts(all.map(\.status.rawValue)), .ints(all.map { Int64($0.version) }),
                    .ints(all.map { $0.wasPlace ?? 0 }), .texts(Self.promotions(of: all.map(\.serial), decision)),
                ])
        ]
    }

    /// One round trip of a command.
    func run(_ calls: [Call]) throws -> [Rows] {
        onApply?(calls)
        return try connection.pipeline(calls)
    }

    /// The limits of an event and what is taken of them.
    public func seats(of event: EventID) throws(StoreError) -> Seats {
        try StoreError.wrap {
            try Seats(try connection.run(ReviewStatements.seatsSeen, [.int(Int64(event.rawValue))]))
        }
    }

    /// Somebody's place in the line they wait in, from 1; nil for whoever does not wait.
    /// - Parameter isOneLine: everybody who waits stands in one line, because the event as a whole is limited.
    public func placeInLine(of serial: Serial, event: EventID, isOneLine: Bool) throws(StoreError) -> Int? {
        try StoreError.wrap {
            try connection.run(
                ReviewStatements.placeInLine,
                [.int(Int64(event.rawValue)), .int(serial.rawValue), .bool(isOneLine)]
            ).first.map { Int(try $0.int(0)) }
        }
    }
}

extension Store {
    /// The places in the lines they wait in, from 1; whoever does not wait is missing.
    /// - Parameter isOneLine: everybody who waits stands in one line, because the event as a whole is limited.
    public func placesInLine(
        of serials: [Serial], event: EventID, isOneLine: Bool
    ) throws(StoreError) -> [Serial: Int] {
        try StoreError.wrap {
            let rows = try connection.run(
                ReviewStatements.placesInLine,
                [.int(Int64(event.rawValue)), .ints(serials.map(\.rawValue)), .bool(isOneLine)])
            var places: [Serial: Int] = [:]
            for row in rows {
                guard let serial = Serial(rawValue: try row.int(0)) else { throw StoreError.unreadable("waiting") }
                places[serial] = Int(try row.int(1))
            }
            return places
        }
    }
}

extension Seats {
    /// Rows of `ReviewStatements.seats`.
    init(_ rows: Rows) throws {
        self.init()
        for row in rows {
            let scope = Scope(capacity: Int(try row.int(1)), taken: Int(try row.int(2)))
            let name = try row.string(0)
            if name.isEmpty { event = scope } else { categories[name] = scope }
        }
    }
}

extension PostgresError {
    /// The desk is under other limits than the command was decided under, or somebody else took the seat.
    var concernsLimits: Bool {
        sqlState == "23502" || (sqlState == "23514" && constraint == "seats_full")
    }
}

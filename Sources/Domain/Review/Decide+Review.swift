// The rules of review, seats and their undoing.

/// Somebody a decision is about, as far as it needs to know them.
public struct ReviewedPerson: Hashable, Sendable {
    public var serial: Serial
    public var version: Int
    public var status: Registration.Status
    public var category: String?
    public var phone: String?
    /// Somebody else, living, who has their telephone.
    public var phoneHolder: Serial?
    /// The last place in line they were given.
    public var place: Int64?

    public init(
        serial: Serial, version: Int, status: Registration.Status, category: String? = nil, phone: String? = nil,
        phoneHolder: Serial? = nil, place: Int64? = nil
    ) {
        self.serial = serial
        self.version = version
        self.status = status
        self.category = category
        self.phone = phone
        self.phoneHolder = phoneHolder
        self.place = place
    }
}

/// What a decision on several meets: read by the store under lock.
public struct ReviewFacts: Hashable, Sendable {
    public var people: [Serial: ReviewedPerson]
    /// The first free place in line.
    public var place: Int64
    /// For an undo: what the commands decided, in their order.
    public var decided: [StatusChange]
    /// The sessions that some of them are enrolled in; none for an approval, which takes nothing from anybody.
    public var sessions: [SharedSession] = []

    public init(people: [Serial: ReviewedPerson] = [:], place: Int64 = 0, decided: [StatusChange] = []) {
        self.people = people
        self.place = place
        self.decided = decided
    }
}

func review(_ review: Review, _ facts: Facts) throws(RefusalWithRow) -> Decision {
    if let fault = review.fault { throw RefusalWithRow(.invalidField, faults: [fault]) }
    guard (1...Review.mostRows).contains(review.rows.count) else { throw RefusalWithRow(.notFound) }
    var table = ReviewTable(facts)
    var result = ReviewResult()
    for row in review.rows {
        do throws(RowRefusal) {
            let change = try table.decide(row, review.decision)
            let changed = ReviewResult.Changed(row.serial, version: change.version)
            if change.status == review.decision.status {
                result.decided.append(changed)
            } else {
                result.waiting.append(changed)
            }
        } catch {
            result.refused.append(error.row)
        }
    }
    return Decision(outcome: .reviewed(result), changes: table.allChanges, seats: table.seats)
}

func undoReview(_ facts: Facts) throws(RefusalWithRow) -> Decision {
    var table = ReviewTable(facts)
    guard !table.facts.decided.isEmpty else { throw RefusalWithRow(.notFound) }
    let refused = table.takeBack()
    let changed = table.changes.map { ReviewResult.Changed($0.serial, version: $0.version) }
    return Decision(
        outcome: .reviewUndone(ReviewResult(decided: changed, refused: refused)), changes: table.allChanges,
        seats: table.seats)
}

private struct RowRefusal: Error {
    var row: ReviewResult.Refused
}

/// People under decision, with the seats and telephones that the rows before have taken or given up.
private struct ReviewTable {
    let facts: ReviewFacts
    var seats: Seats?
    var changes: [StatusChange] = []
    private var people: [Serial: ReviewedPerson]
    private var phones: Set<String> = []
    private var place: Int64

    init(_ facts: Facts) {
        self.facts = facts.review ?? ReviewFacts()
        seats = facts.seats
        people = self.facts.people
        place = self.facts.place
    }

    /// With the program seats of those who are approved no more, and whoever moves up.
    var allChanges: [Decision.Change] {
        let leaving = changes.filter { $0.was == .approved && $0.status != .approved }.map(\.serial)
        return changes.map { .status($0) } + seatsGivenUp(by: Set(leaving), facts.sessions)
    }

    mutating func decide(_ row: Review.Row, _ decision: Review.Decision) throws(RowRefusal) -> StatusChange {
        guard let person = people[row.serial] else { throw RowRefusal(row: .init(row.serial, .notFound)) }
        func refused(_ reason: Refusal.Reason, existing: Serial? = nil) -> RowRefusal {
            RowRefusal(row: .init(row.serial, reason, status: person.status, existing: existing))
        }
        guard person.version == row.version else { throw refused(.conflict) }
        if let obstacle = decision.obstacle(from: person.status) { throw refused(obstacle) }
        var status = decision.status
        try requirePhone(person, status)
        let isFull = seats.map { !$0.hasSeat(in: person.category) } ?? false
        if status == .approved, isFull {
            // They wait already, and keep their place.
            if person.status == .waitlisted { throw refused(.full) }
            status = .waitlisted
        } else if status == .waitlisted, person.status != .approved, !isFull, seats?.isLimited(person.category) == true
        {
            throw refused(.seatFree)
        }
        let change = StatusChange(
            serial: person.serial, deed: .decided, was: person.status, status: status, version: person.version + 1,
            place: status == .waitlisted ? place : nil, wasPlace: person.place)
        place += 1
        carryOut(change, person)
        return change
    }

    /// - Returns: those who are not as the decision left them, or whose telephone or seat is somebody else's now.
    mutating func takeBack() -> [ReviewResult.Refused] {
        var refused: [ReviewResult.Refused] = []
        var people: [(StatusChange, ReviewedPerson)] = []
        for past in facts.decided {
            guard let person = self.people[past.serial] else {
                refused.append(.init(past.serial, .notFound))
                continue
            }
            guard person.version == past.version, person.status == past.status else {
                refused.append(.init(past.serial, .conflict, status: person.status))
                continue
            }
            people.append((past, person))
        }
        // Seats that come free with this undo are there for those who get theirs back.
        for (past, person) in people.sorted(by: { gives($0.0) && !gives($1.0) }) {
            do throws(RowRefusal) {
                try requirePhone(person, past.was)
                if past.was == .approved, let seats, !seats.hasSeat(in: person.category) {
                    throw RowRefusal(row: .init(person.serial, .full, status: person.status))
                }
                carryOut(
                    StatusChange(
                        serial: person.serial, deed: .undone, was: person.status, status: past.was,
                        version: person.version + 1, place: past.wasPlace, wasPlace: person.place), person)
            } catch {
                refused.append(error.row)
            }
        }
        return refused
    }

    private func gives(_ past: StatusChange) -> Bool { past.status == .approved }

    /// Whoever comes back to life needs their telephone.
    private func requirePhone(_ person: ReviewedPerson, _ next: Registration.Status) throws(RowRefusal) {
        guard next.isLiving, !person.status.isLiving, let phone = person.phone else { return }
        guard person.phoneHolder == nil, !phones.contains(phone) else {
            throw RowRefusal(
                row: .init(person.serial, .duplicate, status: person.status, existing: person.phoneHolder))
        }
    }

    private mutating func carryOut(_ change: StatusChange, _ person: ReviewedPerson) {
        if change.was == .approved { seats?.free(person.category) }
        if change.status == .approved { seats?.take(person.category) }
        if change.status.isLiving, let phone = person.phone { phones.insert(phone) }
        people[person.serial]?.version = change.version
        people[person.serial]?.status = change.status
        changes.append(change)
    }
}

func setCapacity(_ change: CapacityChange, _ facts: Facts) throws(RefusalWithRow) -> Decision {
    if let capacity = change.capacity, !CapacityChange.range.contains(capacity) {
        let problem: FieldFault.Problem =
            capacity < 0
            ? .tooSmall(minimum: CapacityChange.range.lowerBound) : .tooLarge(maximum: CapacityChange.range.upperBound)
        throw RefusalWithRow(.invalidField, faults: [FieldFault(field: .capacity, problem: problem)])
    }
    var seats = facts.seats ?? Seats()
    // Lifting what is no limit must not let in those who wait for another reason.
    let isLimit = change.category.map { seats.categories[$0] != nil } ?? (seats.event != nil)
    guard isLimit || change.capacity != nil else { return Decision(outcome: .capacitySet(change, taken: 0)) }
    let taken: Int
    if let category = change.category {
        taken = seats.categories[category]?.taken ?? 0
        seats.categories[category] = Seats.Scope(capacity: change.capacity, taken: taken)
    } else {
        taken = seats.event?.taken ?? 0
        seats.event = Seats.Scope(capacity: change.capacity, taken: taken)
    }
    return Decision(outcome: .capacitySet(change, taken: taken), seats: seats)
}

/// The seats after `row` became `next`, where somebody who waits may get one now.
func seats(_ facts: Facts, from row: Registration, to next: Registration) throws(RefusalWithRow) -> Seats? {
    guard var seats = facts.seats else { return nil }
    switch (row.status == .approved, next.status == .approved) {
    case (true, true):
        guard row.category != next.category else { return nil }
        // They are among those the event has taken already: only the new category must have room.
        if let category = next.category, let scope = seats.categories[category], scope.free == 0 {
            throw RefusalWithRow(.full, row)
        }
        seats.free(row.category)
        seats.take(next.category)
    case (true, false): seats.free(row.category)
    case (false, true):
        guard seats.hasSeat(in: next.category) else { throw RefusalWithRow(.full, row) }
        seats.take(next.category)
    case (false, false): guard next.status == .waitlisted else { return nil }
    }
    return seats
}

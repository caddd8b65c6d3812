// Whom a decision on several meets: their sessions, then they themselves, locked in this order, and then what they have.

import Domain
import Postgres

/// The statements that read several people for a decision, and their answers.
struct ReviewReading {
    private let sessions: Int?
    private let people: Int
    private let enrolments: Int?
    private let queues: Int?
    private let recorded: Int

    /// - Parameter freesSeats: somebody may be approved no more, and give seats in sessions up.
    init(_ serials: [Serial], _ command: Command, freesSeats: Bool, _ trip: inout RoundTrip) {
        let event = Value.int(Int64(command.event.rawValue))
        let values = [event, Value.ints(serials.map(\.rawValue))]
        sessions = trip.add(freesSeats ? Call(SeatStatements.sessionsOfPeople, values) : nil)
        people = trip.add(Call(ReviewStatements.people, values))
        enrolments = trip.add(freesSeats ? Call(SeatStatements.enrolmentsOfPeople, values) : nil)
        queues = trip.add(freesSeats ? Call(SeatStatements.queuesOfPeople, values) : nil)
        recorded = trip.add(Call(ApplyStatements.recorded, [event, .uuid(command.id.bytes)]))
    }

    func met(_ rows: [Rows], place: Rows, seats: Rows?, decided: [StatusChange]) throws -> Store.Met {
        var review = ReviewFacts(place: try place[0].int(0), decided: decided)
        for row in rows[people] {
            let person = try Self.person(row)
            review.people[person.serial] = person
        }
        review.sessions = try shared(rows)
        return Store.Met(
            facts: Facts(form: nil, subject: nil, samePhone: nil, review: review, seats: try seats.map(Seats.init)),
            replay: try rows[recorded].first.map(Store.Replay.init))
    }

    /// - Throws: `SeatsMoved` where somebody was enrolled in one more session before they were locked.
    private func shared(_ rows: [Rows]) throws -> [SharedSession] {
        guard let sessions, let enrolments, let queues else { return [] }
        var holders: [SessionID: [SharedSession.Holder]] = [:]
        for row in rows[enrolments] {
            guard let session = SessionID(try row.string(0)), let serial = Serial(rawValue: try row.int(1)) else {
                throw StoreError.unreadable("enrolment")
            }
            holders[session, default: []].append(
                SharedSession.Holder(
                    serial: serial, enrolment: Enrolment(isConfirmed: try row.bool(2), order: try row.int(3)),
                    hasEntered: try row.bool(4)))
        }
        let waiting = try Store.queues(rows[queues])
        let shared = try rows[sessions].map { row in
            var facts = try SessionRow.facts(row)
            facts.queue = waiting[facts.session.id] ?? []
            return SharedSession(facts: facts, holders: holders.removeValue(forKey: facts.session.id) ?? [])
        }
        guard holders.isEmpty else { throw Store.SeatsMoved() }
        return shared
    }

    private static func person(_ row: Row) throws -> ReviewedPerson {
        guard let serial = Serial(rawValue: try row.int(0)),
            let status = Registration.Status(rawValue: try row.string(2))
        else { throw StoreError.unreadable("registration") }
        return ReviewedPerson(
            serial: serial, version: Int(try row.int(1)), status: status, category: try row.optionalString(3),
            phone: try row.optionalString(4), phoneHolder: try row.optionalInt(6).flatMap(Serial.init(rawValue:)),
            place: try row.optionalInt(5))
    }
}

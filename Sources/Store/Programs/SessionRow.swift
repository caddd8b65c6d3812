// A row of expo.session as the domain has it.

import Domain
import Postgres

enum SessionRow {
    /// How many columns a session has; what a query selects beside them begins here.
    static let count = 13

    static func session(_ row: Row) throws -> ProgramSession {
        guard let id = SessionID(try row.string(0)), let program = ProgramID(try row.string(1)) else {
            throw StoreError.unreadable("session")
        }
        return ProgramSession(
            id: id, program: program, room: try row.optionalString(2),
            starts: Timestamp(milliseconds: try row.int(3)), ends: Timestamp(milliseconds: try row.int(4)),
            capacity: Int(try row.int(5)), waitingCapacity: Int(try row.int(6)), isClosed: try row.bool(7),
            allowsOverlap: try row.bool(8))
    }

    static func facts(_ row: Row) throws -> SessionFacts {
        guard let day = CalendarDate(try row.string(12)) else { throw StoreError.unreadable("session") }
        return SessionFacts(
            session: try session(row), day: day, confirmed: Int(try row.int(9)), waiting: Int(try row.int(10)),
            nextOrder: try row.int(11))
    }

    /// With somebody's enrolment beside it.
    static func factsOfPerson(_ row: Row) throws -> SessionFacts {
        var facts = try facts(row)
        guard let order = try row.optionalInt(count + 1) else { return facts }
        facts.enrolment = Enrolment(isConfirmed: try row.bool(count), order: order)
        facts.hasEntered = try row.bool(count + 2)
        return facts
    }
}

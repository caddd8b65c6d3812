// Sessions and enrolments of the store's tests.

import Domain
import Postgres
import Store
import Testing

extension Fixture {
    static func session(_ id: String) -> SessionID {
        guard let id = SessionID(id) else { preconditionFailure("not a session: \(id)") }
        return id
    }

    /// A session from 10:00 to 11:00 in Seoul on the first day, an hour later for each of `hours`.
    static func session(
        _ id: String, capacity: Int, waiting: Int = 0, hours: Int64 = 0, isClosed: Bool = false, overlap: Bool = false
    ) throws -> ProgramSession {
        let starts = 1_777_597_200_000 + hours * 3_600_000
        return ProgramSession(
            id: session(id), program: try #require(ProgramID("talks")), room: "101",
            starts: Timestamp(milliseconds: starts), ends: Timestamp(milliseconds: starts + 3_600_000),
            capacity: capacity, waitingCapacity: waiting, isClosed: isClosed, allowsOverlap: overlap)
    }

    func plan(_ sessions: ProgramSession...) throws -> Command {
        let program = EventProgram(id: try #require(ProgramID("talks")), title: Localized(ko: "강연", en: "Talks"))
        return command(.setPrograms(ProgramPlan(programs: [program], sessions: sessions)))
    }

    func enrol(_ serial: Int64, _ session: String, at moment: Timestamp = Fixture.morning) -> Command {
        command(.enrol(SeatRequest(serial: Self.serial(serial), session: Self.session(session), at: moment)))
    }

    func leave(_ serial: Int64, _ session: String, at moment: Timestamp = Fixture.morning) -> Command {
        command(.cancelEnrolment(SeatRequest(serial: Self.serial(serial), session: Self.session(session), at: moment)))
    }

    func door(_ serial: Int64, _ session: String, _ mode: CheckIn.Mode = .enter, minutes: Int64) -> Command {
        // Minutes after 10:00.
        let at = Timestamp(milliseconds: 1_777_597_200_000 + minutes * 60_000)
        return command(
            .checkIn(CheckIn(serial: Self.serial(serial), mode: mode, session: Self.session(session), at: at)))
    }

    /// What should always be true of every session.
    func checkSeats(_ note: String) throws {
        let wrong = try owner().run(
            Statement(
                "wrong",
                """
                SELECT s.id, s.confirmed, s.waiting, s.capacity, n.confirmed, n.waiting, n.last_seat, n.first_waiting
                FROM expo.session s, LATERAL (
                    SELECT count(*) FILTER (WHERE is_confirmed) AS confirmed,
                        count(*) FILTER (WHERE NOT is_confirmed) AS waiting,
                        max(ordinal) FILTER (WHERE is_confirmed) AS last_seat,
                        min(ordinal) FILTER (WHERE NOT is_confirmed) AS first_waiting
                    FROM expo.enrolment e WHERE e.event_id = s.event_id AND e.session_id = s.id) n
                WHERE s.confirmed <> n.confirmed OR s.waiting <> n.waiting OR s.confirmed > s.capacity
                    OR s.waiting > s.waiting_capacity OR (s.waiting > 0 AND s.confirmed < s.capacity)
                    OR n.last_seat > n.first_waiting
                """))
        let found = try wrong.map { row in try (0..<8).map { try row.optionalString($0) ?? "-" } }
        #expect(found.isEmpty, "\(note): \(found)")
    }
}

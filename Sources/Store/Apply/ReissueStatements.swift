// The SQL of a reissue: two more statements in the first round trip, a few more in the second.

import Domain
import Postgres

enum ReissueStatements {
    /// By the index registration_merged: the serials that became part of this one, and whether the new one is somebody's.
    static let passes = Statement(
        "reissue.passes",
        """
        WITH RECURSIVE person (serial) AS (
            SELECT $2::bigint
            UNION SELECT m.serial FROM expo.registration m JOIN person p ON m.merged_into = p.serial
            WHERE m.event_id = $1)
        SELECT ARRAY(SELECT serial FROM person WHERE serial <> $2 ORDER BY serial)::text,
            EXISTS (SELECT FROM expo.registration r WHERE r.event_id = $1 AND r.serial = $3)
        """)

    /// All of them, whatever day and place: the new serial has none yet. Nothing of an admission but its serial changes.
    private static let carry = Statement(
        "reissue.carry",
        """
        WITH gone AS (DELETE FROM expo.admission WHERE event_id = $1 AND serial = $2 RETURNING *)
        INSERT INTO expo.admission (event_id, serial, place, day, entered_command, entered_at, entered_gate, entered_by,
            moved_command, moved_at, moved_gate, moved_by, is_inside, moves)
        SELECT event_id, $3, place, day, entered_command, entered_at, entered_gate, entered_by,
            moved_command, moved_at, moved_gate, moved_by, is_inside, moves
        FROM gone
        """)

    private static let revoke = Statement(
        "reissue.revoke",
        "INSERT INTO expo.revocation (event_id, serial) VALUES ($1, $2) ON CONFLICT DO NOTHING")

    /// The seats and places in sessions, each with its order. Their sessions are locked: nobody moves up meanwhile.
    private static let carryEnrolments = Statement(
        "reissue.carryEnrolments",
        """
        WITH gone AS (DELETE FROM expo.enrolment WHERE event_id = $1 AND serial = $2 RETURNING *)
        INSERT INTO expo.enrolment (event_id, session_id, serial, is_confirmed, ordinal)
        SELECT event_id, session_id, $3, is_confirmed, ordinal FROM gone
        """)

    /// The place in line, for whoever waits.
    private static let carryPlace = Statement(
        "reissue.carryPlace",
        """
        UPDATE expo.registration n SET waiting = o.waiting
        FROM expo.registration o
        WHERE n.event_id = $1 AND n.serial = $3 AND o.event_id = $1 AND o.serial = $2 AND o.waiting IS NOT NULL
        """)

    static func carry(_ event: Value, from old: Serial, to new: Serial) -> [Call] {
        [carry, carryEnrolments, carryPlace].map { Call($0, [event, .int(old.rawValue), .int(new.rawValue)]) }
    }

    static func revoke(_ event: Value, _ serial: Serial) -> Call {
        Call(revoke, [event, .int(serial.rawValue)])
    }
}

extension Store {
    /// The first round trip of a reissue. The person is locked against everybody at a gate: whoever is let in meanwhile is
    /// in before their admission is carried over, or meets a revoked pass. Before them the seats that go on with them: the
    /// event's and their sessions', so that nobody is moved up under a serial that is gone.
    func readReissue(_ reissue: Reissue, _ command: Command) throws -> Met {
        let event = Value.int(Int64(command.event.rawValue))
        let serial = Value.int(reissue.serial.rawValue)
        var trip = RoundTrip()
        trip.add(Call(ApplyStatements.begin))
        _ = trip.add(try seatCalls(command).first)
        let sessions = trip.add(Call(SeatStatements.sessionsOfPerson, [event, serial]))
        let subject = trip.add(Call(ApplyStatements.subject, [event, serial]))
        let enrolments = trip.add(Call(SeatStatements.enrolments, [event, serial]))
        let passes = trip.add(
            Call(ReissueStatements.passes, [event, serial, .int(reissue.replacement.rawValue)]))
        let entered = trip.add(Call(ApplyStatements.hasEntered, [event, serial]))
        let recorded = trip.add(Call(ApplyStatements.recorded, [event, .uuid(command.id.bytes)]))
        let rows = try run(trip.calls)
        _ = try seatsHeld(locked: rows[sessions], rows[enrolments], queues: [Row]())
        var facts = Facts(form: nil, subject: try rows[subject].first.map(RegistrationRow.read), samePhone: nil)
        facts.earlierPasses = try rows[passes][0].string(0).split { !$0.isNumber }.compactMap { Serial(String($0)) }
        if !rows[entered].isEmpty { facts.entered = [reissue.serial] }
        return Met(
            facts: facts, replay: try rows[recorded].first.map(Replay.init),
            taken: try rows[passes][0].bool(1) ? reissue.replacement : nil)
    }
}

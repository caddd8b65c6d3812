// The SQL of gates. The same two round trips as every command: facts under lock, then what was decided.

import Domain
import Postgres

enum CheckInStatements {
    /// By the primary key of expo.registration. Shared: two gates may look at one person at once, and the admission's
    /// key decides between them; whoever changes the registration waits until the person is in.
    static let person = Statement(
        "gate.person",
        """
        SELECT \(RegistrationRow.columns) FROM expo.registration r
        WHERE r.event_id = $1 AND r.serial = $2 FOR SHARE
        """)

    /// The moment on the event's wall clock, daylight saving included; the event's days; whether the pass still counts; and
    /// what time it is.
    static let arrival = Statement(
        "gate.arrival",
        """
        SELECT l.moment::date::text, (extract(hour FROM l.moment) * 60 + extract(minute FROM l.moment))::int,
            e.first_day::text, e.last_day::text,
            EXISTS (SELECT FROM expo.revocation v WHERE v.event_id = $1 AND v.serial = $2),
            (extract(epoch FROM clock_timestamp()) * 1000)::bigint
        FROM expo.event e, LATERAL (SELECT to_timestamp($3::bigint / 1000.0) AT TIME ZONE e.time_zone AS moment) l
        WHERE e.event_id = $1
        """)

    /// The serial `$2`, and all that were merged into it, over any number of steps: by the index registration_merged.
    static let serialsOfPerson = """
        ARRAY(
            WITH RECURSIVE person (serial) AS (
                SELECT $2::bigint
                UNION SELECT m.serial FROM expo.registration m JOIN person p ON m.merged_into = p.serial
                WHERE m.event_id = $1)
            SELECT serial FROM person)
        """

    /// Admissions of a person: of the serial, and of all that were merged into it. Two
    /// serials that became one after both had entered have two rows: the one that is inside counts, then the earlier.
    private static func ofPerson(on day: String) -> String {
        """
        SELECT \(AdmissionRow.columns), a.serial FROM expo.admission a
        WHERE a.event_id = $1 AND a.place = $3 AND a.day = \(day)
          AND a.serial = ANY (\(serialsOfPerson))
        ORDER BY a.is_inside DESC, a.entered_at, a.serial LIMIT 1
        """
    }

    private static let onDay = ofPerson(
        on: """
            (SELECT (to_timestamp($4::bigint / 1000.0) AT TIME ZONE e.time_zone)::date
            FROM expo.event e WHERE e.event_id = $1)
            """)

    /// By the primary key of expo.admission. Without a lock: an entry is only ever told of the one before it.
    static let admission = Statement("gate.admission", onDay)

    /// For leaving and coming back, which change it.
    static let admissionToMove = Statement("gate.admissionToMove", onDay + " FOR UPDATE OF a")

    /// For a session, which has one day: whatever that was when they entered. By the primary key of expo.admission.
    static let admissionToSession = Statement(
        "gate.admissionToSession",
        """
        SELECT \(AdmissionRow.columns), a.serial FROM expo.admission a
        WHERE a.event_id = $1 AND a.place = $3 AND a.serial = ANY (\(serialsOfPerson))
        ORDER BY a.is_inside DESC, a.day DESC, a.entered_at, a.serial LIMIT 1 FOR UPDATE OF a
        """)

    /// For an undo, which names the day.
    static let admissionToUndo = Statement(
        "gate.admissionToUndo",
        ofPerson(on: "$4::date") + " FOR UPDATE OF a")

    private static let admit = Statement(
        "gate.admit",
        """
        INSERT INTO expo.admission (event_id, serial, place, day, entered_command, entered_at, entered_gate, entered_by,
            moved_command, moved_at, moved_gate, moved_by, is_inside, moves)
        VALUES ($1, $2, $3, $4::date, $5, to_timestamp($6::bigint / 1000.0), $7, $8,
            $5, to_timestamp($6::bigint / 1000.0), $7, $8, true, 0)
        """)

    private static let move = Statement(
        "gate.move",
        """
        UPDATE expo.admission
        SET moved_command = $5, moved_at = to_timestamp($6::bigint / 1000.0), moved_gate = $7, moved_by = $8,
            is_inside = $9, moves = $10, changed = pg_current_xact_id()
        WHERE event_id = $1 AND serial = $2 AND place = $3 AND day = $4::date
        """)

    private static let takeBack = Statement(
        "gate.takeBack",
        "DELETE FROM expo.admission WHERE event_id = $1 AND serial = $2 AND place = $3 AND day = $4::date")

    static func admit(_ event: Value, _ serial: Serial, _ admission: Admission) -> Call {
        Call(admit, AdmissionRow.key(event, serial, admission) + AdmissionRow.values(admission.entered))
    }

    static func move(_ event: Value, _ serial: Serial, _ admission: Admission) -> Call {
        Call(
            move,
            AdmissionRow.key(event, serial, admission) + AdmissionRow.values(admission.moved)
                + [.bool(admission.isInside), .int(Int64(admission.moves))])
    }

    static func takeBack(_ event: Value, _ serial: Serial, _ admission: Admission) -> Call {
        Call(takeBack, AdmissionRow.key(event, serial, admission))
    }
}

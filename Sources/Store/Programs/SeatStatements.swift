// The SQL of seats. A session's row is locked before any person's, several in the order of their ids.

import Domain
import Postgres

enum SeatStatements {
    /// What queries of sessions select, in the order `SessionRow.read` expects. `s` is expo.session.
    static let columns = """
        s.id, s.program_id, s.room, (extract(epoch FROM s.starts_at) * 1000)::bigint,
        (extract(epoch FROM s.ends_at) * 1000)::bigint, s.capacity, s.waiting_capacity, s.is_closed, s.allows_overlap,
        s.confirmed, s.waiting, s.next_order,
        (s.starts_at AT TIME ZONE (SELECT e.time_zone FROM expo.event e WHERE e.event_id = s.event_id))::date::text
        """

    /// By the primary key of expo.session. Locked: between two who want the last seat the second waits here, and then
    /// reads what the first has left.
    static let sessions = Statement(
        "seat.sessions",
        """
        SELECT \(columns) FROM expo.session s WHERE s.event_id = $1 AND s.id = ANY ($2::text[])
        ORDER BY s.id FOR UPDATE OF s
        """)

    /// The same without the lock, for a look, and for the test that shows what the lock is for.
    static let sessionsUnlocked = Statement(
        "seat.sessionsUnlocked",
        """
        SELECT \(columns) FROM expo.session s WHERE s.event_id = $1 AND s.id = ANY ($2::text[]) ORDER BY s.id
        """)

    /// Those somebody is enrolled in. By enrolment_serial.
    static let sessionsOfPerson = Statement(
        "seat.sessionsOfPerson",
        """
        SELECT \(columns) FROM expo.session s
        WHERE s.event_id = $1
          AND s.id IN (SELECT n.session_id FROM expo.enrolment n WHERE n.event_id = $1 AND n.serial = $2)
        ORDER BY s.id FOR UPDATE OF s
        """)

    /// After the locks, so that nothing of it can change: somebody's enrolments with the sessions they are in, and
    /// whether they have entered.
    static let enrolments = Statement(
        "seat.enrolments",
        """
        SELECT \(columns), n.is_confirmed, n.ordinal,
            EXISTS (SELECT FROM expo.admission a
                WHERE a.event_id = $1 AND a.place = 'session:' || s.id
                    AND a.serial = ANY (\(CheckInStatements.serialsOfPerson)))
        FROM expo.enrolment n JOIN expo.session s ON s.event_id = n.event_id AND s.id = n.session_id
        WHERE n.event_id = $1 AND n.serial = $2 ORDER BY s.starts_at, s.id
        """)

    /// Those next in line, at most two a session: one may be the very person who leaves. By enrolment_waiting.
    static let next = Statement(
        "seat.next",
        """
        SELECT q.session_id, w.serial
        FROM (
            SELECT $3::text AS session_id WHERE $3 IS NOT NULL
            UNION SELECT n.session_id FROM expo.enrolment n WHERE $3 IS NULL AND n.event_id = $1 AND n.serial = $2
        ) q, LATERAL (
            SELECT w.serial, w.ordinal FROM expo.enrolment w
            WHERE w.event_id = $1 AND w.session_id = q.session_id AND NOT w.is_confirmed AND \(mayMoveUp)
            ORDER BY w.ordinal LIMIT 2) w
        ORDER BY q.session_id, w.ordinal
        """)

    /// Everybody who waits in these sessions. By enrolment_waiting.
    static let queues = Statement(
        "seat.queues",
        """
        SELECT w.session_id, w.serial FROM expo.enrolment w
        WHERE w.event_id = $1 AND w.session_id = ANY ($2::text[]) AND NOT w.is_confirmed AND \(mayMoveUp)
        ORDER BY w.session_id, w.ordinal
        """)

    /// Those that some of `$2` are enrolled in. By enrolment_serial.
    static let sessionsOfPeople = Statement(
        "seat.sessionsOfPeople",
        """
        SELECT \(columns) FROM expo.session s
        WHERE s.event_id = $1 AND s.id IN (\(ofPeople)) ORDER BY s.id FOR UPDATE OF s
        """)

    private static let ofPeople = """
        SELECT n.session_id FROM expo.enrolment n WHERE n.event_id = $1 AND n.serial = ANY ($2::bigint[])
        """

    /// What these people have, once they are locked, and whether they have entered.
    static let enrolmentsOfPeople = Statement(
        "seat.enrolmentsOfPeople",
        """
        SELECT n.session_id, n.serial, n.is_confirmed, n.ordinal,
            EXISTS (SELECT FROM expo.admission a
                WHERE a.event_id = $1 AND a.serial = n.serial AND a.place = 'session:' || n.session_id)
        FROM expo.enrolment n WHERE n.event_id = $1 AND n.serial = ANY ($2::bigint[])
        ORDER BY n.session_id, n.ordinal
        """)

    /// Everybody who waits where some of `$2` are enrolled. By enrolment_waiting.
    static let queuesOfPeople = Statement(
        "seat.queuesOfPeople",
        """
        SELECT w.session_id, w.serial FROM expo.enrolment w
        WHERE w.event_id = $1 AND w.session_id IN (\(ofPeople)) AND NOT w.is_confirmed AND \(mayMoveUp)
        ORDER BY w.session_id, w.ordinal
        """)

    /// Whoever is not approved any more has given their places up; should one be left, nobody moves up by it.
    private static let mayMoveUp = """
        EXISTS (SELECT FROM expo.registration r
            WHERE r.event_id = w.event_id AND r.serial = w.serial AND r.status = 'approved')
        """

    /// For a session's door, where nothing of the session changes: the session and somebody's enrolment in it.
    static let door = Statement(
        "seat.door",
        """
        SELECT \(columns), n.is_confirmed, n.ordinal, false
        FROM expo.session s
            LEFT JOIN expo.enrolment n ON n.event_id = s.event_id AND n.session_id = s.id AND n.serial = $2
        WHERE s.event_id = $1 AND s.id = $3
        """)

    static let withdraw = Statement(
        "seat.withdraw",
        "DELETE FROM expo.enrolment WHERE event_id = $1 AND session_id = $2 AND serial = ANY ($3::bigint[])")

    static let promote = Statement(
        "seat.promote",
        """
        UPDATE expo.enrolment SET is_confirmed = true
        WHERE event_id = $1 AND session_id = $2 AND serial = ANY ($3::bigint[])
        """)

    static let enrol = Statement(
        "seat.enrol",
        """
        INSERT INTO expo.enrolment (event_id, session_id, serial, is_confirmed, ordinal) VALUES ($1, $2, $3, $4, $5)
        """)

    /// By differences and not by totals: should two ever get here at once, the checks count both.
    static let count = Statement(
        "seat.count",
        """
        UPDATE expo.session SET confirmed = confirmed + $3::int, waiting = waiting + $4::int,
            next_order = next_order + $5::int
        WHERE event_id = $1 AND id = $2
        """)

    /// Behind the person's lock: a reissue that came first has revoked their pass. By the primary key of expo.revocation.
    static let isRevoked = Statement(
        "seat.isRevoked", "SELECT EXISTS (SELECT FROM expo.revocation v WHERE v.event_id = $1 AND v.serial = $2)")

    /// By the primary key of expo.program.
    static let programs = Statement(
        "seat.programs",
        """
        SELECT id, title_ko, title_en, position::bigint FROM expo.program WHERE event_id = $1 AND id = ANY ($2::text[])
        """)

    static let putProgram = Statement(
        "seat.putProgram",
        """
        INSERT INTO expo.program (event_id, id, title_ko, title_en, position) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (event_id, id) DO UPDATE
        SET title_ko = excluded.title_ko, title_en = excluded.title_en, position = excluded.position
        """)

    static let putSession = Statement(
        "seat.putSession",
        """
        INSERT INTO expo.session AS s (event_id, id, program_id, room, starts_at, ends_at, capacity, waiting_capacity,
            is_closed, allows_overlap)
        VALUES ($1, $2, $3, $4, to_timestamp($5::bigint / 1000.0), to_timestamp($6::bigint / 1000.0), $7, $8, $9, $10)
        ON CONFLICT (event_id, id) DO UPDATE
        SET program_id = excluded.program_id, room = excluded.room, starts_at = excluded.starts_at,
            ends_at = excluded.ends_at, capacity = excluded.capacity, waiting_capacity = excluded.waiting_capacity,
            is_closed = excluded.is_closed, allows_overlap = excluded.allows_overlap,
            confirmed = s.confirmed + $11::int, waiting = s.waiting - $11::int
        """)
}

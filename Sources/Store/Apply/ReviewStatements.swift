// The SQL of decisions on several, of seats and of the line for them. Set-based: as many statements for 500 as for one.

import Domain
import Postgres

enum ReviewStatements {
    /// Which number of limits the desk's commands are decided under, and whether there are any.
    static let limits = Statement(
        "review.limits",
        """
        SELECT d.limits, EXISTS (SELECT FROM expo.seats s WHERE s.event_id = $1)
        FROM expo.desk d WHERE d.event_id = $1 AND d.id = $2
        """)

    private static let seatsOfEvent = """
        SELECT s.scope, s.capacity, s.taken FROM expo.seats s WHERE s.event_id = $1 ORDER BY s.scope
        """

    /// Before any person: whoever takes or frees a seat waits here for the one before.
    static let seats = Statement("review.seats", seatsOfEvent + " FOR UPDATE")
    /// For whoever only wants to know.
    static let seatsSeen = Statement("review.seatsSeen", seatsOfEvent)

    /// By the primary key, in the order in which everybody locks them.
    static let people = Statement(
        "review.people",
        """
        SELECT r.serial, r.version, r.status, r.category, r.phone, r.waiting,
            CASE WHEN r.status IN ('cancelled', 'rejected', 'merged') THEN (
                SELECT h.serial FROM expo.registration h
                WHERE h.event_id = $1 AND h.phone = r.phone AND h.status NOT IN ('cancelled', 'rejected', 'merged')
                LIMIT 1) END
        FROM expo.registration r
        WHERE r.event_id = $1 AND r.serial = ANY ($2::bigint[]) ORDER BY r.serial FOR UPDATE OF r
        """)

    /// As many as there are commands of one thousand places each.
    static let place = Statement("review.place", "SELECT nextval('expo.waiting_line') * 1000")

    static let joinLine = Statement(
        "review.joinLine",
        """
        UPDATE expo.registration SET waiting = nextval('expo.waiting_line') * 1000
        WHERE event_id = $1 AND serial = $2
        """)

    /// What commands decided, by their primary keys.
    static let decided = Statement(
        "review.decided",
        """
        SELECT s.serial, s.was, s.status, s.version, s.was_waiting
        FROM expo.command_subject s
        WHERE s.event_id = $1 AND s.id = ANY ($2::uuid[]) AND s.deed = 'decided' ORDER BY s.version, s.serial
        """)

    static let update = Statement(
        "review.update",
        """
        UPDATE expo.registration r
        SET status = d.status, version = d.version, waiting = coalesce(nullif(d.place, 0), r.waiting),
            changed = pg_current_xact_id()
        FROM unnest($2::bigint[], $3::int[], $4::text[], $5::bigint[]) AS d(serial, version, status, place)
        WHERE r.event_id = $1 AND r.serial = d.serial
        """)

    /// Those who wait for seats that are free, as many of each category as there are seats: by the index
    /// registration_waiting.
    static let waiting = Statement(
        "review.waiting",
        """
        SELECT w.serial, w.version, w.category
        FROM (SELECT '' AS id UNION ALL SELECT id FROM expo.category WHERE event_id = $1) AS c
            LEFT JOIN unnest($2::text[], $3::bigint[]) AS f(scope, free) ON f.scope = c.id
            CROSS JOIN LATERAL (
                SELECT r.serial, r.version, r.category, coalesce(r.waiting, r.serial) AS place
                FROM expo.registration r
                WHERE r.event_id = $1 AND r.status = 'waitlisted' AND coalesce(r.category, '') = c.id
                ORDER BY coalesce(r.waiting, r.serial), r.serial
                LIMIT least(coalesce(f.free, $4::bigint), $5::bigint)
                FOR UPDATE) AS w
        ORDER BY w.place, w.serial
        """)

    static let subjects = Statement(
        "review.subjects",
        """
        INSERT INTO expo.command_subject (event_id, id, serial, deed, was, status, version, was_waiting,
            promoted)
        SELECT $1, $2, d.serial, d.deed, d.was, d.status, d.version, nullif(d.was_waiting, 0), nullif(d.promoted, '')
        FROM unnest($3::bigint[], $4::text[], $5::text[], $6::text[], $7::int[], $8::bigint[], $9::text[])
            AS d(serial, deed, was, status, version, was_waiting, promoted)
        """)

    static let lockEvent = Statement(
        "capacity.event", "UPDATE expo.event SET limits = limits + 1 WHERE event_id = $1 RETURNING limits")

    /// Whoever a raised limit may let in, before the desks: a command about one of them may be about to write its own.
    static let line = Statement(
        "capacity.line",
        """
        SELECT FROM expo.registration
        WHERE event_id = $1 AND status = 'waitlisted' AND ($2 = '' OR coalesce(category, '') = $2)
        ORDER BY serial FOR UPDATE
        """)

    /// Every desk's commands under way are waited for; those after find the number changed and look at the seats.
    static let renumber = Statement("capacity.renumber", "UPDATE expo.desk SET limits = $2 WHERE event_id = $1")

    /// Counted anew each time: a limit begins with what is taken already.
    static let setCapacity = Statement(
        "capacity.set",
        """
        INSERT INTO expo.seats (event_id, scope, capacity, taken, ceiling)
        SELECT $1, $2, $3::int, n.taken, greatest($3::int, n.taken)
        FROM (SELECT count(*)::int AS taken FROM expo.registration r
            WHERE r.event_id = $1 AND r.status = 'approved' AND ($2 = '' OR r.category = $2)) AS n
        ON CONFLICT (event_id, scope) DO UPDATE
        SET capacity = excluded.capacity, taken = excluded.taken, ceiling = excluded.ceiling
        """)

    static let liftCapacity = Statement(
        "capacity.lift", "DELETE FROM expo.seats WHERE event_id = $1 AND scope = $2")

    /// The same of several in one pass over all who wait.
    static let placesInLine = Statement(
        "review.placesInLine",
        """
        SELECT w.serial, w.place
        FROM (SELECT r.serial, row_number() OVER (
                PARTITION BY CASE WHEN $3 THEN '' ELSE coalesce(r.category, '') END
                ORDER BY coalesce(r.waiting, r.serial), r.serial) AS place
            FROM expo.registration r WHERE r.event_id = $1 AND r.status = 'waitlisted') AS w
        WHERE w.serial = ANY ($2::bigint[])
        """)

    /// How many stand before somebody in the line for their category.
    static let placeInLine = Statement(
        "review.placeInLine",
        """
        SELECT (SELECT count(*) FROM expo.registration o
            WHERE o.event_id = $1 AND o.status = 'waitlisted'
              AND ($3 OR coalesce(o.category, '') = coalesce(r.category, ''))
              AND (coalesce(o.waiting, o.serial), o.serial) <= (coalesce(r.waiting, r.serial), r.serial))
        FROM expo.registration r
        WHERE r.event_id = $1 AND r.serial = $2 AND r.status = 'waitlisted'
        """)
}

// The SQL of the counters: booking what changed, reading the sums, counting anew.

import Domain
import Postgres

enum CounterSQL {
    /// Held to the end of the transaction by whoever books an admission of these people, and taken after the admission is
    /// written: whether it is somebody's only one can then be seen. Serials are below 2^30, and the keys far from the
    /// migrations'.
    static let hold = Statement(
        "apply.hold",
        """
        SELECT pg_advisory_xact_lock($1::bigint << 30 | serial)
        FROM (SELECT unnest($2::bigint[]) AS serial ORDER BY 1) AS people
        """)

    /// One upsert, in the order of the key. A delta with a serial counts only if that admission is the only one.
    ///
    /// The first array comes out of a query of its own, so that its length is not seen when the statement is planned:
    /// with it in view the server takes each call's own plan for the cheaper one, and plans each call anew.
    static let book = Statement(
        "apply.book",
        """
        INSERT INTO expo.counter (event_id, desk_id, measure, bucket, amount)
        SELECT $1::integer, $2::uuid, measure, bucket, sum(amount)
        FROM unnest((SELECT $3::text[]), $4::text[], $5::bigint[], $6::bigint[], $7::text[], $8::text[])
            AS delta (measure, bucket, amount, serial, place, day)
        WHERE serial = 0 OR NOT EXISTS (
            SELECT FROM expo.admission a
            WHERE a.event_id = $1::integer AND a.serial = delta.serial
              AND (a.place <> delta.place OR a.day <> delta.day::date))
        GROUP BY measure, bucket HAVING sum(amount) <> 0
        ORDER BY measure COLLATE "C", bucket COLLATE "C"
        \(onConflict)
        """)

    /// Each of `$3` that was `$4` and became `$5`.
    static let bookStatuses = Statement(
        "apply.bookStatuses",
        booking(
            of: """
                SELECT part.status, r.source, r.category, \(hasEntered), part.sign
                FROM unnest($3::bigint[], $4::text[], $5::text[]) AS c (serial, was, became)
                JOIN expo.registration r ON r.event_id = $1::integer AND r.serial = c.serial,
                    LATERAL (VALUES (c.was, -1), (c.became, 1)) AS part (status, sign)
                """))

    private static let onConflict = """
        ON CONFLICT (event_id, measure, bucket, desk_id) DO UPDATE SET amount = counter.amount + excluded.amount
        """

    /// Books registrations that a statement of its own changes or adds, many at once: `$1` is the event, `$2` the desk,
    /// which keep these numbers in the whole statement.
    /// - Parameters:
    ///   - states: a SELECT with the columns status, source, category, has_entered and sign, a row for each registration as
    ///     it was (-1) and as it is (1).
    ///   - with: common table expressions that `states` reads, without the word WITH.
    static func booking(of states: String, with: String? = nil) -> String {
        """
        \(with.map { "WITH " + $0 } ?? "")
        INSERT INTO expo.counter (event_id, desk_id, measure, bucket, amount)
        SELECT $1::integer, $2::uuid, measure, bucket, sum(sign)
        FROM (\(states)) AS state (status, source, category, has_entered, sign), LATERAL (
            SELECT 'registration' COLLATE "C" AS measure,
                status || E'\\t' || source || E'\\t' || coalesce(category, '') AS bucket
            UNION ALL SELECT 'arrived', status WHERE has_entered) AS share
        GROUP BY measure, bucket HAVING sum(sign) <> 0
        ORDER BY measure COLLATE "C", bucket COLLATE "C"
        \(onConflict)
        """
    }

    /// Whether registration `r` has an admission. Read by a statement that begins after the registration is locked.
    static let hasEntered = """
        EXISTS (SELECT FROM expo.admission a WHERE a.event_id = r.event_id AND a.serial = r.serial)
        """

    static let nobody = "'00000000-0000-0000-0000-000000000000'::uuid"

    /// Event `$1` counted from its tables: desk_id, measure, bucket, amount. Reads all of them; for repair and for tests.
    static let fullCount = """
        SELECT \(nobody) AS desk_id, 'registration' COLLATE "C" AS measure,
            (status || E'\\t' || source || E'\\t' || coalesce(category, '')) COLLATE "C" AS bucket, count(*) AS amount
        FROM expo.registration WHERE event_id = $1 GROUP BY 3
        UNION ALL
        SELECT \(nobody), 'arrived', status, count(*)
        FROM expo.registration r WHERE event_id = $1 AND \(hasEntered) GROUP BY 3
        UNION ALL
        SELECT \(nobody), 'entry',
            floor(extract(epoch FROM entered_at) / 900)::bigint || E'\\t' || place || E'\\t' || entered_gate, count(*)
        FROM expo.admission WHERE event_id = $1 GROUP BY 3
        UNION ALL
        SELECT \(nobody), 'minute', floor(extract(epoch FROM entered_at) / 60)::bigint || E'\\t' || place, count(*)
        FROM expo.admission WHERE event_id = $1 GROUP BY 3
        UNION ALL
        SELECT \(nobody), 'outside', day || E'\\t' || place, count(*)
        FROM expo.admission WHERE event_id = $1 AND NOT is_inside GROUP BY 3
        UNION ALL
        SELECT c.desk_id, 'deed', c.outcome || E'\\t'
            || coalesce(d.payload::jsonb #>> '{action,checkIn,_0,gate,name}', ''), count(*)
        FROM expo.command c LEFT JOIN expo.command_detail d USING (event_id, id)
        WHERE c.event_id = $1 GROUP BY 1, 3
        """
}

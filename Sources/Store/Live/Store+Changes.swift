// Asking what has changed. By the log of commands: every change is one, and its rows are only ever added.

public import Domain
import Postgres

extension Store {
    /// More rows than this are not told one by one.
    public static let mostChanges = 200

    /// The moment from which on to ask for changes: take it before reading what is to be kept up to date.
    public func horizon() throws(StoreError) -> Horizon {
        try StoreError.wrap {
            Horizon(
                snapshot: try connection.run(Statement("live.horizon", "SELECT pg_current_snapshot()::text"))[0]
                    .string(0))
        }
    }

    /// What commands have changed since `horizon`, each once, in whatever order their transactions began and ended.
    /// - Parameters:
    ///   - most: with more commands or people than this the answer is only that much has changed.
    ///   - milliseconds: how long to wait for the answer.
    public func changes(
        since horizon: Horizon, event: EventID, most: Int = mostChanges, within milliseconds: Int
    ) throws(StoreError) -> Changes {
        try StoreError.wrap {
            let rows = try connection.run(
                Self.changed,
                [
                    .int(Int64(event.rawValue)), .text(horizon.snapshot), .int(Int64(most) + 1),
                    .texts(Self.kindsByPerson),
                ], within: milliseconds)
            let last = RegistrationRow.count
            let now = Horizon(snapshot: try rows[0].string(last))
            // One command may decide on hundreds.
            let isMuch =
                try rows[0].int(last + 1) > Int64(most) || rows.count > most || rows[0].bool(last + 2)
                || Self.isOther(now, horizon)
            // The first row is there for the horizon's sake, even with nobody in it.
            let changed = try isMuch ? [] : rows.filter { try $0.optionalInt(0) != nil }
            let passed = try changed.filter { try $0.bool(last + 3) }.compactMap { Serial(rawValue: try $0.int(0)) }
            return Changes(
                rows: try changed.map { try RegistrationRow.read($0) }, passed: Set(passed), isMuch: isMuch,
                horizon: now)
        }
    }

    /// Time that went backwards: the database was put back from a copy, and horizons from before mean nothing there.
    private static func isOther(_ now: Horizon, _ before: Horizon) -> Bool {
        guard let now = now.end, let before = before.end else { return true }
        return now < before
    }

    /// Commands that change whom they name, and whom their subjects name, and nothing else that is shown. Any other kind
    /// counts as much having changed.
    private static let kindsByPerson = [
        "register", "edit", "cancel", "restore", "check_in", "check_out", "re_enter", "undo_check_in",
        "enrol", "cancel_enrolment",
        "reissue", "review", "undo_review",
    ]

    /// By the index command_applied. The upper bound leaves out numbers that came with a copy from another server.
    private static let changed = Statement(
        "live.changed",
        """
        WITH news AS MATERIALIZED (
            SELECT c.id, c.serial, c.kind,
                c.outcome IN ('checked_in', 'left', 're_entered', 'undone', 'reissued') AS passed
            FROM expo.command c
            WHERE c.event_id = $1
              AND c.applied >= pg_snapshot_xmin($2::text::pg_snapshot)
              AND c.applied < pg_snapshot_xmax(pg_current_snapshot())
              AND NOT pg_visible_in_snapshot(c.applied, $2::text::pg_snapshot)
            LIMIT $3::bigint)
        SELECT \(RegistrationRow.columns), pg_current_snapshot()::text, (SELECT count(*) FROM news),
            (SELECT coalesce(bool_or(kind <> ALL($4::text[])), false) FROM news), coalesce(changed.passed, false)
        FROM (VALUES (1)) AS always
            LEFT JOIN (
                SELECT one.serial, bool_or(one.passed) AS passed
                FROM (
                    SELECT serial, passed FROM news WHERE serial IS NOT NULL
                    UNION ALL SELECT s.serial, n.passed
                    FROM expo.command_subject s JOIN news n ON s.id = n.id WHERE s.event_id = $1
                ) AS one
                GROUP BY one.serial
                LIMIT $3::bigint
            ) AS changed ON true
            LEFT JOIN expo.registration r ON r.event_id = $1 AND r.serial = changed.serial
        """)
}

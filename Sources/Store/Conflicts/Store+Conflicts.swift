// Conflicts: written with the command that met them, listed for managers, and settled by one.

public import Domain
import Postgres

extension Store {
    /// Written in the command's own transaction.
    func conflictCalls(_ command: Command, _ decision: Decision) throws -> [Call] {
        guard let conflict = decision.conflict else { return [] }
        return [
            Call(
                Statement(
                    "conflict.insert",
                    """
                    INSERT INTO expo.conflict (event_id, id, kind, serial, detail, desk_id, made_at)
                    VALUES ($1, $2, $3, $4, $5, $6, to_timestamp($7::bigint / 1000.0))
                    """),
                [
                    .int(Int64(command.event.rawValue)), .uuid(command.id.bytes), .text(conflict.kind.rawValue),
                    .optional(conflict.serial?.rawValue), .text(try PayloadCoding.text(conflict)),
                    .uuid(command.desk.bytes), .int(command.madeAt.milliseconds),
                ])
        ]
    }

    /// The conflicts nobody has dealt with yet, the newest first. A desk whose date was wrong makes one of every passage:
    /// those of one desk, one date and one kind of passage come as one, where its newest stands, and told as its oldest.
    /// - Parameter limit: how many at the most, those that come as one counted once.
    public func openConflicts(event: EventID, limit: Int) throws(StoreError) -> [FoundConflict] {
        try StoreError.wrap {
            // By the index conflict_open.
            try connection.run(
                Statement(
                    "conflict.open",
                    """
                    SELECT (array_agg(c.detail ORDER BY c.found_at, c.id))[1], d.name,
                        (extract(epoch FROM min(c.made_at)) * 1000)::bigint,
                        (extract(epoch FROM min(c.found_at)) * 1000)::bigint,
                        string_agg(c.id::text, ',' ORDER BY c.found_at, c.id),
                        string_agg(c.serial::text, ',' ORDER BY c.found_at, c.id)
                    FROM (
                        SELECT *, CASE WHEN kind = 'other_day' THEN concat_ws(' ', desk_id, detail::jsonb -> 'asked',
                            detail::jsonb -> 'claimedDay', detail::jsonb -> 'admission' -> 'day') ELSE id::text END AS line
                        FROM expo.conflict WHERE event_id = $1 AND settled_at IS NULL) c
                    JOIN expo.desk d ON d.event_id = c.event_id AND d.id = c.desk_id
                    GROUP BY c.line, d.name ORDER BY max(c.found_at) DESC, max(c.id::text) DESC LIMIT $2
                    """),
                [.int(Int64(event.rawValue)), .int(Int64(limit))]
            ).map(FoundConflict.init)
        }
    }

    /// How many of them there are, each counted.
    public func openConflictCount(event: EventID) throws(StoreError) -> Int {
        try StoreError.wrap {
            Int(
                try connection.run(
                    Statement(
                        "conflict.count",
                        "SELECT count(*) FROM expo.conflict WHERE event_id = $1 AND settled_at IS NULL"),
                    [.int(Int64(event.rawValue))])[0].int(0))
        }
    }

    /// Somebody has dealt with these. False where somebody had before with all of them.
    public func settleConflicts(_ ids: [CommandID], by actor: String, event: EventID) throws(StoreError) -> Bool {
        try StoreError.wrap {
            try !connection.run(
                Statement(
                    "conflict.settle",
                    """
                    UPDATE expo.conflict SET settled_by = $3, settled_at = now()
                    WHERE event_id = $1 AND id = ANY ($2::uuid[]) AND settled_at IS NULL RETURNING 1
                    """),
                [.int(Int64(event.rawValue)), .texts(ids.map(\.description)), .text(actor)]
            ).isEmpty
        }
    }
}

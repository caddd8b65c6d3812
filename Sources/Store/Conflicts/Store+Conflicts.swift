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

    /// The conflicts nobody has dealt with yet, the oldest first.
    public func openConflicts(event: EventID, limit: Int) throws(StoreError) -> [FoundConflict] {
        try StoreError.wrap {
            // By the index conflict_open.
            try connection.run(
                Statement(
                    "conflict.open",
                    """
                    SELECT c.id, c.detail, d.name, (extract(epoch FROM c.made_at) * 1000)::bigint,
                        (extract(epoch FROM c.found_at) * 1000)::bigint, c.settled_by
                    FROM expo.conflict c JOIN expo.desk d ON d.event_id = c.event_id AND d.id = c.desk_id
                    WHERE c.event_id = $1 AND c.settled_at IS NULL ORDER BY c.found_at, c.id LIMIT $2
                    """),
                [.int(Int64(event.rawValue)), .int(Int64(limit))]
            ).map { row in
                guard let id = CommandID(bytes: try row.uuid(0)) else { throw StoreError.unreadable("conflict") }
                return FoundConflict(
                    id: id, conflict: try PayloadCoding.value(Conflict.self, from: try row.string(1)),
                    deskName: try row.string(2), madeAt: Timestamp(milliseconds: try row.int(3)),
                    foundAt: Timestamp(milliseconds: try row.int(4)), settledBy: try row.optionalString(5))
            }
        }
    }

    /// How many of them there are.
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

    /// Somebody has dealt with it. False where somebody had before.
    public func settleConflict(_ id: CommandID, by actor: String, event: EventID) throws(StoreError) -> Bool {
        try StoreError.wrap {
            try !connection.run(
                Statement(
                    "conflict.settle",
                    """
                    UPDATE expo.conflict SET settled_by = $3, settled_at = now()
                    WHERE event_id = $1 AND id = $2 AND settled_at IS NULL RETURNING 1
                    """),
                [.int(Int64(event.rawValue)), .uuid(id.bytes), .text(actor)]
            ).isEmpty
        }
    }
}

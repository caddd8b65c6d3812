// What a desk has in writing from the database, and the database itself does not know any more.

public import Domain
import Postgres

/// What is missing of a desk's.
public struct LostToDesk: Hashable, Sendable {
    /// Commands without a record, in the order asked for.
    public var commands: [CommandID]
    /// Runs of serials that are leased to the desk no more.
    public var serials: [ClosedRange<Int64>]

    public var isEmpty: Bool { commands.isEmpty && serials.isEmpty }
}

extension Store {
    /// Which of the `commands` have no record here, and which of the runs of `serials` no lease of this desk covers. One
    /// round trip; a look into an index for each.
    public func lost(
        of commands: [CommandID], serials: [ClosedRange<Int64>], desk: DeskID, event: EventID
    ) throws(StoreError) -> LostToDesk {
        try StoreError.wrap {
            let id = Value.int(Int64(event.rawValue))
            let rows = try connection.pipeline([
                Call(
                    Statement(
                        "lost.commands",
                        """
                        SELECT asked.id FROM unnest($2::text[]::uuid[]) WITH ORDINALITY AS asked (id, place)
                        WHERE NOT EXISTS (SELECT 1 FROM expo.command c WHERE c.event_id = $1 AND c.id = asked.id)
                        ORDER BY asked.place
                        """), [id, .texts(commands.map(\.description))]),
                Call(
                    Statement(
                        "lost.serials",
                        """
                        SELECT asked.first, asked.last
                        FROM unnest($3::bigint[], $4::bigint[]) AS asked (first, last)
                        WHERE NOT EXISTS (
                            SELECT 1 FROM expo.serial_block b
                            WHERE b.event_id = $1 AND b.desk_id = $2
                              AND b.first_serial <= asked.first AND b.last_serial >= asked.last)
                        """),
                    [id, .uuid(desk.bytes), .ints(serials.map(\.lowerBound)), .ints(serials.map(\.upperBound))]),
            ])
            return LostToDesk(
                commands: try rows[0].compactMap { CommandID(bytes: try $0.uuid(0)) },
                serials: try rows[1].map { try $0.int(0)...$0.int(1) })
        }
    }

    /// Leases a run of serials again that this desk had.
    /// - Returns: false when another desk has one of them by now.
    public func claim(_ serials: ClosedRange<Int64>, desk: DeskID, event: EventID) throws(StoreError) -> Bool {
        try StoreError.wrap {
            try connection.transaction {
                // The event's row puts desks in line, as for every lease.
                let id = Value.int(Int64(event.rawValue))
                let (first, last) = (Value.int(serials.lowerBound), Value.int(serials.upperBound))
                try connection.run(
                    Statement(
                        "claim.lock",
                        "UPDATE expo.event SET next_serial = greatest(next_serial, $2::bigint + 1) WHERE event_id = $1"),
                    [id, last])
                return try !connection.run(
                    Statement(
                        "claim.block",
                        """
                        INSERT INTO expo.serial_block (event_id, first_serial, last_serial, desk_id)
                        SELECT $1, $2, $3, $4 WHERE NOT EXISTS (
                            SELECT 1 FROM expo.serial_block b
                            WHERE b.event_id = $1 AND b.last_serial >= $2 AND b.first_serial <= $3)
                        RETURNING 1
                        """), [id, first, last, .uuid(desk.bytes)]
                ).isEmpty
            }
        }
    }
}

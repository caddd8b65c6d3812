// Reading what one desk has done: its part of the audit log.

public import Domain
import Postgres

/// One command of a desk as the audit log has it. No personal data.
public struct DeskLogLine: Hashable, Sendable {
    /// The desk's own count of its commands.
    public var sequence: Int64
    /// The log's words for what was asked and what became of it.
    public var kind: String
    public var word: String
    /// Nil for a command about several people.
    public var serial: Serial?
    /// By the server's clock.
    public var appliedAt: Timestamp
    /// Who did it.
    public var actor: String
    /// Of an export: what left as a file. Nil once that was erased, or where this program cannot read it.
    public var export: ExportRecord?

    public init(
        sequence: Int64, kind: String, word: String, serial: Serial?, appliedAt: Timestamp, actor: String = "",
        export: ExportRecord? = nil
    ) {
        self.actor = actor
        self.export = export
        self.sequence = sequence
        self.kind = kind
        self.word = word
        self.serial = serial
        self.appliedAt = appliedAt
    }
}

/// Some of a desk's commands, the newest first.
public struct DeskLogPage: Hashable, Sendable {
    public var lines: [DeskLogLine]
    public var hasEarlier: Bool

    public init(lines: [DeskLogLine] = [], hasEarlier: Bool = false) {
        self.lines = lines
        self.hasEarlier = hasEarlier
    }
}

extension Store {
    /// A desk's newest commands, or those before `sequence`; at most `limit`.
    public func log(
        of desk: DeskID, event: EventID, before sequence: Int64?, limit: Int
    ) throws(StoreError) -> DeskLogPage {
        try StoreError.wrap {
            // By the index command_desk, backward.
            let rows = try connection.run(
                Statement(
                    "desk.log",
                    """
                    SELECT c.desk_seq, c.kind, c.outcome, c.serial,
                        (extract(epoch FROM c.applied_at) * 1000)::bigint, c.actor,
                        CASE WHEN c.kind = 'export' THEN (SELECT d.payload FROM expo.command_detail d
                            WHERE d.event_id = c.event_id AND d.id = c.id) END
                    FROM expo.command c
                    WHERE c.event_id = $1 AND c.desk_id = $2 AND c.desk_seq < $3
                    ORDER BY c.desk_seq DESC LIMIT $4
                    """),
                [
                    .int(Int64(event.rawValue)), .uuid(desk.bytes), .int(sequence ?? .max), .int(Int64(limit) + 1),
                ])
            let lines = try rows.prefix(limit).map { row in
                DeskLogLine(
                    sequence: try row.int(0), kind: try row.string(1), word: try row.string(2),
                    serial: try row.optionalInt(3).flatMap(Serial.init(rawValue:)),
                    appliedAt: Timestamp(milliseconds: try row.int(4)), actor: try row.string(5),
                    export: try row.optionalString(6).flatMap(Self.export))
            }
            return DeskLogPage(lines: lines, hasEarlier: rows.count > limit)
        }
    }

    private static func export(in payload: String) -> ExportRecord? {
        guard let command = try? PayloadCoding.value(Command.self, from: payload),
            case .export(let record) = command.action
        else { return nil }
        return record
    }
}

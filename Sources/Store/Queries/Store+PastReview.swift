// The last decision of a desk that still stands, for a console that was started after it.

public import Domain
import Postgres

/// A decision that can be taken back: all the steps of one piece of work.
public struct PastReview: Hashable, Sendable {
    /// Those that decided somebody, in their order.
    public var commands: [CommandID]
    public var decision: Review.Decision
    /// Whom it decided.
    public var people: Int
    public var actor: String
    /// By the desk's clock.
    public var madeAt: Timestamp

    public init(
        commands: [CommandID], decision: Review.Decision, people: Int, actor: String, madeAt: Timestamp
    ) {
        self.commands = commands
        self.decision = decision
        self.people = people
        self.actor = actor
        self.madeAt = madeAt
    }
}

extension Store {
    /// A desk that has done more than this since is past taking decisions back.
    private static let newestOfDesk: Int64 = 2_000

    /// The newest decision of `desk` that was not taken back, or not to its end; nil where there is none.
    public func lastReview(of desk: DeskID, event: EventID) throws(StoreError) -> PastReview? {
        try StoreError.wrap {
            let id = Value.int(Int64(event.rawValue))
            let decided = try ids(
                PastReviewStatements.decided, [id, .uuid(desk.bytes), .int(Self.newestOfDesk)])
            let undoing = decided.map(\.undoing)
            let undone = Set(
                try ids(PastReviewStatements.recorded, [id, .texts(undoing.map(\.description))]))
            guard let newest = decided.first(where: { !undone.contains($0.undoing) }) else { return nil }
            return try pastReview(around: newest, id)
        }
    }

    private func ids(_ statement: Statement, _ values: [Value]) throws -> [CommandID] {
        try connection.run(statement, values).compactMap { CommandID(bytes: try $0.uuid(0)) }
    }

    /// The steps of one work differ in their last four bytes alone.
    private func pastReview(around step: CommandID, _ event: Value) throws -> PastReview? {
        let family = Array(step.bytes.prefix(12))
        let rows = try connection.run(
            PastReviewStatements.steps,
            [event, .uuid(family + [0, 0, 0, 0]), .uuid(family + [255, 255, 255, 255]), .uuid(step.bytes)])
        var commands: [CommandID] = []
        var people = 0
        var decided: Command?
        for row in rows {
            guard let id = CommandID(bytes: try row.uuid(0)) else { throw StoreError.unreadable("command") }
            commands.append(id)
            people += Int(try row.int(1))
            if let payload = try row.optionalString(2) {
                // What only a newer program can read is not for this one to take back.
                decided = try? PayloadCoding.value(Command.self, from: payload)
            }
        }
        // What was asked may have been erased; that somebody was decided may not.
        guard let decided, case .review(let review) = decided.action else { return nil }
        return PastReview(
            commands: commands, decision: review.decision, people: people, actor: decided.actor,
            madeAt: decided.madeAt)
    }
}

enum PastReviewStatements {
    /// Those of a desk that decided somebody, newest first: by the index command_desk.
    static let decided = Statement(
        "pastReview.decided",
        """
        SELECT c.id
        FROM (SELECT id, kind, desk_seq FROM expo.command WHERE event_id = $1 AND desk_id = $2
            ORDER BY desk_seq DESC LIMIT $3) AS c
        WHERE c.kind = 'review' AND EXISTS (
            SELECT FROM expo.command_subject s WHERE s.event_id = $1 AND s.id = c.id AND s.deed = 'decided')
        ORDER BY c.desk_seq DESC
        """)

    static let recorded = Statement(
        "pastReview.recorded", "SELECT c.id FROM expo.command c WHERE c.event_id = $1 AND c.id = ANY ($2::uuid[])")

    /// By the primary keys. What was decided stands in one of them as in all.
    static let steps = Statement(
        "pastReview.steps",
        """
        SELECT c.id, n.people, CASE WHEN c.id = $4 THEN d.payload END
        FROM expo.command c
        CROSS JOIN LATERAL (SELECT count(*) AS people FROM expo.command_subject s
            WHERE s.event_id = $1 AND s.id = c.id AND s.deed = 'decided') AS n
        LEFT JOIN expo.command_detail d ON d.event_id = c.event_id AND d.id = c.id
        WHERE c.event_id = $1 AND c.id BETWEEN $2 AND $3 AND c.kind = 'review' AND n.people > 0
        ORDER BY c.desk_seq
        """)
}

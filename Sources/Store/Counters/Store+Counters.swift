// Booking what changed, and seeing that the numbers are right.

public import Domain
import Postgres

/// A number that is kept and is not what a full count finds.
public struct CounterFlaw: Hashable, Sendable {
    public var measure: String
    public var bucket: String
    public var kept: Int
    public var counted: Int
}

extension Store {
    /// The calls that book `deltas` on a desk, to be put before the command's record: whoever writes otherwise than by
    /// `apply` puts them into the transaction of the change as well, once, after everything else is written. Only the
    /// desk's own rows are touched, so that no desk waits for another.
    static func bookingCalls(_ deltas: [CounterDelta], event: EventID, desk: DeskID) -> [Call] {
        guard !deltas.isEmpty else { return [] }
        let id = Value.int(Int64(event.rawValue))
        let people = Set(deltas.compactMap(\.sole?.serial.rawValue)).sorted()
        let hold = people.isEmpty ? [] : [Call(CounterSQL.hold, [id, .ints(people)])]
        let book = Call(
            CounterSQL.book,
            [
                id, .uuid(desk.bytes), .texts(deltas.map(\.measure.rawValue)), .texts(deltas.map(\.bucket)),
                .ints(deltas.map { Int64($0.amount) }), .ints(deltas.map { $0.sole?.serial.rawValue ?? 0 }),
                .texts(deltas.map { $0.sole?.place.text ?? "" }),
                .texts(deltas.map { $0.sole?.day.description ?? "1970-01-01" }),
            ])
        return hold + [book]
    }

    /// The calls that book decisions on several and promotions, once they are written.
    static func bookingCalls(of changes: [StatusChange], event: EventID, desk: DeskID) -> [Call] {
        guard !changes.isEmpty else { return [] }
        return [
            Call(
                CounterSQL.bookStatuses,
                [
                    .int(Int64(event.rawValue)), .uuid(desk.bytes), .ints(changes.map(\.serial.rawValue)),
                    .texts(changes.map(\.was.rawValue)), .texts(changes.map(\.status.rawValue)),
                ])
        ]
    }

    /// Where the counters are not what a full count of everything finds; at most `limit` of them. One statement, so that
    /// it is right while desks work; it reads every table whole.
    public func counterFlaws(_ event: EventID, limit: Int = 20) throws(StoreError) -> [CounterFlaw] {
        try StoreError.wrap {
            try connection.run(
                Statement(
                    "counter.flaws",
                    """
                    WITH counted AS (
                        SELECT measure, bucket, sum(amount) AS amount FROM (\(CounterSQL.fullCount)) AS everything
                        GROUP BY measure, bucket
                    ), kept AS (
                        SELECT measure, bucket, sum(amount) AS amount FROM expo.counter WHERE event_id = $1
                        GROUP BY measure, bucket)
                    SELECT measure, bucket, coalesce(kept.amount, 0)::bigint, coalesce(counted.amount, 0)::bigint
                    FROM kept FULL JOIN counted USING (measure, bucket)
                    WHERE coalesce(kept.amount, 0) <> coalesce(counted.amount, 0)
                    ORDER BY measure, bucket LIMIT $2::bigint
                    """), [.int(Int64(event.rawValue)), .int(Int64(limit))]
            ).map {
                CounterFlaw(
                    measure: try $0.string(0), bucket: try $0.string(1), kept: Int(try $0.int(2)),
                    counted: Int(try $0.int(3)))
            }
        }
    }

    /// Counts everything anew, as the schema's owner. Desks that are writing meanwhile wait at their booking, or are
    /// waited for, so that each change is in the count or booked after it.
    public func recount(_ event: EventID) throws(StoreError) {
        try StoreError.wrap {
            try connection.transaction {
                let id = [Value.int(Int64(event.rawValue))]
                try connection.script("LOCK TABLE expo.counter IN EXCLUSIVE MODE")
                _ = try connection.run(
                    Statement("counter.clear", "DELETE FROM expo.counter WHERE event_id = $1"), id)
                _ = try connection.run(
                    Statement(
                        "counter.recount",
                        """
                        INSERT INTO expo.counter (event_id, desk_id, measure, bucket, amount)
                        SELECT $1, desk_id, measure, bucket, amount FROM (\(CounterSQL.fullCount)) AS everything
                        """), id)
            }
        }
    }
}

// Reading the counters' sums. Nothing here reads a table that grows with the people.

public import Domain
import Postgres

extension Store {
    /// How an event stands at `moment`, which says what today and the last hour are. One round trip; every sum is of the
    /// same state of the database.
    public func numbers(_ event: EventID, at moment: Timestamp) throws(StoreError) -> EventNumbers {
        try StoreError.wrap {
            do {
                let id = [Value.int(Int64(event.rawValue))]
                let minutes = [moment.minute - 60, moment.minute + 1].map { Value.text(String($0)) }
                let answers = try connection.pipeline([
                    Call(NumbersSQL.begin), Call(NumbersSQL.calendar, id + [.int(moment.milliseconds)]),
                    Call(NumbersSQL.people, id), Call(NumbersSQL.entries, id), Call(NumbersSQL.deeds, id),
                    Call(NumbersSQL.minutes, id + minutes), Call(ApplyStatements.commit),
                ])
                guard let calendar = answers[1].first, let today = CalendarDate(try calendar.string(0)) else {
                    throw StoreError.unreadable("event")
                }
                var numbers = EventNumbers(
                    at: moment, minutesAheadOfUTC: Int(try calendar.int(1)), today: today)
                for row in answers[2] { try Self.read(row, into: &numbers) }
                numbers.entries = try answers[3].compactMap(Self.entries)
                numbers.deeds = try answers[4].map { row in
                    EventNumbers.Deeds(
                        desk: try row.string(0), word: try row.string(1), count: Int(try row.int(2)))
                }
                numbers.minutes = try answers[5].compactMap { row in
                    guard let place = Domain.Place(try row.string(1)) else { return nil }
                    return EventNumbers.Minute(
                        ago: Int(moment.minute - (try row.int(0))), place: place, count: Int(try row.int(2)))
                }
                return numbers
            } catch {
                connection.rollBack()
                throw error
            }
        }
    }

    /// Registrations, arrived and outside: a measure's bucket and its sum.
    private static func read(_ row: Row, into numbers: inout EventNumbers) throws {
        let parts = try row.string(1).split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        let count = Int(try row.int(2))
        switch Measure(rawValue: try row.string(0)) {
        case .registration:
            guard parts.count == 3, let status = Registration.Status(rawValue: parts[0]),
                let source = Registration.Source(rawValue: parts[1])
            else { return }
            numbers.registrations.append(
                EventNumbers.Registrations(
                    status: status, source: source, category: parts[2].isEmpty ? nil : parts[2], count: count))
        case .arrived:
            if let status = Registration.Status(rawValue: parts[0]) { numbers.arrived[status] = count }
        case .outside:
            guard parts.count == 2, let day = CalendarDate(parts[0]), let place = Domain.Place(parts[1]) else { return }
            numbers.outside.append(EventNumbers.Outside(day: day, place: place, count: count))
        case .deed, .entry, .minute, nil: return
        }
    }

    private static func entries(_ row: Row) throws -> EventNumbers.Entries? {
        guard let day = CalendarDate(try row.string(0)), let place = Domain.Place(try row.string(2)) else { return nil }
        return EventNumbers.Entries(
            day: day, hour: Int(try row.int(1)), place: place, gate: try row.string(3), count: Int(try row.int(4)))
    }
}

enum NumbersSQL {
    static let begin = Statement("numbers.begin", "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")

    /// The event's day and its zone's minutes ahead of UTC at a moment.
    static let calendar = Statement(
        "numbers.calendar",
        """
        SELECT (l.moment AT TIME ZONE e.time_zone)::date::text,
            (extract(epoch FROM (l.moment AT TIME ZONE e.time_zone) - (l.moment AT TIME ZONE 'UTC')) / 60)::int
        FROM expo.event e, LATERAL (SELECT to_timestamp($2::bigint / 1000.0) AS moment) l
        WHERE e.event_id = $1
        """)

    /// By the primary key of expo.counter, as all of these.
    static let people = Statement(
        "numbers.people",
        """
        SELECT measure, bucket, sum(amount)::bigint FROM expo.counter
        WHERE event_id = $1 AND measure IN ('arrived', 'outside', 'registration')
        GROUP BY measure, bucket ORDER BY measure, bucket
        """)

    static let entries = Statement(
        "numbers.entries",
        """
        SELECT l.moment::date::text, extract(hour FROM l.moment)::int, split_part(c.bucket, E'\\t', 2),
            split_part(c.bucket, E'\\t', 3), sum(c.amount)::bigint
        FROM expo.event e JOIN expo.counter c USING (event_id), LATERAL (
            SELECT to_timestamp(split_part(c.bucket, E'\\t', 1)::bigint * 900) AT TIME ZONE e.time_zone AS moment) l
        WHERE e.event_id = $1 AND c.measure = 'entry'
        GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4
        """)

    static let deeds = Statement(
        "numbers.deeds",
        """
        SELECT coalesce(d.name, ''), split_part(c.bucket, E'\\t', 1), sum(c.amount)::bigint
        FROM expo.counter c LEFT JOIN expo.desk d ON d.event_id = c.event_id AND d.id = c.desk_id
        WHERE c.event_id = $1 AND c.measure = 'deed'
        GROUP BY 1, 2 ORDER BY 1, 2
        """)

    /// From one minute to before another: their numbers have eight digits each and sort as text.
    static let minutes = Statement(
        "numbers.minutes",
        """
        SELECT split_part(bucket, E'\\t', 1)::bigint, split_part(bucket, E'\\t', 2), sum(amount)::bigint
        FROM expo.counter
        WHERE event_id = $1 AND measure = 'minute' AND bucket >= $2 AND bucket < $3
        GROUP BY 1, 2 ORDER BY 1, 2
        """)
}

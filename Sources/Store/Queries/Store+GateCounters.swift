// How full a place is, for those who stand at its gates.

public import Domain
import Postgres

/// How a place fills on one day.
public struct GateCounters: Hashable, Sendable {
    /// How many people went in that day, whether or not they left since.
    public var entered: Int
    /// How many of them are inside.
    public var inside: Int
    /// How many went in for the first time within the last `minutes`.
    public var lately: Int
    /// Usually the last `EventNumbers.rateMinutes` whole ones; fewer, the present one among them, where nobody came before.
    public var minutes: Int

    public init(entered: Int, inside: Int, lately: Int, minutes: Int = EventNumbers.rateMinutes) {
        self.entered = entered
        self.inside = inside
        self.lately = lately
        self.minutes = minutes
    }

    /// - Parameters:
    ///   - whole: first entries within the last `EventNumbers.rateMinutes` whole minutes.
    ///   - present: within the minute that is not over.
    ///   - first: how many minutes ago the first one was; nil for nobody.
    public init(entered: Int, inside: Int, whole: Int, present: Int, first: Int?) {
        let minutes = EventNumbers.minutesSeen(since: first)
        let isBeginning = first.map { $0 + 1 == minutes } ?? false
        self.init(
            entered: entered, inside: inside, lately: isBeginning ? whole + present : whole, minutes: minutes)
    }
}

extension Store {
    /// Counts the admissions to a place on the day that `moment` is in the event's time zone. Reads each of that day's
    /// rows of the place once, by the index admission_place: about ten milliseconds for fifty thousand.
    public func gateCounters(
        of place: Domain.Place, at moment: Timestamp, event: EventID
    ) throws(StoreError) -> GateCounters {
        try StoreError.wrap {
            let row = try connection.run(
                Statement(
                    "admission.counters",
                    """
                    SELECT count(*), count(*) FILTER (WHERE a.is_inside),
                        count(*) FILTER (WHERE a.entered_at >= to_timestamp(($4::bigint - $5::bigint) * 60)
                            AND a.entered_at < to_timestamp($4::bigint * 60)),
                        count(*) FILTER (WHERE a.entered_at >= to_timestamp($4::bigint * 60)
                            AND a.entered_at < to_timestamp(($4::bigint + 1) * 60)),
                        floor(extract(epoch FROM min(a.entered_at)) / 60)::bigint
                    FROM expo.admission a
                    WHERE a.event_id = $1 AND a.place = $2
                      AND a.day = (
                        SELECT (to_timestamp($3::bigint / 1000.0) AT TIME ZONE e.time_zone)::date
                        FROM expo.event e WHERE e.event_id = $1)
                    """),
                [
                    .int(Int64(event.rawValue)), .text(place.text), .int(moment.milliseconds), .int(moment.minute),
                    .int(Int64(EventNumbers.rateMinutes)),
                ])[0]
            return GateCounters(
                entered: Int(try row.int(0)), inside: Int(try row.int(1)), whole: Int(try row.int(2)),
                present: Int(try row.int(3)), first: try row.optionalInt(4).map { Int(moment.minute - $0) })
        }
    }

    /// The admissions of `serials` to a place on the day that `moment` is in the event's time zone; who was not there is
    /// left out. By the primary key.
    public func admissions(
        of serials: [Serial], to place: Domain.Place, at moment: Timestamp, event: EventID
    ) throws(StoreError) -> [Serial: Admission] {
        guard !serials.isEmpty else { return [:] }
        return try StoreError.wrap {
            let rows = try connection.run(
                Statement(
                    "admission.ofSeveral",
                    """
                    SELECT \(AdmissionRow.columns), a.serial FROM expo.admission a JOIN expo.event e USING (event_id)
                    WHERE a.event_id = $1 AND a.serial = ANY ($2::bigint[]) AND a.place = $3
                      AND a.day = (to_timestamp($4::bigint / 1000.0) AT TIME ZONE e.time_zone)::date
                    """),
                [
                    .int(Int64(event.rawValue)), .ints(serials.map(\.rawValue)), .text(place.text),
                    .int(moment.milliseconds),
                ])
            var found: [Serial: Admission] = [:]
            for row in rows {
                guard let serial = Serial(rawValue: try row.int(12)) else { throw StoreError.unreadable("admission") }
                found[serial] = try AdmissionRow.read(row)
            }
            return found
        }
    }
}

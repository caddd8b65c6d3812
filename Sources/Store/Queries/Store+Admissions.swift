// Reading who is in.

public import Domain
import Postgres

extension Store {
    /// Somebody's admissions, under every serial that was merged into theirs too, on the day that `moment` is in the event's time zone, the earliest entry first.
    public func admissions(
        of serial: Serial, at moment: Timestamp, event: EventID
    ) throws(StoreError) -> [Admission] {
        try StoreError.wrap {
            // By the primary key of expo.admission.
            try connection.run(
                Statement(
                    "admission.list",
                    """
                    SELECT \(AdmissionRow.columns) FROM expo.admission a JOIN expo.event e USING (event_id)
                    WHERE a.event_id = $1 AND a.serial = ANY (\(CheckInStatements.serialsOfPerson))
                      AND a.day = (to_timestamp($3::bigint / 1000.0) AT TIME ZONE e.time_zone)::date
                    ORDER BY a.entered_at, a.place
                    """),
                [.int(Int64(event.rawValue)), .int(serial.rawValue), .int(moment.milliseconds)]
            ).compactMap { try AdmissionRow.readIfKnown($0) }
        }
    }

    /// When each of `serials` first entered on the day that `moment` is in the event's time zone; those who did not are
    /// left out.
    public func firstEntries(
        of serials: [Serial], at moment: Timestamp, event: EventID
    ) throws(StoreError) -> [Serial: Timestamp] {
        guard !serials.isEmpty else { return [:] }
        return try StoreError.wrap {
            // By the primary key of expo.admission.
            let rows = try connection.run(
                Statement(
                    "admission.firstEntries",
                    """
                    SELECT a.serial, (extract(epoch FROM min(a.entered_at)) * 1000)::bigint
                    FROM expo.admission a JOIN expo.event e USING (event_id)
                    WHERE a.event_id = $1 AND a.serial = ANY ($2::bigint[])
                      AND a.day = (to_timestamp($3::bigint / 1000.0) AT TIME ZONE e.time_zone)::date
                    GROUP BY a.serial
                    """),
                [.int(Int64(event.rawValue)), .ints(serials.map(\.rawValue)), .int(moment.milliseconds)])
            var entries: [Serial: Timestamp] = [:]
            for row in rows {
                guard let serial = Serial(rawValue: try row.int(0)) else { throw StoreError.unreadable("admission") }
                entries[serial] = Timestamp(milliseconds: try row.int(1))
            }
            return entries
        }
    }
}

// How many attendees a filter leaves, and places that cut them into parts.

public import Domain
import Postgres

extension Store {
    /// About how many the filter leaves, by the planner's statistics; for words of three letters and more some hundred
    /// pages of the table are looked at.
    public func estimatedCount(_ filter: AttendeeFilter, event: EventID) throws(StoreError) -> Int {
        try StoreError.wrap {
            try estimates(filter, event: event, try attendeeSQL(event, filter, .standard)).found
        }
    }

    /// Exactly how many the filter leaves. Reads every one of them.
    public func count(_ filter: AttendeeFilter, event: EventID) throws(StoreError) -> Int {
        try StoreError.wrap {
            let sql = try attendeeSQL(event, filter, .standard)
            let call = sql.call("SELECT count(*) FROM (\(sql.everyone)) AS everyone")
            let rows = try connection.run(call.statement, call.values)
            return Int(try rows[0].int(0))
        }
    }

    /// At most 101 places that cut those the filter leaves into parts of one size. Exact for few; of many, a sample of
    /// the table's pages is cut, so the first and last place are near the ends, and the others about where they should
    /// be.
    public func landmarks(
        _ filter: AttendeeFilter, sort: AttendeeSort, event: EventID
    ) throws(StoreError) -> [AttendeeKey] {
        try StoreError.wrap {
            let sql = try attendeeSQL(event, filter, sort)
            let estimate = try estimates(filter, event: event, sql).found
            let share = estimate > Self.fewRows ? Double(Self.landmarkRows) / Double(estimate) * 100 : nil
            let rows = try run(sql.call(sql.landmarks(share: share)))
            return try rows.map { row in
                guard let serial = Serial(rawValue: try row.int(0)) else { throw StoreError.unreadable("serial") }
                return AttendeeKey(value: try row.string(1), serial: serial)
            }
        }
    }

    /// As many are sorted whole.
    private static let fewRows = 20_000
    /// As many are expected in a sample.
    private static let landmarkRows = 15_000
}

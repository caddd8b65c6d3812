// A row of expo.search: what attendees are found and sorted by.

public import Domain
public import Postgres

/// The rows of expo.search. Its columns, and their values for whoever writes many of them.
public enum SearchRow {
    /// In the order of `values`.
    public static let columns =
        "event_id, serial, registered_at, name, initials, affiliation, phone, category, source, marks"

    /// - Parameter registeredAt: the moment in the form that the statement wants: a number of milliseconds for the
    ///   store's own, text for COPY.
    public static func values(
        _ event: EventID, _ serial: Serial, _ index: SearchIndex, registeredAt: Value
    ) -> [Value] {
        [
            .int(Int64(event.rawValue)), .int(serial.rawValue), registeredAt, .text(index.name), .text(index.initials),
            .text(index.affiliation), .text(index.phone), .text(index.category), .text(index.source.rawValue),
            .texts(index.marks),
        ]
    }
}

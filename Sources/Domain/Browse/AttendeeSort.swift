// In which order attendees are read, and where one of them stands in it.

/// The order of a table: by one column, ties by serial in the same direction.
public struct AttendeeSort: Hashable, Sendable {
    public var column: AttendeeColumn
    public var isDescending: Bool

    public init(_ column: AttendeeColumn, isDescending: Bool = false) {
        self.column = column
        self.isDescending = isDescending
    }

    /// By serial, the oldest first.
    public static let standard = AttendeeSort(.serial)
}

/// Where somebody stands in an order: the column's value in the form the database sorts by, and the serial.
///
/// A key belongs to the sort it was read with, and is only handed back to queries with the same one.
public struct AttendeeKey: Hashable, Sendable {
    /// Empty for an order by serial.
    public var value: String
    public var serial: Serial

    public init(value: String = "", serial: Serial) {
        self.value = value
        self.serial = serial
    }
}

// A named way to look at the attendees.

/// Filter, columns with their widths, and order, under a name.
public struct AttendeeView: Hashable, Sendable {
    public struct Column: Hashable, Sendable {
        public var column: AttendeeColumn
        /// In terminal columns; nil leaves it to the table.
        public var width: Int?

        public init(_ column: AttendeeColumn, width: Int? = nil) {
            self.column = column
            self.width = width
        }
    }

    /// At most 40 characters; unique among the personal ones and among an event's shared ones, case aside.
    public var name: String
    /// As somebody typed it, in the filter language.
    public var filter: String
    public var columns: [Column]
    public var sort: AttendeeSort

    public init(name: String, filter: String, columns: [Column], sort: AttendeeSort) {
        self.name = name
        self.filter = filter
        self.columns = columns
        self.sort = sort
    }
}

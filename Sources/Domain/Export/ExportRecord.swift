// That data left as a file: who took which table, and how much of it. The audit log keeps it.

/// What somebody exported. Who, where and when stand in the command around it.
public struct ExportRecord: Hashable, Sendable, Codable {
    public enum Table: String, Hashable, Sendable, Codable, CaseIterable {
        case attendees
        /// Every movement through a gate.
        case checkIns = "check-ins"
        /// A list to sign on paper.
        case signOff = "sign-off"
    }

    public var table: Table
    /// The kind of file: `csv`, `xlsx`.
    public var format: String
    /// The filter as it was typed; empty for everybody.
    public var filter: String
    /// Rows without the heading.
    public var rows: Int

    public init(table: Table, format: String, filter: String, rows: Int) {
        self.table = table
        self.format = format
        self.filter = filter
        self.rows = rows
    }
}

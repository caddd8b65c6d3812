// The extent of a screen or a part of it.

/// Columns by rows, never negative when it comes from a terminal.
public struct Size: Hashable, Sendable {
    public var columns: Int
    public var rows: Int

    public init(columns: Int, rows: Int) {
        self.columns = columns
        self.rows = rows
    }
}

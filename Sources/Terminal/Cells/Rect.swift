// A part of a grid of cells.

/// A rectangle of cells. A negative extent is kept as zero.
public struct Rect: Hashable, Sendable {
    public var column: Int
    public var row: Int
    public var columns: Int
    public var rows: Int

    public init(column: Int, row: Int, columns: Int, rows: Int) {
        self.column = column
        self.row = row
        self.columns = max(columns, 0)
        self.rows = max(rows, 0)
    }

    /// The rectangle at 0,0 of a size.
    public init(_ size: Size) {
        self.init(column: 0, row: 0, columns: size.columns, rows: size.rows)
    }

    public var size: Size { Size(columns: columns, rows: rows) }
    public var isEmpty: Bool { columns == 0 || rows == 0 }
    /// The column after the last one.
    public var endColumn: Int { column + columns }
    /// The row after the last one.
    public var endRow: Int { row + rows }

    /// The rectangle `amount` cells further in on every side.
    public func inset(_ amount: Int) -> Rect { inset(columns: amount, rows: amount) }

    public func inset(columns: Int, rows: Int) -> Rect {
        Rect(
            column: column + columns, row: row + rows, columns: self.columns - 2 * columns, rows: self.rows - 2 * rows)
    }

    /// What both cover; empty when they do not meet.
    public func intersection(_ other: Rect) -> Rect {
        let left = max(column, other.column)
        let top = max(row, other.row)
        return Rect(
            column: left, row: top,
            columns: min(endColumn, other.endColumn) - left, rows: min(endRow, other.endRow) - top)
    }

    public func contains(_ point: Point) -> Bool {
        (column..<endColumn).contains(point.column) && (row..<endRow).contains(point.row)
    }

    /// A rectangle of `size` in the middle, cut to this one.
    public func centred(_ size: Size) -> Rect {
        let columns = min(size.columns, self.columns)
        let rows = min(size.rows, self.rows)
        return Rect(
            column: column + (self.columns - columns) / 2, row: row + (self.rows - rows) / 2,
            columns: columns, rows: rows)
    }
}

// A row as a reader gives it.

/// One row of a table in a file.
public struct SheetRow: Sendable, Equatable {
    /// Where it stands, from 1: in a CSV file the line it begins on, in a workbook the row's number.
    public var line: Int
    /// The text of its cells from the first column on; rows differ in length. A blank line of a CSV file has no cells.
    public var cells: [String]
    /// Whoever opens the workbook does not see it: it was hidden, folded away, or a filter leaves it out.
    public var isHidden: Bool
    /// The columns that whoever opens the workbook does not see, counted from 0: the same for all rows of a sheet.
    public var hiddenColumns: [ClosedRange<Int>]

    public init(line: Int, cells: [String], isHidden: Bool = false, hiddenColumns: [ClosedRange<Int>] = []) {
        self.line = line
        self.cells = cells
        self.isHidden = isHidden
        self.hiddenColumns = hiddenColumns
    }
}

// A row as a reader gives it.

/// One row of a table in a file.
public struct SheetRow: Sendable, Equatable {
    /// The row's number, from 1, as spreadsheets show it: cells with line breaks make no more rows of it.
    public var line: Int
    /// The text of its cells from the first column on; rows differ in length. A blank line of a CSV file has no cells.
    public var cells: [String]
    /// Whoever opens the workbook does not see it: it was hidden, folded away, or a filter leaves it out.
    public var isHidden: Bool
    /// The columns that whoever opens the workbook does not see, counted from 0: the same for all rows of a sheet.
    public var hiddenColumns: [ClosedRange<Int>]

    /// The columns, counted from 0, whose cells are formulas that the workbook has no value of; the cell is the formula, as
    /// it would be typed. Programs that write workbooks leave the value to whoever opens them.
    public var formulas: Set<Int>

    public init(
        line: Int, cells: [String], isHidden: Bool = false, hiddenColumns: [ClosedRange<Int>] = [],
        formulas: Set<Int> = []
    ) {
        self.line = line
        self.cells = cells
        self.isHidden = isHidden
        self.hiddenColumns = hiddenColumns
        self.formulas = formulas
    }
}

// A row as a reader gives it.

/// One row of a table in a file.
public struct SheetRow: Sendable, Equatable {
    /// Where it stands, from 1: in a CSV file the line it begins on, in a workbook the row's number.
    public var line: Int
    /// The text of its cells from the first column on; rows differ in length. A blank line of a CSV file has no cells.
    public var cells: [String]

    public init(line: Int, cells: [String]) {
        self.line = line
        self.cells = cells
    }
}

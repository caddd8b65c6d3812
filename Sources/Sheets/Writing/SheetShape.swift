// How a workbook looks, beside what is in it.

/// Room for what is written into a workbook later, by hand. Columns are as wide as what is in them without it.
public struct SheetShape: Hashable, Sendable {
    /// The least width of the columns, from the first on, in Excel's characters; 0 or none where the cells decide.
    public var leastWidths: [Int]
    /// The height of every row in points; nil for the usual one.
    public var rowHeight: Int?

    public init(leastWidths: [Int] = [], rowHeight: Int? = nil) {
        self.leastWidths = leastWidths
        self.rowHeight = rowHeight
    }
}

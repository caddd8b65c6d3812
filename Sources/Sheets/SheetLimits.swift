// How much a file may ask of us. All far above what an event has, all below what hurts.

/// Bounds on the work of reading one file, in bytes where nothing else is said.
enum SheetLimits {
    /// Of a file as it lies on the disk.
    static let file = 1 << 30
    /// Of one cell. Excel stops at 32,767 characters.
    static let cell = 1 << 20
    /// Of the cells of one row together.
    static let row = 16 << 20
    /// Columns: Excel's own limit.
    static let columns = 16_384
    /// Rows of a sheet: Excel's own limit.
    static let rows = 1_048_576
    /// Cells of one sheet, those counted that only fill a gap.
    static let cells = 100_000_000
    /// Entries of a workbook's archive.
    static let entries = 20_000
    /// What one entry may unpack to, however small it is packed.
    static let smallEntry = 64 << 20
    /// What one entry may unpack to at all.
    static let entry = 4 << 30
    /// Unpacked bytes for one packed byte beyond `smallEntry`. Real sheets stay below 40, a bomb is near 1,000.
    static let ratio = 200
    /// Of all shared strings of a workbook.
    static let sharedStrings = 512 << 20
    /// Elements within elements.
    static let depth = 64
    /// Of one tag of XML with its attributes.
    static let tag = 4 << 20
    /// Sheets of a workbook, and its cell styles.
    static let sheets = 1_000
    static let styles = 100_000
}

// Why a file cannot be read as a table.

/// A refusal of `SheetFile`.
public enum SheetError: Error, Sendable, Hashable {
    /// The system does not let us read it, in its words.
    case unreadable(reason: String)
    case empty
    /// It is neither text nor a workbook.
    case notATable
    /// A web page saved under a spreadsheet's name, as many sites hand out.
    case webPage
    /// The old binary workbook (.xls). Excel saves it as .xlsx.
    case oldExcel
    /// Protected by a password.
    case encrypted
    /// A workbook whose part `part` is broken or missing.
    case damaged(part: String)
    /// A workbook without the sheet that was asked for.
    case noSheet(name: String)
    /// Text that is neither UTF-8 nor CP949 from `line` (from 1) on.
    case badEncoding(line: Int)
    /// A cell that begins with a quotation mark on `line` (from 1) and never ends.
    case unclosedQuote(line: Int)
    /// More than `SheetLimits` allows, or a file that unpacks to far more than it says.
    case tooLarge
}

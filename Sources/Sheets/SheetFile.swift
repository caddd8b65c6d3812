// A file with a table in it, whatever made it.

/// A CSV file or a workbook, read as rows of text. Opening it looks at the whole of a text file once, to know its
/// encoding; reading streams, so memory does not grow with the file (a workbook's shared strings excepted).
public struct SheetFile: Sendable {
    private let path: String
    private let chunk: Int
    /// The names of a workbook's sheets, in its order; none for a text file.
    public let sheets: [String]
    /// Those that whoever opens the workbook does not see.
    public let hiddenSheets: Set<String>
    /// What was found. Set it to read the file in another way.
    public var format: SheetFormat

    /// Opens a file and finds out what it is.
    /// - Throws: what is wrong with it; encoding, kind of file and protection are all checked here.
    public init(path: String) throws(SheetError) {
        try self.init(path: path, chunk: 1 << 16)
    }

    /// - Parameter chunk: how many bytes are read at a time; the rows do not depend on it.
    init(path: String, chunk: Int) throws(SheetError) {
        self.path = path
        self.chunk = max(chunk, 4)
        switch try FileKind(path: path) {
        case .archive:
            let workbook = try Workbook(archive: ZipArchive(path: path, chunk: self.chunk))
            sheets = workbook.sheets.map(\.name)
            hiddenSheets = Set(workbook.sheets.filter(\.isHidden).map(\.name))
            guard let first = workbook.sheets.first(where: { !$0.isHidden }) ?? workbook.sheets.first else {
                throw .damaged(part: workbook.path)
            }
            format = .xlsx(sheet: first.name)
        case .text(let mark):
            let encoding = try CSVDetection.encoding(path: path, mark: mark, chunk: self.chunk)
            sheets = []
            hiddenSheets = []
            format = .csv(
                encoding: encoding,
                separator: try CSVDetection.separator(path: path, encoding: encoding, chunk: self.chunk))
        }
    }

    /// Gives one row after the other, until there are no more or `body` returns false.
    /// - Throws: `SheetError`, and what `body` throws.
    public func rows(_ body: (SheetRow) throws -> Bool) throws {
        switch format {
        case .csv(let encoding, let separator):
            try CSVText(path: path, encoding: encoding, chunk: chunk).rows(separator: separator, body)
        case .xlsx(let sheet):
            try Workbook(archive: ZipArchive(path: path, chunk: chunk)).rows(of: sheet, body)
        }
    }
}

// Workbooks through libxlsxwriter, in its mode of constant memory.

internal import CXLSXWriter
internal import Glibc

/// Writes a workbook. Every cell is text or a number, so nothing in it is ever computed.
final class XLSXOutput: SheetOutput {
    private let path: String
    private let name: String
    private let heading: [String]
    private var book: UnsafeMutablePointer<lxw_workbook>?
    private var sheet: UnsafeMutablePointer<lxw_worksheet>?
    private var sheets = 0
    /// The next row of the sheet, from 0.
    private var next = 0
    /// Rows of all sheets.
    private var written = 0
    /// Excel counts UTF-16.
    private static let longestCell = 32_767
    /// Excel keeps fifteen digits of a number.
    private static let exactBelow: Int64 = 1_000_000_000_000_000
    /// Columns are made as wide as their first rows, within reason; what is longer is read in its cell.
    private static let measuredRows = 1_000
    private static let widths = 6...40
    private let shape: SheetShape
    /// How wide the cells of each column are, in Excel's characters.
    private var columns: [Int] = []

    init(_ path: String, sheet: String, heading: [String], shape: SheetShape) throws(SheetOutputFault) {
        self.path = path
        self.shape = shape
        self.heading = heading
        name = String(sheet.filter { !"[]:*?/\\'".contains($0) }.prefix(25))
        var options = lxw_workbook_options()
        options.constant_memory = 1
        options.use_zip64 = 1
        // Unfinished sheets lie beside the file: the system's folder for such may be memory.
        let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
        book = (folder.isEmpty ? "/" : folder).withCString { folder in
            options.tmpdir = UnsafeMutablePointer(mutating: folder)
            return workbook_new_opt(path, &options)
        }
        guard book != nil else { throw SheetOutputFault(reason: String(cString: strerror(errno))) }
        try addSheet()
    }

    private func addSheet() throws(SheetOutputFault) {
        sheets += 1
        sheet = workbook_add_worksheet(book, sheets == 1 ? name : "\(name) (\(sheets))")
        guard let sheet else { throw SheetOutputFault(reason: String(cString: strerror(errno))) }
        worksheet_freeze_panes(sheet, 1, 0)
        if let height = shape.rowHeight { worksheet_set_default_row(sheet, Double(height), 0) }
        next = 0
    }

    func row(_ cells: [SheetCell]) throws(SheetOutputFault) {
        if next == SheetLimits.rows {
            setWidths()
            try addSheet()
            try row(heading.map(SheetCell.text))
        }
        if written < Self.measuredRows { measure(cells) }
        for (column, cell) in cells.enumerated() where !cell.isEmpty {
            let code = write(cell, column)
            guard code == LXW_NO_ERROR else { throw Self.fault(code) }
        }
        next += 1
        // A row without a cell leaves no trace in the file.
        if !cells.allSatisfy(\.isEmpty) { written += 1 }
    }

    private func write(_ cell: SheetCell, _ column: Int) -> lxw_error {
        let (row, column) = (lxw_row_t(next), lxw_col_t(column))
        if case .number(let number) = cell, abs(number) < Self.exactBelow {
            return worksheet_write_number(sheet, row, column, Double(number), nil)
        }
        return worksheet_write_string(sheet, row, column, Self.writable(cell.shown), nil)
    }

    private func measure(_ cells: [SheetCell]) {
        while columns.count < cells.count { columns.append(0) }
        for (column, cell) in cells.enumerated() where columns[column] < Self.widths.upperBound {
            // Hangul takes two of Excel's characters; a line's end ends what is as wide as the cell.
            let width = cell.shown.unicodeScalars.prefix(Self.widths.upperBound).prefix { $0 != "\n" }
                .reduce(0) { $0 + ($1.value < 0x1100 ? 1 : 2) }
            columns[column] = max(columns[column], width)
        }
    }

    private func setWidths() {
        guard let sheet else { return }
        for (column, width) in columns.enumerated() {
            let least = column < shape.leastWidths.count ? shape.leastWidths[column] : 0
            let room = max(min(max(width + 2, Self.widths.lowerBound), Self.widths.upperBound), least)
            worksheet_set_column(sheet, lxw_col_t(column), lxw_col_t(column), Double(room), nil)
        }
    }

    /// What XML can hold, escaped as workbooks do, and no longer than Excel takes.
    private static func writable(_ cell: String) -> String {
        let isPlain = cell.utf8.count <= longestCell && cell.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x5F && $0 != 0xEF }
        if isPlain { return cell }
        var text = ""
        var length = 0
        // What looks like an escape would be read back as one; the library leaves it as it is.
        for scalar in cell.replacing("_x", with: "_x005F_x").unicodeScalars {
            length += scalar.value > 0xFFFF ? 2 : 1
            if length > longestCell { break }
            switch scalar.value {
            case 0x09, 0x0A: text.unicodeScalars.append(scalar)
            case ..<0x20, 0xFFFE, 0xFFFF:
                let digits = String(scalar.value, radix: 16, uppercase: true)
                text += "_x" + String(repeating: "0", count: 4 - digits.count) + digits + "_"
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text
    }

    func finish() throws(SheetOutputFault) {
        guard let book else { return }
        setWidths()
        self.book = nil
        errno = 0
        let code = workbook_close(book)
        guard code == LXW_NO_ERROR else {
            if errno == ENOSPC || errno == EDQUOT || errno == EFBIG {
                throw SheetOutputFault(reason: String(cString: strerror(errno)))
            }
            throw Self.fault(code)
        }
        try verify()
    }

    /// The library does not look whether its unfinished sheets could be written: a full disk leaves rows out without a
    /// word. So the rows that arrived are counted.
    private func verify() throws(SheetOutputFault) {
        var found = 0
        do {
            let archive = try ZipArchive(path: path, chunk: 1 << 18)
            for number in 1...sheets {
                var counter = TagCounter()
                _ = try archive.read("xl/worksheets/sheet\(number).xml") { (piece) throws(SheetError) in
                    counter.feed(piece)
                    return true
                }
                found += counter.count
            }
        } catch {
            found = -1
        }
        guard found == written else { throw SheetOutputFault(reason: String(cString: strerror(ENOSPC))) }
    }

    func abandon() {
        guard let book else { return }
        // There is no other way to be rid of its memory and its unfinished sheets.
        workbook_close(book)
        self.book = nil
    }

    private static func fault(_ code: lxw_error) -> SheetOutputFault {
        SheetOutputFault(reason: lxw_strerror(code).map { String(cString: $0) } ?? "libxlsxwriter \(code.rawValue)")
    }
}

/// Counts `<row ` in pieces of XML.
struct TagCounter {
    private static let tag = Array("<row ".utf8)
    private(set) var count = 0
    private var matched = 0

    mutating func feed(_ piece: UnsafeRawBufferPointer) {
        for byte in piece {
            if byte == Self.tag[matched] {
                matched += 1
                if matched == Self.tag.count {
                    count += 1
                    matched = 0
                }
            } else {
                matched = byte == Self.tag[0] ? 1 : 0
            }
        }
    }
}

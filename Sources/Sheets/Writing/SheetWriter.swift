// A table becoming a file that is there whole or not at all.

internal import Glibc

/// Writes a table row by row, in memory that does not grow with it. The file has another name until `finish`; one that
/// is never finished is removed. Only its owner may read it.
public final class SheetWriter {
    private let path: String
    private let draft: String
    private let output: any SheetOutput
    private var isFinished = false
    /// How many rows were written, headings included.
    public private(set) var rows = 0

    /// Begins a file.
    /// - Parameters:
    ///   - heading: the first row; a workbook repeats it where it needs another sheet.
    ///   - sheet: the name of a workbook's sheet. What Excel does not take in it is left out.
    ///   - shape: of a workbook; CSV has none.
    public init(
        path: String, kind: SheetKind, sheet: String, heading: [String], shape: SheetShape = SheetShape()
    ) throws(SheetWriteError) {
        self.path = path
        let draft = DraftFile.path(for: path)
        self.draft = draft
        let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
        DraftFile.clearLeftovers(in: folder) { [name = path.split(separator: "/").last] in $0 == name }
        // Made here even for the library that opens it again by its name: this is where it gets its mode.
        let descriptor = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw Self.fault(path, errno) }
        fchmod(descriptor, 0o600)
        do {
            switch kind {
            case .csv: output = CSVOutput(descriptor)
            case .xlsx:
                Glibc.close(descriptor)
                output = try XLSXOutput(draft, sheet: sheet, heading: heading, shape: shape)
            }
            try output.row(heading.map(SheetCell.text))
        } catch {
            unlink(draft)
            throw SheetWriteError(path: path, reason: error.reason)
        }
        rows = 1
    }

    deinit {
        if !isFinished {
            output.abandon()
            unlink(draft)
        }
    }

    /// Writes one row of texts.
    public func row(_ cells: [String]) throws(SheetWriteError) { try row(cells.map(SheetCell.text)) }

    /// Writes one row.
    public func row(_ cells: [SheetCell]) throws(SheetWriteError) {
        do {
            try output.row(cells)
        } catch {
            throw SheetWriteError(path: path, reason: error.reason)
        }
        rows += 1
    }

    /// Writes what is left, and gives the file its name.
    public func finish() throws(SheetWriteError) {
        try close()
        try publish()
    }

    /// Writes what is left: from now on only the name is missing.
    public func close() throws(SheetWriteError) {
        do {
            try output.finish()
        } catch {
            throw SheetWriteError(path: path, reason: error.reason)
        }
    }

    /// Gives the closed file its name, in place of one that had it before.
    /// - Parameter keepsExisting: a file that has the name stays; this one is called `name (2)` then, or a higher number.
    /// - Returns: the name it has now.
    @discardableResult
    public func publish(keepsExisting: Bool = false) throws(SheetWriteError) -> String {
        let path = keepsExisting ? try Self.claim(self.path) : self.path
        guard rename(draft, path) == 0 else {
            let code = errno
            if keepsExisting { unlink(path) }
            throw Self.fault(path, code)
        }
        isFinished = true
        return path
    }

    /// Takes a name that nobody has by making an empty file of it: two that ask at once get two names.
    private static func claim(_ path: String) throws(SheetWriteError) -> String {
        for number in 1...mostNumbers {
            let name = number == 1 ? path : numbered(path, number)
            let descriptor = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
            if descriptor >= 0 {
                Glibc.close(descriptor)
                return name
            }
            guard errno == EEXIST else { throw fault(name, errno) }
        }
        throw fault(path, EEXIST)
    }

    private static let mostNumbers = 10_000

    /// `list.xlsx` as `list (2).xlsx`.
    private static func numbered(_ path: String, _ number: Int) -> String {
        let folder = path.lastIndex(of: "/").map { path[...$0] } ?? ""
        let name = path.dropFirst(folder.count)
        guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return "\(path) (\(number))" }
        return "\(folder)\(name[..<dot]) (\(number))\(name[dot...])"
    }

    private static func fault(_ path: String, _ code: Int32) -> SheetWriteError {
        SheetWriteError(path: path, reason: String(cString: strerror(code)))
    }
}

/// What takes rows.
protocol SheetOutput: AnyObject {
    func row(_ cells: [SheetCell]) throws(SheetOutputFault)
    /// Writes all that is left and closes the file.
    func finish() throws(SheetOutputFault)
    /// Closes the file, whatever becomes of it.
    func abandon()
}

/// Why not, in the system's or the library's words.
struct SheetOutputFault: Error {
    var reason: String
}

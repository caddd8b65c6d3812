// A file that is imported: read once, whole, with the hash that tells it from every other.

internal import CSodium
public import Domain
internal import Glibc
public import Sheets

/// A file's rows and what it is. A million rows of eight short cells take about 300 MB.
public struct ImportFile: Sendable {
    public let path: String
    /// How it was read.
    public let format: SheetFormat
    /// SHA-256 of its bytes, 64 hexadecimal digits.
    public let hash: String
    public let rows: [ImportRow]
    /// What of the sheet is hidden and has something in it, read or not.
    public let hidden: HiddenCells
    /// What is hidden was left out.
    public let skipsHidden: Bool

    /// - Parameters:
    ///   - sheet: of a workbook; the first that is not hidden without it.
    ///   - skipsHidden: leaves out rows and columns that whoever opens the workbook does not see.
    public init(
        path: String, sheet: String? = nil, skipsHidden: Bool = false, stop: WorkStop = WorkStop()
    ) throws(ImportError) {
        do {
            var file = try SheetFile(path: path)
            if let sheet {
                guard file.sheets.contains(sheet) else { throw SheetError.noSheet(name: sheet) }
                file.format = .xlsx(sheet: sheet)
            }
            let isCSV = if case .csv = file.format { true } else { false }
            var rows: [ImportRow] = []
            var hidden = HiddenCells()
            try file.rows { row in
                hidden.add(row)
                let row = skipsHidden ? HiddenCells.seen(of: row) : row
                if let row {
                    rows.append(
                        isCSV
                            ? Self.unmarked(row) : ImportRow(line: row.line, cells: row.cells, formulas: row.formulas))
                }
                return !stop.isAsked
            }
            self.path = path
            self.rows = rows
            self.hidden = hidden
            self.skipsHidden = skipsHidden
            format = file.format
            hash = try Self.hash(path)
        } catch let error as SheetError {
            throw .file(error)
        } catch let error as ImportError {
            throw error
        } catch {
            throw .file(.unreadable(reason: String(describing: error)))
        }
        if stop.isAsked { throw .stopped }
    }

    /// CSV has no texts, so they wear marks: `'=x` and `="010…"` are texts, `=x` is a formula. A workbook says itself what
    /// its cells are.
    private static func unmarked(_ row: SheetRow) -> ImportRow {
        var unmarked = ImportRow(line: row.line, cells: row.cells)
        for (column, cell) in row.cells.enumerated() {
            switch cell.utf8.first {
            case UInt8(ascii: "'"): unmarked.cells[column] = FormulaGuard.plain(cell)
            case UInt8(ascii: "=") where cell.hasPrefix("=\"") && cell.hasSuffix("\"") && cell.utf8.count > 2:
                unmarked.cells[column] = String(cell.dropFirst(2).dropLast())
            case UInt8(ascii: "="): unmarked.formulas.insert(column)
            default: continue
            }
        }
        return unmarked
    }

    private static func hash(_ path: String) throws(ImportError) -> String {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .file(.unreadable(reason: String(cString: strerror(errno)))) }
        defer { close(descriptor) }
        var state = crypto_hash_sha256_state()
        crypto_hash_sha256_init(&state)
        var chunk = [UInt8](repeating: 0, count: 1 << 18)
        while true {
            let count = read(descriptor, &chunk, chunk.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw .file(.unreadable(reason: String(cString: strerror(errno)))) }
            if count == 0 { break }
            crypto_hash_sha256_update(&state, chunk, UInt64(count))
        }
        var digest = [UInt8](repeating: 0, count: cs_sha256_bytes())
        crypto_hash_sha256_final(&state, &digest)
        return Hexadecimal.text(digest)
    }

    /// SHA-256 of a text.
    static func hash(of text: String) -> [UInt8] {
        let bytes = Array(text.utf8)
        var digest = [UInt8](repeating: 0, count: cs_sha256_bytes())
        crypto_hash_sha256(&digest, bytes, UInt64(bytes.count))
        return digest
    }
}

/// Why an import did not come to an answer. Nothing was stored.
public enum ImportError: Error, Sendable {
    case file(SheetError)
    case obstacle(ImportObstacle)
    case desk(DeskError)
    /// It was told to stop.
    case stopped
    /// Its last answer was lost: everybody is stored, or nobody.
    case unanswered
    /// Somebody was always faster: the same people were changed each time it was tried.
    case overtaken
}

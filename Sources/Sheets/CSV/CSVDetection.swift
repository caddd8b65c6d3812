// Encoding and separator of a text file, found by trying.

/// Looks at a text file before it is read.
enum CSVDetection {
    private static let separators: [Character] = [",", "\t", ";"]
    /// How much of the text, in bytes of UTF-8, and how many rows of it the separator is found by.
    private static let sample = 1 << 16
    private static let sampleRows = 100

    /// UTF-8 where all of the file is UTF-8, else CP949 where all of it is that.
    /// - Throws: `badEncoding` with the line where the better of the two ends.
    static func encoding(path: String, mark: TextEncoding?, chunk: Int) throws(SheetError) -> TextEncoding {
        if let mark, mark != .utf8WithMark {
            try check(path, mark, chunk)
            return mark
        }
        guard let broken = try brokenUTF8(path, chunk) else { return mark ?? .utf8 }
        if mark != nil { throw .badEncoding(line: broken) }
        do {
            try check(path, .cp949, chunk)
        } catch .badEncoding(let line) {
            throw .badEncoding(line: max(line, broken))
        }
        return .cp949
    }

    private static func check(_ path: String, _ encoding: TextEncoding, _ chunk: Int) throws(SheetError) {
        let text = try CSVText(path: path, encoding: encoding, chunk: chunk)
        try refusal { try text.pieces { _ in true } }
    }

    /// The first line that is not UTF-8.
    private static func brokenUTF8(_ path: String, _ chunk: Int) throws(SheetError) -> Int? {
        var check = UTF8Check()
        let text = try CSVText(path: path, encoding: .utf8, chunk: chunk)
        try refusal { try text.pieces { check.feed($0) } }
        return check.isWhole ? nil : check.line
    }

    /// The separator that cuts most rows of a sample into the same number of cells; more cells win a tie.
    static func separator(path: String, encoding: TextEncoding, chunk: Int) throws(SheetError) -> Character {
        var start: [UInt8] = []
        let text = try CSVText(path: path, encoding: encoding, chunk: chunk)
        try refusal {
            try text.pieces { piece in
                start += piece
                return start.count < sample
            }
        }
        let isWhole = start.count < sample
        if let named = named(start) { return named }
        var best: (separator: Character, rows: Int, cells: Int) = (",", 0, 0)
        for separator in separators {
            let widths = widths(start, separator, isWhole)
            let counts = Dictionary(widths.map { ($0, 1) }, uniquingKeysWith: +)
            guard let most = counts.max(by: { ($0.value, $0.key) < ($1.value, $1.key) }) else { continue }
            if (most.value, most.key) > (best.rows, best.cells) { best = (separator, most.value, most.key) }
        }
        return best.separator
    }

    /// What a first line `sep=;` says: Excel's own way.
    private static func named(_ start: [UInt8]) -> Character? {
        let line = start.prefix { $0 != 0x0A && $0 != 0x0D }
        guard line.count == 5, String(decoding: line.prefix(4), as: UTF8.self).lowercased() == "sep=" else {
            return nil
        }
        return separators.first { $0.asciiValue == line.last }
    }

    /// How many cells each of the first rows has, those with one left out.
    private static func widths(_ start: [UInt8], _ separator: Character, _ isWhole: Bool) -> [Int] {
        var parser = CSVParser(separator: separator.asciiValue ?? 0)
        var widths: [Int] = []
        let count: (SheetRow) -> Bool = { row in
            widths.append(row.cells.count)
            return widths.count < sampleRows
        }
        // A quotation mark that is never closed is said when the rows are read, with its line.
        try? start.withUnsafeBufferPointer { bytes in
            if try parser.feed(bytes, count), isWhole || widths.isEmpty { try parser.finish(count) }
        }
        return widths.filter { $0 > 1 }
    }

    /// Runs what throws nothing but `SheetError`, whose type closures cannot say.
    private static func refusal(_ work: () throws -> Void) throws(SheetError) {
        do {
            try work()
        } catch let error as SheetError {
            throw error
        } catch {
            throw .notATable
        }
    }
}

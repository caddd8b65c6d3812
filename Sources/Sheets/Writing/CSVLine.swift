// One row of CSV (RFC 4180).

/// Writes rows as bytes: commas between cells, CR LF at the end, texts kept from being taken for formulas.
public enum CSVLine {
    /// Appends a row in UTF-8.
    public static func append(_ cells: [SheetCell], to bytes: inout [UInt8]) {
        for (column, cell) in cells.enumerated() {
            if column > 0 { bytes.append(0x2C) }
            // A row of one empty cell must not look like no row.
            switch cell {
            case .text(let text): append(FormulaGuard.harmless(text), isAlone: cells.count == 1, to: &bytes)
            case .number: bytes += cell.shown.utf8
            }
        }
        bytes += [0x0D, 0x0A]
    }

    /// Looked at byte by byte: to Swift a line break of two characters is one, and a quote with an accent is no quote.
    private static func append(_ cell: String, isAlone: Bool, to bytes: inout [UInt8]) {
        var cell = cell
        cell.withUTF8 { text in
            guard text.contains(where: isSpecial) || text.first == 0x20 || text.last == 0x20 || isAlone && text.isEmpty
            else {
                bytes.append(contentsOf: text)
                return
            }
            bytes.append(0x22)
            for byte in text {
                if byte == 0x22 { bytes.append(0x22) }
                bytes.append(byte)
            }
            bytes.append(0x22)
        }
    }

    /// Quotes, line breaks, and what other programs separate cells by.
    private static func isSpecial(_ byte: UInt8) -> Bool {
        byte == 0x22 || byte == 0x2C || byte == 0x0D || byte == 0x0A || byte == 0x3B || byte == 0x09
    }
}

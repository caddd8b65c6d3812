// Rows out of bytes: RFC 4180, and what is not quite it.

/// Reads UTF-8 text as rows, in pieces of any size. A quotation mark opens a cell only at its start; what follows a
/// closing one up to the separator belongs to the cell; anywhere else it is a character like others.
struct CSVParser {
    private enum Place {
        case rowStart, cellStart, plain, quoted
        /// After a quotation mark within a quoted cell: the end, or the first of two.
        case quote
    }

    private let separator: UInt8
    private var place = Place.rowStart
    private var bytes: [UInt8] = []
    private var ends: [Int] = []
    /// The physical line that is read, from 1.
    private var line = 1
    /// How many rows were given: a spreadsheet shows a row with line breaks in its cells as one.
    private var rowCount = 0
    private var quoteLine = 1
    private var afterReturn = false

    init(separator: UInt8) {
        self.separator = separator
    }

    /// Reads on. Gives each row that ends here to `body`, and false as soon as that does.
    mutating func feed(
        _ piece: UnsafeBufferPointer<UInt8>, _ body: (SheetRow) throws -> Bool
    ) throws -> Bool {
        var index = 0
        while index < piece.count {
            switch place {
            case .plain: index = plainRun(piece, index)
            case .quoted: index = quotedRun(piece, index)
            case .rowStart, .cellStart, .quote: break
            }
            guard index < piece.count else { break }
            let byte = piece[index]
            index += 1
            if try take(byte), try !body(row()) { return false }
        }
        try checkSize()
        return true
    }

    /// The last row, where the text ends without a line break.
    mutating func finish(_ body: (SheetRow) throws -> Bool) throws {
        switch place {
        case .rowStart: return
        case .quoted: throw SheetError.unclosedQuote(line: quoteLine)
        case .cellStart, .plain, .quote:
            ends.append(bytes.count)
            _ = try body(row())
        }
    }

    /// Takes what is no end of a plain cell.
    private mutating func plainRun(_ piece: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
        var end = start
        while end < piece.count, piece[end] != separator, piece[end] != 0x0A, piece[end] != 0x0D { end += 1 }
        if end > start { append(piece, start, end) }
        return end
    }

    /// Takes what is neither a quotation mark nor a line break.
    private mutating func quotedRun(_ piece: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
        var end = start
        while end < piece.count, piece[end] != 0x22, piece[end] != 0x0A, piece[end] != 0x0D { end += 1 }
        if end > start { append(piece, start, end) }
        return end
    }

    private mutating func append(_ piece: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) {
        bytes.append(contentsOf: UnsafeBufferPointer(rebasing: piece[start..<end]))
        afterReturn = false
    }

    /// One byte that may mean something. True when it ends a row.
    private mutating func take(_ byte: UInt8) throws -> Bool {
        let followsReturn = afterReturn
        afterReturn = byte == 0x0D
        let endsLine = byte == 0x0D || byte == 0x0A
        if byte == 0x0A, followsReturn {
            // The second half of CR LF: counted already, text only between quotation marks.
            if place == .quoted { bytes.append(byte) }
            return false
        }
        if endsLine { line += 1 }
        if place == .quoted {
            if byte == 0x22 { place = .quote } else { bytes.append(byte) }
            if bytes.count - (ends.last ?? 0) > SheetLimits.cell { throw SheetError.unclosedQuote(line: quoteLine) }
            return false
        }
        if endsLine {
            if place != .rowStart { ends.append(bytes.count) }
            return true
        }
        if byte == separator {
            ends.append(bytes.count)
            place = .cellStart
            if ends.count >= SheetLimits.columns { throw SheetError.tooLarge }
        } else if byte == 0x22, place == .quote {
            bytes.append(byte)
            place = .quoted
        } else if byte == 0x22, place != .plain {
            quoteLine = line
            place = .quoted
        } else {
            bytes.append(byte)
            place = .plain
        }
        return false
    }

    private func checkSize() throws {
        if bytes.count - (ends.last ?? 0) > SheetLimits.cell {
            throw place == .quoted ? SheetError.unclosedQuote(line: quoteLine) : .tooLarge
        }
        if bytes.count > SheetLimits.row { throw SheetError.tooLarge }
    }

    /// The row that has been read; the next one begins.
    private mutating func row() -> SheetRow {
        var cells: [String] = []
        cells.reserveCapacity(ends.count)
        bytes.withUnsafeBufferPointer { held in
            var start = 0
            for end in ends {
                cells.append(String(decoding: UnsafeBufferPointer(rebasing: held[start..<end]), as: UTF8.self))
                start = end
            }
        }
        rowCount += 1
        let row = SheetRow(line: rowCount, cells: cells)
        bytes.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
        place = .rowStart
        return row
    }
}

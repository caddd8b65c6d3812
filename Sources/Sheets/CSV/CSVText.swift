// A text file as UTF-8, piece by piece, whatever its encoding.

internal import Glibc

/// The text of a file. Reads it once.
final class CSVText {
    private let file: FileReader
    private let encoding: TextEncoding
    private var converter: iconv_t?
    private var input: [UInt8]
    /// Bytes at the start of `input` that are read and not converted: a character cut in two.
    private var held = 0
    private var output: [UInt8]
    private var begun = false
    private(set) var lines = LineCounter()

    /// - Parameter encoding: how to read it; a byte order mark is passed over.
    init(path: String, encoding: TextEncoding, chunk: Int) throws(SheetError) {
        file = try FileReader(path: path)
        self.encoding = encoding
        input = [UInt8](repeating: 0, count: chunk)
        output = []
        guard encoding != .utf8, encoding != .utf8WithMark else { return }
        output = [UInt8](repeating: 0, count: chunk * 3)
        let opened = iconv_open("UTF-8", encoding.rawValue)
        // iconv_open says -1, not NULL.
        guard let opened, Int(bitPattern: opened) != -1 else { throw FileReader.failure(errno) }
        converter = opened
    }

    deinit {
        if let converter { iconv_close(converter) }
    }

    /// Gives the text in pieces, until there are no more or `body` returns false. A piece may end within a character
    /// where the file is UTF-8.
    /// - Throws: `SheetError.badEncoding` from a file that is not UTF-8 (UTF-8 is not checked here), and what `body`
    ///   throws.
    func pieces(_ body: (UnsafeBufferPointer<UInt8>) throws -> Bool) throws {
        while true {
            let count = try file.read(into: &input, from: held)
            if count == 0 {
                if held > 0 { throw SheetError.badEncoding(line: lines.line) }
                return
            }
            let goesOn = try converter.map { try convert(held + count, with: $0, body) } ?? pass(count, body)
            guard goesOn else { return }
        }
    }

    private func pass(_ count: Int, _ body: (UnsafeBufferPointer<UInt8>) throws -> Bool) throws -> Bool {
        try input.withUnsafeBufferPointer { bytes in
            var piece = UnsafeBufferPointer(rebasing: bytes[..<count])
            if !begun, piece.starts(with: [0xEF, 0xBB, 0xBF]) { piece = UnsafeBufferPointer(rebasing: piece[3...]) }
            begun = true
            return try body(piece)
        }
    }

    private func convert(
        _ count: Int, with converter: iconv_t, _ body: (UnsafeBufferPointer<UInt8>) throws -> Bool
    ) throws -> Bool {
        var used = 0
        var cause: Int32 = 0
        repeat {
            let made = step(from: &used, to: count, with: converter, &cause)
            let goesOn = try output.withUnsafeBufferPointer { bytes in
                var piece = UnsafeBufferPointer(rebasing: bytes[..<made])
                if !begun, made > 0 {
                    begun = true
                    if piece.starts(with: [0xEF, 0xBB, 0xBF]) { piece = UnsafeBufferPointer(rebasing: piece[3...]) }
                }
                lines.count(piece)
                return try piece.isEmpty || body(piece)
            }
            guard goesOn else { return false }
            if cause == EILSEQ { throw SheetError.badEncoding(line: lines.line) }
        } while cause == E2BIG
        held = count - used
        // Only an incomplete character may stay behind; longer rests cannot happen, and must not grow.
        if held >= input.count { throw SheetError.badEncoding(line: lines.line) }
        input.withUnsafeMutableBytes { bytes in
            guard let start = bytes.baseAddress else { return }
            memmove(start, start + used, held)
        }
        return true
    }

    /// Converts once, as far as the output reaches. `cause` is 0 or iconv's errno. Gives the count of bytes made.
    private func step(from used: inout Int, to count: Int, with converter: iconv_t, _ cause: inout Int32) -> Int {
        input.withUnsafeMutableBytes { source in
            output.withUnsafeMutableBytes { target in
                var from = source.baseAddress?.advanced(by: used).assumingMemoryBound(to: CChar.self)
                var to = target.baseAddress?.assumingMemoryBound(to: CChar.self)
                var left = count - used
                var room = target.count
                let result = iconv(converter, &from, &left, &to, &room)
                cause = result == Int(bitPattern: UInt.max) ? errno : 0
                used = count - left
                return target.count - room
            }
        }
    }

    /// The rows of the text.
    func rows(separator: Character, _ body: (SheetRow) throws -> Bool) throws {
        var parser = CSVParser(separator: separator.asciiValue ?? 0x2C)
        var goesOn = true
        func checked(_ row: SheetRow) throws -> Bool {
            // Excel's own first line that names the separator, no row.
            if row.line == 1, row.cells.count == 2, row.cells[1].isEmpty, row.cells[0].lowercased() == "sep=" {
                return true
            }
            return try body(row)
        }
        try pieces { piece in
            goesOn = try parser.feed(piece, checked)
            return goesOn
        }
        if goesOn { try parser.finish(checked) }
    }
}

/// Counts lines, from 1: CR, LF and CR LF each end one.
struct LineCounter {
    private(set) var line = 1
    private var afterReturn = false

    mutating func count(_ bytes: UnsafeBufferPointer<UInt8>) {
        for byte in bytes {
            if byte == 0x0D || (byte == 0x0A && !afterReturn) { line += 1 }
            afterReturn = byte == 0x0D
        }
    }
}

// One line of COPY's text format (documentation of COPY, "Text Format").

/// Writes rows for `Connection.copyIn`.
public enum CopyLine {
    /// The values in the order of COPY's columns, with the newline.
    public static func bytes(of values: [Value]) throws(PostgresError) -> [UInt8] {
        var line: [UInt8] = []
        try append(values, to: &line)
        return line
    }

    /// `bytes(of:)` at the end of what is there already.
    static func append(_ values: [Value], to line: inout [UInt8]) throws(PostgresError) {
        for (index, value) in values.enumerated() {
            if index > 0 { line.append(UInt8(ascii: "\t")) }
            switch value {
            case .null: line.append(contentsOf: "\\N".utf8)
            case .text(let text): try append(text, to: &line)
            case .int(let number): line.append(contentsOf: String(number).utf8)
            case .bool(let flag): line.append(UInt8(ascii: flag ? "t" : "f"))
            case .bytes(let content):
                line.append(contentsOf: "\\\\x".utf8)
                for byte in content { append(hexadecimal: byte, to: &line) }
            case .texts(let texts): try append(ArrayLiteral.text(of: texts), to: &line)
            case .ints(let numbers):
                line.append(contentsOf: "{\(numbers.map(String.init).joined(separator: ","))}".utf8)
            case .uuid(let content):
                guard content.count == 16 else {
                    throw .violation("Value \(index + 1) is a UUID of \(content.count) bytes, not of 16")
                }
                for byte in content { append(hexadecimal: byte, to: &line) }
            }
        }
        line.append(UInt8(ascii: "\n"))
    }

    private static func append(_ text: String, to line: inout [UInt8]) throws(PostgresError) {
        // Nearly every text goes as it is.
        guard text.utf8.contains(where: { $0 < 0x20 || $0 == UInt8(ascii: "\\") }) else {
            line.append(contentsOf: text.utf8)
            return
        }
        for byte in text.utf8 {
            switch byte {
            case 0: throw .violation("A value holds a NUL character, which PostgreSQL's text cannot hold")
            case UInt8(ascii: "\\"): line.append(contentsOf: "\\\\".utf8)
            case UInt8(ascii: "\t"): line.append(contentsOf: "\\t".utf8)
            case UInt8(ascii: "\n"): line.append(contentsOf: "\\n".utf8)
            case UInt8(ascii: "\r"): line.append(contentsOf: "\\r".utf8)
            default: line.append(byte)
            }
        }
    }

    private static func append(hexadecimal byte: UInt8, to line: inout [UInt8]) {
        line.append(Hexadecimal.digit(byte >> 4))
        line.append(Hexadecimal.digit(byte & 15))
    }
}

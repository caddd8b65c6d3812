// Where keys stand in a TOML text. TOMLKit keeps positions for syntax errors only, so this looks again, line by line:
// enough for files people write by hand; what it cannot find has no line.

/// The lines of a TOML text, searched for keys.
struct KeyLines: Hashable, Sendable {
    private let lines: [Substring]

    init(_ text: String) {
        // By bytes: a carriage return and a line feed are one Character.
        lines = text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).map { Substring($0) }
    }

    /// The line of `title`, `title.ko` or `field[3].when.is`: of the deepest part that has a line of its own.
    func line(of keyPath: String) -> Int? {
        guard let first = keyPath.split(separator: ".").first else { return nil }
        let rest = keyPath.split(separator: ".").dropFirst()
        guard let bracket = first.firstIndex(of: "["),
            let number = Int(first[first.index(after: bracket)...].dropLast())
        else {
            return line(ofKey: first, in: lines.indices)
        }
        let headers = lines.indices.filter { Self.isHeader(lines[$0], of: first[..<bracket]) }
        guard headers.indices.contains(number - 1) else { return line(ofKey: first[..<bracket], in: lines.indices) }
        let start = headers[number - 1]
        let end = lines[(start + 1)...].firstIndex { Self.trimmed($0).hasPrefix("[[") } ?? lines.endIndex
        guard let key = rest.first else { return start + 1 }
        return line(ofKey: key.prefix { $0 != "[" }, in: start + 1..<end) ?? start + 1
    }

    private func line(ofKey key: Substring, in range: Range<Int>) -> Int? {
        range.first { index in
            let text = Self.trimmed(lines[index])
            for spelling in [String(key), "\"\(key)\"", "'\(key)'"] where text.hasPrefix(spelling) {
                let after = Self.trimmed(text.dropFirst(spelling.count))
                if after.hasPrefix("=") || after.hasPrefix(".") { return true }
            }
            return text.filter { $0 != " " }.hasPrefix("[\(key)]")
        }.map { $0 + 1 }
    }

    private static func isHeader(_ line: Substring, of key: Substring) -> Bool {
        trimmed(line).filter { $0 != " " }.hasPrefix("[[\(key)]]")
    }

    private static func trimmed(_ line: Substring) -> Substring {
        line.drop { $0 == " " || $0 == "\t" }
    }
}

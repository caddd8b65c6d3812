// Where keys stand in a TOML text. TOMLKit keeps positions for syntax errors only, so this looks again, line by line:
// enough for files people write by hand; what it cannot find has no line.

/// The keys and headers of a TOML text by their lines.
struct KeyLines: Hashable, Sendable {
    private struct Entry: Hashable {
        var line: Int
        var key: Substring
        /// `[[key]]`, which begins one more table of a list.
        var isListHeader: Bool
    }

    private let entries: [Entry]

    init(_ text: String) {
        // By bytes: a carriage return and a line feed are one Character.
        entries = text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated()
            .compactMap { index, line in Self.entry(Substring(line).utf8, index + 1) }
    }

    /// The line of `title`, `title.ko` or `field[3].when.is`: of the deepest part that has a line of its own.
    func line(of keyPath: String) -> Int? {
        let parts = keyPath.split(separator: ".")
        guard let first = parts.first else { return nil }
        guard let bracket = first.firstIndex(of: "["),
            let number = Int(first[first.index(after: bracket)...].dropLast())
        else {
            return line(ofKey: first, in: entries[...])
        }
        let name = first[..<bracket]
        let headers = entries.indices.filter { entries[$0].isListHeader && entries[$0].key == name }
        guard headers.indices.contains(number - 1) else { return line(ofKey: name, in: entries[...]) }
        let start = headers[number - 1]
        let end = entries[(start + 1)...].firstIndex(where: \.isListHeader) ?? entries.endIndex
        guard parts.count > 1 else { return entries[start].line }
        return line(ofKey: parts[1].prefix { $0 != "[" }, in: entries[(start + 1)..<end]) ?? entries[start].line
    }

    private func line(ofKey key: Substring, in range: ArraySlice<Entry>) -> Int? {
        range.first { !$0.isListHeader && $0.key == key }?.line
    }

    /// What a line begins with: `key =`, `key.more =`, `[key]` or `[[key]]`.
    private static func entry(_ line: Substring.UTF8View, _ number: Int) -> Entry? {
        // A byte-order mark stands before the first key.
        var rest = (number == 1 && line.starts(with: [0xEF, 0xBB, 0xBF]) ? line.dropFirst(3) : line[...])
            .drop(while: isBlank)
        let brackets = rest.prefix { $0 == 0x5B }.count
        guard brackets <= 2 else { return nil }
        rest = rest.dropFirst(brackets).drop(while: isBlank)
        let quote = rest.first.flatMap { $0 == 0x22 || $0 == 0x27 ? $0 : nil }
        if quote != nil { rest = rest.dropFirst() }
        let key = rest.prefix { byte in quote.map { byte != $0 } ?? isBare(byte) }
        guard !key.isEmpty else { return nil }
        rest = rest.dropFirst(key.count + (quote == nil ? 0 : 1)).drop(while: isBlank)
        let closing: Set<UInt8> = brackets == 0 ? [0x3D, 0x2E] : [0x5D, 0x2E]
        guard let next = rest.first, closing.contains(next) else { return nil }
        return Entry(line: number, key: Substring(key), isListHeader: brackets == 2 && next == 0x5D)
    }

    private static func isBlank(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x09
    }

    private static func isBare(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x5F: true
        default: false
        }
    }
}

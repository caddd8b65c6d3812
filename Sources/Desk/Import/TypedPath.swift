// A path as people give it: typed, pasted, or dropped on the terminal by a file manager.

import Glibc

enum TypedPath {
    /// As a shell would take it: without blanks at its ends, quotes, escapes and doubled slashes; an address of a file is
    /// its path. Looks at no disk.
    static func read(_ text: String) -> String {
        let trimmed = String(text.trimmed)
        guard let first = trimmed.first else { return "" }
        if trimmed.hasPrefix("file://") { return tidied(address(trimmed)) }
        return tidied(first == "'" || first == "\"" ? unquoted(trimmed) : unescaped(trimmed))
    }

    /// `'/data/it'\''s here.csv'`, also while the last quote is still to be typed.
    private static func unquoted(_ text: String) -> String {
        var path = ""
        var quote: Character?
        var isEscaped = false
        for character in text {
            if isEscaped {
                path.append(character)
                isEscaped = false
            } else if character == "\\", quote != "'" {
                isEscaped = true
            } else if let open = quote {
                if character == open { quote = nil } else { path.append(character) }
            } else if character == "'" || character == "\"" {
                quote = character
            } else {
                path.append(character)
            }
        }
        return path
    }

    /// A backslash before a letter or a digit is one: no terminal puts it there.
    private static func unescaped(_ text: String) -> String {
        guard text.contains("\\") else { return text }
        var path = ""
        var rest = text[...]
        while let character = rest.popFirst() {
            if character == "\\", let next = rest.first, !next.isLetter, !next.isNumber {
                path.append(next)
                rest = rest.dropFirst()
            } else {
                path.append(character)
            }
        }
        return path
    }

    /// `file:///data/a%20b.csv`.
    private static func address(_ text: String) -> String {
        let beyond = text.dropFirst("file://".count)
        var bytes: [UInt8] = []
        var rest = beyond.drop { $0 != "/" }.utf8[...]
        while let byte = rest.popFirst() {
            let digits = rest.prefix(2)
            if byte == UInt8(ascii: "%"), digits.count == 2,
                let code = UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
            {
                bytes.append(code)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func tidied(_ path: String) -> String {
        var tidy = ""
        for character in path where character != "/" || tidy.last != "/" { tidy.append(character) }
        return tidy
    }
}

extension String {
    /// Without blanks and line breaks at its ends.
    fileprivate var trimmed: Substring {
        let start = drop(while: \.isWhitespace)
        return start.lastIndex { !$0.isWhitespace }.map { start[...$0] } ?? ""
    }
}

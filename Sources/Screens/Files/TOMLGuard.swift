// A look over a TOML text before it is parsed. The parser (toml++ 3.4 by way of TOMLKit 0.6) aborts the program on a
// table header that begins with a sign no key can have (`[항목]`, `[.a]`) and on a brace or an odd blank where a list's
// value should begin; it recurses without limit over dotted keys; and TOMLKit gives texts back as C strings, so that an
// escaped NUL cuts them off.

/// Finds what the parser would not survive. Follows strings, comments and brackets; whatever else is wrong is the
/// parser's to say, and it stops at its first error, so this may lose its way after one.
struct TOMLGuard {
    struct Finding: Hashable {
        var line: Int
        var problem: ScreenFileError.Problem
    }

    /// Dots in one key.
    static let depthLimit = 64

    private enum State: Equatable {
        case plain, comment
        case string(quote: UInt8, isLong: Bool)
    }

    private var state = State.plain
    private var line = 1
    /// The brackets and braces that are open.
    private var open: [UInt8] = []
    private var dots = 0
    /// Only blanks so far on this line.
    private var isAtStart = true

    /// The first thing the parser would not survive.
    static func check(_ bytes: [UInt8]) -> Finding? {
        var scan = TOMLGuard()
        // A byte-order mark is the one thing outside of texts that may be beyond ASCII.
        var index = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        while index < bytes.count {
            if let problem = scan.step(bytes, &index) { return Finding(line: scan.line, problem: problem) }
            index += 1
        }
        return nil
    }

    private mutating func step(_ bytes: [UInt8], _ index: inout Int) -> ScreenFileError.Problem? {
        let byte = bytes[index]
        if byte == 0 { return .containsNUL }
        if byte == 0x0A { newLine() }
        switch state {
        case .comment: return nil
        case .string(let quote, let isLong): return stepInString(bytes, &index, quote, isLong)
        case .plain: return stepInPlain(bytes, &index)
        }
    }

    private mutating func newLine() {
        line += 1
        dots = 0
        isAtStart = true
        switch state {
        case .string(_, isLong: true): break
        default: state = .plain
        }
    }

    private mutating func stepInString(
        _ bytes: [UInt8], _ index: inout Int, _ quote: UInt8, _ isLong: Bool
    ) -> ScreenFileError.Problem? {
        let byte = bytes[index]
        if byte == 0x5C, quote == 0x22 {
            if Self.isNUL(bytes[(index + 1)...]) { return .containsNUL }
            // What is escaped ends nothing, a line aside.
            if index + 1 < bytes.count, bytes[index + 1] != 0x0A { index += 1 }
        } else if byte == quote {
            if !isLong {
                state = .plain
            } else if Self.isTriple(bytes, index) {
                index += 2
                // Up to two more quotes belong to the string.
                while index + 1 < bytes.count, bytes[index + 1] == quote { index += 1 }
                state = .plain
            }
        }
        return nil
    }

    private mutating func stepInPlain(_ bytes: [UInt8], _ index: inout Int) -> ScreenFileError.Problem? {
        let byte = bytes[index]
        defer { if byte != 0x20, byte != 0x09, byte != 0x0A, byte != 0x0D { isAtStart = false } }
        switch byte {
        case 0x80...: return .syntax(reason: "letters beyond ASCII must be quoted")
        case 0..<0x09, 0x0B, 0x0C, 0x0E..<0x20, 0x7F: return .syntax(reason: "control characters are not allowed")
        case 0x23: state = .comment
        case 0x22, 0x27:
            let isLong = Self.isTriple(bytes, index)
            state = .string(quote: byte, isLong: isLong)
            if isLong { index += 2 }
        case 0x5B:
            if isAtStart, open.isEmpty, !Self.isKeyStart(bytes[(index + 1)...]) {
                return .syntax(reason: "a table's name begins with a letter, a digit, - or _, or is quoted")
            }
            open.append(byte)
            dots = 0
        case 0x7B:
            open.append(byte)
            dots = 0
        case 0x5D: _ = open.popLast()
        case 0x7D:
            if open.last == 0x5B { return .syntax(reason: "a brace closes what a bracket opened") }
            _ = open.popLast()
        case 0x2C, 0x3D: dots = 0
        case 0x2E:
            dots += 1
            if dots > Self.depthLimit { return .syntax(reason: "keys nest too deeply") }
        default: break
        }
        return nil
    }

    /// What follows a header's bracket: a key, or what the parser has an error of its own for.
    private static func isKeyStart(_ rest: ArraySlice<UInt8>) -> Bool {
        let blanks: Set<UInt8> = [0x20, 0x09]
        var rest = rest.drop(while: blanks.contains)
        if rest.first == 0x5B { rest = rest.dropFirst().drop(while: blanks.contains) }
        guard let first = rest.first else { return true }
        switch first {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x5F, 0x22, 0x27, 0x5D: return true
        default: return false
        }
    }

    private static func isTriple(_ bytes: [UInt8], _ index: Int) -> Bool {
        index + 2 < bytes.count && bytes[index + 1] == bytes[index] && bytes[index + 2] == bytes[index]
    }

    /// `u0000` or `U00000000` after a backslash.
    private static func isNUL(_ rest: ArraySlice<UInt8>) -> Bool {
        rest.starts(with: "u0000".utf8) || rest.starts(with: "U00000000".utf8)
    }
}

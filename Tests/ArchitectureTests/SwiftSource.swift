// Swift text taken apart just far enough to see what is code, what is a string and what is a comment.

import Foundation

/// A Swift file with comments and the contents of strings told apart from code.
struct SwiftSource {
    /// A string literal's text, without its quotes, with interpolations left out.
    struct Literal: Equatable {
        let line: Int
        var text: String
    }

    let path: String
    let lineCount: Int
    /// The text with comments and strings blanked: same length, same lines.
    private(set) var code: [UInt8]
    private(set) var literals: [Literal] = []

    init(path: String, text: String) {
        self.path = path
        code = Array(text.utf8)
        lineCount = code.reduce(into: 0) { $0 += $1 == 0x0A ? 1 : 0 }
        var scanner = Scanner(code)
        scanner.run()
        code = scanner.code
        literals = scanner.literals
    }

    var codeText: String { String(decoding: code, as: UTF8.self) }

    /// The number of the line, from 1, that holds the byte at `index`.
    func line(at index: Int) -> Int {
        code[..<index].reduce(into: 1) { $0 += $1 == 0x0A ? 1 : 0 }
    }
}

/// Walks over the bytes once. A string's interpolations are code again, so what it is in is a stack.
private struct Scanner {
    private enum Place {
        /// `parentheses`: how many are open since an interpolation began.
        case code(parentheses: Int)
        case string(hashes: Int, quotes: Int)
    }

    private(set) var code: [UInt8]
    private(set) var literals: [SwiftSource.Literal] = []
    private var places: [Place] = [.code(parentheses: 0)]
    private var open: [(line: Int, bytes: [UInt8])] = []
    private var index = 0
    private var line = 1

    init(_ bytes: [UInt8]) {
        code = bytes
    }

    mutating func run() {
        while index < code.count {
            switch places[places.count - 1] {
            case .code(let parentheses): stepInCode(parentheses)
            case .string(let hashes, let quotes): stepInString(hashes, quotes)
            }
        }
    }

    private mutating func stepInCode(_ parentheses: Int) {
        if starts("//") {
            while index < code.count, code[index] != 0x0A { blank() }
        } else if starts("/*") {
            skipComment()
        } else if let (hashes, quotes) = openingQuotes() {
            blank(hashes + quotes)
            places.append(.string(hashes: hashes, quotes: quotes))
            open.append((line, []))
        } else if starts("("), places.count > 1 {
            places[places.count - 1] = .code(parentheses: parentheses + 1)
            index += 1
        } else if starts(")"), places.count > 1 {
            if parentheses == 0 {
                places.removeLast()
                blank()
            } else {
                places[places.count - 1] = .code(parentheses: parentheses - 1)
                index += 1
            }
        } else {
            if code[index] == 0x0A { line += 1 }
            index += 1
        }
    }

    private mutating func stepInString(_ hashes: Int, _ quotes: Int) {
        let marks = [UInt8](repeating: UInt8(ascii: "#"), count: hashes)
        if starts([UInt8](repeating: UInt8(ascii: "\""), count: quotes) + marks) {
            blank(quotes + hashes)
            places.removeLast()
            if let last = open.popLast() {
                literals.append(
                    SwiftSource.Literal(line: last.line, text: String(decoding: last.bytes, as: UTF8.self)))
            }
        } else if starts([UInt8(ascii: "\\")] + marks + [UInt8(ascii: "(")]) {
            blank(2 + hashes)
            places.append(.code(parentheses: 0))
        } else if starts([UInt8(ascii: "\\")] + marks) {
            blank(1 + hashes)
            if index < code.count { take() }
        } else {
            take()
        }
    }

    private mutating func skipComment() {
        var depth = 0
        repeat {
            if starts("/*") {
                depth += 1
                blank(2)
            } else if starts("*/") {
                depth -= 1
                blank(2)
            } else {
                blank()
            }
        } while depth > 0 && index < code.count
    }

    private func openingQuotes() -> (hashes: Int, quotes: Int)? {
        var end = index
        while end < code.count, code[end] == 0x23 { end += 1 }
        guard end < code.count, code[end] == 0x22 else { return nil }
        let isLong = end + 2 < code.count && code[end + 1] == 0x22 && code[end + 2] == 0x22
        return (end - index, isLong ? 3 : 1)
    }

    private func starts(_ text: StaticString) -> Bool {
        starts(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    private func starts(_ bytes: some Collection<UInt8>) -> Bool {
        code[index] == bytes.first && code[index...].starts(with: bytes)
    }

    private mutating func take() {
        open[open.count - 1].bytes.append(code[index])
        blank()
    }

    private mutating func blank(_ count: Int = 1) {
        for _ in 0..<count where index < code.count {
            if code[index] == 0x0A { line += 1 } else { code[index] = 0x20 }
            index += 1
        }
    }
}

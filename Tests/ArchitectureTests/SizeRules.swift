// How long files and functions may be.

import Foundation

/// Checks the length of a file and of the functions in it.
enum SizeRules {
    static let mostLinesInFile = 400
    static let mostLinesInFunction = 60

    static func complaints(about file: SwiftSource) -> [String] {
        var found: [String] = []
        if file.lineCount > mostLinesInFile {
            found.append("\(file.path) has \(file.lineCount) lines: is it two things?")
        }
        for function in functions(in: file) where function.lines > mostLinesInFunction {
            found.append("\(file.path):\(function.line): \(function.name) has \(function.lines) lines")
        }
        return found
    }

    struct Function: Equatable {
        let name: String
        let line: Int
        /// From the line that names it to the one with its last brace.
        let lines: Int
    }

    /// The functions, initialisers and subscripts that have a body.
    static func functions(in file: SwiftSource) -> [Function] {
        let start =
            /(?m)(?:^|[^.\w`])(?<head>func[ \t]+(?<name>[^ \t(<]+)|(?:init|subscript)(?=[?!]?[ \t]*[(<])|deinit\b)/
        let text = file.codeText
        var lineStarts = [0]
        for (index, byte) in file.code.enumerated() where byte == 0x0A { lineStarts.append(index + 1) }
        func line(_ index: Int) -> Int {
            var (low, high) = (0, lineStarts.count)
            while high - low > 1 {
                let middle = (low + high) / 2
                if lineStarts[middle] <= index { low = middle } else { high = middle }
            }
            return low + 1
        }
        return text.matches(of: start).compactMap { match in
            let from = text.utf8.distance(from: text.startIndex, to: match.range.upperBound)
            guard let end = end(ofFunctionAt: from, in: file.code) else { return nil }
            let first = line(text.utf8.distance(from: text.startIndex, to: match.head.startIndex))
            let name = match.name.map(String.init) ?? String(match.head)
            return Function(name: name, line: first, lines: line(end) - first + 1)
        }
    }

    /// The place of a body's last brace; nil where the declaration has none, as in a protocol.
    private static func end(ofFunctionAt start: Int, in code: [UInt8]) -> Int? {
        var (index, round) = (start, 0)
        while index < code.count {
            switch code[index] {
            case UInt8(ascii: "("), UInt8(ascii: "["): round += 1
            case UInt8(ascii: ")"), UInt8(ascii: "]"): round -= 1
            case UInt8(ascii: "{") where round == 0: return closingBrace(from: index, in: code)
            case UInt8(ascii: "}") where round == 0: return nil
            case UInt8(ascii: "f") where round == 0 && code[index...].starts(with: "func ".utf8): return nil
            default: break
            }
            index += 1
        }
        return nil
    }

    private static func closingBrace(from start: Int, in code: [UInt8]) -> Int? {
        var depth = 0
        for index in start..<code.count {
            if code[index] == UInt8(ascii: "{") { depth += 1 }
            if code[index] == UInt8(ascii: "}") {
                depth -= 1
                if depth == 0 { return index }
            }
        }
        return nil
    }
}

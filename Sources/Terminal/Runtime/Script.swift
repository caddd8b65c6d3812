// Scripts: keys and waits as text, one a line.

/// A parsed script.
///
/// Lines: `type TEXT` · `key NAME …` · `paste TEXT` (with `\n`, `\t`, `\\`) · `bytes HEX` · `scan DIGITS` ·
/// `resize 132x43` · `wait` · `advance MILLISECONDS` · `save-screen NAME` · `# comment`. Empty lines are skipped.
public struct Script: Equatable, Sendable {
    /// What one line asks for.
    public enum Action: Equatable, Sendable {
        /// Characters one after another, at a human's pace.
        case type(String)
        case keys([KeyPress])
        case paste(String)
        case bytes([UInt8])
        /// Digits at a scanner's pace, then Enter.
        case scan(String)
        case resize(Size)
        case wait
        /// Milliseconds of virtual time.
        case advance(Int64)
        case saveScreen(String)
    }

    /// One line that does something.
    public struct Step: Equatable, Sendable {
        /// The line's number in the script, from 1.
        public let line: Int
        public let action: Action
    }

    public let steps: [Step]

    /// Parse a script; the first line that is no script names itself in the error.
    public init(parsing text: String) throws(ScriptError) {
        var steps: [Step] = []
        var line = 0
        for raw in text.split(separator: "\n", omittingEmptySubsequences: false) {
            line += 1
            var content = raw[...]
            if content.last == "\r" { content.removeLast() }
            let bare = content.drop { $0 == " " || $0 == "\t" }
            if bare.isEmpty || bare.first == "#" { continue }
            do {
                steps.append(Step(line: line, action: try Self.action(bare)))
            } catch {
                throw ScriptError(line: line, fault: error)
            }
        }
        self.steps = steps
    }

    private static func action(_ line: Substring) throws(ScriptError.Fault) -> Action {
        let verb = line.prefix { $0 != " " }
        let rest = line.dropFirst(verb.count)
        guard !rest.dropFirst().isEmpty || verb == "wait" else {
            guard verbs.contains(String(verb)) else { throw .unknownVerb(String(verb)) }
            throw .missingArgument(String(verb))
        }
        // One blank ends the verb; further ones belong to the text.
        let argument = String(rest.dropFirst())
        switch verb {
        case "type": return .type(argument)
        case "key": return .keys(try keys(argument))
        case "paste": return .paste(unescaped(argument))
        case "bytes": return .bytes(try bytes(argument))
        case "scan": return .scan(try digits(argument))
        case "resize": return .resize(try size(argument))
        case "advance": return .advance(try milliseconds(argument))
        case "save-screen": return .saveScreen(trimmed(argument))
        case "wait":
            guard trimmed(argument).isEmpty else { throw .unexpectedArgument("wait") }
            return .wait
        default: throw .unknownVerb(String(verb))
        }
    }

    private static let verbs: Set<String> = [
        "type", "key", "paste", "bytes", "scan", "resize", "wait", "advance", "save-screen",
    ]

    private static func trimmed(_ text: String) -> String {
        var text = text.drop { $0 == " " }
        while text.last == " " { text.removeLast() }
        return String(text)
    }

    private static func keys(_ text: String) throws(ScriptError.Fault) -> [KeyPress] {
        var presses: [KeyPress] = []
        for name in text.split(separator: " ") {
            guard let press = KeyPress(String(name)) else { throw .unknownKey(String(name)) }
            presses.append(press)
        }
        guard !presses.isEmpty else { throw .missingArgument("key") }
        return presses
    }

    private static func unescaped(_ text: String) -> String {
        var result = ""
        var escaped = false
        for character in text {
            switch (escaped, character) {
            case (false, "\\"):
                escaped = true
                continue
            case (true, "n"): result.append("\n")
            case (true, "t"): result.append("\t")
            default: result.append(character)
            }
            escaped = false
        }
        return result
    }

    private static func bytes(_ text: String) throws(ScriptError.Fault) -> [UInt8] {
        let digits = text.filter { $0 != " " }
        var bytes: [UInt8] = []
        var rest = Substring(digits)
        while !rest.isEmpty {
            guard rest.count > 1, rest.prefix(2).allSatisfy(\.isHexDigit), let byte = UInt8(rest.prefix(2), radix: 16)
            else { throw .notHexadecimal(text) }
            bytes.append(byte)
            rest = rest.dropFirst(2)
        }
        return bytes
    }

    private static func digits(_ text: String) throws(ScriptError.Fault) -> String {
        let code = trimmed(text)
        guard !code.isEmpty, code.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { throw .notDigits(code) }
        return code
    }

    private static func size(_ text: String) throws(ScriptError.Fault) -> Size {
        let parts = trimmed(text).split(separator: "x", omittingEmptySubsequences: false)
        guard parts.count == 2, let columns = Int(parts[0]), let rows = Int(parts[1]), (1...1000).contains(columns),
            (1...1000).contains(rows)
        else { throw .notASize(trimmed(text)) }
        return Size(columns: columns, rows: rows)
    }

    private static func milliseconds(_ text: String) throws(ScriptError.Fault) -> Int64 {
        guard let number = Int64(trimmed(text)), number >= 0 else { throw .notMilliseconds(trimmed(text)) }
        return number
    }
}

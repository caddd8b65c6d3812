// JSON, one object a line, keys in the order they were given.

/// A JSON value. `nil` in a list of members means: leave the key out.
indirect enum JSONValue: Hashable {
    case text(String)
    case number(Int64)
    case flag(Bool)
    case list([JSONValue])
    case object([Member])

    struct Member: Hashable {
        var key: String
        var value: JSONValue

        static func outcome(_ word: String) -> Member {
            Member(key: "outcome", value: .text(word))
        }
    }

    /// An object from keys and values, those without a value left out.
    static func object(_ members: KeyValuePairs<String, JSONValue?>) -> JSONValue {
        .object(self.members(members))
    }

    /// Those that have a value.
    static func members(_ members: KeyValuePairs<String, JSONValue?>) -> [Member] {
        members.compactMap { key, value in value.map { Member(key: key, value: $0) } }
    }

    /// One line.
    var line: String {
        var text = ""
        write(to: &text)
        return text
    }

    private func write(to out: inout String) {
        switch self {
        case .text(let text): Self.write(text, to: &out)
        case .number(let number): out += String(number)
        case .flag(let flag): out += flag ? "true" : "false"
        case .list(let values):
            out += "["
            for (index, value) in values.enumerated() {
                if index > 0 { out += "," }
                value.write(to: &out)
            }
            out += "]"
        case .object(let members):
            out += "{"
            for (index, member) in members.enumerated() {
                if index > 0 { out += "," }
                Self.write(member.key, to: &out)
                out += ":"
                member.value.write(to: &out)
            }
            out += "}"
        }
    }

    /// RFC 8259 §7; the two separators that break JavaScript and lines are escaped as well.
    private static func write(_ text: String, to out: inout String) {
        out += "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": out += "\\\""
            case "\\": out += "\\\\"
            case "\n": out += "\\n"
            case "\r": out += "\\r"
            case "\t": out += "\\t"
            case _ where scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value), "\u{2028}", "\u{2029}":
                let digits = String(scalar.value, radix: 16)
                out += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
            default: out.unicodeScalars.append(scalar)
            }
        }
        out += "\""
    }
}

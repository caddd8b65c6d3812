// A frame as text that people can review and tests can compare.

/// Writes frames in the golden format: for each row a line of its text and a line of its styles.
///
///     80x24 mono cursor 7,12 walk-in, empty
///     |이름  김민준 |
///     |....AA......|
///     A bold  . plain
///
/// Letters depend on the theme alone, not on what the frame shows, so that a small change is a small difference.
public struct ScreenDump {
    public static func text(_ frame: Frame, theme: Theme, header: String) -> String {
        let size = frame.buffer.size
        let cursor = frame.cursor.map { "\($0.column),\($0.row)" } ?? "hidden"
        var lines = [
            "\(size.columns)x\(size.rows) \(theme.name) cursor \(cursor)" + (header.isEmpty ? "" : " \(header)")
        ]
        let letters = self.letters(theme)
        var used: Set<Role> = []
        for row in 0..<size.rows {
            var styles = ""
            for cell in frame.buffer.row(row) {
                used.insert(cell.role)
                styles.append(letters[cell.role] ?? ".")
            }
            lines.append("|\(frame.buffer.text(row: row))|")
            lines.append("|\(styles)|")
        }
        lines.append(legend(theme, letters: letters, used: used))
        return lines.joined(separator: "\n") + "\n"
    }

    /// A letter for each distinct look, in the order of the roles; `.` for the plain one.
    private static func letters(_ theme: Theme) -> [Role: Character] {
        var known: [Look: Character] = [Look(): "."]
        var letters: [Role: Character] = [:]
        var next = UInt8(ascii: "A")
        for role in Role.allCases {
            let look = theme.look(role)
            if known[look] == nil {
                known[look] = Character(Unicode.Scalar(next))
                next += 1
            }
            letters[role] = known[look]
        }
        return letters
    }

    private static func legend(_ theme: Theme, letters: [Role: Character], used: Set<Role>) -> String {
        var told: Set<Character> = []
        var parts: [String] = []
        for role in Role.allCases where used.contains(role) {
            guard let letter = letters[role], told.insert(letter).inserted else { continue }
            parts.append("\(letter) \(theme.look(role))")
        }
        return parts.sorted().joined(separator: "  ")
    }
}

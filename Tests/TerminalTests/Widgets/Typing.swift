// Pressing keys by name.

import Terminal

enum Typing {
    /// Keys by name, separated by blanks: `a Ctrl-W Left`. A name that is no key becomes its characters.
    static func keys(_ names: String) -> [KeyPress] {
        names.split(separator: " ").flatMap { name in
            KeyPress(String(name)).map { [$0] } ?? typed(String(name))
        }
    }

    /// One press a scalar, as the parser gives them.
    static func typed(_ text: String) -> [KeyPress] {
        text.unicodeScalars.map { KeyPress(.character(Character($0))) }
    }
}

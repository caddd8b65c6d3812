// A command as lists of commands show it.

import Text

/// One line of the help or the palette.
public struct CommandEntry: Equatable, Sendable {
    /// Such as `PgDn, Ctrl-F`; empty where no key does it.
    public var keys: String
    public var title: String
    /// A sentence.
    public var help: String
    /// Where it works: the title of a section, or of another screen. Empty where that goes without saying.
    public var place: String
    /// Why it cannot be used now; nil when it can.
    public var disabledReason: String?

    public init(keys: String, title: String, help: String, place: String = "", disabledReason: String? = nil) {
        self.keys = keys
        self.title = title
        self.help = help
        self.place = place
        self.disabledReason = disabledReason
    }

    public init<Action>(_ binding: Binding<Action>, place: String = "") {
        self.init(
            keys: binding.keyNames, title: binding.title, help: binding.help, place: place,
            disabledReason: binding.disabledReason)
    }
}

extension CommandEntry {
    /// What it does, or why it cannot be used now.
    func sentence(_ words: WidgetWords) -> String {
        disabledReason.map { "\(words.disabled): \($0)" } ?? help
    }

    /// Draws a whole sentence, for which a line of a list may have no room, over as many rows as there are.
    static func draw(_ sentence: String, role: Role, in canvas: inout Canvas) {
        let (columns, rows) = (canvas.bounds.columns, canvas.bounds.rows)
        let lines = ColumnWidth.wrap(sentence, columns: columns, ambiguous: canvas.ambiguous)
        for (row, line) in lines.prefix(rows).enumerated() {
            let isCut = row == rows - 1 && lines.count > rows
            canvas.draw(isCut ? "\(line) …" : line, at: Point(column: 0, row: row), role: role, columns: columns)
        }
    }
}

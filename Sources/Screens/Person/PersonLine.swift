// One line of what is shown about a person, wrapped to its place.

import Domain
import Terminal
import Text

/// One line of a card or a detail pane.
struct PersonLine: Equatable, Sendable {
    enum Kind: Equatable, Sendable {
        /// A label and its value; the label is empty where a value goes on.
        case pair(String, String)
        case heading(String)
        case text(String, indent: Int)
        /// Somebody who can be opened.
        case person(Serial, String)
        case blank
    }

    var kind: Kind
    var role: Role = .text

    var link: Serial? {
        if case .person(let serial, _) = kind { serial } else { nil }
    }
}

/// Collects lines, wrapped to a number of columns.
struct PersonLines {
    private(set) var lines: [PersonLine] = []
    let columns: Int

    init(columns: Int) {
        self.columns = columns
    }

    static func labelColumns(of columns: Int) -> Int { min(16, columns / 3) }

    var valueColumns: Int { columns - Self.labelColumns(of: columns) - 1 }

    mutating func pair(_ label: String, _ value: String, role: Role = .text) {
        for (index, part) in wrap(value, valueColumns).enumerated() {
            lines.append(PersonLine(kind: .pair(index == 0 ? label : "", part), role: role))
        }
    }

    /// A heading with an empty line before it.
    mutating func heading(_ text: String) {
        lines.append(PersonLine(kind: .blank))
        lines.append(PersonLine(kind: .heading(text)))
    }

    mutating func text(_ text: String, indent: Int = 0, role: Role = .text) {
        for (index, part) in wrap(text, columns - indent - 2).enumerated() {
            // What goes on in a second line stands two columns further in.
            lines.append(PersonLine(kind: .text(part, indent: indent + (index == 0 ? 0 : 2)), role: role))
        }
    }

    mutating func person(_ serial: Serial, _ text: String, role: Role) {
        lines.append(PersonLine(kind: .person(serial, text), role: role))
    }

    /// Measured for a terminal that draws ambiguous characters wide: lines then fit on either kind.
    private func wrap(_ text: String, _ room: Int) -> [String] {
        ColumnWidth.wrap(text, columns: max(room, 2), ambiguous: .wide)
    }
}

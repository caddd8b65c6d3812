// Attendees as lines for people: columns as wide as what they hold.

import Domain
import Screens
import Text

/// Prints attendees page by page; the first page gives the heading.
struct AttendeeTable {
    private let words: Words
    private let event: Event
    private var hasHeading = false

    init(_ words: Words, _ event: Event) {
        self.words = words
        self.event = event
    }

    mutating func print(_ rows: [Registration]) {
        var lines = rows.map(cells)
        if !hasHeading, !lines.isEmpty { lines.insert(words.attendeeHeadings, at: 0) }
        hasHeading = true
        let widths = words.attendeeHeadings.indices.map { column in
            lines.map { ColumnWidth.of($0[column]) }.max() ?? 0
        }
        for line in lines {
            let padded = zip(line, widths).map { cell, width in
                cell + String(repeating: " ", count: max(0, width - ColumnWidth.of(cell)))
            }
            var text = padded.joined(separator: "  ")
            while text.last == " " { text.removeLast() }
            Swift.print(text)
        }
    }

    private func cells(_ row: Registration) -> [String] {
        [
            words.serial(row.serial), row.name, row.phone?.display ?? "", row.affiliation ?? "",
            row.category.map { words.category($0, of: event) } ?? "", words.status(row.status),
            words.source(row.source),
        ]
    }
}

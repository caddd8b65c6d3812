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

    /// - Parameter places: of those who wait, in their lines.
    mutating func print(_ rows: [Registration], places: [Serial: Int] = [:]) {
        var lines = rows.map { cells($0, place: places[$0.serial]) }
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

    private func cells(_ row: Registration, place: Int?) -> [String] {
        [
            words.serial(row.serial), row.name, row.phone?.display ?? "", row.affiliation ?? "",
            row.category.map { words.category($0, of: event) } ?? "",
            [words.status(row.status), place.map { words.placeInLine($0) }].compactMap(\.self).joined(separator: " "),
            words.source(row.source),
        ]
    }
}

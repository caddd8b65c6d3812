// What is done with rows as they stand in the table: sorted, marked, copied.

import Domain
import Terminal

extension ConsoleState {
    // MARK: Order

    /// Sorts by the current column; by the same again the other way round.
    mutating func sortByCurrentColumn() -> [ConsoleEffect] {
        attendees.currentColumn.map { sort(by: $0) } ?? []
    }

    /// Sorts by a column; by the one the table is sorted by, the other way round.
    mutating func sort(by column: AttendeeColumn) -> [ConsoleEffect] {
        let turns = attendees.sort.column == column && !attendees.sort.isDescending
        let effects = browse(
            sort: AttendeeSort(column, isDescending: turns), keeping: attendees.selectedRow?.serial)
        return effects + tell(words.sorted(by: title(of: column), isDescending: turns))
    }

    mutating func chooseOrder() -> [ConsoleEffect] {
        let columns = sortableColumns
        let present = columns.firstIndex(of: attendees.sort.column)
        let items = columns.enumerated().map { index, column in
            MenuItem(
                index == present
                    ? words.sorted(by: title(of: column), isDescending: attendees.sort.isDescending)
                    : title(of: column))
        }
        layers.push(
            .order(
                columns, Dialog(title: words.orderTitle, body: "", content: .menu(items), selected: present ?? 0)))
        return []
    }

    mutating func pressOrder(_ columns: [AttendeeColumn], _ dialog: Dialog, _ press: KeyPress) -> [ConsoleEffect] {
        var dialog = dialog
        switch dialog.handle(press) {
        case .chosen(let index):
            overlay = nil
            return sort(by: columns[index])
        case .dismissed: overlay = nil
        case .consumed, .ignored, .entered: overlay = .order(columns, dialog)
        }
        return []
    }

    // MARK: Marks

    /// Marks the selected row and goes to the next one.
    mutating func markRow() -> [ConsoleEffect] {
        guard let row = attendees.selectedRow else { return [] }
        let isMarked = attendees.marks.contains(row.serial)
        guard isMarked || !attendees.marks.isFull else { return tell(words.tooManyMarks(RowMarks.most), .warning) }
        attendees.marks.toggle(row)
        _ = attendees.window.handle(KeyPress(.down))
        return moved()
    }

    mutating func clearMarks() -> [ConsoleEffect] {
        let count = attendees.marks.count
        attendees.marks.clear()
        return tell(words.marksCleared(count), .status)
    }

    // MARK: The clipboard

    /// The current cell.
    mutating func copyCell() -> [ConsoleEffect] {
        guard let row = attendees.selectedRow, let column = attendees.currentColumn else { return [] }
        let text = cell(column, of: row)
        guard !text.isEmpty else { return tell(words.nothingToCopy(title(of: column)), .warning) }
        return [.copy(text)] + tell(words.copied(title(of: column), text))
    }

    /// The marked rows, or the selected one where none is marked: the columns of the table, with tabs between them.
    mutating func copyRows() -> [ConsoleEffect] {
        let rows = attendees.marks.isEmpty ? attendees.selectedRow.map { [$0] } ?? [] : attendees.marks.rows
        guard !rows.isEmpty else { return [] }
        let text = rows.map { row in
            attendees.columns.map { Self.oneLine(cell($0.column, of: row)) }.joined(separator: "\t")
        }
        .joined(separator: "\n")
        let isLarge = text.utf8.count > Self.safeCopy
        return [.copy(text)] + tell(words.copiedRows(rows.count, isLarge: isLarge), isLarge ? .warning : .good)
    }

    /// Many terminals take no more than 100,000 bytes of Base64, and some 74,994.
    private static let safeCopy = 56_000

    private static func oneLine(_ text: String) -> String {
        String(text.map { $0.isNewline || $0 == "\t" ? " " : $0 })
    }
}

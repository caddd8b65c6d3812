// The table's columns: what they are called, what their cells say, and which of them have room.

import Domain
import Terminal

extension ConsoleState {
    /// A column's title, an answer's by the label of its field.
    func title(of column: AttendeeColumn) -> String {
        switch column {
        case .serial: words.serialLabel
        case .name: words.nameLabel
        case .phone: words.phoneLabel
        case .affiliation: words.affiliationLabel
        case .category: words.categoryLabel
        case .status: words.statusLabel
        case .source: words.sourceLabel
        case .email: words.emailLabel
        case .registeredAt: words.registeredAtLabel
        case .program: words.programsTitle
        case .answer(let id): field(id)?.label[language] ?? id.text
        }
    }

    /// What a row says in a column, in full.
    func cell(_ column: AttendeeColumn, of row: Registration) -> String {
        switch column {
        case .serial: words.serial(row.serial)
        case .name: row.name
        case .phone: row.phone?.display ?? ""
        case .affiliation: row.affiliation ?? ""
        case .category: category(row)
        case .status: words.status(row.status)
        case .source: words.source(row.source)
        case .email: row.email ?? ""
        case .registeredAt: words.time(row.registeredAt, minutesAheadOfUTC: desk?.minutesAheadOfUTC ?? 0)
        case .program: ""
        case .answer(let id):
            row.answers[id].map { words.answer($0, to: field(id)?.naming($0, by: versions(of: id))) } ?? ""
        }
    }

    /// A field as the form has it now, or as the newest that had it did.
    private func field(_ id: FieldID) -> Domain.FormField? { desk?.form[id] ?? versions(of: id).first }

    /// The columns the table can be sorted by: the common ones, the form's own fields, and those that it had once.
    var sortableColumns: [AttendeeColumn] {
        let known: Set<FieldID> = [.name, .phone, .affiliation, .category, .email, .consent]
        let fields = (desk?.form.fields ?? []) + (desk?.removedFields ?? [])
        return AttendeeColumn.common + fields.filter { !known.contains($0.id) }.map { .answer($0.id) }
    }

    /// Shows other columns; the current one stays current where it is still among them.
    mutating func show(_ columns: [AttendeeView.Column]) {
        guard !columns.isEmpty else { return }
        let current = attendees.currentColumn
        attendees.columns = columns
        attendees.column = columns.firstIndex { $0.column == current } ?? min(1, columns.count - 1)
        attendees.leftColumn = attendees.pinnedColumns
        followColumn()
    }

    mutating func moveColumn(by step: Int) -> [ConsoleEffect] {
        let last = attendees.columns.count - 1
        attendees.column = max(min(attendees.column + step, last), 0)
        followColumn()
        return []
    }

    /// Brings the current column into sight.
    mutating func followColumn() {
        let widths = attendees.columns.map { least($0) }
        let room = tableLayout(size).table.columns - 2
        attendees.leftColumn =
            ColumnsInSight(
                widths, pinned: attendees.pinnedColumns, left: attendees.leftColumn, current: attendees.column,
                room: room
            ).left
    }

    /// The table as it is drawn: the columns in sight, and what their rows say.
    func shownTable(_ layout: AttendeeLayout) -> (table: Table, columns: [AttendeeColumn]) {
        let sight = ColumnsInSight(
            attendees.columns.map { least($0) }, pinned: attendees.pinnedColumns, left: attendees.leftColumn,
            current: attendees.column, room: layout.table.columns - 2)
        let shown = sight.shown.map { attendees.columns[$0] }
        var table = Table(shown.map(tableColumn), current: sight.shown.firstIndex(of: attendees.column))
        table.hasMoreLeft = sight.hasMoreLeft
        table.hasMoreRight = sight.hasMoreRight
        return (table, shown.map(\.column))
    }

    private func tableColumn(_ column: AttendeeView.Column) -> TableColumn {
        let order: TableColumn.Order? =
            column.column != attendees.sort.column ? nil : attendees.sort.isDescending ? .descending : .ascending
        return TableColumn(
            title(of: column.column), width(column), alignment: column.column == .serial ? .right : .left,
            order: order)
    }

    func least(_ column: AttendeeView.Column) -> Int {
        switch width(column) {
        case .fixed(let cells), .min(let cells): cells
        case .fill: 0
        }
    }

    private func width(_ column: AttendeeView.Column) -> Length {
        if let width = column.width { return .fixed(max(width, 3)) }
        return switch column.column {
        case .serial: .fixed(6)
        case .name, .affiliation: .min(14)
        case .phone: .fixed(15)
        case .category: .fixed(10)
        // As wide as the longest status, "waitlisted": half a word is not one.
        case .status: .fixed(language == .korean ? 8 : 10)
        case .source: .fixed(language == .korean ? 9 : 15)
        case .email: .min(20)
        case .registeredAt: .fixed(16)
        case .answer, .program: .min(14)
        }
    }
}

extension Attendees {
    var currentColumn: AttendeeColumn? {
        columns.indices.contains(column) ? columns[column].column : nil
    }

    /// The columns that stay when the others scroll: up to the name where it stands early, else the first.
    var pinnedColumns: Int {
        let name = columns.prefix(2).firstIndex { $0.column == .name } ?? 0
        return min(name + 1, columns.count)
    }
}

/// Which columns have room, the first ones always among them.
struct ColumnsInSight: Equatable {
    /// The first column shown after those that stay.
    let left: Int
    /// The columns shown, in order.
    let shown: [Int]
    let hasMoreLeft: Bool
    let hasMoreRight: Bool

    /// - Parameters:
    ///   - widths: the least room each column needs.
    ///   - pinned: how many of the first columns are always shown.
    ///   - left: where the others began so far; they move only as far as they must.
    ///   - room: with one blank between columns.
    init(_ widths: [Int], pinned: Int, left: Int, current: Int, room: Int) {
        func end(from left: Int) -> Int {
            var used = widths[..<pinned].reduce(0) { $0 + $1 + 1 } - 1
            var end = left
            while end < widths.count, used + 1 + widths[end] <= room || end == left {
                used += 1 + widths[end]
                end += 1
            }
            return end
        }
        var left = max(min(left, widths.count), pinned)
        if current >= pinned { left = min(left, current) }
        while current >= pinned, current >= end(from: left) { left += 1 }
        while left > pinned, end(from: left - 1) == widths.count { left -= 1 }
        let end = end(from: left)
        self.left = left
        shown = Array(0..<pinned) + Array(left..<max(end, left))
        hasMoreLeft = left > pinned
        hasMoreRight = end < widths.count
    }
}

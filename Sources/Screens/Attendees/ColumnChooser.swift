// Which columns the attendee table has, in which order and how wide.

import Domain
import Terminal

/// Every column there is, those shown in their order, and the marked one.
struct ColumnChooser: Equatable, Sendable {
    struct Entry: Equatable, Sendable {
        var column: AttendeeView.Column
        var isShown: Bool
    }

    private(set) var entries: [Entry]
    private(set) var selected: Int

    /// - Parameters:
    ///   - all: every column there is.
    ///   - current: the column to begin at.
    init(_ shown: [AttendeeView.Column], all: [AttendeeColumn], current: AttendeeColumn?) {
        let hidden = all.filter { column in !shown.contains { $0.column == column } }
        entries =
            shown.map { Entry(column: $0, isShown: true) }
            + hidden.map { Entry(column: AttendeeView.Column($0), isShown: false) }
        selected = entries.firstIndex { $0.column.column == current } ?? 0
    }

    /// What the table shows; never nothing.
    var columns: [AttendeeView.Column] { entries.filter(\.isShown).map(\.column) }

    var selectedColumn: AttendeeColumn { entries[selected].column.column }

    mutating func move(_ press: KeyPress) -> Bool {
        switch press.key {
        case .up: selected -= 1
        case .down: selected += 1
        case .pageUp: selected -= 10
        case .pageDown: selected += 10
        case .home: selected = 0
        case .end: selected = entries.count - 1
        default: return false
        }
        selected = max(min(selected, entries.count - 1), 0)
        return true
    }

    /// - Returns: false where it is the last one shown, which stays.
    mutating func toggle() -> Bool {
        guard !entries[selected].isShown || columns.count > 1 else { return false }
        entries[selected].isShown.toggle()
        return true
    }

    mutating func shift(by step: Int) {
        let target = selected + step
        guard entries.indices.contains(target) else { return }
        entries.swapAt(selected, target)
        selected = target
    }

    /// - Parameter usual: the width the table would give the column by itself.
    mutating func widen(by step: Int, from usual: Int) {
        let width = (entries[selected].column.width ?? usual) + step
        entries[selected].column.width = max(
            min(width, AttendeeView.widths.upperBound), AttendeeView.widths.lowerBound)
    }

    /// The order and widths a table has before anybody chooses others.
    mutating func reset(_ usual: [AttendeeView.Column], all: [AttendeeColumn]) {
        self = ColumnChooser(usual, all: all, current: selectedColumn)
    }
}

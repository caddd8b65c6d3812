// The attendee table: keys in, pages and people asked for.

import Desk
import Domain
import Store
import Terminal

extension ConsoleState {
    mutating func pressAttendees(_ press: KeyPress, at time: Int64) -> [ConsoleEffect] {
        attendees.isSearching ? pressFilter(press) ?? moveSelection(press) : pressTable(press)
    }

    private mutating func pressTable(_ press: KeyPress) -> [ConsoleEffect] {
        switch KeyMap(attendeeBindings).lookup(press) {
        case .none: return moveSelection(press)
        case .disabled(let binding): return tellHint(words.disabled(binding.title, binding.disabledReason))
        case .needsInputMethodOff(let binding): return tellHint(words.inputMethodOff(binding.title))
        case .run(let bindings): return bindings.first.map { run($0.action) } ?? []
        }
    }

    mutating func run(_ action: AttendeeAction) -> [ConsoleEffect] {
        switch action {
        case .search:
            attendees.isSearching = true
            return []
        case .open: return askForPerson(.card)
        case .showQR: return askForPerson(.qr)
        case .checkIn: return attendees.selectedRow.map { checkIn(.person($0.serial)) } ?? []
        case .edit: return askForPerson(.edit)
        case .cancel: return askForPerson(.cancel)
        case .undo: return offerUndo()
        case .back: return goBack()
        case .previousColumn: return moveColumn(by: -1)
        case .nextColumn: return moveColumn(by: 1)
        case .sort: return sortByCurrentColumn()
        case .chooseOrder: return chooseOrder()
        case .jump: return askWhereTo()
        case .count: return countAttendees()
        case .mark: return markRow()
        case .copyCell: return copyCell()
        case .copyRows: return copyRows()
        case .pictures: return picturesPressed()
        case .views: return openViews()
        case .columns: return openColumns()
        }
    }

    /// Esc undoes one thing at a time: a count under way, marks, the filter; then it leaves the screen.
    private mutating func goBack() -> [ConsoleEffect] {
        if attendees.survey.isCounting { return stopCounting() }
        if !attendees.marks.isEmpty { return clearMarks() }
        guard attendees.filter.isEmpty, attendees.search.isEmpty else {
            return clearSearch(keeping: attendees.selectedRow?.serial)
        }
        place = .walkIn
        return forgetPending()
    }

    mutating func moveSelection(_ press: KeyPress) -> [ConsoleEffect] {
        if attendees.isOutdated, press == KeyPress(.home) || press == KeyPress(.end) {
            attendees.window.jumpAnew(press.key == .home ? .first : .last)
            return moved()
        }
        let outcome = attendees.window.handle(press)
        if outcome != .ignored { attendees.lost = nil }
        return outcome == .moved ? moved() : []
    }

    /// The selection has moved, by a key or a jump: rows and details follow.
    mutating func moved() -> [ConsoleEffect] {
        attendees.survey.pendingPercent = nil
        attendees.lost = nil
        let effects = forgetPending()
        if let anchor = attendees.window.anchor, attendees.loading?.request.start != anchor {
            return effects + askPage(anchor, .jump)
        }
        return effects + pageEffects()
    }
}

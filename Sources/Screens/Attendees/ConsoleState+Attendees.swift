// The attendee table: keys in, pages and people asked for.

import Desk
import Domain
import Store
import Terminal

extension ConsoleState {
    mutating func pressAttendees(_ press: KeyPress, at time: Int64) -> [ConsoleEffect] {
        attendees.isSearching ? pressSearch(press) : pressTable(press)
    }

    private mutating func pressSearch(_ press: KeyPress) -> [ConsoleEffect] {
        switch (press.key, press.modifiers) {
        case (.enter, []), (.tab, []), (.down, []):
            attendees.isSearching = false
            return []
        case (.escape, []):
            attendees.isSearching = false
            return attendees.search.isEmpty ? [] : clearSearch()
        default:
            switch attendees.search.handle(press) {
            case .changed: return reloadAttendees()
            case .consumed: return []
            case .ignored: return moveSelection(press)
            }
        }
    }

    /// Everybody again, from the selected person on.
    private mutating func clearSearch() -> [ConsoleEffect] {
        attendees.search.replace(with: "")
        attendees.wanted = attendees.selectedRow?.serial
        return reloadAttendees(attendees.wanted.map { .from(AttendeeKey(serial: $0)) } ?? .first)
    }

    mutating func pasteIntoSearch(_ text: String) -> [ConsoleEffect] {
        attendees.isSearching = true
        return attendees.search.paste(text) == .changed ? reloadAttendees() : []
    }

    private mutating func pressTable(_ press: KeyPress) -> [ConsoleEffect] {
        switch KeyMap(attendeeBindings).lookup(press) {
        case .none: return moveSelection(press)
        case .disabled(let binding): return tell(words.disabled(binding.title, binding.disabledReason), .warning)
        case .needsInputMethodOff(let binding): return tell(words.inputMethodOff(binding.title), .warning)
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
        case .edit: return askForPerson(.edit)
        case .cancel: return askForPerson(.cancel)
        case .undo: return offerUndo()
        case .back:
            guard !attendees.search.isEmpty else {
                place = .walkIn
                return forgetPending()
            }
            return clearSearch()
        }
    }

    private mutating func moveSelection(_ press: KeyPress) -> [ConsoleEffect] {
        switch press.key {
        case .home where attendees.hasMoreBefore && press.modifiers.isEmpty:
            return reloadAttendees(.first, isJump: true)
        case .end where attendees.hasMoreAfter && press.modifiers.isEmpty:
            return reloadAttendees(.last, isJump: true)
        default:
            guard attendees.table.handle(press) == .moved else { return [] }
            return forgetPending() + pageEffects() + detailEffects()
        }
    }

    /// Reads the table anew, with what is in the search field.
    mutating func reloadAttendees(_ start: AttendeeQuery.Start = .first, isJump: Bool = false) -> [ConsoleEffect] {
        guard desk != nil else { return [] }
        attendees.isJumping = isJump
        attendees.loading = start
        return [.ask(.page, .page(text: attendees.search.text, start: start, limit: Attendees.pageRows))]
    }

    /// Asks for the next page when the selection is near the edge of what is at hand.
    private mutating func pageEffects() -> [ConsoleEffect] {
        guard let start = attendees.nextPage else { return [] }
        attendees.loading = start
        return [.ask(.page, .page(text: attendees.search.text, start: start, limit: Attendees.pageRows))]
    }

    mutating func takePage(
        _ start: AttendeeQuery.Start, _ result: Result<AttendeePage, DeskError>
    ) -> [ConsoleEffect] {
        switch result {
        case .success(let page):
            attendees.take(page, start)
            return fitAttendees() + pageEffects() + detailEffects()
        case .failure(let error):
            attendees.loading = nil
            attendees.failure = words.error(error)
            return tell(words.error(error), .bad)
        }
    }

    mutating func resize(to size: Size) -> [ConsoleEffect] {
        self.size = size
        return fitAttendees()
    }

    /// Tells the table how many rows the screen has for it.
    mutating func fitAttendees() -> [ConsoleEffect] {
        attendees.table.fit(rows: AttendeeLayout(size).tableRows)
        return pageEffects() + detailEffects()
    }

    /// The form a row's answers were given to, where it is here: mostly the one that the desk works with.
    func formAtHand(_ row: Registration) -> FormDefinition? {
        if let desk, row.form == desk.formReference { return desk.form }
        return attendees.card?.row.form == row.form ? attendees.card?.form : nil
    }

    /// The detail pane draws the row itself; only an older form's labels have to be asked for.
    private mutating func detailEffects() -> [ConsoleEffect] {
        guard AttendeeLayout(size).hasDetail, place == .attendees, let row = attendees.selectedRow else { return [] }
        guard formAtHand(row) == nil else { return [] }
        // The selection has moved on from whoever was asked for: their card must not come up over somebody else.
        if pending?.serial != row.serial { pending = nil }
        return [.ask(.person, .person(row.serial))]
    }
}

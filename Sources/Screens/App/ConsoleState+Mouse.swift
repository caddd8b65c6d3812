// The mouse, for those who ask for it: everything it does a key does too.

import Terminal

extension ConsoleState {
    /// Rows that one turn of the wheel moves a table.
    private static let wheelRows = 3

    mutating func toggleMouse() -> [ConsoleEffect] {
        mouse.toggle()
        return [.captureMouse(mouse)] + tell(mouse ? words.mouseIsOn : words.mouseIsOff, .status)
    }

    mutating func take(_ event: MouseEvent, at time: Int64) -> [ConsoleEffect] {
        ids.hear(time)
        switch event.action {
        case .press(.left): return event.target.map { click($0, at: time) } ?? []
        case .wheelUp: return turnWheel(.up, at: time)
        case .wheelDown: return turnWheel(.down, at: time)
        case .press, .release: return []
        }
    }

    /// Only what stands in front told where it can be clicked, so a target that does not fit it comes from a frame before.
    private mutating func click(_ target: Target, at time: Int64) -> [ConsoleEffect] {
        switch target {
        case .key(let key): return press(key, at: time)
        case .item(let item):
            if case .card(let card, let reading) = overlay { return click(item, on: card, reading, at: time) }
            guard let selected = overlay?.selectedItem else { return [] }
            return step(from: selected, to: item, at: time)
        case .field(let field):
            focus(field)
            return []
        case .row(let row):
            guard overlay == nil, isAtTable else { return [] }
            attendees.isSearching = false
            return step(from: attendees.window.table.selected, to: row, at: time)
        case .column(let column):
            guard overlay == nil, isAtTable else { return [] }
            let shown = shownTable(tableLayout(size)).columns
            return shown.indices.contains(column) ? sort(by: shown[column]) : []
        }
    }

    /// Goes to a line by the keys that go there, and opens the one that is selected already.
    private mutating func step(from selected: Int, to wanted: Int, at time: Int64) -> [ConsoleEffect] {
        guard wanted != selected else { return press(KeyPress(.enter), at: time) }
        let key = KeyPress(wanted < selected ? .up : .down)
        return (0..<abs(wanted - selected)).flatMap { _ in press(key, at: time) }
    }

    private mutating func focus(_ field: String) {
        if case .edit(var edit) = overlay {
            if !edit.isSaving { edit.binding.form.focus(field) }
            overlay = .edit(edit)
        } else if overlay == nil, place == .walkIn, !walkIn.isSaving {
            walkIn.binding.form.focus(field)
        }
    }

    /// Arrows, where they move along a list; in a form they would move the focus under somebody's hands.
    private mutating func turnWheel(_ key: Key, at time: Int64) -> [ConsoleEffect] {
        if case .card(let card, let reading) = overlay {
            scroll(card, reading, by: key == .up ? -Self.wheelRows : Self.wheelRows)
            return []
        }
        if let overlay { return overlay.selectedItem == nil ? [] : press(KeyPress(key), at: time) }
        guard isAtTable else { return [] }
        attendees.isSearching = false
        return (0..<Self.wheelRows).flatMap { _ in press(KeyPress(key), at: time) }
    }
}

extension Overlay {
    /// The marked line of a menu or list, as it is counted where it is drawn; nil for what is no list.
    var selectedItem: Int? {
        switch self {
        case .help(let help, _): help.marked
        case .palette(let palette, _): palette.marked
        case .duplicate(_, let dialog), .candidates(_, let dialog), .undo(_, let dialog), .leave(let dialog),
            .gate(let dialog):
            dialog.selected
        default: nil
        }
    }
}

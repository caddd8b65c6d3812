// Keys of a person's card: its actions, its text, and the people related to them.

import Desk
import Domain
import Terminal

extension ConsoleState {
    mutating func pressCard(_ card: PersonCard, _ reading: CardReading, _ press: KeyPress) -> [ConsoleEffect] {
        let layout = CardLayout(self, card, reading)
        var reading = reading
        switch (press.key, press.modifiers) {
        case (.escape, []):
            overlay = nil
            return []
        case (.up, []): layout.step(&reading, -1)
        case (.down, []): layout.step(&reading, 1)
        case (.tab, []): layout.jump(&reading, 1)
        case (.tab, .shift): layout.jump(&reading, -1)
        case (.pageUp, []): layout.scroll(&reading, by: -max(layout.textRows - 1, 1))
        case (.pageDown, []): layout.scroll(&reading, by: max(layout.textRows - 1, 1))
        case (.home, []): layout.scroll(&reading, by: -layout.lines.count)
        case (.end, []): layout.scroll(&reading, by: layout.lines.count)
        case (.enter, []):
            switch reading.focus {
            case .action(let index): return choose(index, of: card)
            case .line(let line):
                guard layout.lines.indices.contains(line), let serial = layout.lines[line].link else { return [] }
                return askForPerson(serial, .card)
            }
        default:
            if let number = press.typed?.wholeNumberValue, cardActions(card).indices.contains(number - 1) {
                // A digit may be a scanner's: it goes to what happens at once, and Enter does it.
                guard !cardActions(card)[number - 1].purpose.isLeftToEnter else {
                    reading.focus = .action(number - 1)
                    break
                }
                return choose(number - 1, of: card)
            }
            return pressLetter(press, card)
        }
        overlay = .card(card, reading)
        return []
    }

    /// The letters of the table work on the card too, by the same rule for Hangul.
    private mutating func pressLetter(_ press: KeyPress, _ card: PersonCard) -> [ConsoleEffect] {
        let actions = cardActions(card)
        let bindings = actions.indices.map { index in
            Binding(
                [actions[index].key], index, title: actions[index].item.title,
                decides: actions[index].purpose.decides)
        }
        switch KeyMap(bindings).lookup(press) {
        case .none, .disabled: return []
        case .needsInputMethodOff(let binding): return tellHint(words.inputMethodOff(binding.title))
        case .run(let found): return found.first.map { choose($0.action, of: card) } ?? []
        }
    }

    private mutating func choose(_ index: Int, of card: PersonCard) -> [ConsoleEffect] {
        let action = cardActions(card)[index]
        if let reason = action.item.disabledReason { return tellHint(words.disabled(action.item.title, reason)) }
        return show(card, action.purpose)
    }

    // MARK: The mouse

    /// Marks what was clicked, counted through the text and the actions below it; what is marked already is opened.
    mutating func click(
        _ item: Int, on card: PersonCard, _ reading: CardReading, at time: Int64
    ) -> [ConsoleEffect] {
        var reading = reading
        let layout = CardLayout(self, card, reading)
        guard item < layout.lines.count + layout.actionCount else { return [] }
        let focus = reading.focus
        layout.go(&reading, to: item)
        guard reading.focus != focus else { return press(KeyPress(.enter), at: time) }
        overlay = .card(card, reading)
        return []
    }

    mutating func scroll(_ card: PersonCard, _ reading: CardReading, by lines: Int) {
        var reading = reading
        CardLayout(self, card, reading).scroll(&reading, by: lines)
        overlay = .card(card, reading)
    }

    /// The key line of a card: what works for this person, by short names.
    func cardKeys(_ card: PersonCard) -> [KeyLine.Entry] {
        let letters = cardActions(card).filter { $0.item.disabledReason == nil }.compactMap { action in
            cardKeyTitle(action.purpose).map { KeyLine.Entry(key: action.key.description, title: $0) }
        }
        return [KeyLine.Entry(key: "Enter", title: words.choose)] + letters + [
            KeyLine.Entry(key: "Esc", title: words.back), KeyLine.Entry(key: "PgUp PgDn", title: words.scroll),
        ]
    }

    /// Nil for what stands in the card's own list alone, which all of them do.
    private func cardKeyTitle(_ purpose: PersonPurpose) -> String? {
        switch purpose {
        case .qr: words.cardQRKey
        case .edit: words.edit
        case .cancel: words.cancelRow
        case .checkIn: words.cardCheckInKey(gate.mode)
        case .undo: words.undo
        case .reissue: words.cardReissueKey
        default: nil
        }
    }

    /// The numbered actions on a person's card, with the letters that do the same in the table.
    func cardActions(_ card: PersonCard) -> [(item: MenuItem, key: KeyPress, purpose: PersonPurpose)] {
        if place == .review { return reviewActions(card) }
        let dead: String? =
            switch card.row.status {
            case .cancelled: words.alreadyCancelled
            case .merged: words.isMerged
            default: nil
            }
        return [
            (MenuItem(words.showQR), KeyPress(.character("q")), .qr),
            (MenuItem(words.edit, disabledReason: dead), KeyPress(.character("e")), .edit),
            (MenuItem(words.cancelRow, disabledReason: dead), KeyPress(.character("x")), .cancel),
            (MenuItem(words.gateCheckInThem(gate.mode)), KeyPress(.character("i")), .checkIn),
            (MenuItem(words.undoPerson), KeyPress(.character("u")), .undo),
            (MenuItem(words.reissue, disabledReason: dead), KeyPress(.character("n")), .reissue),
            (
                MenuItem(
                    words.programsEnrolCard, disabledReason: dead ?? (isLineLost ? words.programsNeedLine : nil)),
                KeyPress(.character("p")), .program
            ),
        ]
    }
}

/// Where things are on a card, and where the keys lead in it.
struct CardLayout {
    static let columns = 64

    let box: Rect
    let lines: [PersonLine]
    let actionCount: Int
    /// How many lines of text are shown at once.
    let textRows: Int

    init(_ state: ConsoleState, _ card: PersonCard, _ reading: CardReading) {
        let body = ConsoleLayout(state.size).body
        let columns = min(body.columns, Self.columns)
        lines = state.personLines(card.row, reading.view, columns: max(columns - 4, 2))
        actionCount = state.cardActions(card).count
        box = body.centred(Size(columns: columns, rows: min(body.rows, lines.count + actionCount + 3)))
        textRows = max(box.rows - 2 - actionCount - 1, 0)
    }

    private var lastTop: Int { max(lines.count - textRows, 0) }

    /// The first line shown: the text may have become shorter since.
    func top(_ reading: CardReading) -> Int { min(reading.top, lastTop) }

    /// A line up or down, through the text and the actions below it, round and round.
    func step(_ reading: inout CardReading, _ direction: Int) {
        let count = lines.count + actionCount
        go(&reading, to: (place(reading) + direction + count) % count)
    }

    /// To the next thing that Enter does something with.
    func jump(_ reading: inout CardReading, _ direction: Int) {
        let count = lines.count + actionCount
        var place = place(reading)
        repeat { place = (place + direction + count) % count } while place < lines.count && lines[place].link == nil
        go(&reading, to: place)
    }

    /// Moves the text under the actions; whoever is reading in it stays on the screen.
    func scroll(_ reading: inout CardReading, by count: Int) {
        reading.top = max(min(top(reading) + count, lastTop), 0)
        if case .line(let line) = reading.focus {
            reading.focus = .line(max(min(line + count, reading.top + textRows - 1, lines.count - 1), reading.top))
        }
    }

    private func place(_ reading: CardReading) -> Int {
        switch reading.focus {
        case .line(let line): min(line, max(lines.count - 1, 0))
        case .action(let index): lines.count + index
        }
    }

    func go(_ reading: inout CardReading, to place: Int) {
        guard place < lines.count else {
            reading.focus = .action(place - lines.count)
            return
        }
        reading.focus = .line(place)
        reading.top = max(min(top(reading), place), place - textRows + 1)
    }
}

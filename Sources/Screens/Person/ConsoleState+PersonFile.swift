// Reading people's files: at once for an open card, after a rest for the pane beside the table.
//
// What is wanted follows from what is shown, so it is worked out anew after every event, and asked for once.

import Desk
import Domain
import Terminal

extension ConsoleState {
    /// How long the selection must rest on somebody before their file is read, milliseconds.
    private static let restDelay: Int64 = 120

    /// Asks for the files that what is shown now needs and has not got.
    mutating func wantFiles() -> [ConsoleEffect] {
        wantCardFile() + wantPaneFile()
    }

    private mutating func wantCardFile() -> [ConsoleEffect] {
        guard case .card(let card, var reading) = overlay else { return [] }
        let wanted = PersonFileView.Asked(card.row)
        if reading.view.file == nil, pane.isCurrent(for: card.row), !reading.awaitsUndo {
            reading.view.file = pane.file
            overlay = .card(card, reading)
            return []
        }
        let isEnough = reading.view.isCurrent(for: card.row) && !reading.awaitsUndo
        guard !isEnough, reading.view.asked != wanted, reading.view.failed != wanted else { return [] }
        // The slot is one: whoever's card is below has to ask again when it is in front.
        changeReadings { $1.view.asked = nil }
        reading.view.asked = wanted
        overlay = .card(card, reading)
        return [.ask(.personFile, .personFile(card.row.serial))]
    }

    private mutating func wantPaneFile() -> [ConsoleEffect] {
        guard isAtTable, overlay == nil, tableLayout(size).hasDetail, desk != nil,
            let row = attendees.selectedRow, !pane.isCurrent(for: row)
        else {
            guard pane.asked != nil else { return [] }
            pane.asked = nil
            return [.cancel(.pane)]
        }
        let wanted = PersonFileView.Asked(row)
        guard pane.asked != wanted, pane.failed != wanted else { return [] }
        pane.asked = wanted
        return [.after(milliseconds: Self.restDelay, .pane, .personRests)]
    }

    /// The selection has rested: now the file is worth a query.
    func readPaneFile() -> [ConsoleEffect] {
        pane.asked.map { [.ask(.pane, .personFile($0.serial))] + wantSeats() } ?? []
    }

    mutating func takePersonFile(_ serial: Serial, _ result: Result<PersonFile, DeskError>) -> [ConsoleEffect] {
        if case .success(let file) = result {
            // Beside a card stands the same person.
            if pane.file?.row.serial == serial { pane.file = file }
            forms.merge(file.forms) { $1 }
            if let shown = shownRow(serial), shown.version < file.row.version { replace(file.row) }
        }
        let words = words
        let compared = review.comparing == serial ? takeCompared(result) : []
        if pane.asked?.serial == serial { pane.take(result, words) }
        changeReadings { card, reading in
            if card.row.serial == serial { reading.view.take(result, words) }
        }
        return compared + offerAwaitedUndo(result)
    }

    /// The histories of these people are read anew where they are shown.
    mutating func outdateFiles(of people: Set<Serial>) {
        changeReadings { if people.contains($0.row.serial) { $1.view.outdate() } }
        if let shown = pane.file?.row.serial, people.contains(shown) { pane.outdate() }
    }

    /// The line is back: what came from this desk's copy, or not at all, is read from the database.
    mutating func readFilesAnew() {
        func outdate(_ view: inout PersonFileView) {
            if view.file?.isByCopy == true { view.outdate() }
            view.failed = nil
        }
        changeReadings { outdate(&$1.view) }
        outdate(&pane)
    }

    /// Changes where somebody is reading, in each card there is.
    mutating func changeReadings(_ change: (PersonCard, inout CardReading) -> Void) {
        changeLayers { layer in
            guard case .card(let card, var reading) = layer else { return layer }
            change(card, &reading)
            return .card(card, reading)
        }
    }

    /// Somebody's row as it is shown now, wherever that is: the newest where there are several.
    func shownRow(_ serial: Serial) -> Registration? {
        var rows = attendees.rows.filter { $0.serial == serial }
        for case .card(let card, _) in layers.layers where card.row.serial == serial { rows.append(card.row) }
        if let file = pane.file, file.row.serial == serial { rows.append(file.row) }
        return rows.max { $0.version < $1.version }
    }
}

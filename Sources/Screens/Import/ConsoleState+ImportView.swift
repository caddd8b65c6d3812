// Drawing the steps of an import: one box over the screen, all of it text.

import Desk
import Domain
import Terminal
import Text

extension ConsoleState {
    func importKeys(_ screen: ImportScreen) -> [KeyLine.Entry] {
        let back = KeyLine.Entry(key: "Esc", title: words.back)
        let next = KeyLine.Entry(key: "Enter", title: words.importNext)
        let move = KeyLine.Entry(key: "↑↓", title: words.choose)
        switch screen.step {
        case .file: return [next, KeyLine.Entry(key: "Tab", title: words.importComplete), move, back]
        case .sheet: return [next, move, back]
        case .columns:
            return [
                next, KeyLine.Entry(key: "←→", title: words.importChange),
                KeyLine.Entry(key: "-", title: words.importUnusedColumn),
                KeyLine.Entry(key: "n", title: words.importHeadingKey(screen.layout?.headingLine != nil)),
            ] + (screen.hidden.isEmpty ? [] : [KeyLine.Entry(key: "h", title: words.importHiddenKey)]) + [move, back]
        case .preview:
            return [
                KeyLine.Entry(key: "Enter", title: words.importDo), move,
                KeyLine.Entry(key: "PgUp PgDn", title: words.scroll), back,
            ]
        case .running: return [KeyLine.Entry(key: "Esc", title: words.importStop)]
        case .done: return [KeyLine.Entry(key: "PgUp PgDn", title: words.scroll), back]
        }
    }

    func drawImport(_ screen: ImportScreen, in canvas: inout Canvas, at body: Rect) {
        canvas.cursor = nil
        canvas.fill(body, role: .overlay)
        canvas.box(body, role: .overlayTitle, title: words.importStep(screen.step))
        canvas.within(body.inset(columns: 2, rows: 1)) { canvas in
            switch screen.step {
            case .file: drawFile(screen, in: &canvas)
            case .sheet:
                drawList(
                    screen.sheets.map(words.importSheet), screen.sheet, in: &canvas, from: 0, to: canvas.bounds.rows - 1
                )
            case .columns: drawMapping(screen, in: &canvas)
            case .preview, .running, .done: drawPreview(screen, in: &canvas)
            }
            if let fault = screen.fault {
                let pieces = ColumnWidth.wrap(fault, columns: canvas.bounds.columns, ambiguous: canvas.ambiguous)
                for (row, piece) in pieces.enumerated() {
                    line(piece, .overlayBad, in: &canvas, canvas.bounds.rows - pieces.count + row)
                }
            } else if screen.isBusy, screen.step != .running {
                let columns = canvas.bounds.columns
                let progress = screen.progress.map { words.importProgress($0, columns: columns) }
                line(progress ?? words.importReading, .overlayDim, in: &canvas, canvas.bounds.rows - 1)
            }
        }
    }

    private func line(_ text: String, _ role: Role, in canvas: inout Canvas, _ row: Int, at column: Int = 0) {
        canvas.draw(
            text, at: Point(column: column, row: row), role: role, columns: max(canvas.bounds.columns - column, 0))
    }

    /// A list with its marked line always in sight.
    private func drawList(_ texts: [String], _ selected: Int?, in canvas: inout Canvas, from top: Int, to end: Int) {
        let room = max(end - top, 1)
        let first = max(min((selected ?? 0) - room / 2, texts.count - room), 0)
        let isMore = first + room < texts.count && room > 2
        let shown = isMore ? room - 1 : room
        if isMore { line("  " + words.importBelow(texts.count - first - shown), .overlayDim, in: &canvas, end - 1) }
        for (row, index) in (first..<texts.count).prefix(shown).enumerated() {
            let isSelected = index == selected
            let role: Role = isSelected ? .selected : .overlay
            canvas.fill(Rect(column: 0, row: top + row, columns: canvas.bounds.columns, rows: 1), role: role)
            line((isSelected ? "> " : "  ") + texts[index], role, in: &canvas, top + row)
        }
    }

    private func drawFile(_ screen: ImportScreen, in canvas: inout Canvas) {
        let picker = screen.picker
        let rows = canvas.bounds.rows
        line(words.importPath, .overlayDim, in: &canvas, 0)
        let matches = picker.matches
        drawList(
            matches.map { $0.name + ($0.isFolder ? "/" : "") }, picker.selected, in: &canvas, from: 3, to: rows - 1)
        if let fault = picker.fault {
            line(words.importFolder(fault), .overlayBad, in: &canvas, 2)
        } else if let listing = picker.listing, listing.asked == picker.folder {
            line(listing.name, .overlayDim, in: &canvas, 2)
            if listing.entries.isEmpty { line(words.importEmptyFolder, .overlayDim, in: &canvas, 4) }
        }
        let column = ColumnWidth.of(words.importPath, ambiguous: canvas.ambiguous) + 1
        picker.field.draw(
            in: &canvas, at: Rect(column: column, row: 0, columns: max(canvas.bounds.columns - column, 1), rows: 1),
            focused: true)
    }

    private func drawMapping(_ screen: ImportScreen, in canvas: inout Canvas) {
        let rows = canvas.bounds.rows
        let widths = (canvas.bounds.columns - 4) / 3
        if let layout = screen.layout {
            line(
                words.sheetFormat(layout.format) + " · " + words.importHeading(layout), .overlayDim, in: &canvas, 0)
        }
        if let hidden = words.hidden(screen.hidden, isSkipped: screen.skipsHidden) {
            line("! " + hidden, .overlay, in: &canvas, 1)
        }
        func columns(_ texts: [String], _ role: Role, _ row: Int) {
            for (place, text) in texts.enumerated() {
                canvas.draw(
                    text, at: Point(column: 2 + place * (widths + 1), row: row), role: role, columns: widths)
            }
        }
        columns([words.importColumnOf, words.importFieldOf, words.importSample], .overlayTitle, 2)
        let room = max(rows - 7, 1)
        let first = max(min(screen.selected - room / 2, screen.columns.count - room), 0)
        let isMore = first + room < screen.columns.count && room > 2
        if isMore {
            let below = screen.columns.count - first - room + 1
            line("  " + words.importColumnsBelow(below), .overlayDim, in: &canvas, room + 2)
        }
        for (row, index) in (first..<screen.columns.count).prefix(isMore ? room - 1 : room).enumerated() {
            let column = screen.columns[index]
            let isSelected = index == screen.selected
            let isUsed = column.target != nil && column.target != .nothing
            let role: Role = isSelected ? .selected : isUsed ? .overlay : .overlayDim
            canvas.fill(Rect(column: 0, row: row + 3, columns: canvas.bounds.columns, rows: 1), role: role)
            if isSelected { line(">", role, in: &canvas, row + 3) }
            columns(
                [
                    words.oneLine(column.heading), words.importTarget(column.target, in: desk?.form),
                    words.oneLine(column.sample),
                ], role, row + 3)
        }
        let unused = screen.columns.filter { $0.target == nil || $0.target == .nothing }.map(\.heading)
        if !unused.isEmpty { line(words.importUnmapped(unused), .overlay, in: &canvas, rows - 3) }
        let known = screen.layout?.remembered ?? []
        if !known.isEmpty { line(words.importRemembered(known), .overlayDim, in: &canvas, rows - 2) }
    }

    private func drawPreview(_ screen: ImportScreen, in canvas: inout Canvas) {
        let name = screen.path.split(separator: "/").last.map(String.init) ?? screen.path
        let format = screen.look?.format ?? screen.layout?.format
        line([name, format.map(words.sheetFormat) ?? ""].joined(separator: " · "), .overlayDim, in: &canvas, 0)
        if let look = screen.look {
            let counts = words.importCounts(look.counts, updates: look.options.updates)
            line(screen.step == .done ? words.importEnded(look) : counts, .overlayTitle, in: &canvas, 1)
        }
        if let hidden = screen.look.flatMap({ words.hidden($0.hidden, isSkipped: $0.skipsHidden) }) {
            line("! " + hidden, .overlay, in: &canvas, 2)
        }
        let top = importTop(screen)
        switch screen.step {
        case .preview:
            let texts = screen.choices.map { choice in tick(choice, screen) + words.importChoice(choice) }
            drawList(texts, screen.selected, in: &canvas, from: top, to: top + texts.count)
        case .running:
            let columns = canvas.bounds.columns
            let progress = work?.importing.map { words.importProgress($0, columns: columns) }
            line(progress ?? words.importBegin, .overlay, in: &canvas, importTop(screen))
        case .file, .sheet, .columns, .done: break
        }
        drawLines(screen, in: &canvas, from: importLinesTop(screen))
    }

    private func importTop(_ screen: ImportScreen) -> Int {
        screen.look.flatMap { words.hidden($0.hidden, isSkipped: $0.skipsHidden) } == nil ? 3 : 4
    }

    /// Where what is said of rows begins.
    private func importLinesTop(_ screen: ImportScreen) -> Int {
        switch screen.step {
        case .preview: importTop(screen) + screen.choices.count + 1
        case .running: importTop(screen) + 2
        case .file, .sheet, .columns, .done: importTop(screen)
        }
    }

    /// By how many lines a page goes on, so that none is left out, and how far.
    func importPage(_ screen: ImportScreen) -> (step: Int, last: Int) {
        let body = ConsoleLayout(size).body.inset(columns: 2, rows: 1)
        let room = max(body.rows - 1 - importLinesTop(screen), 2)
        // Nobody knows here how wide the terminal draws them; drawing goes no further than there is something.
        let lines = importLines(screen, columns: body.columns, .wide)
        return (room - 1, max(lines.count - room, 0))
    }

    /// Everything that is said of rows, in lines that fit.
    private func importLines(
        _ screen: ImportScreen, columns: Int, _ ambiguous: AmbiguousWidth
    ) -> [(text: String, indent: Int)] {
        words.importDetails(screen, in: desk?.form).flatMap { text in
            ColumnWidth.wrap(text, columns: columns - 2, ambiguous: ambiguous).enumerated()
                .map { (text: $0.element, indent: $0.offset == 0 ? 0 : 2) }
        }
    }

    private func drawLines(_ screen: ImportScreen, in canvas: inout Canvas, from top: Int) {
        let lines = importLines(screen, columns: canvas.bounds.columns, canvas.ambiguous)
        let room = max(canvas.bounds.rows - 1 - top, 1)
        let first = max(min(screen.scroll, lines.count - room), 0)
        let isMore = first + room < lines.count
        for (row, piece) in lines.dropFirst(first).prefix(isMore ? room - 1 : room).enumerated() {
            line(piece.text, .overlay, in: &canvas, top + row, at: piece.indent)
        }
        let below = lines.count - first - room + 1
        if isMore { line(words.importBelow(below), .overlayDim, in: &canvas, top + room - 1) }
    }

    private func tick(_ choice: ImportScreen.Choice, _ screen: ImportScreen) -> String {
        let isTicked =
            switch choice {
            case .begin, .saveRefused: nil as Bool?
            case .approves: screen.options.approves
            case .updates: screen.options.updates
            case .isPartial: screen.options.isPartial
            case .hasConsent: screen.options.hasConsent
            case .skipsHidden: screen.skipsHidden
            }
        return isTicked.map { $0 ? "[x] " : "[ ] " } ?? "→ "
    }
}

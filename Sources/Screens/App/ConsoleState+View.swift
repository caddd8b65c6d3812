// Drawing the console: title, the screen in front, news, keys, and what stands before it all.

import Desk
import Domain
import Terminal
import Text

extension ConsoleState {
    func draw(in canvas: inout Canvas) {
        let layout = ConsoleLayout(canvas.bounds.size)
        drawTitle(in: &canvas, at: layout.title)
        if layout.body.rows > 0 {
            switch place {
            case .walkIn: drawWalkIn(in: &canvas, at: layout.body)
            case .review: drawReview(in: &canvas)
            case .attendees: drawAttendees(in: &canvas)
            case .checkIn: drawGate(in: &canvas, at: layout.body)
            case .dashboard: drawDashboard(in: &canvas, at: layout.body)
            case .desk: drawDesk(in: &canvas, at: layout.body)
            case .programs: drawPrograms(in: &canvas, at: layout.body)
            }
        }
        if !layers.isEmpty { layers.draw(in: &canvas) { draw($0, in: &$1, layout) } }
        drawNews(in: &canvas, at: layout.news)
        drawKeys(in: &canvas, at: layout.keys)
    }

    private func drawTitle(in canvas: inout Canvas, at rect: Rect) {
        let screen =
            switch place {
            case .walkIn: words.walkIn
            case .review: words.review
            case .attendees: words.attendees
            case .checkIn: words.checkIn
            case .dashboard: words.say(dashboard.board.title)
            case .desk: words.deskTitle
            case .programs: words.programsTitle
            }
        var left = [StatusLine.Piece(screen, role: .title)]
        if let event = desk?.event {
            if event.isSample { left.append(StatusLine.Piece(words.sampleMark, role: .warning)) }
            left.append(StatusLine.Piece(event.title))
        }
        // What a scan means now, and it means the same on every screen. Two of them say it themselves.
        if gate.mode != .enter, place != .checkIn, sessionDoor == nil {
            left.append(StatusLine.Piece("[\(words.gateMode(gate.mode))]", role: .badge))
        }
        StatusLine(left: left, right: warningPieces + connection + [StatusLine.Piece(deskName)])
            .draw(in: &canvas, at: rect)
    }

    /// In sight on every screen until it is mended.
    private var warningPieces: [StatusLine.Piece] {
        [warnings.clockAhead.map(words.clockPiece), warnings.diskFree.map(words.diskPiece)]
            .compactMap(\.self).map { StatusLine.Piece($0, role: .warning) }
    }

    /// What to say where something is read: why nothing can be, as long as the desk does not open.
    var readingLines: [String] {
        guard case .failed(let sentence) = session else { return [words.reading] }
        return sentence.split(separator: "\n").map(String.init)
    }

    /// How the line stands, what waits for it, and without it how many people can still be registered.
    private var connection: [StatusLine.Piece] {
        let queue = waiting > 0 ? [StatusLine.Piece(words.waitingToBeSent(waiting), role: .warning)] : []
        switch session {
        case .opening: return [StatusLine.Piece(words.connecting, role: .warning)] + queue
        case .failed: return [StatusLine.Piece(words.disconnected, role: .bad)] + queue
        case .open where isLineLost: return [StatusLine.Piece(words.disconnected, role: .bad)] + queue + serialsLeft
        case .open where !isAnswered: return [StatusLine.Piece(words.connecting, role: .warning)] + queue
        case .open: return queue.isEmpty ? [StatusLine.Piece(words.connected)] : queue
        }
    }

    private var serialsLeft: [StatusLine.Piece] {
        guard let left = deskScreen.queue?.serialsLeft else { return [] }
        return [StatusLine.Piece(words.serialsToGive(left), role: left <= DeskScreen.fewSerials ? .warning : .text)]
    }

    private func drawNews(in canvas: inout Canvas, at rect: Rect) {
        if let banner, banner.standsUntilKey {
            drawWhole(banner, in: &canvas, at: rect)
        } else if let scanUnderWay {
            StatusLine(left: [StatusLine.Piece(scanUnderWay, role: .warning)]).draw(in: &canvas, at: rect, role: .text)
        } else if let banner {
            StatusLine(left: [StatusLine.Piece(banner.text, role: banner.role)]).draw(
                in: &canvas, at: rect, role: .text)
        } else if work == nil, case .failed(let sentence) = session, waiting > 0 {
            drawWhole(
                Banner(text: sentence + " " + words.waitsAtDesk(waiting), role: .bad), in: &canvas, at: rect)
        } else if work == nil, case .failed(let sentence) = session {
            StatusLine(left: [StatusLine.Piece(sentence, role: .bad)]).draw(in: &canvas, at: rect, role: .text)
        } else if isAtTable, !attendees.isSearching, let filterFault {
            let fault = StatusLine.Piece(words.fault(filterFault), role: .warning)
            StatusLine(left: [fault]).draw(in: &canvas, at: rect, role: .text)
        } else if let workLine {
            StatusLine(left: [StatusLine.Piece(workLine)]).draw(in: &canvas, at: rect, role: .text)
        } else if walkIn.isSaving, place == .walkIn {
            StatusLine(left: [StatusLine.Piece(words.saving, role: .warning)]).draw(in: &canvas, at: rect, role: .text)
        }
    }

    /// In as many lines as it takes, the last where news always are.
    private func drawWhole(_ banner: Banner, in canvas: inout Canvas, at rect: Rect) {
        let lines = ColumnWidth.wrap(banner.text, columns: rect.columns, ambiguous: canvas.ambiguous)
        for (index, line) in lines.enumerated() {
            let row = rect.row - lines.count + 1 + index
            guard row > 0 else { continue }
            let place = Rect(column: rect.column, row: row, columns: rect.columns, rows: 1)
            canvas.fill(place, role: .text)
            canvas.draw(line, at: Point(column: place.column, row: row), role: banner.role, columns: place.columns)
        }
    }

    private func drawKeys(in canvas: inout Canvas, at rect: Rect) {
        let isHere: CommonAction =
            switch place {
            case .walkIn: .walkIn
            case .review: .review
            case .attendees: .attendees
            case .checkIn: .checkIn
            case .dashboard: .dashboard
            case .desk: .desk
            case .programs: .programs
            }
        let common = KeyLine(everywhere.filter { $0.action != .redraw && $0.action != isHere }).entries
        let line: KeyLine
        if let overlay {
            line = KeyLine(overlayKeys(overlay))
        } else {
            switch place {
            case .walkIn:
                let shown: [WalkInAction] = walkIn.candidates.isEmpty ? [.save, .copyField] : [.save, .candidates]
                line = KeyLine(KeyLine(walkInBindings.filter { shown.contains($0.action) }).entries + common)
            case .attendees where attendees.isSearching, .review where attendees.isSearching:
                line = KeyLine(filterKeys)
            case .attendees:
                let shown = attendeeBindings.filter { $0.disabledReason == nil && shows($0.action) }
                line = KeyLine(KeyLine(shown).entries + common)
            case .review: line = KeyLine(reviewKeys + common)
            case .checkIn where gate.lookUp.isOpen: line = KeyLine(lookUpKeys)
            case .checkIn:
                let shown = gateBindings.filter { $0.disabledReason == nil && $0.action != .back }
                line = KeyLine(KeyLine(shown).entries + common)
            case .dashboard:
                let shown = dashboardBindings.filter { $0.disabledReason == nil }
                line = KeyLine(KeyLine(shown).entries + common)
            case .desk:
                let shown = deskBindings.filter { $0.disabledReason == nil && $0.action != .back }
                line = KeyLine(KeyLine(shown).entries + common)
            case .programs: line = KeyLine(programsKeys + common)
            }
        }
        line.draw(in: &canvas, at: rect)
    }

    /// What the key line of the table has room for: help and the way out come first.
    private func shows(_ action: AttendeeAction) -> Bool {
        switch action {
        case .search, .open, .showQR, .checkIn, .edit, .cancel, .undo: true
        case .sort, .jump, .mark, .copyCell: size.columns >= AttendeeLayout.detailFrom
        default: false
        }
    }

    private func overlayKeys(_ overlay: Overlay) -> [KeyLine.Entry] {
        switch overlay {
        case .edit:
            [
                KeyLine.Entry(key: "Ctrl-S", title: words.save), KeyLine.Entry(key: "Enter", title: words.nextField),
                KeyLine.Entry(key: "Esc", title: words.back),
            ]
        case .card where place == .review:
            [
                KeyLine.Entry(key: "Enter", title: words.choose),
                KeyLine.Entry(key: "PgUp PgDn", title: words.scroll), KeyLine.Entry(key: "Esc", title: words.back),
            ]
        case .card(let card, _): cardKeys(card)
        case .qr, .desk(.test): [KeyLine.Entry(key: "Esc", title: words.back)]
        case .help, .palette:
            [KeyLine.Entry(key: "Enter", title: words.runCommand), KeyLine.Entry(key: "Esc", title: words.back)]
        case .views(let list) where list.question == nil:
            KeyLine(viewBindings(list).filter { $0.disabledReason == nil }).entries
        case .columns: KeyLine(columnBindings).entries
        case .importing(let screen): importKeys(screen)
        case .review(let front): reviewKeys(front)
        case .candidates, .duplicate, .full, .reason, .reissue, .undo, .leave, .order, .jump, .missing, .pictures,
            .export,
            .views, .desk, .gate, .programs:
            [dialogEnter, KeyLine.Entry(key: "Esc", title: words.back)]
        }
    }

    /// What Enter does in a dialog: a menu's item is chosen, what was typed is given.
    var dialogEnter: KeyLine.Entry {
        KeyLine.Entry(key: "Enter", title: takesText ? words.toolkit.accept : words.choose)
    }

    private func draw(_ overlay: Overlay, in canvas: inout Canvas, _ layout: ConsoleLayout) {
        let toolkit = words.toolkit
        switch overlay {
        case .help(let help, _):
            canvas.within(layout.body) { help.draw(in: &$0, words: toolkit) }
        case .palette(let palette, _):
            canvas.within(layout.body) { palette.draw(in: &$0, words: toolkit) }
        case .qr(let card, let art): drawQR(card, art, in: &canvas, at: layout.body)
        case .card(let card, let reading): drawCard(card, reading, in: &canvas, at: layout.body)
        case .edit(let edit): drawEdit(edit, in: &canvas, at: layout.body)
        case .candidates(_, let dialog), .duplicate(_, let dialog), .reason(_, let dialog), .undo(_, let dialog),
            .full(let dialog), .leave(let dialog), .order(_, let dialog), .jump(let dialog), .missing(_, let dialog),
            .pictures(let dialog), .export(_, _, let dialog), .gate(let dialog), .reissue(_, let dialog):

            canvas.within(layout.body) { dialog.draw(in: &$0, words: toolkit) }
        case .views(let list): drawViews(list, in: &canvas, at: layout.body)
        case .desk(let front): draw(front, in: &canvas, at: layout.body)
        case .programs(.menu(_, _, let dialog)), .programs(.cancel(_, let dialog)), .programs(.undo(_, let dialog)),
            .programs(.pick(_, _, let dialog)):
            canvas.within(layout.body) { dialog.draw(in: &$0, words: toolkit) }
        case .columns(let chooser): drawColumns(chooser, in: &canvas, at: layout.body)
        case .importing(let screen): drawImport(screen, in: &canvas, at: layout.body)
        case .review(let front): draw(front, in: &canvas, at: layout.body)
        }
    }

    private func drawQR(_ card: PersonCard, _ art: PassArt, in canvas: inout Canvas, at body: Rect) {
        let size = Size(columns: max(PassArt.size.columns + 6, 40), rows: PassArt.size.rows + 5)
        let box = body.centred(size)
        canvas.cursor = nil
        canvas.fill(box, role: .overlay)
        canvas.box(box, role: .overlayTitle, title: "QR")
        canvas.within(box.inset(columns: 2, rows: 1)) { canvas in
            let columns = canvas.bounds.columns
            canvas.draw(named(card.row), at: Point(column: 0, row: 0), role: .overlayTitle, columns: columns)
            let status = words.status(card.row.status)
            canvas.draw(
                [status, category(card.row)].filter { !$0.isEmpty }.joined(separator: " · "),
                at: Point(column: 0, row: 1), role: card.row.status == .approved ? .overlay : .warning,
                columns: columns)
            art.draw(in: &canvas, at: Point(column: max((columns - PassArt.size.columns) / 2, 0), row: 3), words)
        }
    }

    private func drawEdit(_ edit: EditScreen, in canvas: inout Canvas, at body: Rect) {
        canvas.cursor = nil
        canvas.fill(body, role: .text)
        canvas.box(body, role: .border, title: words.editTitle(named(edit.card.row)))
        edit.binding.form.draw(in: &canvas, at: body.inset(columns: 2, rows: 1))
        if edit.isSaving { canvas.cursor = nil }
    }
}

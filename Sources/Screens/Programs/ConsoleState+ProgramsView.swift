// Drawing F7: the sessions by time, or one session as a table and a door.

import Desk
import Domain
import Terminal
import Text

extension ConsoleState {
    /// Rows of the list of sessions: a heading above them.
    var sessionRows: Int { max(ConsoleLayout(size).body.rows - 1, 1) }
    /// Rows of a session's people: two of heading, the answer or the look-up, the columns' names.
    var personRows: Int { max(ConsoleLayout(size).body.rows - 3 - doorRows, 1) }
    /// Rows of the answer to the last scan at a session's door, once somebody has gone on.
    private static let rowsOfAnswer = 3
    /// Rows below a big answer: the columns' names and ten people.
    private static let rowsBelow = 11
    /// Fewer where the answer has more to say.
    private static let fewestRowsBelow = 5
    /// The big answer takes no more of a tall terminal.
    private static let tallestAnswer = 17

    private var doorRows: Int {
        guard let table = programs.table, !table.lookUp.isOpen else { return 1 }
        return lastScan(at: table) == nil ? 1 : Self.rowsOfAnswer
    }

    /// Rows of the answer at a door, below the session's heading.
    private func rowsOfDoor(_ table: SessionTable, in room: Size, _ ambiguous: AmbiguousWidth) -> Int {
        guard !table.lookUp.isOpen, let wanted = rowsOfAnswer(at: table, columns: room.columns, ambiguous) else {
            return doorRows
        }
        let usual = min(max(room.rows - Self.rowsBelow, min(5, room.rows)), Self.tallestAnswer)
        return max(usual, min(wanted, room.rows - Self.fewestRowsBelow))
    }

    func drawPrograms(in canvas: inout Canvas, at body: Rect) {
        canvas.cursor = nil
        canvas.within(body) { canvas in
            if let table = programs.table {
                drawSession(table, in: &canvas)
            } else {
                drawSessions(in: &canvas)
            }
        }
    }

    // MARK: The list

    /// Where a line's cells begin, from how wide the title can be.
    private struct Columns {
        let title: Int
        static let time = 1
        static let afterTime = 19
        var room: Int { Self.afterTime + title + 1 }
        var bar: Int { room + 9 }
        var seats: Int { bar + 7 }
        var waiting: Int { seats + 8 }
        var inside: Int { waiting + 7 }
        var state: Int { inside + 5 }

        init(_ columns: Int) {
            title = max(columns - Self.afterTime - 1 - 9 - 7 - 8 - 7 - 5 - 10, 8)
        }
    }

    private func drawSessions(in canvas: inout Canvas) {
        let columns = canvas.bounds.columns
        if let failure = programs.failure {
            canvas.draw(failure, at: Point(column: 1, row: canvas.bounds.rows - 1), role: .bad, columns: columns - 1)
        }
        guard let sessions = programs.sessions else {
            guard programs.failure == nil else { return }
            for (row, line) in readingLines.enumerated() {
                canvas.draw(line, at: Point(column: 1, row: row), role: .dim, columns: columns - 1)
            }
            return
        }
        guard !sessions.isEmpty else {
            for (row, line) in words.programsEmpty.enumerated() {
                canvas.draw(
                    line, at: Point(column: 1, row: row + 1), role: row == 0 ? .heading : .text, columns: columns)
            }
            return
        }
        let cells = Columns(columns)
        drawSessionCells(
            words.programsHeadings, cells, at: 0, mark: " ", role: .heading, stateRole: .heading, in: &canvas)
        let now = ids.wallClock
        for (row, index) in sessions.indices.dropFirst(programs.top).prefix(sessionRows).enumerated() {
            let one = sessions[index]
            let isMarked = index == programs.cursor
            let state = words.sessionState(one, now: now)
            if isMarked { canvas.selectLine(row + 1) }
            drawSessionCells(
                [
                    words.sessionTime(one), words.say(one.title), one.session.room ?? "", words.seatBar(one),
                    "\(one.confirmed)/\(one.session.capacity)", words.waitingPlaces(one), words.count(one.inside),
                    state.word,
                ], cells, at: row + 1, mark: isMarked ? ">" : " ",
                role: isMarked ? .selected : state.isOver ? .dim : .text,
                stateRole: isMarked ? .selected : state.role, in: &canvas)
        }
    }

    private func drawSessionCells(
        _ texts: [String], _ cells: Columns, at row: Int, mark: String, role: Role, stateRole: Role,
        in canvas: inout Canvas
    ) {
        let places = [
            (Columns.time, 17), (Columns.afterTime, cells.title), (cells.room, 8), (cells.bar, 6), (cells.seats, 7),
            (cells.waiting, 6), (cells.inside, 4), (cells.state, 10),
        ]
        canvas.draw(mark, at: Point(column: 0, row: row), role: role)
        for (index, (text, place)) in zip(texts, places).enumerated() {
            let isNumber = (4...6).contains(index)
            let width = ColumnWidth.of(text, ambiguous: canvas.ambiguous)
            let column = place.0 + (isNumber ? max(place.1 - width, 0) : 0)
            canvas.draw(
                text, at: Point(column: column, row: row), role: index == 7 ? stateRole : role, columns: place.1)
        }
    }

    // MARK: One session

    private func drawSession(_ table: SessionTable, in canvas: inout Canvas) {
        let size = canvas.bounds.size
        drawSessionHeading(table, in: &canvas)
        let room = Size(columns: size.columns, rows: max(size.rows - 2, 0))
        let rows = min(rowsOfDoor(table, in: room, canvas.ambiguous), room.rows)
        let top = Rect(column: 0, row: 2, columns: size.columns, rows: rows)
        if table.lookUp.isOpen {
            drawField(of: table.lookUp, words.programsEnrol, in: &canvas, at: top)
        } else if rowsOfAnswer(at: table, columns: size.columns, canvas.ambiguous) != nil {
            canvas.within(top) { drawAnswer(at: table, in: &$0) }
        } else {
            canvas.within(top) { drawDoorAnswer(table, in: &$0) }
        }
        let below = Rect(
            column: 0, row: top.endRow, columns: size.columns, rows: max(size.rows - top.endRow, 0))
        canvas.within(below) { canvas in
            if table.lookUp.isOpen {
                drawFound(by: table.lookUp, in: &canvas) { found in
                    let held = table.people.first { $0.person.serial == found.row.serial }
                    return held.map { words.personStanding($0) } ?? words.status(found.row.status)
                }
            } else {
                drawPeople(table, in: &canvas)
            }
        }
    }

    private func drawSessionHeading(_ table: SessionTable, in canvas: inout Canvas) {
        let columns = canvas.bounds.columns
        let one = programs.overview(table.id)
        if let one {
            let state = words.sessionState(one, now: ids.wallClock)
            let about = [words.sessionTime(one), words.say(one.title)]
            let lines = [about + [one.session.room].compactMap(\.self), about].map { about in
                StatusLine(
                    left: [StatusLine.Piece(about.joined(separator: " · "), role: .heading)],
                    right: [StatusLine.Piece(state.word, role: state.role)])
            }
            drawFirstThatFits(lines, at: Rect(column: 0, row: 0, columns: columns, rows: 1), role: .text, in: &canvas)
        }
        // What scans mean stays whole, and that some wait: what is said beside it gives way.
        let mode = [StatusLine.Piece("[\(words.gateMode(table.mode, inSession: true))]", role: .badge)]
        let door = mode + [StatusLine.Piece(words.programsDoor)]
        let queue =
            gate.queue.isEmpty ? [] : [StatusLine.Piece(words.gateQueue(gate.queue.count), role: .warning)]
        let counts = queue + [StatusLine.Piece(one.map { words.sessionCounts($0) } ?? words.reading)]
        let fewer = queue + (one.map { [StatusLine.Piece(words.sessionSeats($0))] } ?? [])
        let lines = [(door, counts), (mode, counts), (mode, fewer), (mode, queue)]
        drawFirstThatFits(
            lines.map { StatusLine(left: $0, right: $1) },
            at: Rect(column: 0, row: 1, columns: columns, rows: 1), role: .status, in: &canvas)
    }

    private func drawFirstThatFits(_ lines: [StatusLine], at rect: Rect, role: Role, in canvas: inout Canvas) {
        let fitting = lines.first { $0.columns(canvas.ambiguous) <= rect.columns } ?? lines.last
        fitting?.draw(in: &canvas, at: rect, role: role)
    }

    /// What the last scan at this door came to: who, then what to do and why. An answer that something was done about since
    /// is no block of colour any more.
    private func drawDoorAnswer(_ table: SessionTable, in canvas: inout Canvas) {
        guard let past = lastScan(at: table) else { return }
        let size = canvas.bounds.size
        let role = past.isOvertaken ? Role.dim : past.verdict.blockRole
        canvas.fill(canvas.bounds, role: role)
        let person = past.person.map { words.person($0) } ?? past.serial.map { words.serial($0) }
        let head = [gatePlainWord(past), person].compactMap(\.self).joined(separator: " · ")
        let notes = past.isOvertaken ? [words.doorOvertaken] : gateNotes(past, .none)
        var lines = [head]
        lines += ColumnWidth.wrap(
            notes.joined(separator: " · "), columns: size.columns - 2, ambiguous: canvas.ambiguous)
        if lines.count > size.rows {
            lines = lines.prefix(size.rows - 1) + [lines.dropFirst(size.rows - 1).joined(separator: " ")]
        }
        for (row, line) in lines.enumerated() {
            canvas.draw(line, at: Point(column: 1, row: row), role: role, columns: size.columns - 1)
        }
    }

    private func drawPeople(_ table: SessionTable, in canvas: inout Canvas) {
        let columns = canvas.bounds.columns
        if let failure = table.failure {
            canvas.draw(failure, at: Point(column: 1, row: 0), role: .bad, columns: columns - 1)
            return
        }
        guard let page = table.page else {
            canvas.draw(words.reading, at: Point(column: 1, row: 0), role: .dim, columns: columns)
            return
        }
        guard !page.people.isEmpty else {
            canvas.draw(words.programsNobody, at: Point(column: 1, row: 1), role: .dim, columns: columns - 1)
            return
        }
        drawPerson(words.programsPersonHeadings, at: 0, mark: " ", role: .heading, in: &canvas)
        let minutes = programs.overview(table.id)?.minutesAheadOfUTC ?? desk?.minutesAheadOfUTC ?? 0
        // Fewer than keys count with while a big answer stands above them.
        let rows = max(canvas.bounds.rows - 1, 1)
        let top = max(table.top, table.cursor - rows + 1)
        for (row, index) in page.people.indices.dropFirst(top).prefix(rows).enumerated() {
            let one = page.people[index]
            let isMarked = index == table.cursor
            if isMarked { canvas.selectLine(row + 1) }
            let role: Role =
                isMarked ? .selected : one.admission != nil ? .good : one.standing == .confirmed ? .text : .warning
            drawPerson(
                [
                    words.serial(one.person.serial), one.person.name, words.personStanding(one),
                    one.admission.map { words.hour($0.entered.at, minutesAheadOfUTC: minutes) } ?? "",
                    one.leftAt.map { words.hour($0, minutesAheadOfUTC: minutes) } ?? "",
                    one.person.affiliation ?? "",
                ], at: row + 1, mark: isMarked ? ">" : " ", role: role, in: &canvas)
        }
    }

    private func drawPerson(_ texts: [String], at row: Int, mark: String, role: Role, in canvas: inout Canvas) {
        let columns = canvas.bounds.columns
        let places = [(2, 7), (10, 18), (29, 17), (47, 6), (54, 6), (61, max(columns - 61, 0))]
        canvas.draw(mark, at: Point(column: 0, row: row), role: role)
        for (text, place) in zip(texts, places) where place.1 > 0 {
            canvas.draw(text, at: Point(column: place.0, row: row), role: role, columns: place.1)
        }
    }
}

extension ConsoleState {
    /// The keys that F7 has room for.
    var programsKeys: [KeyLine.Entry] {
        if let table = programs.table, table.lookUp.isOpen {
            return [
                KeyLine.Entry(key: "Enter", title: words.open), KeyLine.Entry(key: "Up Down", title: words.choose),
                KeyLine.Entry(key: "Esc", title: words.back),
            ]
        }
        let isTable = programs.table != nil
        return KeyLine(programsBindings.filter { $0.disabledReason == nil && ($0.action != .back || isTable) }).entries
    }
}

// Drawing F8: lines from the top, the test pass beside them where there is room.

import Desk
import Domain
import Printing
import Store
import Terminal
import Text

/// One line of F8.
struct DeskLine: Equatable, Sendable {
    /// Empty on lines of one text.
    var label = ""
    var text: String
    var role = Role.text
    /// The set-aside command on it.
    var command: QueuedCommand?
    /// The conflict on it.
    var conflict: OpenConflict?
    /// The list it is one of.
    var list: DeskList?
    var canBeActedOn: Bool { command != nil || conflict != nil }
    var isBlank: Bool { label.isEmpty && text.isEmpty }
}

extension ConsoleState {
    /// From this width on the test pass stands beside the lines.
    private static let artFrom = 110

    /// Everything F8 says, whether there is room for it or not.
    var deskLines: [DeskLine] { linesAboveLog(in: listRoom) + logLines }

    /// How the desk stands, and the lists, with so many lines for each.
    func linesAboveLog(in room: [DeskList: Int]) -> [DeskLine] {
        var lines = standing
        lines.append(DeskLine(text: ""))
        addConflicts(in: room, to: &lines)
        addQueue(in: room, to: &lines)
        addLost(in: room, to: &lines)
        lines.append(DeskLine(text: ""))
        return lines
    }

    /// How far the event's time is ahead of UTC, in minutes; nil for a desk that has never known its event.
    var knownZone: Int? {
        desk?.minutesAheadOfUTC ?? deskScreen.surroundings?.figures?.copy?.minutesAheadOfUTC
    }

    var logLines: [DeskLine] {
        var lines = [DeskLine(text: words.deskLogTitle, role: .heading)]
        if let fault = deskScreen.logFault { lines.append(DeskLine(text: fault, role: .bad)) }
        if let fault = deskScreen.lineFault { lines.append(DeskLine(text: fault, role: .dim)) }
        let minutes = desk?.minutesAheadOfUTC ?? 0
        for line in deskScreen.log {
            lines.append(
                DeskLine(
                    text: words.logLine(line, minutesAheadOfUTC: minutes),
                    role: words.refusal(of: line) == nil ? .text : .dim))
        }
        if deskScreen.log.isEmpty, deskScreen.logFault == nil {
            let why = deskScreen.wasRead ? words.deskLogEmpty : isLineLost ? words.deskLogUnread : words.reading
            lines.append(DeskLine(text: why, role: .dim))
        } else if deskScreen.hasEarlier {
            lines.append(DeskLine(text: words.earlierHistory, role: .dim))
        }
        return lines
    }

    /// Line, notices, clock, serials, gates.
    private var standing: [DeskLine] {
        let minutes = knownZone
        let known = deskScreen.surroundings
        // A console that was opened without a line has heard nothing itself: its data folder says when the desk last did.
        let contact =
            known?.lastContact.map { words.lastContact(words.hour($0, minutesAheadOfUTC: minutes)) }
            ?? known?.figures?.lastContact.map { words.lastContact($0, minutesAheadOfUTC: minutes) }
        let isThere = desk != nil && !isLineLost && isAnswered
        let isAwaited = desk != nil && !isLineLost && !isAnswered
        let state = isThere ? words.connected : isAwaited ? words.connecting : words.disconnected
        let line = [state, contact].compactMap(\.self).joined(separator: " · ")
        var lines = damage
        lines.append(
            DeskLine(label: words.databaseLabel, text: line, role: isThere ? .good : isAwaited ? .warning : .bad))
        if let known {
            lines.append(
                DeskLine(
                    label: words.noticesLabel, text: words.hears(known.hearsNotices, isConnected: isThere),
                    role: isThere && known.hearsNotices == false ? .warning : .text))
        }
        lines.append(
            DeskLine(
                label: words.clockLabel, text: words.clock(ahead: deskScreen.clockAhead),
                role: DeskWarnings(clockAhead: deskScreen.clockAhead).clockAhead == nil ? .text : .bad))
        if unknownDay != nil {
            lines.append(DeskLine(label: words.dayLabel, text: words.dayNotSaid, role: .warning))
        } else if let said = dayByHand {
            lines.append(
                DeskLine(
                    label: words.dayLabel, text: words.dayByHand(said, minutesAheadOfUTC: minutes), role: .warning))
        }
        if let left = deskScreen.queue?.serialsLeft {
            lines.append(
                DeskLine(
                    label: words.leaseLabel,
                    text: words.serialsLeft(left, block: known?.figures?.blockSize, isConnected: isThere),
                    role: left == 0 ? .warning : .text))
        }
        if let figures = known?.figures { lines += kept(figures) }
        if let known {
            lines.append(DeskLine(label: words.gatesLabel, text: known.gates.map(words.gate).joined(separator: ", ")))
        }
        if let event = desk?.event {
            lines += gate.gates.flatMap { gate in
                gate.categoriesUnknown(to: event).map {
                    DeskLine(text: words.strangeCategory($0, at: gate), role: .bad)
                }
            }
        }
        return lines
    }

    /// Of journals that were damaged, before anything else; nothing where none was.
    private var damage: [DeskLine] {
        (deskScreen.surroundings?.figures?.rebuilds ?? []).flatMap { rebuild in
            words.rebuilt(rebuild, minutesAheadOfUTC: knownZone).split(separator: "\n").flatMap {
                ColumnWidth.wrap(String($0), columns: Self.leastColumns, ambiguous: .narrow)
                    .map { DeskLine(text: $0, role: .warning) }
            }
        }
    }

    /// Of a line on the narrowest screen there is, without the mark before it.
    private static let leastColumns = 78

    /// What lies in the data folder: the copy of the event, room, how the journal is guarded, where it was carried.
    private func kept(_ figures: DeskFigures) -> [DeskLine] {
        let minutes = knownZone
        var lines = [DeskLine(label: words.copyLabel, text: words.copy(figures, minutesAheadOfUTC: minutes))]
        if let free = figures.diskFree {
            let isShort = DeskWarnings(diskFree: free).diskFree != nil
            lines.append(
                DeskLine(label: words.diskLabel, text: words.disk(free: free), role: isShort ? .bad : .text))
        }
        if let printer = figures.printer {
            lines.append(
                DeskLine(
                    label: words.printerLabel, text: words.printer(printer), role: printer.isStuck ? .warning : .text))
        }
        lines.append(DeskLine(label: words.guardLabel, text: words.guarded(by: figures.journalGuard)))
        if let exported = figures.exported {
            lines.append(
                DeskLine(
                    label: words.journalFileLabel, text: words.exported(exported, minutesAheadOfUTC: minutes),
                    role: .warning))
        }
        return lines
    }

    private func addQueue(in room: [DeskList: Int], to lines: inout [DeskLine]) {
        if let fault = deskScreen.queueFault { lines.append(DeskLine(text: fault, role: .bad)) }
        guard let queue = deskScreen.queue else {
            if deskScreen.queueFault == nil { lines.append(DeskLine(text: words.reading, role: .dim)) }
            return
        }
        let minutes = knownZone
        add(
            .waiting, words.waitingTitle(queue.waitingCount), queue.waiting, of: queue.waitingCount, in: room,
            to: &lines
        ) { command in
            let time = words.hour(command.madeAt, minutesAheadOfUTC: minutes)
            return DeskLine(text: "  \(time) \(words.queued(command))", role: .warning)
        }
        add(.setAside, words.setAsideTitle(queue.setAside.count), queue.setAside, in: room, to: &lines) { command in
            let time = words.hour(command.madeAt, minutesAheadOfUTC: minutes)
            return DeskLine(text: "\(time) \(words.queued(command))", role: .bad, command: command)
        }
        guard !queue.discarded.isEmpty else { return }
        lines.append(DeskLine(text: words.discardedTitle, role: .heading))
        for record in queue.discarded {
            lines.append(DeskLine(text: "  " + words.discarded(record, minutesAheadOfUTC: minutes), role: .dim))
        }
    }

    func drawDesk(in canvas: inout Canvas, at body: Rect) {
        canvas.cursor = nil
        var text = body
        if body.columns >= Self.artFrom, let art = deskScreen.art {
            text = Rect(
                column: body.column, row: body.row, columns: body.columns - PassArt.size.columns - 3, rows: body.rows)
            canvas.within(
                Rect(column: text.endColumn + 1, row: body.row, columns: PassArt.size.columns + 2, rows: body.rows)
            ) { canvas in
                canvas.draw(words.testPassName, at: Point(column: 0, row: 0), role: .heading)
                art.draw(in: &canvas, at: Point(column: 0, row: 1), words)
            }
        }
        let lines = deskLines
        canvas.within(text) { canvas in
            let columns = canvas.bounds.columns
            for (row, index) in lines.indices.dropFirst(deskScreen.top).prefix(canvas.bounds.rows).enumerated() {
                let line = lines[index]
                let isMarked = index == deskScreen.cursor
                let role: Role = isMarked ? .selected : line.role
                if isMarked { canvas.selectLine(row) }
                let mark = isMarked ? ">" : line.canBeActedOn ? "!" : " "
                var column = canvas.draw(mark, at: Point(column: 0, row: row), role: role) + 1
                if !line.label.isEmpty {
                    canvas.draw(line.label, at: Point(column: column, row: row), role: isMarked ? .selected : .label)
                    column = Self.labelColumns
                }
                canvas.draw(line.text, at: Point(column: column, row: row), role: role, columns: columns - column)
            }
        }
    }

    private static let labelColumns = 16

    func draw(_ dialog: DeskDialog, in canvas: inout Canvas, at body: Rect) {
        switch dialog {
        case .menu(_, let dialog), .discard(_, let dialog), .journalFile(_, let dialog),
            .passphrase(_, _, _, let dialog), .conflict(_, let dialog), .day(let dialog, _):
            canvas.within(body) { dialog.draw(in: &$0, words: words.toolkit) }
        case .test(let art):
            let size = Size(columns: max(PassArt.size.columns + 6, 44), rows: PassArt.size.rows + 4)
            let box = body.centred(size)
            canvas.cursor = nil
            canvas.fill(box, role: .overlay)
            canvas.box(box, role: .overlayTitle, title: words.testPassName)
            canvas.within(box.inset(columns: 2, rows: 1)) { canvas in
                let columns = canvas.bounds.columns
                canvas.draw(words.testPassBody, at: Point(column: 0, row: 0), role: .overlay, columns: columns)
                art.draw(in: &canvas, at: Point(column: max((columns - PassArt.size.columns) / 2, 0), row: 2), words)
            }
        }
    }
}

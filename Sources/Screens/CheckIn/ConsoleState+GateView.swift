// Drawing the check-in screen: what the gate is set to, the answer's place, and below it the last scans or a look-up.

import Desk
import Domain
import Terminal

extension ConsoleState {
    /// Rows below the big answer: the line of the look-up, a heading, ten scans.
    private static let rowsBelow = 12
    /// The big answer takes no more of a tall terminal.
    private static let tallestAnswer = 17
    /// Fewer where the answer has more to say: a heading and the last three scans stay.
    private static let fewestRowsBelow = 5

    func drawGate(in canvas: inout Canvas, at body: Rect) {
        let usual = min(max(body.rows - 1 - Self.rowsBelow, min(5, body.rows - 1)), Self.tallestAnswer)
        let wanted = rowsOfAnswer(columns: body.columns, canvas.ambiguous)
        let tall = max(usual, min(wanted, body.rows - 1 - Self.fewestRowsBelow))
        let rows = Layout.split(body, .rows, [.fixed(1), .fixed(tall), .fixed(1), .fill(1)])
        drawGateHeader(in: &canvas, at: rows[0])
        canvas.within(rows[1]) { drawAnswer(in: &$0) }
        if gate.lookUp.isOpen { drawField(of: gate.lookUp, words.gateLookUp, in: &canvas, at: rows[2]) }
        canvas.within(rows[3]) { canvas in
            if gate.lookUp.isOpen {
                let minutes = desk?.minutesAheadOfUTC ?? 0
                drawFound(by: gate.lookUp, in: &canvas) { words.gateState($0, minutesAheadOfUTC: minutes) }
            } else {
                drawPast(in: &canvas)
            }
        }
    }

    private func drawGateHeader(in canvas: inout Canvas, at rect: Rect) {
        let left = [
            StatusLine.Piece("[\(words.gateMode(gate.mode))]", role: .badge),
            StatusLine.Piece(words.gateName(gate.gate)),
        ]
        let queue =
            gate.queue.isEmpty ? [] : [StatusLine.Piece(words.gateQueue(gate.queue.count), role: .warning)]
        // The gate's name stays whole: what is said beside it gives way.
        let lines = (numbers.map { queue + [StatusLine.Piece($0)] } + [queue]).map { StatusLine(left: left, right: $0) }
        let fitting = lines.first { $0.columns(canvas.ambiguous) <= rect.columns } ?? lines.last
        fitting?.draw(in: &canvas, at: rect)
    }

    /// What is counted at the gate, in fewer and fewer columns.
    private var numbers: [String] {
        guard gate.gate.entry == .once else { return [words.gateOnlyRecords] }
        guard let counters = gate.counting.counters else { return [] }
        return [true, false].map { words.gateCounters(counters, isByCopy: isLineLost, hasRate: $0) }
    }

    // MARK: Below it

    private func drawPast(in canvas: inout Canvas) {
        let columns = canvas.bounds.columns
        guard !gate.past.isEmpty else { return }
        canvas.draw(words.gatePast, at: Point(column: 1, row: 0), role: .heading, columns: columns - 1)
        let shown = max(canvas.bounds.rows - 1, 1)
        let first = max((gate.selected ?? 0) - shown + 1, 0)
        for (index, past) in gate.past.enumerated().dropFirst(first).prefix(shown) {
            let isSelected = index == gate.selected
            let row = index - first + 1
            let role: Role = isSelected ? .selected : past.isTakenBack ? .dim : past.verdict.role
            if isSelected { canvas.selectLine(row) }
            let time = words.hour(past.at, minutesAheadOfUTC: desk?.minutesAheadOfUTC ?? 0)
            let head = "\(isSelected ? ">" : " ") \(time) \(gatePlainWord(past))"
            canvas.draw(head, at: Point(column: 0, row: row), role: role, columns: columns)
            let rest = [
                past.person.map(words.person) ?? past.serial.map(words.serial),
                past.scan.session.map { words.gateSession($0) }, copyNote(past), undoNote(past),
            ]
            canvas.draw(
                rest.compactMap { $0 }.joined(separator: " · "), at: Point(column: 32, row: row),
                role: isSelected ? .selected : .text, columns: max(columns - 32, 0))
        }
    }

    private func copyNote(_ past: PastScan) -> String? {
        past.answer?.isByCopy == true ? words.gateByCopy : nil
    }

    func undoNote(_ past: PastScan) -> String? {
        switch past.undo {
        case .none, .done: nil
        case .asked: words.gateUndoAsked
        case .waiting: words.gateUndoWaiting
        }
    }
}

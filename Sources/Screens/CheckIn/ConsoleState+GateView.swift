// Drawing the check-in screen: what the gate is set to, one big answer, and below it the last scans or a look-up.

import Desk
import Domain
import Terminal
import Text

extension ConsoleState {
    /// Rows below the big answer: the line of the look-up, a heading, ten scans.
    private static let rowsBelow = 12
    /// The big answer takes no more of a tall terminal.
    private static let tallestAnswer = 17
    /// Rows of the smallest big letters.
    private static let smallestBigWord = 5

    func drawGate(in canvas: inout Canvas, at body: Rect) {
        let tall = min(max(body.rows - 1 - Self.rowsBelow, min(5, body.rows - 1)), Self.tallestAnswer)
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
        var right =
            gate.counting.counters.map { [StatusLine.Piece(words.gateCounters($0, isByCopy: isLineLost))] } ?? []
        if !gate.queue.isEmpty {
            right.insert(StatusLine.Piece(words.gateQueue(gate.queue.count), role: .warning), at: 0)
        }
        StatusLine(
            left: [
                StatusLine.Piece("[\(words.gateMode(gate.mode))]", role: .badge),
                StatusLine.Piece(words.gateName(gate.gate)),
            ], right: right
        ).draw(in: &canvas, at: rect)
    }

    // MARK: The answer

    private func drawAnswer(in canvas: inout Canvas) {
        guard let past = gate.past.first else {
            drawBig(words.gateReady, nil, [words.gateEmpty, words.gateEmptyHint], .text, in: &canvas)
            return
        }
        canvas.fill(canvas.bounds, role: past.verdict.blockRole)
        let lines = gateLines(past, most: max(canvas.bounds.rows - Self.smallestBigWord, 2))
        drawBig(gateWord(past), past.verdict.symbol, lines, past.verdict.blockRole, in: &canvas)
    }

    /// Lines below a word that is as large as the room allows; where blocks cannot be drawn, the word as it is.
    private func drawBig(_ word: String, _ symbol: Character?, _ lines: [String], _ role: Role, in canvas: inout Canvas)
    {
        let size = canvas.bounds.size
        let mark = symbol.map { "\($0) " } ?? ""
        let room = Size(columns: size.columns - 4, rows: size.rows - lines.count)
        var row = max(size.rows - lines.count, 0)
        if canvas.ambiguous == .narrow, let big = BigText(mark + word, columns: room.columns, rows: room.rows) {
            let space = room.rows - big.rows
            big.draw(
                in: &canvas, at: Point(column: (size.columns - big.columns) / 2, row: space / 2), role: role)
            row = min(row, space / 2 + big.rows + (space > 2 ? 1 : 0))
        } else {
            let text = mark + word
            let column = max((size.columns - ColumnWidth.of(text, ambiguous: canvas.ambiguous)) / 2, 0)
            canvas.draw(text, at: Point(column: column, row: max(row / 2, 0)), role: role, columns: size.columns)
        }
        for (index, line) in lines.enumerated() {
            let width = ColumnWidth.of(line, ambiguous: canvas.ambiguous)
            canvas.draw(
                line, at: Point(column: max((size.columns - width) / 2, 1), row: row + index), role: role,
                columns: size.columns - 2)
        }
    }

    func gateWord(_ past: PastScan) -> String {
        if past.undo == .done { return words.gateTakenBack }
        if past.verdict == .hold { return words.gateHold }
        return past.answer.map(words.gateWord) ?? words.gateUndecided
    }

    /// What stands under the word: state and person, then what else there is to say.
    /// - Parameter most: the lines there are; what does not fit on one of its own goes on the last.
    private func gateLines(_ past: PastScan, most: Int) -> [String] {
        // The word once more in plain letters, for whoever cannot read blocks.
        let word = gatePlainWord(past)
        let person = past.person.map { row in
            [words.person(row), row.affiliation, category(row)].compactMap { $0 }.filter { !$0.isEmpty }
        }
        let who = person ?? past.serial.map { [words.serial($0)] } ?? []
        let lines = [([word] + who).joined(separator: " · ")] + gateNotes(past)
        guard lines.count > most else { return lines }
        return lines.prefix(most - 1) + [lines.dropFirst(most - 1).joined(separator: " · ")]
    }

    /// The symbol and the word; for a hold also what the rules have answered.
    private func gatePlainWord(_ past: PastScan) -> String {
        let word = "\(past.verdict.symbol) \(gateWord(past))"
        guard past.verdict == .hold, let answer = past.answer else { return word }
        return word + " · " + words.gateWord(answer)
    }

    /// What is said besides the state and the person: one line each.
    func gateNotes(_ past: PastScan) -> [String] {
        switch past.outcome {
        case .failed(let sentence): [sentence.split(separator: "\n").joined(separator: " ")]
        case .answered(let answer):
            gateNotes(answer, past).compactMap { $0 }.filter { !$0.isEmpty }
        }
    }

    /// Why a session's door stayed shut; nil at a gate.
    private func doorRefusal(_ answer: CheckInAnswer, _ past: PastScan) -> String? {
        guard let session = past.scan.session, case .refused(let reason, _) = answer.result else { return nil }
        return words.doorRefusal(reason, session)
    }

    /// What to do where letters stand in what was scanned.
    private func spoiltScan(_ answer: CheckInAnswer, _ past: PastScan) -> String? {
        guard case .notAPass = answer.result, case .code(let text) = past.scan.subject, text.contains(where: \.isLetter)
        else { return nil }
        return words.gateSpoilt
    }

    /// Where and when somebody went in is said last; why somebody did not, first.
    private func gateNotes(_ answer: CheckInAnswer, _ past: PastScan) -> [String?] {
        let sentence =
            spoiltScan(answer, past) ?? doorRefusal(answer, past)
            ?? desk.map {
                words.gateSentence(
                    answer, event: $0.event, gate: past.scan.gate, minutesAheadOfUTC: $0.minutesAheadOfUTC)
            }
        let notes = words.scanNotes(answer).map {
            answer.holds ? "\(PastScan.Verdict.hold.symbol) \($0)" : $0
        }
        let party = past.party.map { words.gateParty($0.count, left: $0.left.count) }
        let copy = words.byCopy(answer, minutesAheadOfUTC: desk?.minutesAheadOfUTC ?? 0)
        if case .passed = answer.result { return [notes, party, sentence, copy] }
        return [sentence, copy, notes, party]
    }

    /// The answer as a line of news, for where another screen is in front.
    func gateNews(_ past: PastScan) -> String {
        let waiting = gate.queue.isEmpty ? [] : [words.gateQueue(gate.queue.count)]
        let person = past.person.map { [words.person($0)] } ?? []
        return ([gatePlainWord(past)] + person + gateNotes(past) + waiting)
            .joined(separator: " · ")
    }

    // MARK: Below it

    private func drawPast(in canvas: inout Canvas) {
        let columns = canvas.bounds.columns
        guard !gate.past.isEmpty else { return }
        canvas.draw(words.gatePast, at: Point(column: 1, row: 0), role: .heading, columns: columns - 1)
        for (index, past) in gate.past.enumerated() {
            let isSelected = index == gate.selected
            let row = index + 1
            let role: Role = isSelected ? .selected : past.undo == .done ? .dim : past.verdict.role
            if isSelected { canvas.selectLine(row) }
            let time = words.hour(past.scan.at, minutesAheadOfUTC: desk?.minutesAheadOfUTC ?? 0)
            let head = "\(isSelected ? ">" : " ") \(time) \(gatePlainWord(past))"
            canvas.draw(head, at: Point(column: 0, row: row), role: role, columns: columns)
            let rest = [past.person.map(words.person) ?? past.serial.map(words.serial), copyNote(past), undoNote(past)]
            canvas.draw(
                rest.compactMap { $0 }.joined(separator: " · "), at: Point(column: 32, row: row),
                role: isSelected ? .selected : .text, columns: max(columns - 32, 0))
        }
    }

    private func copyNote(_ past: PastScan) -> String? {
        past.answer?.isByCopy == true ? words.gateByCopy : nil
    }

    private func undoNote(_ past: PastScan) -> String? {
        switch past.undo {
        case .none, .done: nil
        case .asked: words.gateUndoAsked
        case .waiting: words.gateUndoWaiting
        }
    }
}

// The answer to a scan: a word that is read from afar, and under it what to do, who it is, and what else there is to say.

import Desk
import Domain
import Terminal
import Text

extension ConsoleState {
    /// What there is to draw of an answer.
    private struct BigAnswer {
        var word: String
        var symbol: Character?
        /// Each begins a row of its own.
        var lines: [String]
        /// When it was given, to stand behind the first line that has room for it.
        var time: String?
        var role: Role
        var ink: Role
        var isFilled: Bool
    }

    /// At the gate.
    private var gateAnswer: BigAnswer {
        if let scan = gate.waiting(at: nil) { return checking(scan) }
        guard let past = gate.answer else {
            return BigAnswer(
                word: words.gateReady, symbol: nil, lines: [words.gateEmpty, words.gateEmptyHint], role: .text,
                ink: .selected, isFilled: false)
        }
        // Somebody else is being looked up, or waits for their answer: a block of colour would be taken for it.
        let isAsked = gate.queue.contains { $0.session == nil }
        let isOfAnother = isAsked || gate.lookUp.isOpen && gate.lookUp.isNewerThanAnswer
        return bigAnswer(past, gate.lookUp.isOpen ? .none : .here, isOfAnother: isOfAnother)
    }

    /// At a session's door: nil where a line or two say enough, to whoever has gone on with the table.
    private func doorAnswer(at door: SessionTable) -> BigAnswer? {
        if let scan = gate.waiting(at: door.id) { return checking(scan) }
        guard !door.hasMovedOn, let past = lastScan(at: door), !past.isOvertaken else { return nil }
        return bigAnswer(past, .none, isOfAnother: gate.queue.contains { $0.session == door.id })
    }

    /// The last scan that was answered at the door of a session.
    func lastScan(at door: SessionTable) -> PastScan? {
        gate.past.first { $0.scan.session == door.id }
    }

    private func bigAnswer(_ past: PastScan, _ key: Words.PartyKey, isOfAnother: Bool) -> BigAnswer {
        BigAnswer(
            word: gateWord(past), symbol: past.verdict.symbol, lines: gateLines(past, key), time: time(of: past),
            role: isOfAnother ? .dim : past.verdict.blockRole, ink: isOfAnother ? .selectedDim : past.verdict.inkRole,
            isFilled: !isOfAnother)
    }

    /// In place of the answer to the scan before, which whoever stands there now would take for theirs.
    private func checking(_ scan: GateScan) -> BigAnswer {
        let waiting = gate.queue.count > 1 ? [words.gateWaiting(gate.queue.count - 1)] : []
        return BigAnswer(
            word: words.gateChecking, symbol: "…", lines: ["… \(words.gateChecking) · \(subject(of: scan))"] + waiting,
            role: .text, ink: .selected, isFilled: false)
    }

    /// The same in one line, where no screen in front shows that a scan is being answered; nil for what is answered at once.
    var scanUnderWay: String? {
        guard let scan = gate.queue.first, scan.id == gate.late, !isShown(scan) else { return nil }
        return checking(scan).lines.joined(separator: " · ")
    }

    /// What is known of a scan before its answer: whose it is, or what was read.
    private func subject(of scan: GateScan) -> String {
        if let who = scan.who { return words.person(who) }
        switch scan.subject {
        case .person(let serial): return words.serial(serial)
        case .code(let text):
            guard let serial = (try? desk?.verifier(text))?.serial else { return text }
            return words.serial(serial)
        }
    }

    // MARK: Drawing

    /// Rows that the gate's answer needs to say everything under a word of the smallest big letters.
    func rowsOfAnswer(columns: Int, _ ambiguous: AmbiguousWidth) -> Int { rows(of: gateAnswer, columns, ambiguous) }

    /// The same at a session's door; nil where no big answer stands there.
    func rowsOfAnswer(at door: SessionTable, columns: Int, _ ambiguous: AmbiguousWidth) -> Int? {
        doorAnswer(at: door).map { rows(of: $0, columns, ambiguous) }
    }

    private func rows(of answer: BigAnswer, _ columns: Int, _ ambiguous: AmbiguousWidth) -> Int {
        BigText.fewestRows(ambiguous.grain) + wrapped(answer, columns, ambiguous).count
    }

    private func wrapped(_ answer: BigAnswer, _ columns: Int, _ ambiguous: AmbiguousWidth) -> [String] {
        var lines = answer.lines.flatMap { ColumnWidth.wrap($0, columns: columns - 4, ambiguous: ambiguous) }
        guard let time = answer.time else { return lines }
        // A row of its own would be taken from the word.
        let index = lines.firstIndex { ColumnWidth.of("\($0) · \(time)", ambiguous: ambiguous) <= columns - 4 }
        if let index { lines[index] += " · \(time)" } else { lines.append(time) }
        return lines
    }

    func drawAnswer(in canvas: inout Canvas) { draw(gateAnswer, in: &canvas) }

    func drawAnswer(at door: SessionTable, in canvas: inout Canvas) {
        if let answer = doorAnswer(at: door) { draw(answer, in: &canvas) }
    }

    private func draw(_ answer: BigAnswer, in canvas: inout Canvas) {
        let size = canvas.bounds.size
        if answer.isFilled { canvas.fill(canvas.bounds, role: answer.role) }
        let most = max(size.rows - BigText.fewestRows(canvas.ambiguous.grain), 2)
        var lines = wrapped(answer, size.columns, canvas.ambiguous)
        if lines.count > most { lines = lines.prefix(most - 1) + [lines.dropFirst(most - 1).joined(separator: " ")] }
        let row = drawWord(of: answer, above: lines.count, in: &canvas)
        for (index, line) in lines.enumerated() {
            let width = ColumnWidth.of(line, ambiguous: canvas.ambiguous)
            canvas.draw(
                line, at: Point(column: max((size.columns - width) / 2, 1), row: row + index), role: answer.role,
                columns: size.columns - 2)
        }
    }

    /// Draws the word as large as the room allows, or its symbol where the word is too long, or plain letters where
    /// nothing larger fits.
    /// - Returns: the row of the first line below it.
    private func drawWord(of answer: BigAnswer, above lines: Int, in canvas: inout Canvas) -> Int {
        let size = canvas.bounds.size
        let text = (answer.symbol.map { "\($0) " } ?? "") + answer.word
        let room = Size(columns: size.columns - 4, rows: size.rows - lines)
        let row = max(size.rows - lines, 0)
        for shown in [text, answer.symbol.map { String($0) }].compactMap(\.self) {
            guard
                let big = BigText(shown, columns: room.columns, rows: room.rows, grain: canvas.ambiguous.grain)
            else { continue }
            let space = room.rows - big.rows
            let place = Point(column: (size.columns - big.columns) / 2, row: space / 2)
            big.draw(in: &canvas, at: place, role: answer.role, ink: answer.ink)
            return min(row, space / 2 + big.rows + (space > 2 ? 1 : 0))
        }
        let column = max((size.columns - ColumnWidth.of(text, ambiguous: canvas.ambiguous)) / 2, 0)
        canvas.draw(text, at: Point(column: column, row: row / 2), role: answer.role, columns: size.columns)
        return row
    }

    // MARK: What it says

    func gateWord(_ past: PastScan) -> String {
        if past.isTakenBack { return words.gateTakenBack }
        if past.verdict == .hold { return words.gateHold }
        if past.isBadRead { return words.gateScanAgain }
        return past.answer.map { words.gateWord($0, inSession: past.isAtSession) } ?? words.gateNotKept
    }

    /// The symbol and the word; for a hold also what the rules have answered.
    func gatePlainWord(_ past: PastScan) -> String {
        let word = "\(past.verdict.symbol) \(gateWord(past))"
        guard past.verdict == .hold, let answer = past.answer else { return word }
        return word + " · " + words.gateWord(answer, inSession: past.isAtSession)
    }

    /// State and person, then what else there is to say.
    private func gateLines(_ past: PastScan, _ key: Words.PartyKey) -> [String] {
        // The word once more in plain letters, for whoever cannot read blocks.
        let word = gatePlainWord(past)
        let person = past.person.map { row in
            [words.person(row), row.affiliation, category(row)].compactMap { $0 }.filter { !$0.isEmpty }
        }
        let who = person ?? past.serial.map { [words.serial($0)] } ?? []
        return [([word] + who).joined(separator: " · ")] + gateNotes(past, key)
    }

    /// When somebody was not let through, for whoever comes back to the screen later. Of a passage the notes say it, of the
    /// same minute too.
    private func time(of past: PastScan) -> String? {
        func hour(_ moment: Timestamp) -> String {
            words.hour(moment, minutesAheadOfUTC: desk?.minutesAheadOfUTC ?? 0)
        }
        let time = hour(past.scan.at)
        switch past.answer?.result {
        case .passed?: return nil
        case .alreadyIn(let admission)?, .refused(.alreadyLeft, let admission?)?:
            let told = admission.isInside ? [admission.entered] : [admission.entered, admission.moved]
            return told.contains { hour($0.at) == time } ? nil : time
        default: return time
        }
    }

    /// What is said besides the state and the person, a line each: first what is to be done.
    func gateNotes(_ past: PastScan, _ key: Words.PartyKey) -> [String] {
        guard let answer = past.answer else { return failure(past) }
        let hold = words.scanHold(answer)
        let remarks = words.scanRemarks(answer)
        let party = past.party.map { words.gateParty($0.count, left: $0.left.count, key) }
        let copy = words.byCopy(answer, isSent: past.isSent, minutesAheadOfUTC: desk?.minutesAheadOfUTC ?? 0)
        let (action, reason) = sentences(past, answer)
        let notes: [String?] =
            if case .passed = answer.result {
                [hold, party, remarks, reason, copy, undoNote(past)]
            } else {
                [action, hold, reason, copy, remarks, party]
            }
        return notes.compactMap { $0 }.filter { !$0.isEmpty }
    }

    private func failure(_ past: PastScan) -> [String] {
        guard case .failed(let sentence) = past.outcome else { return [] }
        return [sentence.split(separator: "\n").joined(separator: " ")]
    }

    /// What to do, and why: nil where there is nothing to do or to say.
    private func sentences(_ past: PastScan, _ answer: CheckInAnswer) -> (action: String?, reason: String?) {
        if past.isOtherBarcode { return (words.gateOtherBarcode, nil) }
        if past.isBadRead {
            guard case .code(let text) = past.scan.subject, text.contains(where: \.isLetter) else {
                return (words.gatePartRead, nil)
            }
            return (words.gateSpoilt, nil)
        }
        if let session = past.scan.session, case .refused(let reason, _) = answer.result,
            let refusal = words.doorRefusal(reason, session, programs.overview(session), now: ids.wallClock)
        {
            return (nil, refusal)
        }
        let action = words.gateAction(answer, inSession: past.isAtSession)
        guard let desk else { return (action, nil) }
        let reason = words.gateReason(
            answer, event: desk.event, gate: past.scan.gate, inSession: past.isAtSession, isSent: past.isSent,
            minutesAheadOfUTC: desk.minutesAheadOfUTC)
        return (action, reason)
    }

    /// The answer as a line of news, for where another screen is in front: a line loses its end, so what somebody has to
    /// do stands before what is good to know.
    func gateNews(_ past: PastScan) -> String {
        let word = "\(past.verdict.symbol) \(gateWord(past))"
        let person = past.person.map { [words.person($0)] } ?? []
        let waiting = gate.queue.isEmpty ? [] : [words.gateQueue(gate.queue.count)]
        guard past.verdict == .hold, let answer = past.answer else {
            return ([word] + person + gateNotes(past, .atGate) + waiting).joined(separator: " · ")
        }
        // The word says already where they go: what follows is why.
        let rest = gateNotes(past, .atGate).filter { $0 != words.scanHold(answer) }
        let told = words.gateWord(answer, inSession: past.isAtSession)
        return ([word] + person + words.holdReasons(answer) + [told] + rest + waiting).joined(separator: " · ")
    }
}

extension AmbiguousWidth {
    /// Blocks are ambiguous: where they take two columns, blanks have to do.
    fileprivate var grain: BigText.Grain { self == .wide ? .blanks : .halfBlocks }
}

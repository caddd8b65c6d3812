// Drawing the queue of review: which one, the seats, the table, and those who are compared.

import Desk
import Domain
import Terminal
import Text

extension ConsoleState {
    func drawReview(in canvas: inout Canvas) {
        drawAttendees(in: &canvas)
        let body = ConsoleLayout(canvas.bounds.size).body
        guard body.rows > 0 else { return }
        var column = body.column
        for queue in ReviewScreen.Queue.allCases {
            let isHere = queue == review.queue
            let name = words.queue(queue)
            column +=
                canvas.draw(
                    isHere ? "[\(name)]" : " \(name) ", at: Point(column: column, row: body.row),
                    role: isHere ? .badge : .dim, columns: max(body.endColumn - column, 0))
        }
        let order = attendees.sort == AttendeeSort(.registeredAt) ? words.oldestFirst : ""
        let isNewest = attendees.sort == AttendeeSort(.registeredAt, isDescending: true)
        let text = [isNewest ? words.newestFirst : order, seatsText].filter { !$0.isEmpty }.joined(separator: " · ")
        let room = body.endColumn - column - 2
        let start = body.endColumn - min(ColumnWidth.of(text, ambiguous: canvas.ambiguous), max(room, 0))
        canvas.draw(text, at: Point(column: start, row: body.row), role: .dim, columns: max(room, 0))
    }

    /// The seats that concern whoever is selected.
    private var seatsText: String {
        guard let seats = review.seats else { return "" }
        var parts: [String] = []
        if let row = attendees.selectedRow, let id = row.category, let scope = seats.categories[id] {
            parts.append("\(category(row)) \(words.seats(scope))")
        }
        if let scope = seats.event { parts.append("\(words.wholeEvent) \(words.seats(scope))") }
        if let line = review.line, line.serial == attendees.selectedRow?.serial {
            // Whatever else has no room.
            parts.insert(words.inLine(line.place), at: 0)
        }
        return parts.joined(separator: " · ")
    }

    var emptyQueue: [String] {
        guard attendees.search.isEmpty else {
            return [words.nobodyFound] + (queueExcludesFilter ? [words.queueShowsOnly(review.queue)] : [])
        }
        return [words.nothingWaits(review.queue), words.otherQueues]
    }

    /// The filter asks for a status that this queue does not hold: nobody can be found, whoever there is.
    private var queueExcludesFilter: Bool {
        guard let status = review.queue.status else { return false }
        return attendees.filter.clauses.contains { clause in
            guard case .status(let wanted) = clause.test else { return false }
            return wanted.contains(status) == clause.isNegated
        }
    }

    func reviewRow(_ row: Registration, _ columns: [AttendeeColumn]) -> TableRow {
        var role = words.role(of: row.status)
        var status = words.status(row.status)
        if let decision = review.deciding[row.serial] {
            (status, role) = (words.deciding(decision), .dim)
        } else if let decision = review.awaited[row.serial] {
            (status, role) = (words.awaited(decision), .warning)
        } else if let note = review.notes[row.serial], note.version == row.version {
            (status, role) = (note.text, note.role)
        }
        return TableRow(
            columns.map { $0 == .status ? status : cell($0, of: row) }, role: role,
            isMarked: review.marks.contains(row.serial))
    }

    /// The numbered actions on an application's card.
    func reviewActions(_ card: PersonCard) -> [(item: MenuItem, key: KeyPress, purpose: PersonPurpose)] {
        let keys: [(Character, Review.Decision)] = [("a", .approve), ("r", .reject), ("h", .hold), ("w", .waitlist)]
        return keys.map { key, decision in
            let obstacle = decision.obstacle(from: card.row.status).map {
                words.reviewRefusal(ReviewResult.Refused(card.row.serial, $0, status: card.row.status))
            }
            let busy = review.deciding[card.row.serial] == nil ? nil : words.stillDeciding
            return (
                MenuItem(words.decideKey(decision), disabledReason: busy ?? obstacle), KeyPress(.character(key)),
                PersonPurpose.decide(decision)
            )
        } + [
            (MenuItem(words.compare), KeyPress(.character("d")), .compare),
            (MenuItem(words.edit), KeyPress(.character("e")), .edit),
        ]
    }

    func reviewKeys(_ front: ReviewDialog) -> [KeyLine.Entry] {
        let back = KeyLine.Entry(key: "Esc", title: words.back)
        if case .text(let text) = front {
            let scroll = KeyLine.Entry(key: "PgUp PgDn", title: words.scroll)
            return KeyLine(text.person == nil ? [] : decisionBindings(disabled: nil)).entries + [scroll, back]
        }
        return [dialogEnter, back]
    }

    func draw(_ front: ReviewDialog, in canvas: inout Canvas, at body: Rect) {
        switch front {
        case .actions(let dialog), .confirm(_, let dialog), .reason(_, _, let dialog), .typed(_, let dialog),
            .markAll(_, let dialog), .takeBack(_, let dialog):
            canvas.within(body) { dialog.draw(in: &$0, words: words.toolkit) }
        case .text(let text): draw(text, in: &canvas, at: body)
        }
    }

    private func draw(_ text: ReviewText, in canvas: inout Canvas, at body: Rect) {
        canvas.cursor = nil
        canvas.fill(body, role: .overlay)
        canvas.box(body, role: .overlayTitle, title: text.title)
        canvas.within(body.inset(columns: 2, rows: 1)) { canvas in
            let columns = canvas.bounds.columns
            for (row, cells) in text.lines.dropFirst(text.top).prefix(canvas.bounds.rows).enumerated() {
                let label = cells.count > 1 ? 14 : columns
                let width = (columns - label) / max(cells.count - 1, 1)
                for (index, cell) in cells.enumerated() {
                    canvas.draw(
                        cell, at: Point(column: index == 0 ? 0 : label + (index - 1) * width, row: row),
                        role: index == 0 && cells.count > 1 ? .dim : .overlay,
                        columns: max((index == 0 ? label : width) - 1, 1))
                }
            }
        }
    }

    mutating func pressText(_ text: ReviewText, _ press: KeyPress) -> [ConsoleEffect] {
        let rows = max(ConsoleLayout(size).body.rows - 2, 1)
        if let person = text.person {
            switch KeyMap(decisionBindings(disabled: nil)).lookup(press) {
            case .run(let bindings):
                guard case .decide(let decision) = bindings.first?.action else { return [] }
                overlay = nil
                return decide(decision, on: attendees.row(person.serial) ?? person)
            case .needsInputMethodOff(let binding): return tellHint(words.inputMethodOff(binding.title))
            case .disabled, .none: break
            }
        }
        var text = text
        switch press.key {
        case .escape, .enter:
            overlay = nil
            return []
        case .up: text.top -= 1
        case .down: text.top += 1
        case .pageUp: text.top -= rows
        case .pageDown: text.top += rows
        case .home: text.top = 0
        case .end: text.top = text.lines.count
        default: return []
        }
        text.top = max(min(text.top, text.lines.count - rows), 0)
        overlay = .review(.text(text))
        return []
    }

    // MARK: Those like them

    /// Lays an application beside the people like it.
    mutating func compare(_ row: Registration) -> [ConsoleEffect] {
        if pane.isCurrent(for: row), let file = pane.file { return show(file) }
        review.comparing = row.serial
        return [.ask(.compare, .personFile(row.serial))]
    }

    mutating func takeCompared(_ result: Result<PersonFile, DeskError>) -> [ConsoleEffect] {
        review.comparing = nil
        switch result {
        case .failure(let error): return tell(words.notDone(error), .bad)
        case .success(let file):
            guard place == .review, !attendees.isSearching else { return [] }
            return show(file)
        }
    }

    private mutating func show(_ file: PersonFile) -> [ConsoleEffect] {
        guard !file.related.isEmpty else { return tell("\(named(file.row)): \(words.nobodyLikeThem)", .status) }
        let most = size.columns >= AttendeeLayout.detailFrom ? 4 : 2
        let others = file.related.prefix(most)
        let people = [file.row] + others.map(\.row)
        var lines = [[""] + people.map(named), [words.tieLabel, ""] + others.map { words.tie($0.tie) }]
        func add(_ label: String, _ value: (Registration) -> String) {
            let values = people.map(value)
            guard values.contains(where: { !$0.isEmpty }) else { return }
            // What is the same is marked, so that nobody has to compare letter by letter.
            let shown = values.enumerated().map { $0 > 0 && $1 == values[0] && !$1.isEmpty ? "= \($1)" : $1 }
            lines.append([label] + shown)
        }
        for column: AttendeeColumn in [.status, .phone, .affiliation, .category, .email, .registeredAt, .source] {
            add(title(of: column)) { cell(column, of: $0) }
        }
        var shown: Set<FieldID> = [.name, .phone, .affiliation, .category, .email, .consent]
        // After the forms they have come the earlier ones: an answer outlives its question.
        let earlier = file.forms.sorted { $0.key.version > $1.key.version }.map(\.value)
        for form in people.compactMap({ forms[$0.form] ?? file.forms[$0.form] }) + earlier {
            for field in form.fields where shown.insert(field.id).inserted {
                add(field.label[language]) { row in row.formAnswers[field.id].map { words.answer($0, to: field) } ?? ""
                }
            }
        }
        if file.related.count > most { lines.append(["", words.moreLikeThem(file.related.count - most)]) }
        layers.push(.review(.text(ReviewText(title: words.compareTitle, lines: lines, person: file.row))))
        return []
    }
}

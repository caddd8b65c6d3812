// A person as lines: what is stored, their pass, their history in words, and who has to do with them.

import Desk
import Domain
import Terminal

extension ConsoleState {
    /// Everything about a person, wrapped to `columns`, as far as their file has come.
    func personLines(_ row: Registration, _ view: PersonFileView, columns: Int) -> [PersonLine] {
        var lines = PersonLines(columns: columns)
        let file = view.file(of: row)
        addRow(row, to: &lines)
        if let file { addPass(file.pass, row, isRevoked: file.isRevoked, to: &lines) }
        if let file { addSessions(file.sessions, to: &lines) }
        lines.heading(words.historyTitle)
        if !view.isCurrent(for: row) {
            if let failure = view.failure, view.failed == PersonFileView.Asked(row) {
                lines.text(failure, role: .bad)
            } else {
                lines.text(file == nil ? words.loadingFile : words.refreshingFile, role: .dim)
            }
        }
        if let file {
            if file.isByCopy {
                lines.text(words.historyNeedsLine, role: .dim)
            } else {
                addHistory(file, to: &lines)
            }
            addRelated(file.related, to: &lines)
        }
        return lines.lines
    }

    /// What is stored, answers in the order of the form they were given to.
    private func addRow(_ row: Registration, to lines: inout PersonLines) {
        lines.pair(words.serialLabel, words.serial(row.serial))
        let place = review.line.flatMap { line in
            line.serial == row.serial && row.status == .waitlisted ? " · " + words.inLine(line.place) : nil
        }
        lines.pair(words.statusLabel, words.status(row.status) + (place ?? ""), role: words.role(of: row.status))
        lines.pair(words.sourceLabel, words.source(row.source))
        let answers = row.formAnswers
        let form = forms[row.form]
        var shown: Set<FieldID> = [.consent]
        for field in form?.fields ?? [] where field.id != .consent {
            shown.insert(field.id)
            guard let answer = answers[field.id] else { continue }
            lines.pair(
                field.label[language], words.answer(answer, to: field.naming(answer, by: versions(of: field.id))))
        }
        // Answers to fields that their form does not have: given to another version, which may still be known.
        let usual: [FieldID] = [.name, .phone, .affiliation, .category, .email]
        let rest = answers.keys.filter { !shown.contains($0) }
        for id in usual.filter(rest.contains) + rest.filter({ !usual.contains($0) }).sorted() {
            guard let answer = answers[id] else { continue }
            let field = anotherForm(than: row.form, with: id)?[id]
            let text = id == .category && field == nil ? category(row) : words.answer(answer, to: field)
            lines.pair(field?.label[language] ?? words.label(of: id, in: nil), text)
        }
        let minutes = desk?.minutesAheadOfUTC ?? 0
        lines.pair(
            words.consentLabel, "O \(row.consent.version) · \(words.time(row.consent.at, minutesAheadOfUTC: minutes))")
        lines.pair(words.registeredAtLabel, words.time(row.registeredAt, minutesAheadOfUTC: minutes))
        lines.pair(words.versionLabel, words.versions(row))
    }

    /// The form of a registration, with what it has an answer to of other versions.
    private func form(naming row: Registration) -> FormDefinition? {
        guard var form = forms[row.form] else { return nil }
        form.fields = form.fields.map { $0.naming(row.answers[$0.id], by: versions(of: $0.id)) }
        return form
    }

    /// A field as the known forms have it, newest first.
    func versions(of field: FieldID) -> [Domain.FormField] {
        forms.sorted { ($1.key.version, $0.key.id) < ($0.key.version, $1.key.id) }.compactMap { $0.value[field] }
    }

    /// The newest version that is known to have a field; another form's where no version of `reference` has it.
    private func anotherForm(than reference: FormReference, with field: FieldID) -> FormDefinition? {
        let known = forms.filter { $0.value[field] != nil }
        let same = known.filter { $0.key.id == reference.id }
        return (same.isEmpty ? known : same).max { $0.key.version < $1.key.version }?.value
    }

    private func addPass(_ pass: Pass, _ row: Registration, isRevoked: Bool, to lines: inout PersonLines) {
        if lines.valueColumns >= Pass.length {
            lines.pair(words.passTitle, pass.digits)
        } else {
            // Whole on a line of its own: half a code is of no use to anybody.
            lines.pair(words.passTitle, "")
            lines.text(pass.digits)
        }
        let role: Role = row.status == .approved && !isRevoked ? .good : .warning
        let validity = isRevoked ? words.revokedPass : words.validity(row)
        lines.pair(
            words.validityLabel, "\(validity) · \(words.keyLabel) \(pass.digits.prefix(1))", role: role)
    }

    /// The newest first: what was just done is what somebody looks for.
    private func addHistory(_ file: PersonFile, to lines: inout PersonLines) {
        if file.history.steps.isEmpty { lines.text(words.noHistory, role: .dim) }
        for step in file.history.steps.reversed() {
            let line = words.historyLine(step.command, minutesAheadOfUTC: desk?.minutesAheadOfUTC ?? 0)
            lines.text(line, role: step.command.refusal == nil ? .text : .dim)
            for change in changeLines(step) { lines.text(change, indent: 2, role: .dim) }
        }
        if file.history.hasEarlier { lines.text(words.earlierHistory, role: .dim) }
    }

    /// What a step of the history changed, a line a field.
    private func changeLines(_ step: PersonHistory.Step) -> [String] {
        if step.command.isErased { return [words.erasedDetail] }
        guard step.command.refusal == nil, step.command.kind == "edit" else { return [] }
        guard let before = step.before, let after = step.after else { return [words.unknownDetail] }
        let changes = changeLines(from: before, to: after)
        return changes.isEmpty ? [words.nothingChanged] : changes
    }

    /// What differs between two states of a registration, a line a field.
    func changeLines(from before: Registration, to after: Registration) -> [String] {
        let (old, new) = (form(naming: before), form(naming: after))
        let fields = before.changes(to: after, forms: [new, old].compactMap(\.self)).map {
            words.change($0, before: old, after: new)
        }
        return before.form == after.form ? fields : fields + [words.formChange(before.form, after.form)]
    }

    private func addSessions(_ sessions: [PersonSession], to lines: inout PersonLines) {
        guard !sessions.isEmpty else { return }
        lines.heading(words.programsTitle)
        for one in sessions {
            lines.text(words.personSession(one), role: one.standing == .confirmed ? .text : .warning)
        }
    }

    private func addRelated(_ related: [RelatedPerson], to lines: inout PersonLines) {
        guard !related.isEmpty else { return }
        lines.heading(words.relatedTitle)
        for person in related {
            lines.person(person.row.serial, words.related(person), role: words.role(of: person.row.status))
        }
    }

    func category(_ row: Registration) -> String {
        guard let id = row.category else { return "" }
        return desk.map { words.category(id, of: $0.event) } ?? id
    }

    // MARK: Drawing

    /// Draws lines from the top of the canvas.
    /// - Parameters:
    ///   - role: of plain text here.
    ///   - marked: the line somebody is at, counted among `lines`.
    func draw(_ lines: ArraySlice<PersonLine>, in canvas: inout Canvas, role: Role, heading: Role, marked: Int? = nil) {
        let columns = canvas.bounds.columns
        let labelColumns = PersonLines.labelColumns(of: columns)
        for (row, index) in lines.indices.enumerated() {
            let line = lines[index]
            let isMarked = index == marked
            let lineRole = isMarked ? .selected : line.role == .text ? role : line.role
            if isMarked {
                canvas.fill(Rect(column: 0, row: row, columns: columns, rows: 1), role: .selected)
                canvas.cursor = Point(column: 0, row: row)
            }
            func put(_ text: String, _ column: Int, _ role: Role, _ room: Int) {
                canvas.draw(text, at: Point(column: column, row: row), role: role, columns: room)
            }
            switch line.kind {
            case .blank: break
            case .heading(let text): put(text, 0, isMarked ? .selected : heading, columns)
            case .pair(let label, let value):
                put(label, 0, isMarked ? .selected : .dim, labelColumns)
                put(value, labelColumns + 1, lineRole, columns - labelColumns - 1)
            case .text(let text, let indent): put(text, indent, lineRole, columns - indent)
            case .person(_, let text): put("\(isMarked ? ">" : " ") \(text)", 0, lineRole, columns)
            }
        }
    }
}

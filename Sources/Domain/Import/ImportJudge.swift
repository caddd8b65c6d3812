// What becomes of each person in a file, given who is there: the same for a look beforehand and for the import itself.

/// What becomes of one row.
public enum ImportVerdict: Hashable, Sendable {
    case new(ImportedPerson)
    /// There already, with nothing that the file says otherwise.
    case same(ImportRow, Serial)
    /// There already with these data, but the file's own column says that they stand elsewhere.
    case standsElsewhere(ImportRow, Registration, said: Registration.Status)
    /// Rejected before with these data, and left so.
    case rejectedBefore(ImportRow, Serial)
    /// Said in an earlier line of the same file already.
    case repeated(ImportRow, line: Int)
    /// There already; `after` is what the file would make of them.
    case changed(ImportRow, before: Registration, after: Registration, action: Command.Action)
    case refused(ImportRow, [ImportRefusal])

    public var line: Int {
        switch self {
        case .new(let person): person.row.line
        case .standsElsewhere(let row, _, _), .same(let row, _), .rejectedBefore(let row, _), .repeated(let row, _),
            .changed(let row, _, _, _),
            .refused(let row, _):
            row.line
        }
    }
}

extension ImportCounts {
    public init(_ verdicts: some Sequence<ImportVerdict>, blank: Int) {
        self.init(blank: blank)
        for verdict in verdicts {
            switch verdict {
            case .new(let person):
                new += 1
                if person.waits { waiting += 1 }
            case .same, .repeated: same += 1
            case .standsElsewhere:
                same += 1
                elsewhere += 1
            case .rejectedBefore:
                same += 1
                rejectedBefore += 1
            case .changed: changed += 1
            case .refused: refused += 1
            }
        }
    }
}

/// Who is there, of those that a file may mean.
public struct ImportFacts: Sendable {
    /// Living or not, by what makes them one person with a row.
    public var people: [ImportIdentity: [Registration]]
    /// Whom earlier imports of this very file stored, by line.
    public var stored: [Int: Registration]
    /// What the event's limits leave.
    public var seats: Seats

    public init(people: [Registration], stored: [Int: Registration] = [:], seats: Seats = Seats()) {
        self.people = Dictionary(grouping: people, by: ImportIdentity.init)
        self.stored = stored
        self.seats = seats
    }
}

/// Judges the rows of one file in their order.
public struct ImportJudge {
    private let reader: ImportReader
    private let form: FormDefinition
    private let reference: FormReference
    private let facts: ImportFacts
    private var seen: [ImportIdentity: ImportedPerson] = [:]
    /// With those that the rows before have taken.
    private var seats: Seats

    public init(_ reader: ImportReader, form: FormDefinition, reference: FormReference, facts: ImportFacts) {
        self.reader = reader
        self.form = form
        self.reference = reference
        self.facts = facts
        seats = facts.seats
    }

    public mutating func verdict(on reading: ImportReading) -> ImportVerdict? {
        switch reading {
        case .blank: nil
        case .refused(let row, let refusals): verdict(on: row, refusals)
        case .person(let person): verdict(on: person)
        case .incomplete(let person, let refusals):
            isThere(person) ? verdict(on: person) : verdict(on: person.row, refusals)
        }
    }

    private func isThere(_ person: ImportedPerson) -> Bool {
        facts.stored[person.row.line] != nil
            || facts.people[person.identity]?.contains(where: \.status.isLiving) == true
            || rejected(person) != nil
    }

    /// A list that grows from day to day brings everybody again: whoever was rejected, where the row says nothing new of
    /// them. They stay so.
    private func rejected(_ person: ImportedPerson) -> Registration? {
        facts.people[person.identity]?.first { row in
            guard row.status == .rejected, SearchIndex.isSameName(row.name, person.valid.name.text) else {
                return false
            }
            return (try? edit(of: row, by: person).preview(on: row, form: form))?.formAnswers == row.formAnswers
        }
    }

    /// An empty cell says nothing, so it takes nothing away.
    private func edit(of row: Registration, by person: ImportedPerson) -> Command.Action {
        let answers = row.formAnswers.merging(person.said.filter { $0.key != .consent }) { $1 }
        return .edit(serial: row.serial, version: row.version, form: reference, answers: answers)
    }

    /// A row that this very file has stored once was right for the form of that day: the same file twice changes nothing.
    private func verdict(on row: ImportRow, _ refusals: [ImportRefusal]) -> ImportVerdict {
        let isOfForm = refusals.allSatisfy { if case .field = $0.problem { true } else { false } }
        guard isOfForm, let stored = facts.stored[row.line] else { return .refused(row, refusals) }
        return .same(row, stored.serial)
    }

    private mutating func verdict(on person: ImportedPerson) -> ImportVerdict {
        // Those who gave their place up hold no telephone: they may stand in a list beside whoever has it now.
        if person.status.isLiving {
            if let first = seen[person.identity] {
                return first.valid == person.valid && first.status == person.status
                    ? .repeated(person.row, line: first.row.line) : refused(person, .sameAsLine(first.row.line))
            }
            seen[person.identity] = person
        }
        // Whoever this file has stored once stays stored once, whatever was done to them since.
        if let stored = facts.stored[person.row.line] { return compare(person, with: stored) }
        let found = facts.people[person.identity] ?? []
        if let holder = found.first(where: \.status.isLiving) { return compare(person, with: holder) }
        if !person.status.isLiving,
            let gone = found.first(where: { SearchIndex.isSameName($0.name, person.valid.name.text) })
        {
            return compare(person, with: gone)
        }
        if let rejected = rejected(person) { return .rejectedBefore(person.row, rejected.serial) }
        return .new(seated(person))
    }

    /// Seats go in the file's order; whoever finds none left waits, and does not hold the list up.
    private mutating func seated(_ person: ImportedPerson) -> ImportedPerson {
        guard person.status == .approved else { return person }
        var person = person
        if seats.hasSeat(in: person.valid.category) {
            seats.take(person.valid.category)
        } else {
            person.status = .waitlisted
            person.waits = true
        }
        return person
    }

    /// Somebody approved who changes category needs a seat there, as in an edit.
    private mutating func changesSeat(_ row: Registration, _ after: Registration) -> Bool {
        guard reader.options.updates, row.status == .approved, row.category != after.category else { return true }
        if let category = after.category, seats.categories[category]?.free == 0 { return false }
        seats.free(row.category)
        seats.take(after.category)
        return true
    }

    /// Where somebody stands is for the reviewers to change.
    private mutating func compare(_ person: ImportedPerson, with row: Registration) -> ImportVerdict {
        guard row.status.isLiving || row.status == .rejected else { return .same(person.row, row.serial) }
        let action = edit(of: row, by: person)
        do throws(Refusal) {
            let after = try action.preview(on: row, form: form)
            if let phone = after.phone, phone != row.phone, isHeld(phone, otherThan: row) {
                return refused(person, .notAnUpdate(row.serial))
            }
            if after.formAnswers == row.formAnswers {
                // Whoever has applied once has moved on by now: a list that grows says so of everybody.
                guard let said = person.saidStatus, said != row.status, said != .applied else {
                    return .same(person.row, row.serial)
                }
                return .standsElsewhere(person.row, row, said: said)
            }
            guard changesSeat(row, after) else { return refused(person, .notAnUpdate(row.serial), .category) }
            return .changed(person.row, before: row, after: after, action: action)
        } catch {
            // What the row says makes the form ask for what nobody has answered.
            return refused(person, .notAnUpdate(row.serial), error.faults.first?.field)
        }
    }

    private func isHeld(_ phone: PhoneNumber, otherThan row: Registration) -> Bool {
        facts.people[.phone(phone)]?.contains { $0.serial != row.serial && $0.status.isLiving } ?? false
    }

    /// - Parameter faulty: the field that is to blame; without one, what makes the row that person.
    private func refused(
        _ person: ImportedPerson, _ problem: ImportRefusal.Problem, _ faulty: FieldID? = nil
    ) -> ImportVerdict {
        let field = faulty ?? (person.valid.phone == nil ? .name : .phone)
        let place = reader.mapping.place(of: .field(field))
        return .refused(person.row, [reader.refusal(person.row, place, field, problem)])
    }
}

// Gathering everything there is about one person.

public import Domain
import Store

extension Desk {
    /// More commands than this on one person are not read; nobody reads that far.
    static let mostCommands = 500
    /// How many people of each kind are looked for.
    static let mostRelated = 10
    /// How many of somebody's telephones are looked for, the newest first.
    static let mostPhones = 4

    /// Everything there is about one person.
    public func personFile(_ serial: Serial) throws(DeskError) -> PersonFile {
        guard !isOutOfReach else { return try personFileByCopy(serial) }
        // First the log, then the row: what comes in between makes the row newer than its history, and that shows.
        let log = try log(of: serial)
        let row = try registration(serial)
        var forms: [FormReference: FormDefinition] = [:]
        for reference in Set(log.commands.compactMap { $0.command?.action.form } + [row.form]) {
            forms[reference] = try form(reference)
        }
        forms.merge(try otherForms(asking: row)) { known, _ in known }
        let history = PersonHistory(log.commands, of: serial, forms: forms, hasEarlier: log.hasEarlier)
        var file = PersonFile(
            row: row, pass: try pass(of: serial),
            isRevoked: try isRevoked(serial), history: history, forms: forms,
            related: try related(row, history))
        // Those like them may have been asked by another form, and are read beside them.
        for reference in Set(file.related.map(\.row.form)) where file.forms[reference] == nil {
            file.forms[reference] = try form(reference)
        }
        file.sessions = try sessions(of: serial)
        return file
    }

    /// Whether the pass of a serial was revoked; by the desk's copy where the database is out of reach.
    /// - Throws: `DeskError` where the line is lost while it is asked.
    public func isRevoked(_ serial: Serial) throws(DeskError) -> Bool {
        guard !isOutOfReach else { return share.copy.local?.roster.isRevoked(serial) ?? false }
        return try withStore { try $0.isRevoked(serial, event: event.id) }
    }

    /// Without a line: the row as this desk knows it, and no history.
    private func personFileByCopy(_ serial: Serial) throws(DeskError) -> PersonFile {
        let row = try registration(serial)
        var file = PersonFile(
            row: row, pass: try pass(of: serial), isRevoked: try isRevoked(serial),
            history: PersonHistory([], of: serial, forms: [:], hasEarlier: true),
            forms: try form(row.form).map { [row.form: $0] } ?? [:], related: [])
        file.isByCopy = true
        file.forms.merge(try otherForms(asking: row)) { known, _ in known }
        if let survivor = row.mergedInto.flatMap({ share.copy.local?.roster.registration($0) }) {
            file.related = [RelatedPerson(row: survivor, tie: .mergedInto)]
        }
        return file
    }

    /// What was done to somebody, under the serials they had before too.
    private func log(of serial: Serial) throws(DeskError) -> (commands: [LoggedCommand], hasEarlier: Bool) {
        var log = try withStore { try $0.commands(on: serial, event: event.id, limit: Self.mostCommands) }
        var seen: Set<Serial> = [serial]
        var current = serial
        while log.commands.count < Self.mostCommands,
            let before = LoggedCommand.serial(before: current, in: log.commands), seen.insert(before).inserted
        {
            let earlier = try withStore { try $0.commands(on: before, event: event.id, limit: Self.mostCommands) }
            let known = Set(log.commands.map(\.id))
            log.commands += earlier.commands.filter { !known.contains($0.id) }
            log.hasEarlier = log.hasEarlier || earlier.hasEarlier
            current = before
        }
        if current != serial { log.commands.sort { ($0.appliedAt, $0.madeAt) < ($1.appliedAt, $1.madeAt) } }
        return log
    }

    /// The closest tie first; nobody twice.
    private func related(_ row: Registration, _ history: PersonHistory) throws(DeskError) -> [RelatedPerson] {
        var found: [RelatedPerson] = []
        func add(_ people: [Registration], _ tie: (Registration) -> RelatedPerson.Tie) {
            for person in people
            where person.serial != row.serial && !found.contains(where: { $0.row.serial == person.serial }) {
                found.append(RelatedPerson(row: person, tie: tie(person)))
            }
        }
        let reissues = history.steps.compactMap(\.command.reissued)
        if let survivor = row.mergedInto {
            let isReissue = reissues.contains { $0.old == row.serial }
            add([try registration(survivor)]) { _ in isReissue ? .reissuedAs : .mergedInto }
        }
        for old in reissues.map(\.old).suffix(Self.mostRelated) { add([try registration(old)]) { _ in .reissuedFrom } }
        let merged = try withStore {
            try $0.registrations(mergedInto: row.serial, event: event.id, limit: Self.mostRelated)
        }
        add(merged) { _ in .mergedFrom }
        for phone in Self.phones(row, history) {
            let holders = try people(AttendeeFilter(search: SearchQuery(phone.e164)))
            // A merge joins rows of one telephone, so whoever was merged into somebody had one that they ever had.
            add(holders.filter { $0.phone == phone || $0.mergedInto == row.serial }) {
                $0.mergedInto == row.serial ? .mergedFrom : phone == row.phone ? .samePhone : .formerPhone
            }
        }
        add(try party(of: row)) { _ in .sameParty }
        add(try namesakes(of: row)) { _ in .sameNameAndAffiliation }
        return found.sorted { ($0.tie, $0.row.serial) < ($1.tie, $1.row.serial) }
    }

    private func people(_ filter: AttendeeFilter) throws(DeskError) -> [Registration] {
        try attendees(filter: filter, limit: Self.mostRelated + 1).rows.map(\.registration)
    }

    /// Those who gave the same party. Only words that are marks of the search rows: looking for any other text would read
    /// everybody.
    private func party(of row: Registration) throws(DeskError) -> [Registration] {
        guard let word = row.answers[.party]?.words.first, SearchIndex.mark(.party, word) != nil else { return [] }
        return try people(AttendeeFilter(clauses: [AttendeeFilter.Clause(.answerIs(.party, [word]))]))
    }

    /// People with the same name and the same affiliation, blanks, case and width aside; without an affiliation nobody.
    private func namesakes(of row: Registration) throws(DeskError) -> [Registration] {
        guard let affiliation = row.affiliation, !affiliation.isEmpty else { return [] }
        let filter = AttendeeFilter(clauses: [
            AttendeeFilter.Clause(.contains(.name, [SearchIndex.folded(row.name)])),
            AttendeeFilter.Clause(.contains(.affiliation, [SearchIndex.folded(affiliation)])),
        ])
        return try people(filter).filter {
            SearchIndex.isSameName($0.name, row.name) && SearchIndex.isSameName($0.affiliation ?? "", affiliation)
        }
    }

    /// The telephone they have and those they had, the newest first.
    private static func phones(_ row: Registration, _ history: PersonHistory) -> [PhoneNumber] {
        var phones: [PhoneNumber] = []
        for phone in [row.phone] + history.steps.reversed().map({ $0.after?.phone }) {
            if let phone, !phones.contains(phone), phones.count < Self.mostPhones { phones.append(phone) }
        }
        return phones
    }
}

// A row as a person: its cells cleaned, understood, and held against the form.

import Text

extension FormDefinition {
    /// The same form, which can do without answers to some of its fields.
    fileprivate func asking(without optional: Set<FieldID>) -> FormDefinition {
        var form = self
        for index in form.fields.indices where optional.contains(form.fields[index].id) {
            form.fields[index].required = false
        }
        return form
    }
}

/// Somebody in a file whose data are right for the form.
public struct ImportedPerson: Hashable, Sendable {
    public var row: ImportRow
    /// What the cells that are not empty say, presets left out.
    public var said: Answers
    /// All that a new registration would have.
    public var answers: Answers
    public var valid: ValidAnswers
    /// Where they would stand as a new registration.
    public var status: Registration.Status
    /// Where a column of the file says that they stand.
    public var saidStatus: Registration.Status?
    /// They would be approved, had the event a seat left: they wait.
    public var waits = false
    /// When they agreed to being stored, and to which text, where the row says so.
    var consentAt: Timestamp?
    var consentVersion: String?

    /// - Parameter moment: of the import: who does not say when they agreed has agreed by then.
    public func consent(importedAt moment: Timestamp) -> Consent {
        Consent(version: consentVersion ?? valid.consentVersion, at: consentAt ?? moment)
    }

    /// What makes two rows one person.
    public var identity: ImportIdentity { ImportIdentity(valid) }
}

/// What makes two rows, or a row and a registration, one person: the telephone; where there is none, name and
/// affiliation as people read them.
public enum ImportIdentity: Hashable, Sendable {
    case phone(PhoneNumber)
    /// Both folded.
    case name(String, affiliation: String)

    public init(_ row: Registration) {
        self.init(phone: row.phone, name: row.name, affiliation: row.affiliation)
    }

    init(_ valid: ValidAnswers) {
        self.init(phone: valid.phone, name: valid.name.text, affiliation: valid.affiliation)
    }

    private init(phone: PhoneNumber?, name: String, affiliation: String?) {
        if let phone {
            self = .phone(phone)
        } else {
            self = .name(SearchIndex.folded(name), affiliation: SearchIndex.folded(affiliation ?? ""))
        }
    }
}

/// What a row is.
public enum ImportReading: Hashable, Sendable {
    case blank
    case person(ImportedPerson)
    /// Whoever is new has to answer more than the row says; whoever is there already need not.
    case incomplete(ImportedPerson, [ImportRefusal])
    case refused(ImportRow, [ImportRefusal])

    /// Whom the row is about, as far as that is clear.
    public var identity: ImportIdentity? {
        switch self {
        case .person(let person), .incomplete(let person, _): person.identity
        case .blank, .refused: nil
        }
    }
}

/// Reads rows under a mapping. The same for every row, so it is made once.
public struct ImportReader: Sendable {
    /// A column that is some field's, and what that field's options are called.
    struct Column: Sendable {
        let place: Int
        let field: FormField
        let options: [String: String]
    }

    public let mapping: ImportMapping
    public let options: ImportOptions
    private let form: FormDefinition
    private let columns: [Column]
    private let presets: Answers
    private let statusPlace: Int?
    let consent: ImportConsent
    private let names: ImportLabel.Names
    /// Folded.
    private let headings: [String]
    private let namePlace: Int?
    private let phonePlace: Int?

    /// - Parameter form: with the event's categories put in.
    public init(
        _ mapping: ImportMapping, form: FormDefinition, options: ImportOptions, clock: ImportClock
    ) throws(ImportObstacle) {
        consent = ImportConsent(mapping, clock)
        guard options.hasConsent || consent.isAsked else { throw .noConsent }
        self.mapping = mapping
        self.form = form
        self.options = options
        columns = mapping.columns.enumerated().compactMap { place, column in
            guard case .field(let id) = column.target, let field = form[id] else { return nil }
            return Column(place: place, field: field, options: ImportValue.options(of: field))
        }
        statusPlace = mapping.place(of: .status)
        names = ImportLabel.Names(form)
        headings = mapping.columns.map { ImportLabel.folded($0.heading) }
        namePlace = mapping.place(of: .field(.name))
        phonePlace = mapping.place(of: .field(.phone))
        presets = Self.presets(form, mapping, options)
    }

    /// What the form fills in by itself for fields that the file has no column for.
    private static func presets(_ form: FormDefinition, _ mapping: ImportMapping, _ options: ImportOptions) -> Answers {
        var presets: Answers = [:]
        for field in form.fields where field.kind != .consent && mapping.place(of: .field(field.id)) == nil {
            guard let preset = field.preset else { continue }
            if field.kind == .choice, let word = preset.text, !field.options.contains(where: { $0.id == word }) {
                continue
            }
            presets[field.id] = preset
        }
        if options.hasConsent { presets[.consent] = .flag(true) }
        return presets
    }

    /// - Parameter row: one below the heading.
    public func read(_ row: ImportRow) -> ImportReading {
        guard !row.isBlank, !repeatsHeading(row) else { return .blank }
        if let place = remark(row) { return .refused(row, [refusal(row, place, .name, .notAPerson)]) }
        guard columns.contains(where: { !row.text($0.place).isEmpty }) else { return .blank }
        // Whom they became part of has a row of their own.
        if let statusPlace, ImportValue.isMerged(row.text(statusPlace)) { return .blank }
        var refusals: [ImportRefusal] = []
        var said: Answers = [:]
        for column in columns where column.field.id != .consent {
            do throws(ImportRefusal.Problem) {
                if row.isFormula(column.place) { throw .formula }
                said[column.field.id] = try ImportValue.answer(row.text(column.place), to: column)
            } catch {
                refusals.append(refusal(row, column.place, column.field.id, error))
            }
        }
        var given = ImportConsent.Given()
        do throws(ImportConsent.Fault) {
            given = try consent.given(in: row)
            said[.consent] = given.flag.map { .flag($0) }
        } catch {
            refusals.append(refusal(row, error.place, .consent, error.problem))
        }
        var status: Registration.Status?
        if let statusPlace, !row.text(statusPlace).isEmpty {
            status = ImportValue.status(row.text(statusPlace))
            if status == nil { refusals.append(refusal(row, statusPlace, .status, .unknownStatus)) }
        }
        return judge(row, said, given, status, refusals)
    }

    private func judge(
        _ row: ImportRow, _ said: Answers, _ given: ImportConsent.Given, _ status: Registration.Status?,
        _ refusals: [ImportRefusal]
    ) -> ImportReading {
        let answers = presets.merging(said) { $1 }
        func person(_ valid: ValidAnswers) -> ImportedPerson {
            ImportedPerson(
                row: row, said: said, answers: answers, valid: valid,
                status: status ?? (options.approves ? .approved : .applied), saidStatus: status, consentAt: given.at,
                consentVersion: given.version)
        }
        do throws(FormFaults) {
            let valid = try form.validate(answers)
            return refusals.isEmpty ? .person(person(valid)) : .refused(row, refusals)
        } catch {
            let known = Set(refusals.map(\.field))
            let all =
                refusals
                + error.faults.filter { !known.contains($0.field) }.map { fault in
                    refusal(row, mapping.place(of: .field(fault.field)), fault.field, .field(fault.problem))
                }
            guard refusals.isEmpty, error.faults.allSatisfy({ $0.problem == .required }),
                let valid = try? form.asking(without: Set(error.faults.map(\.field))).validate(answers)
            else { return .refused(row, all) }
            return .incomplete(person(valid), all)
        }
    }

    /// The heading once more, as on every printed page, or in another language below the first.
    private func repeatsHeading(_ row: ImportRow) -> Bool {
        guard let namePlace, isHeading(row.text(namePlace), namePlace) else { return false }
        return columns.allSatisfy { row.text($0.place).isEmpty || isHeading(row.text($0.place), $0.place) }
    }

    private func isHeading(_ text: String, _ place: Int) -> Bool {
        let key = ImportLabel.folded(text)
        return key == headings[place]
            || names.meanings(ofFolded: key).contains { $0.target == mapping.columns[place].target }
    }

    /// Where a row says that it is a sum or a remark; nil for a row with a telephone, whatever the person's name.
    private func remark(_ row: ImportRow) -> Int? {
        let filled = row.cells.indices.filter { !row.text($0).isEmpty }
        // In a row of nobody it may stand anywhere: below a column that is not read, after a running number.
        let isNobody = columns.allSatisfy { row.text($0.place).isEmpty }
        let places = isNobody ? filled : [filled.first, namePlace].compactMap(\.self)
        guard let place = places.first(where: { ImportLabel.isRemark(row.text($0)) }),
            phonePlace.flatMap({ PhoneNumber(normalising: row.text($0)) }) == nil
        else { return nil }
        return place
    }

    func refusal(
        _ row: ImportRow, _ place: Int?, _ field: FieldID, _ problem: ImportRefusal.Problem
    ) -> ImportRefusal {
        let isThere = place.map(row.cells.indices.contains) ?? false
        return ImportRefusal(
            column: place.flatMap { mapping.columns.indices.contains($0) ? mapping.columns[$0].heading : nil } ?? "",
            field: field,
            value: isThere ? row.cells[place ?? 0] : "", problem: problem)
    }
}

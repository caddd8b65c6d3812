// Finding people and making their passes.

public import Domain
public import Store

/// Somebody who may be the person being registered.
public struct Candidate: Hashable, Sendable {
    public enum Match: Hashable, Sendable, Comparable {
        /// The same telephone: cannot be registered again.
        case phone
        case nameAndPhoneEnd
        case name
        case phoneEnd
    }

    public var row: Registration
    public var match: Match

    public init(row: Registration, match: Match) {
        self.row = row
        self.match = match
    }
}

extension Desk {
    /// The first `most` of these people, as far as they can be read: for a line of news, which must not fail.
    public func registrations(_ serials: [Serial], most: Int) -> [Registration] {
        serials.prefix(most).compactMap { try? registration($0) }
    }

    /// One registration by its serial.
    public func registration(_ serial: Serial) throws(DeskError) -> Registration {
        let found = try read({ try $0.registration(serial, event: event.id) }) { .some($0.roster.registration(serial)) }
        // Whoever was registered here without a line is nobody to the database until that is sent.
        guard let row = found ?? share.copy.local?.roster.registration(serial) else { throw .notFound }
        return row
    }

    /// A page of attendees.
    public func attendees(
        filter: AttendeeFilter, sort: AttendeeSort = .standard, start: AttendeeQuery.Start = .first, limit: Int
    ) throws(DeskError) -> AttendeePage {
        let query = AttendeeQuery(event: event.id, filter: filter, sort: sort, start: start, limit: limit)
        return try read({ try $0.attendees(query) }) { filter.asksForPrograms ? nil : $0.attendees(query) }
    }

    /// A page of those a search finds, in the order of their serials.
    public func attendees(
        _ text: String, status: Registration.Status? = nil, start: AttendeeQuery.Start = .first, limit: Int
    ) throws(DeskError) -> AttendeePage {
        let clauses = status.map { [AttendeeFilter.Clause(.status([$0]))] } ?? []
        return try attendees(
            filter: AttendeeFilter(clauses: clauses, search: SearchQuery(text)), start: start, limit: limit)
    }

    /// About how many a filter leaves: the database's estimate, in milliseconds however many there are.
    public func estimatedCount(_ filter: AttendeeFilter) throws(DeskError) -> Int {
        try read({ try $0.estimatedCount(filter, event: event.id) }) { filter.asksForPrograms ? nil : $0.count(filter) }
    }

    /// Exactly how many a filter leaves; may take seconds, and can be cancelled.
    public func count(_ filter: AttendeeFilter) throws(DeskError) -> Int {
        try read({ try $0.count(filter, event: event.id) }) { filter.asksForPrograms ? nil : $0.count(filter) }
    }

    /// At most 101 places that cut those a filter leaves into parts of about one size, for jumps by a fraction.
    public func landmarks(_ filter: AttendeeFilter, _ sort: AttendeeSort) throws(DeskError) -> [AttendeeKey] {
        try withStore { try $0.landmarks(filter, sort: sort, event: event.id) }
    }

    /// The pass of a serial, by the newest key.
    public func pass(of serial: Serial) throws(DeskError) -> Pass {
        guard let key = keys.first else { throw .store(.unreadable("event_key")) }
        return Pass(serial: serial, eventNumber: event.number, key: key, mac: MessageAuthentication.hmacSHA256)
    }

    /// Verifies what a scanner read, without the network.
    public func verify(_ digits: String) throws(PassFault) -> Pass {
        try verifier(digits)
    }

    /// What verifies passes of this event, for another thread to hold.
    public var verifier: PassVerifier {
        PassVerifier(eventNumber: event.number, keys: keys)
    }

    /// The form's version in this event, stored if it is new.
    public func publish(_ form: FormDefinition) throws(DeskError) -> FormReference {
        let reference = try read({ try $0.publish(form, event: event.id) }) { $0.reference(of: form) }
        // Without a line people are registered with it all the same.
        let resolved = form.resolved(with: event.categories)
        share.copy.change { $0.forms[reference] = resolved }
        return reference
    }

    /// The form somebody's answers were given to.
    public func form(_ reference: FormReference) throws(DeskError) -> FormDefinition? {
        try read({ try $0.definition(of: reference, event: event.id) }) { $0.forms[reference] }
    }

    /// Every version of every form, newest first, with the event's categories put in.
    public func forms() throws(DeskError) -> [(reference: FormReference, form: FormDefinition)] {
        try read({ try $0.forms(of: event.id) }) { copy in
            copy.forms.sorted { ($1.key.version, $0.key.id) < ($0.key.version, $1.key.id) }
                .map { ($0.key, $0.value.resolved(with: copy.event.categories)) }
        }
    }

    /// The form somebody's answers were given to, with the options and, behind its questions, the questions of other versions
    /// that they have answers to still: an answer outlives its question, and keeps its label.
    public func form(askedOf row: Registration) throws(DeskError) -> FormDefinition? {
        guard var form = try form(row.form) else { return nil }
        let others = try otherForms(asking: row).values
        form.fields = form.fields.map { $0.naming(row.answers[$0.id], by: others.lazy.flatMap(\.fields)) }
        for other in others {
            form.fields += other.fields.filter { form[$0.id] == nil && row.answers[$0.id] != nil }
        }
        return form
    }

    /// The newest versions that ask what somebody has answered and their own does not ask, or does not offer; none for most
    /// people.
    func otherForms(asking row: Registration) throws(DeskError) -> [FormReference: FormDefinition] {
        guard let own = try form(row.form) else { return [:] }
        func asks(_ form: FormDefinition, _ field: FieldID) -> Bool {
            guard let asked = form[field] else { return false }
            let missing = own[field]?.missingOptions(of: row.answers[field]) ?? []
            return missing.isEmpty || asked.missingOptions(of: row.answers[field]).count < missing.count
        }
        var unasked = Set(
            row.answers.keys.filter { own[$0]?.missingOptions(of: row.answers[$0]).isEmpty != true })
        guard !unasked.isEmpty else { return [:] }
        let references = try read({ try $0.formReferences(of: event.id) }) { copy in
            copy.forms.keys.sorted { ($1.version, $0.id) < ($0.version, $1.id) }
        }
        var found: [FormReference: FormDefinition] = [:]
        // Another version of the same form goes before another form.
        for reference in references.filter({ $0.id == row.form.id }) + references.filter({ $0.id != row.form.id }) {
            guard !unasked.isEmpty else { break }
            guard let other = try form(reference) else { continue }
            let asked = unasked.filter { asks(other, $0) }
            guard !asked.isEmpty else { continue }
            unasked.subtract(asked)
            found[reference] = other
        }
        return found
    }

    /// Up to five people who may be the one being registered, the likeliest first. Asks for a name of two letters or a
    /// telephone of four digits at least.
    public func similar(name: String, phone: String) throws(DeskError) -> [Candidate] {
        let digits = phone.filter { $0.isNumber && $0.isASCII }
        let wholePhone = PhoneNumber(normalising: phone)
        let end = String(digits.suffix(4))
        let hasName = name.filter({ !$0.isWhitespace }).count >= 2
        var found: [Serial: Candidate] = [:]
        func add(_ row: Registration) {
            let sameName = hasName && SearchIndex.isSameName(row.name, name)
            let sameEnd = end.utf8.count == 4 && row.phone?.digits.hasSuffix(end) == true
            let match: Candidate.Match? =
                if wholePhone != nil, row.phone == wholePhone, row.status.isLiving {
                    .phone
                } else if sameName, sameEnd {
                    .nameAndPhoneEnd
                } else if sameName {
                    .name
                } else if sameEnd {
                    .phoneEnd
                } else {
                    nil
                }
            if let match { found[row.serial] = Candidate(row: row, match: match) }
        }
        // Both together first: the fiftieth 김민준 may be the one with this telephone.
        if hasName, end.utf8.count == 4 {
            try attendees("\(name) \(end)", limit: 5).rows.map(\.registration).forEach(add)
        }
        if hasName { try attendees(name, limit: 50).rows.map(\.registration).forEach(add) }
        if let wholePhone {
            try attendees(wholePhone.e164, limit: 5).rows.map(\.registration).forEach(add)
        } else if end.utf8.count == 4, digits.utf8.count >= 8 {
            try attendees(end, limit: 5).rows.map(\.registration).forEach(add)
        }
        return Array(
            found.values.filter { $0.row.status != .merged }
                .sorted { ($0.match, $0.row.serial) < ($1.match, $1.row.serial) }.prefix(5))
    }
}

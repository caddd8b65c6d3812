// A registration: one row a person, whatever it came from.

/// One person's registration in one event.
public struct Registration: Hashable, Sendable {
    public var serial: Serial
    public var status: Status
    public var source: Source
    public var name: String
    public var phone: PhoneNumber?
    public var affiliation: String?
    /// A category's id.
    public var category: String?
    public var email: String?
    /// Answers to the form's other fields.
    public var answers: Answers
    /// The form the answers were given to.
    public var form: FormReference
    public var consent: Consent
    /// 32 hexadecimal digits, random: the person's public page. Never the serial.
    public var publicID: String
    /// Goes up by one with every change.
    public var version: Int
    public var registeredAt: Timestamp
    /// The registration this one became part of, when two desks registered one telephone while apart.
    public var mergedInto: Serial?

    public init(
        serial: Serial, status: Status, source: Source, name: String, phone: PhoneNumber?, affiliation: String?,
        category: String?, email: String?, answers: Answers, form: FormReference, consent: Consent, publicID: String,
        version: Int, registeredAt: Timestamp, mergedInto: Serial? = nil
    ) {
        self.serial = serial
        self.status = status
        self.source = source
        self.name = name
        self.phone = phone
        self.affiliation = affiliation
        self.category = category
        self.email = email
        self.answers = answers
        self.form = form
        self.consent = consent
        self.publicID = publicID
        self.version = version
        self.registeredAt = registeredAt
        self.mergedInto = mergedInto
    }

    /// The answers as a form would have them, columns included: what an edit starts from.
    public var formAnswers: Answers {
        var all = answers
        all[.name] = .text(name)
        all[.phone] = phone.map { .text($0.display) }
        all[.affiliation] = affiliation.map { .text($0) }
        all[.category] = category.map { .text($0) }
        all[.email] = email.map { .text($0) }
        all[.consent] = .flag(true)
        return all
    }
}

/// Which form, and which of its versions.
public struct FormReference: Hashable, Sendable, Codable {
    public var id: String
    public var version: Int

    public init(id: String, version: Int) {
        self.id = id
        self.version = version
    }
}

extension Registration {
    /// Where a registration stands.
    public enum Status: String, Sendable, Codable, CaseIterable {
        case applied, approved, rejected, waitlisted, held, cancelled, merged

        /// The living hold their telephone number: nobody else can register with it.
        public var isLiving: Bool {
            switch self {
            case .applied, .approved, .waitlisted, .held: true
            case .rejected, .cancelled, .merged: false
            }
        }
    }

    /// How a registration came in.
    public enum Source: String, Sendable, Codable, CaseIterable {
        case walkIn = "walk_in"
        case preApplication = "pre_application"
        case `import` = "import"
    }
}

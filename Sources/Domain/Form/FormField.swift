// One field of a form, as the screen file describes it and the core validates it.

/// One field of a form. Which of the limits matter depends on `kind`.
public struct FormField: Hashable, Sendable, Codable {
    public enum Kind: String, Sendable, Codable, CaseIterable {
        case text
        case phone
        case email
        case number
        case date
        case longText = "long-text"
        case choice
        case choices
        case consent
    }

    /// One thing that can be chosen.
    public struct Option: Hashable, Sendable, Codable {
        public var id: String
        public var label: Localized

        public init(id: String, label: Localized) {
            self.id = id
            self.label = label
        }
    }

    /// The field is asked only while another field's answer is one of these words.
    public struct Condition: Hashable, Sendable, Codable {
        public var field: FieldID
        public var anyOf: [String]

        public init(field: FieldID, anyOf: [String]) {
            self.field = field
            self.anyOf = anyOf
        }
    }

    /// What the answer does on the result of a scan.
    public enum AtScan: Hashable, Sendable, Codable {
        /// It is shown.
        case show
        /// It is shown, and one of these words sends the person to the desk; any answer does where there are none.
        case hold(anyOf: [String])
    }

    public var id: FieldID
    public var kind: Kind
    public var label: Localized
    public var hint: Localized?
    public var required = false
    public var condition: Condition?
    /// What the field starts with.
    public var preset: Answer?
    /// Starts with the last record's answer.
    public var carry = false
    /// The options of a choice; empty when they come from the event's categories.
    public var options: [Option] = []
    /// The options are the event's categories.
    public var optionsAreCategories = false
    /// Longest text in characters.
    public var maximumLength: Int?
    /// Smallest and largest number.
    public var minimum: Int?
    public var maximum: Int?
    /// First and last date.
    public var earliest: CalendarDate?
    public var latest: CalendarDate?
    /// What a person agrees to, and that text's version. Only for consent.
    public var consentText: Localized?
    public var consentVersion: String?
    /// Nil keeps the answer off the result of a scan. Forms from before this was known have no such key.
    public var atScan: AtScan?

    public init(id: FieldID, kind: Kind, label: Localized) {
        self.id = id
        self.kind = kind
        self.label = label
    }

    /// The longest text this field takes, in characters, whatever the file says or does not say.
    public var lengthLimit: Int {
        switch kind {
        case .text: min(maximumLength ?? 200, 500)
        case .longText: min(maximumLength ?? 500, 500)
        case .email: 254
        case .phone: 30
        case .number: 18
        case .date: 10
        case .choice, .choices, .consent: 0
        }
    }
}

// What can be asked for in a filter: the fields of an event, and the values they have.

/// The fields a filter can name, with their names in both languages.
public struct FilterVocabulary: Hashable, Sendable {
    /// One value of a field that has a fixed list of them.
    public struct Choice: Hashable, Sendable {
        /// As it is stored.
        public var id: String
        public var label: Localized

        public init(id: String, label: Localized) {
            self.id = id
            self.label = label
        }
    }

    /// What a field's values are.
    public enum Kind: Hashable, Sendable {
        /// Contained in what is stored.
        case text
        /// Of a telephone.
        case digits
        /// One serial or a range of them.
        case serial
        /// One day or a range of them.
        case date
        /// A whole number.
        case number
        /// A box that is ticked or not.
        case flag
        case choices([Choice])
    }

    public struct Field: Hashable, Sendable {
        public var column: AttendeeColumn
        /// What completion writes, blanks taken out.
        public var label: Localized
        public var otherNames: [String]
        public var kind: Kind
        /// Whether somebody can have nothing in it: then it takes `없음` and `있음`.
        public var mayBeMissing: Bool

        public init(
            _ column: AttendeeColumn, label: Localized, otherNames: [String] = [], kind: Kind, mayBeMissing: Bool
        ) {
            self.column = column
            self.label = label
            self.otherNames = otherNames
            self.kind = kind
            self.mayBeMissing = mayBeMissing
        }
    }

    public let fields: [Field]
    let names: FilterNames
    /// The names of each field's values, its keywords after its choices.
    let valueNames: [FilterNames]

    /// - Parameter fields: in the order in which completion offers them. A name that a column and an answer share is
    ///   the column's.
    public init(_ fields: [Field]) {
        self.fields = fields
        names = FilterNames(
            fields.map {
                [$0.label.ko, $0.label.en, $0.column.id, $0.column.answerID].compactMap(\.self) + $0.otherNames
            })
        valueNames = fields.map { field in
            FilterNames(
                field.choices.map { [$0.id, $0.label.ko, $0.label.en] }
                    + field.keywords.map { [$0.names.ko, $0.names.en] })
        }
    }

    /// The field a word names.
    func field(_ word: String) -> FilterNames.Match {
        let match = names.resolve(word)
        guard case .several(let found) = match else { return match }
        // Exact for a column of everybody's: its own name, whatever a form calls its fields.
        let typed = SearchIndex.folded(word)
        let columns = found.filter { index in
            let field = fields[index]
            return field.column.answerID == nil
                && ([field.label.ko, field.label.en, field.column.id] + field.otherNames).contains {
                    SearchIndex.folded($0) == typed
                }
        }
        return columns.count == 1 ? .one(columns[0]) : match
    }
}

extension FilterVocabulary.Field {
    var choices: [FilterVocabulary.Choice] {
        if case .choices(let choices) = kind { choices } else { [] }
    }

    /// The words of the language that mean something as a value of this field.
    var keywords: [FilterKeyword] {
        let own: [FilterKeyword] =
            switch kind {
            case .date: [.today, .yesterday]
            case .flag: [.yes, .no]
            case .text, .digits, .serial, .number, .choices: []
            }
        // A choice of the same name comes first: 식사:없음 asks for those who chose that.
        let taken = Set(choices.flatMap { [$0.id, $0.label.ko, $0.label.en] }.map(SearchIndex.folded))
        return own
            + (mayBeMissing ? [.missing, .present] : []).filter {
                !taken.contains($0.names.ko) && !taken.contains($0.names.en)
            }
    }
}

extension AttendeeColumn {
    /// The form field's id, for an answer.
    var answerID: String? {
        if case .answer(let field) = self { field.text } else { nil }
    }
}

// Which attendees somebody wants to see.

/// Every clause must hold, and every word of the search must match.
public struct AttendeeFilter: Hashable, Sendable {
    /// Everybody.
    public static let everybody = AttendeeFilter()

    public var clauses: [Clause]
    public var search: SearchQuery

    public init(clauses: [Clause] = [], search: SearchQuery = SearchQuery("")) {
        self.clauses = clauses
        self.search = search
    }

    public var isEmpty: Bool { clauses.isEmpty && search.terms.isEmpty }

    /// One condition, or its opposite.
    public struct Clause: Hashable, Sendable {
        public var test: Test
        public var isNegated: Bool

        public init(_ test: Test, isNegated: Bool = false) {
            self.test = test
            self.isNegated = isNegated
        }
    }

    /// What is asked of one column.
    public enum Test: Hashable, Sendable {
        /// One of these.
        case status(Set<Registration.Status>)
        case source(Set<Registration.Source>)
        /// One of these categories, by id.
        case category(Set<String>)
        /// Name, affiliation or email contains one of these, folded as search folds and without blanks. A name also
        /// matches by its 초성.
        case contains(TextColumn, [String])
        /// The telephone's national digits contain one of these runs of digits.
        case phone([String])
        /// Either end may be open.
        case serial(from: Serial?, through: Serial?)
        /// Registered on these days of the event's time zone. Either end may be open.
        case registered(from: CalendarDate?, through: CalendarDate?)
        /// A choice, several choices or a number equals one of these ids; a consent or flag field "true".
        case answerIs(FieldID, [String])
        /// A text answer contains one of these, whatever its case.
        case answerContains(FieldID, [String])
        /// Enrolled, with a seat or waiting, in a session or program that has one of these for its id, or in a program
        /// whose title contains one, folded as search folds and without blanks.
        case enrolled([String])
        /// Nothing is stored in this column.
        case isMissing(AttendeeColumn)
    }

    public enum TextColumn: String, Hashable, Sendable, CaseIterable {
        case name, affiliation, email
    }
}

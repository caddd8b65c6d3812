// What is wrong in a filter, and where.

/// One thing in a filter that could not be understood. The rest of the filter holds without it.
public struct FilterFault: Hashable, Sendable {
    /// In characters of the text; never empty.
    public var place: Range<Int>
    public var kind: Kind

    public init(_ place: Range<Int>, _ kind: Kind) {
        self.place = place
        self.kind = kind
    }

    public enum Kind: Hashable, Sendable {
        /// No field has this name; perhaps that one was meant. A word with a colon in it is searched for when it stands
        /// in quotes.
        case unknownField(String, nearest: Localized?)
        /// The beginning of several fields' names.
        case ambiguousField(String, [Localized])
        /// A colon with nothing before it.
        case missingField
        case missingValue(Localized)
        /// The field has no such value; it has these.
        case unknownValue(String, field: Localized, nearest: Localized?, known: [Localized])
        /// The beginning of several values.
        case ambiguousValue(String, [Localized])
        case badSerial(String)
        case badDate(String)
        case badNumber(String)
        case badDigits(String)
        /// The end of a range comes before its beginning.
        case reversedRange
        /// A range, and other values beside it.
        case rangeNotAlone(Localized)
        /// `없음` or `있음`, and other values beside it.
        case keywordNotAlone(String)
        case unclosedQuote
        /// A minus before a word that is no condition.
        case negatedWord(String)
        /// More than this many were given; what goes beyond is left out.
        case tooMany(Counted, limit: Int)
    }

    /// What there can be too many of.
    public enum Counted: Hashable, Sendable, CaseIterable {
        case characters, conditions, values, words
        /// In one value.
        case valueCharacters
    }
}

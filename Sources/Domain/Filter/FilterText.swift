// A filter as somebody types it: what it asks for, and what in it could not be understood.
//
//   김 민준              words to search for, in any order
//   상태:대기,보류       a field and its values: one of them
//   -상태:취소           anything else
//   소속:"선린 인터넷"   a value with blanks in it
//   번호:100..200        a range; either end may be open; 등록:2026-05-01.. 등록:오늘
//   전화:없음            nothing is stored there; 있음: something is
//
// Fields and values have their names in both languages, and any beginning that only one of them has will do.

import Text

/// A filter in the language of the attendee screen. Parts with faults ask for nothing; the rest holds.
public struct FilterText: Hashable, Sendable {
    /// The most there may be. The conditions and words make up the statement the database is sent.
    public static let mostCharacters = 1000
    public static let mostConditions = 12
    public static let mostValues = 50
    public static let mostWords = 8
    public static let mostValueCharacters = 60

    public let text: String
    public private(set) var filter = AttendeeFilter.everybody
    /// In the order of their places.
    public private(set) var faults: [FilterFault] = []
    let characters: [Character]
    let vocabulary: FilterVocabulary
    private(set) var words: [FilterWord] = []

    /// - Parameter today: what `오늘` means, in the event's time zone.
    public init(_ text: String, vocabulary: FilterVocabulary, today: CalendarDate) {
        self.text = text
        self.vocabulary = vocabulary
        characters = Array(text)
        read(today)
    }

    private mutating func read(_ today: CalendarDate) {
        var lexer = FilterLexer(characters, limit: Self.mostCharacters)
        var search: [(text: String, place: Range<Int>)] = []
        while let word = lexer.word() {
            words.append(word)
            if let name = word.name {
                readCondition(word, name, today)
            } else if let found = searched(word) {
                search.append((found, word.place))
            }
        }
        if let last = search.last, search.count > Self.mostWords {
            let place = search[Self.mostWords].place.lowerBound..<last.place.upperBound
            faults.append(FilterFault(place, .tooMany(.words, limit: Self.mostWords)))
        }
        if characters.count > Self.mostCharacters {
            faults.append(
                FilterFault(
                    Self.mostCharacters..<characters.count, .tooMany(.characters, limit: Self.mostCharacters)))
        }
        filter.search = SearchQuery(search.prefix(Self.mostWords).map(\.text).joined(separator: " "))
        faults.sort { $0.place.lowerBound < $1.place.lowerBound }
    }

    /// What a word without a field searches for. A quoted one is one word: people are found whatever the blanks in
    /// their names.
    private mutating func searched(_ word: FilterWord) -> String? {
        guard let piece = word.pieces.first else { return nil }
        if !piece.isClosed { faults.append(FilterFault(piece.place, .unclosedQuote)) }
        if word.isNegated {
            // The last part of a telephone number is written with its dash.
            let digits = piece.text.foldedForSearch.utf8
            guard !piece.isQuoted, digits.allSatisfy({ (0x30...0x39).contains($0) || $0 == 0x2D }) else {
                faults.append(FilterFault(word.place, .negatedWord(piece.text)))
                return nil
            }
        }
        if piece.text.count > Self.mostValueCharacters {
            faults.append(FilterFault(piece.place, .tooMany(.valueCharacters, limit: Self.mostValueCharacters)))
        }
        let text = String(piece.text.prefix(Self.mostValueCharacters)).filter { !$0.isWhitespace }
        // A dash alone is the beginning of something.
        return text.allSatisfy { FilterLexer.sign($0) == "-" } ? nil : text
    }

    private mutating func readCondition(_ word: FilterWord, _ name: Range<Int>, _ today: CalendarDate) {
        for piece in word.pieces where !piece.isClosed { faults.append(FilterFault(piece.place, .unclosedQuote)) }
        guard !name.isEmpty else {
            return faults.append(FilterFault(word.place, .missingField))
        }
        let written = String(characters[name])
        switch vocabulary.field(written) {
        case .none:
            let nearest = vocabulary.names.nearest(written).map { vocabulary.fields[$0].label }
            faults.append(FilterFault(word.place, .unknownField(written, nearest: nearest)))
        case .several(let fields):
            let names = fields.map { vocabulary.fields[$0].label }
            faults.append(FilterFault(name, .ambiguousField(written, names)))
        case .one(let index):
            guard filter.clauses.count < Self.mostConditions else {
                return faults.append(
                    FilterFault(word.place, .tooMany(.conditions, limit: Self.mostConditions)))
            }
            var condition = FilterCondition(
                word, vocabulary.fields[index], vocabulary.valueNames[index], today: today)
            condition.read()
            faults += condition.faults
            filter.clauses += condition.clauses
        }
    }
}

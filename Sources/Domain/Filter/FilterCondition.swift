// What one `field:value,value` asks for.

import Text

/// Reads the values of one condition by the rules of its field's kind.
struct FilterCondition {
    private let word: FilterWord
    private let field: FilterVocabulary.Field
    private let names: FilterNames
    private let today: CalendarDate
    private(set) var faults: [FilterFault] = []
    private(set) var clauses: [AttendeeFilter.Clause] = []

    init(_ word: FilterWord, _ field: FilterVocabulary.Field, _ names: FilterNames, today: CalendarDate) {
        self.word = word
        self.field = field
        self.names = names
        self.today = today
    }

    mutating func read() {
        // A comma that nothing follows yet is one that somebody is about to write behind.
        var pieces = word.pieces.filter { $0.isQuoted || !$0.text.isEmpty }
        guard !pieces.isEmpty else { return fault(word.place, .missingValue(field.label)) }
        if pieces.count > FilterText.mostValues {
            let surplus = pieces[FilterText.mostValues].place.lowerBound..<word.place.upperBound
            fault(surplus, .tooMany(.values, limit: FilterText.mostValues))
            pieces = Array(pieces.prefix(FilterText.mostValues))
        }
        if readPresence(pieces) { return }
        switch field.kind {
        case .serial: readSerials(pieces)
        case .date: readDates(pieces)
        case .flag: readFlag(pieces)
        case .text, .digits, .number, .choices: readList(pieces)
        }
    }

    private mutating func fault(_ place: Range<Int>, _ kind: FilterFault.Kind) {
        faults.append(FilterFault(place, kind))
    }

    private mutating func ask(_ test: AttendeeFilter.Test, opposite: Bool = false) {
        clauses.append(AttendeeFilter.Clause(test, isNegated: word.isNegated != opposite))
    }

    // MARK: Nothing and something

    /// `없음`, `있음`, or empty quotes.
    private mutating func readPresence(_ pieces: [FilterWord.Piece]) -> Bool {
        guard field.mayBeMissing else { return false }
        let presences = pieces.map(presence)
        guard let first = presences.firstIndex(where: { $0 != nil }), let keyword = presences[first] else {
            return false
        }
        if pieces.count == 1 {
            ask(.isMissing(field.column), opposite: keyword == .present)
        } else {
            fault(pieces[first].place, .keywordNotAlone(pieces[first].text))
        }
        return true
    }

    private func presence(_ piece: FilterWord.Piece) -> FilterKeyword? {
        if piece.isQuoted { return piece.text.isEmpty && piece.isClosed ? .missing : nil }
        if case .text = field.kind {
            let typed = SearchIndex.folded(piece.text)
            return [FilterKeyword.missing, .present].first { typed == $0.names.ko || typed == $0.names.en }
        }
        // A choice of this name comes before the keyword: that is what 식사:없음 asks for where a form offers it.
        guard let found = keyword(piece), found == .missing || found == .present else { return nil }
        return found
    }

    /// The keyword a value names, whole or by a beginning of its own.
    private func keyword(_ piece: FilterWord.Piece) -> FilterKeyword? {
        guard !piece.isQuoted else { return nil }
        let choices = field.choices.count
        switch names.resolve(piece.text) {
        case .one(let index) where index >= choices: return field.keywords[index - choices]
        default: return nil
        }
    }

    // MARK: Ranges

    private mutating func readSerials(_ pieces: [FilterWord.Piece]) {
        readRange(pieces, { .badSerial($0) }, { Serial($0.foldedForSearch) }) { .serial(from: $0, through: $1) }
    }

    private mutating func readDates(_ pieces: [FilterWord.Piece]) {
        let (today, names, keywords) = (today, names, field.keywords)
        readRange(pieces, { .badDate($0) }, { Self.day($0, today, names, keywords) }) {
            .registered(from: $0, through: $1)
        }
    }

    private static func day(
        _ text: String, _ today: CalendarDate, _ names: FilterNames, _ keywords: [FilterKeyword]
    ) -> CalendarDate? {
        if case .one(let index) = names.resolve(text) {
            switch keywords[index] {
            case .today: return today
            case .yesterday: return CalendarDate(daysSince1970: today.daysSince1970 - 1)
            case .missing, .present, .yes, .no: return nil
            }
        }
        return CalendarDate(text.foldedForSearch)
    }

    /// `a`, `a..b`, `a..` or `..b`.
    private mutating func readRange<Bound: Comparable>(
        _ pieces: [FilterWord.Piece], _ bad: (String) -> FilterFault.Kind, _ bound: (String) -> Bound?,
        _ test: (Bound?, Bound?) -> AttendeeFilter.Test
    ) {
        guard pieces.count == 1, let piece = pieces.first else {
            return fault(pieces[1].place.lowerBound..<word.place.upperBound, .rangeNotAlone(field.label))
        }
        let ends = Self.ends(piece.text)
        let read = ends.map { $0.isEmpty ? nil : bound($0) }
        for (end, value) in zip(ends, read) where value == nil && !(end.isEmpty && ends.count == 2) {
            return fault(piece.place, bad(end.isEmpty ? piece.text : end))
        }
        let (from, through) = (read[0], read[read.count - 1])
        if let from, let through, through < from { return fault(piece.place, .reversedRange) }
        guard from != nil || through != nil else { return fault(piece.place, bad(piece.text)) }
        ask(test(from, through))
    }

    /// The two ends of a range, or the one value. Two dots or a tilde stand between them.
    static func ends(_ text: String) -> [String] {
        let characters = Array(text)
        for (index, character) in characters.enumerated() {
            if "~～〜".contains(character) {
                return [String(characters[..<index]), String(characters[(index + 1)...])]
            }
            if character == ".", index + 1 < characters.count, characters[index + 1] == "." {
                return [String(characters[..<index]), String(characters[(index + 2)...])]
            }
        }
        return [text]
    }

    // MARK: Lists

    private mutating func readFlag(_ pieces: [FilterWord.Piece]) {
        guard case .answer(let id) = field.column else { return }
        var asked: Set<FilterKeyword> = []
        for piece in pieces {
            if let keyword = keyword(piece) {
                asked.insert(keyword)
            } else {
                unknown(piece)
            }
        }
        // Yes or no is everybody, and so no condition.
        guard asked.count == 1, let keyword = asked.first else { return }
        ask(.answerIs(id, ["true"]), opposite: keyword == .no)
    }

    private mutating func readList(_ pieces: [FilterWord.Piece]) {
        var values: [String] = []
        for piece in pieces {
            guard piece.text.count <= FilterText.mostValueCharacters else {
                fault(piece.place, .tooMany(.valueCharacters, limit: FilterText.mostValueCharacters))
                continue
            }
            if let value = value(of: piece), !values.contains(value) { values.append(value) }
        }
        guard !values.isEmpty, let test = test(values) else { return }
        ask(test)
    }

    private mutating func value(of piece: FilterWord.Piece) -> String? {
        let text = TextCleaning.line(piece.text).text
        switch field.kind {
        case .choices(let choices):
            guard case .one(let index) = names.resolve(text), index < choices.count else {
                unknown(piece)
                return nil
            }
            return choices[index].id
        case .digits: return digits(text, piece)
        case .number:
            if let number = Int(text.foldedForSearch) { return String(number) }
            fault(piece.place, .badNumber(piece.text))
        case .text, .serial, .date, .flag:
            let kept: String
            if case .answer = field.column { kept = text } else { kept = SearchIndex.folded(text) }
            if !kept.isEmpty { return kept }
            fault(piece.place, .missingValue(field.label))
        }
        return nil
    }

    /// The digits to look for in a telephone number as it is dialled within the country.
    private mutating func digits(_ text: String, _ piece: FilterWord.Piece) -> String? {
        if text.count > 4, let phone = PhoneNumber(normalising: text) { return phone.nationalDigits }
        let digits = text.foldedForSearch.filter { !"-. ()".contains($0) }
        if !digits.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) { return digits }
        fault(piece.place, .badDigits(piece.text))
        return nil
    }

    private mutating func unknown(_ piece: FilterWord.Piece) {
        let choices = field.choices.map(\.label) + field.keywords.map(\.names)
        switch names.resolve(piece.text) {
        case .several(let found): fault(piece.place, .ambiguousValue(piece.text, found.map { choices[$0] }))
        case .one, .none:
            let nearest = names.nearest(piece.text).map { choices[$0] }
            fault(
                piece.place,
                .unknownValue(
                    piece.text, field: field.label, nearest: nearest, known: Array(choices.prefix(field.choices.count)))
            )
        }
    }

    private func test(_ values: [String]) -> AttendeeFilter.Test? {
        switch field.column {
        case .status: .status(Set(values.compactMap(Registration.Status.init)))
        case .source: .source(Set(values.compactMap(Registration.Source.init)))
        case .category: .category(Set(values))
        case .name: .contains(.name, values)
        case .affiliation: .contains(.affiliation, values)
        case .email: .contains(.email, values)
        case .phone: .phone(values)
        case .program: .enrolled(values)
        case .answer(let id):
            switch field.kind {
            case .choices, .number: .answerIs(id, values)
            case .text, .digits, .serial, .date, .flag: .answerContains(id, values)
            }
        case .serial, .registeredAt: nil
        }
    }
}

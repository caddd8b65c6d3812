// What a registration is found by: short pieces ("grams") of what people type at a desk.
//
//   c, cd     every letter, and every two neighbours, of the name, its 초성 and the affiliation
//   #5678     the last 2 to 11 digits of the telephone
//   =123      the serial
//
// Letters are folded (NFC, lower case, ASCII width) and blanks left out, so "김 민준" is found as 김민준.

import Text

/// A registration's search row.
public struct SearchIndex: Hashable, Sendable {
    /// Sorted, each once.
    public var grams: [String]
    /// Name, 초성 and affiliation, folded, one a line: what a longer word is checked against.
    public var haystack: String

    public init(_ registration: Registration) {
        let name = Self.folded(registration.name)
        let lines = [name, Hangul.initials(of: name), Self.folded(registration.affiliation ?? "")]
        var found: Set<String> = ["=\(registration.serial)"]
        for line in lines {
            found.formUnion(Self.pieces(of: line))
        }
        if let digits = registration.phone?.nationalDigits {
            for length in 2...min(11, digits.utf8.count) {
                found.insert("#" + digits.suffix(length))
            }
        }
        grams = found.sorted()
        haystack = lines.joined(separator: "\n")
    }

    /// A text as it is searched: folded, without blanks.
    public static func folded(_ text: String) -> String {
        text.foldedForSearch.filter { $0 != " " }
    }

    /// Every letter and every two neighbours.
    static func pieces(of text: String) -> Set<String> {
        let letters = text.map(String.init)
        return Set(letters).union(zip(letters, letters.dropFirst()).map { $0 + $1 })
    }

    /// The fewest pieces that a word's occurrences must all have: its neighbours, or the one letter.
    static func neededPieces(of word: String) -> [String] {
        let letters = word.map(String.init)
        guard letters.count > 1 else { return letters }
        return Set(zip(letters, letters.dropFirst()).map { $0 + $1 }).sorted()
    }
}

/// What somebody typed to find people: every word must match, in any order.
public struct SearchQuery: Hashable, Sendable {
    /// One word.
    public struct Term: Hashable, Sendable {
        /// All of these are in the row's grams, or …
        public var grams: [String]
        /// … for a word of three letters and more, this is in its haystack too.
        public var text: String?
        /// For digits: or one of these is (the end of a telephone, a serial).
        public var orAny: [String]
    }

    public var terms: [Term]

    /// Reads `text`; a query without words matches everybody.
    public init(_ text: String) {
        let cleaned = TextCleaning.line(text).text.foldedForSearch
        if cleaned.count > 4, let phone = PhoneNumber(normalising: cleaned) {
            terms = [Term(grams: ["#" + phone.nationalDigits.suffix(11)], text: nil, orAny: [])]
            return
        }
        terms = cleaned.split(separator: " ").prefix(8).map { Self.term(String($0.prefix(60))) }
    }

    private static func term(_ word: String) -> Term {
        let grams = SearchIndex.neededPieces(of: word)
        let text = word.count > 2 ? word : nil
        // A whole telephone among other words, in any of its forms.
        if word.count > 4, let phone = PhoneNumber(normalising: word) {
            return Term(grams: grams, text: text, orAny: ["#" + phone.nationalDigits.suffix(11)])
        }
        let digits = word.filter { $0 != "-" }
        guard !digits.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return Term(grams: grams, text: text, orAny: [])
        }
        var orAny = ["#" + digits]
        if let serial = Serial(digits) { orAny.append("=\(serial)") }
        return Term(grams: grams, text: text, orAny: orAny)
    }
}

extension SearchIndex {
    /// Whether two names are the same to somebody who types: blanks, case and width aside.
    public static func isSameName(_ left: String, _ right: String) -> Bool {
        folded(left) == folded(right)
    }
}

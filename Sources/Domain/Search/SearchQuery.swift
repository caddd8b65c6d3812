// What somebody typed to find people.

import Text

/// Words to find people by: every one must match, in any order.
public struct SearchQuery: Hashable, Sendable {
    /// One word. It matches where one of these does.
    public struct Term: Hashable, Sendable {
        /// Part of the name, of its 초성 or of the affiliation, folded. Empty for a whole telephone.
        public var text: String
        /// The telephone ends with these 2 to 11 digits.
        public var phoneEnd: String?
        /// The serial is this one.
        public var serial: Serial?

        public init(text: String, phoneEnd: String? = nil, serial: Serial? = nil) {
            self.text = text
            self.phoneEnd = phoneEnd
            self.serial = serial
        }
    }

    public var terms: [Term]

    /// Reads `text`; a query without words matches everybody.
    public init(_ text: String) {
        let cleaned = TextCleaning.line(text).text.foldedForSearch
        if cleaned.count > 4, let phone = PhoneNumber(normalising: cleaned) {
            terms = [Term(text: "", phoneEnd: String(phone.nationalDigits.suffix(11)), serial: nil)]
            return
        }
        terms = cleaned.split(separator: " ").prefix(8).map { Self.term(String($0.prefix(60))) }
    }

    private static func term(_ word: String) -> Term {
        // A whole telephone among other words, in any of its forms.
        if word.count > 4, let phone = PhoneNumber(normalising: word) {
            return Term(text: word, phoneEnd: String(phone.nationalDigits.suffix(11)), serial: nil)
        }
        let digits = word.filter { $0 != "-" }
        guard !digits.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return Term(text: word, phoneEnd: nil, serial: nil)
        }
        return Term(
            text: word, phoneEnd: (2...11).contains(digits.utf8.count) ? digits : nil, serial: Serial(digits))
    }

    /// The rule of the search, for a row in memory.
    public func matches(_ row: SearchIndex, serial: Serial) -> Bool {
        terms.allSatisfy { $0.matches(row, serial: serial) }
    }
}

extension SearchQuery.Term {
    public func matches(_ row: SearchIndex, serial: Serial) -> Bool {
        if !text.isEmpty, [row.name, row.initials, row.affiliation].contains(where: { holds($0, text) }) {
            return true
        }
        if let phoneEnd, row.phone.hasSuffix(phoneEnd) { return true }
        return self.serial == serial
    }

    /// By code points, as the database compares.
    private func holds(_ line: String, _ word: String) -> Bool {
        !Array(line.unicodeScalars).ranges(of: Array(word.unicodeScalars)).isEmpty
    }

    /// What a row that holds `text` must have among its grams: one of `either`, and all of `others`.
    ///
    /// Grams are the letters and the pairs of neighbours; those a name begins with carry a `^`, so that a family name
    /// can be told from the same syllable elsewhere.
    public func grams(beginningNames: Bool = true) -> (either: [String], others: [String]) {
        let letters = Array(text.unicodeScalars)
        guard let first = letters.first else { return ([], []) }
        let pairs = zip(letters, letters.dropFirst()).map { String($0) + String($1) }
        let head = pairs.first ?? String(first)
        return (beginningNames ? [head, "^" + head] : [head], Set(pairs.dropFirst()).sorted())
    }
}

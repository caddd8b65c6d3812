// Finding commands by what is typed.

import Text

/// What somebody types to find a command: words in any order, each a part of what the command says about itself.
struct CommandSearch {
    /// How well a command fits. Lower is better.
    enum Fit: Int, Comparable {
        /// A word of the title begins with it.
        case wordStart
        /// It stands somewhere in the title.
        case title
        /// It is the title's initial consonants, or such consonants among syllables.
        case initials
        /// It stands in the key, the place or the help.
        case elsewhere

        static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
    }

    private let words: [[Character]]

    init(_ text: String) {
        words = text.foldedForSearch.split(separator: " ").map(Array.init)
    }

    var isEmpty: Bool { words.isEmpty }

    /// How well the entry fits: as well as its worst word; nil when a word is nowhere.
    func fit(_ entry: CommandEntry) -> Fit? {
        let title = Array(entry.title.foldedForSearch)
        var worst = Fit.wordStart
        for word in words {
            guard let fit = Self.fit(word, title, entry) else { return nil }
            worst = max(worst, fit)
        }
        return worst
    }

    private static func fit(_ word: [Character], _ title: [Character], _ entry: CommandEntry) -> Fit? {
        let exact = places(of: word, in: title, ==)
        if exact.contains(where: { $0 == 0 || !title[$0 - 1].isLetter && !title[$0 - 1].isNumber }) {
            return .wordStart
        }
        if !exact.isEmpty { return .title }
        if !places(of: word, in: title, stands).isEmpty { return .initials }
        let rest = [entry.keys, entry.place, entry.help].map { Array($0.foldedForSearch) }
        return rest.contains { !places(of: word, in: $0, ==).isEmpty } ? .elsewhere : nil
    }

    /// Whether a typed character stands for one of the title: the same, or the consonant it begins with.
    private static func stands(_ typed: Character, for character: Character) -> Bool {
        typed == character || Hangul.isInitial(typed) && Hangul.initials(of: String(character)) == String(typed)
    }

    private static func places(
        of word: [Character], in text: [Character], _ match: (Character, Character) -> Bool
    ) -> [Int] {
        guard !word.isEmpty, word.count <= text.count else { return [] }
        return (0...text.count - word.count).filter { start in
            word.indices.allSatisfy { match(word[$0], text[start + $0]) }
        }
    }
}

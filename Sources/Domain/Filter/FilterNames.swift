// Finding what a typed word names: whole, by its beginning, by its initial consonants, or by what comes near it.

import Text

/// Several things with several names each. Case, full-width letters and blanks make no difference.
struct FilterNames: Hashable, Sendable {
    enum Match: Equatable {
        case one(Int)
        /// A beginning, or a name, that these have in common.
        case several([Int])
        case none
    }

    private struct Entry: Hashable, Sendable {
        /// Folded.
        var names: [String]
        /// The keys that type the names that have Hangul in them, and the names' initial consonants.
        var keys: [String]
        var initials: [String]
    }

    private let entries: [Entry]

    /// - Parameter names: the names of each thing; a thing is known by its index.
    init(_ names: [[String]]) {
        entries = names.map { names in
            let folded = names.map(SearchIndex.folded).filter { !$0.isEmpty }
            let hangul = folded.filter(Self.hasHangul)
            return Entry(names: folded, keys: hangul.map(Self.keys), initials: hangul.map(Hangul.initials))
        }
    }

    /// What `word` names: the whole name before the beginning of one.
    func resolve(_ word: String) -> Match {
        let typed = SearchIndex.folded(word)
        guard !typed.isEmpty else { return .none }
        let exact = entries.indices.filter { entries[$0].names.contains(typed) }
        let found = exact.isEmpty ? entries.indices.filter { begins(entries[$0].names, typed) } : exact
        return found.count > 1 ? .several(Array(found)) : found.first.map { .one($0) } ?? .none
    }

    /// Whose name may become of `word` as it is being typed: all of them when it is empty. A syllable that is not yet
    /// whole counts as its letters: 사 may become 상태.
    func completing(_ word: String) -> [Int] {
        let typed = SearchIndex.folded(word)
        guard Self.hasHangul(typed) else { return entries.indices.filter { begins(entries[$0].names, typed) } }
        let keys = Self.keys(typed)
        return entries.indices.filter {
            begins(entries[$0].keys, keys) || begins(entries[$0].initials, typed)
        }
    }

    /// The one that `word` is a misspelling of, if any.
    func nearest(_ word: String) -> Int? {
        guard let name = NearestWord.of(SearchIndex.folded(word), in: entries.flatMap(\.names)) else { return nil }
        return entries.firstIndex { $0.names.contains(name) }
    }

    private func begins(_ names: [String], _ typed: String) -> Bool {
        names.contains { $0.hasPrefix(typed) }
    }

    private static func hasHangul(_ text: String) -> Bool {
        text.contains { Hangul.keystrokes(of: $0) != nil }
    }

    private static func keys(_ text: String) -> String {
        String(text.flatMap { Hangul.keystrokes(of: $0) ?? [$0] })
    }
}

// The names that begin with what somebody typed, as a stretch of the order of names.

import Domain
import Text

/// Names from `first` up to, but not including, `end`, by code point.
///
/// Whoever types a family name and sorts by name asks for one stretch of the order, which may lie anywhere; everybody
/// else who has the syllable is rare and lies all over. Reading both apart is quick, where neither reading on from the
/// order's beginning nor gathering a tenth of everybody is.
struct NameRange: Hashable, Comparable {
    var first: String
    var end: String

    /// The stretches that hold every name which begins with `word`, or whose 초성 do.
    static func beginning(_ word: String) -> [NameRange] {
        guard let letter = word.unicodeScalars.first else { return [] }
        let hasInitials = word.contains(where: Hangul.isInitial)
        var ranges = NameRange(literally: hasInitials ? String(letter) : word).map { [$0] } ?? []
        // The syllables of one initial consonant lie side by side.
        if let syllables = Hangul.syllables(of: Character(letter)) {
            ranges.append(NameRange(first: String(syllables.first), end: String(syllables.end)))
        }
        return ranges
    }

    private init(first: String, end: String) {
        (self.first, self.end) = (first, end)
    }

    /// Nil where no code point comes after.
    private init?(literally word: String) {
        var scalars = Array(word.unicodeScalars)
        guard let next = Unicode.Scalar(scalars.removeLast().value + 1) else { return nil }
        first = word
        end = String(String.UnicodeScalarView(scalars + [next]))
    }

    static func < (left: NameRange, right: NameRange) -> Bool {
        left.first.unicodeScalars.lexicographicallyPrecedes(right.first.unicodeScalars)
    }

    /// The same names in stretches that do not overlap.
    static func disjoint(_ ranges: [NameRange]) -> [NameRange] {
        ranges.sorted().reduce(into: []) { made, range in
            guard let last = made.last,
                range.first.unicodeScalars.lexicographicallyPrecedes(last.end.unicodeScalars)
            else {
                made.append(range)
                return
            }
            if last.end.unicodeScalars.lexicographicallyPrecedes(range.end.unicodeScalars) {
                made[made.count - 1].end = range.end
            }
        }
    }
}

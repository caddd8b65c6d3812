// The right word for a misspelt one.

import Text

/// Finds what somebody meant to write.
public enum NearestWord {
    /// The word of `known` with the fewest letters to change, add, take out or swap; nil when even that one is too far
    /// off to be what was meant.
    public static func of(_ word: String, in known: [String]) -> String? {
        let typed = folded(word)
        let allowed = max(1, min(3, typed.count / 3 + 1))
        let best = known.map { (word: $0, distance: distance(typed, folded($0))) }.min { $0.distance < $1.distance }
        return best.flatMap { $0.distance <= allowed ? $0.word : nil }
    }

    /// `max_length`, `maxLength` and `max-length` are one to somebody who types. Hangul is taken as the keys that type
    /// it: a wrong vowel is one letter off and not a whole syllable, and `tkdxo` is 상태 with the input method off.
    private static func folded(_ word: String) -> [UInt8] {
        let keys = word.prefix(60).flatMap { Hangul.keystrokes(of: $0) ?? [$0] }
        return Array(String(keys).lowercased().utf8.filter { $0 != 0x2D && $0 != 0x5F })
    }

    /// Optimal string alignment: Levenshtein's distance with neighbours swapped counted as one.
    private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
        guard !left.isEmpty, !right.isEmpty else { return max(left.count, right.count) }
        var beforeLast = [Int](repeating: 0, count: right.count + 1)
        var last = Array(0...right.count)
        for i in 1...left.count {
            var row = [i] + [Int](repeating: 0, count: right.count)
            for j in 1...right.count {
                let cost = left[i - 1] == right[j - 1] ? 0 : 1
                row[j] = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + cost)
                if i > 1, j > 1, left[i - 1] == right[j - 2], left[i - 2] == right[j - 1] {
                    row[j] = min(row[j], beforeLast[j - 2] + 1)
                }
            }
            (beforeLast, last) = (last, row)
        }
        return last[right.count]
    }
}

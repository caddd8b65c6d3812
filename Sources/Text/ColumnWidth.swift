// How many terminal columns a text takes, and cutting and wrapping by columns.

/// Measures text in terminal columns. Lengths in rules are characters, lengths on the screen are these columns.
public enum ColumnWidth {
    /// The columns of one cluster: 0, 1 or 2. A cluster is as wide as its first scalar in NFC.
    public static func of(_ cluster: Character, ambiguous: AmbiguousWidth = .narrow) -> Int {
        Cluster(cluster, ambiguous: ambiguous).width
    }

    /// The columns of a text: the sum over its clusters.
    public static func of(_ text: String, ambiguous: AmbiguousWidth = .narrow) -> Int {
        of(text[...], ambiguous: ambiguous)
    }

    /// The columns of a part of a text.
    public static func of(_ text: Substring, ambiguous: AmbiguousWidth = .narrow) -> Int {
        var sum = 0
        Cluster.walk(text, ambiguous: ambiguous) { cluster in
            sum += cluster.width
            return true
        }
        return sum
    }

    /// The longest beginning of `text` that fits into `columns`; never half a glyph.
    public static func prefix(
        of text: String, columns: Int, ambiguous: AmbiguousWidth = .narrow
    ) -> Substring {
        var left = columns
        var count = 0
        Cluster.walk(text, ambiguous: ambiguous) { cluster in
            left -= cluster.width
            guard left >= 0 else { return false }
            count += 1
            return true
        }
        return text.prefix(count)
    }

    /// Breaks `text` into lines of at most `columns`, at line feeds and spaces, inside a word only where it is longer
    /// than a line. An empty text is one empty line.
    public static func wrap(_ text: String, columns: Int, ambiguous: AmbiguousWidth = .narrow) -> [String] {
        text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { paragraph in
            wrapParagraph(paragraph, columns: max(columns, 2), ambiguous: ambiguous)
        }
    }

    private static func wrapParagraph(
        _ paragraph: Substring, columns: Int, ambiguous: AmbiguousWidth
    ) -> [String] {
        var lines: [String] = []
        var line = ""
        var used = 0
        for word in paragraph.split(separator: " ") {
            let width = of(word, ambiguous: ambiguous)
            if used > 0, used + 1 + width <= columns {
                line += " "
                used += 1
            } else if used > 0 {
                lines.append(line)
                line = ""
                used = 0
            }
            Cluster.walk(word, ambiguous: ambiguous) { cluster in
                if used + cluster.width > columns {
                    lines.append(line)
                    line = ""
                    used = 0
                }
                line.append(cluster.character)
                used += cluster.width
                return true
            }
        }
        lines.append(line)
        return lines
    }
}

// Cleaning what people type, paste and import before any rule sees it.

/// Makes text fit to be stored and shown: one spelling, no control characters, nothing invisible.
public enum TextCleaning {
    /// One line: trimmed, every run of spaces, tabs and line feeds is one space.
    public static func line(_ raw: String) -> CleanedText {
        let (scalars, removed) = strip(raw)
        return CleanedText(text: collapsed(scalars).nfc, removed: removed)
    }

    /// Several lines: each cleaned like a line, line feeds kept, empty lines at both ends dropped.
    public static func paragraph(_ raw: String) -> CleanedText {
        let (scalars, removed) = strip(raw)
        var lines: [String] = []
        var line: [Unicode.Scalar] = []
        var previous: Unicode.Scalar?
        for scalar in scalars {
            if isLineEnd(scalar) {
                if !(previous == "\r" && scalar == "\n") { lines.append(collapsed(line)) }
                line = []
            } else {
                line.append(scalar)
            }
            previous = scalar
        }
        lines.append(collapsed(line))
        let first = lines.firstIndex { !$0.isEmpty } ?? lines.endIndex
        let last = lines.lastIndex { !$0.isEmpty } ?? lines.endIndex
        let kept = first < lines.endIndex ? lines[first...last] : []
        return CleanedText(text: kept.joined(separator: "\n").nfc, removed: removed)
    }

    private static func isLineEnd(_ scalar: Unicode.Scalar) -> Bool {
        (0x0A...0x0D).contains(scalar.value) || [0x85, 0x2028, 0x2029].contains(scalar.value)
    }

    /// Scalars, not characters: a mark after a space makes one character with it, and the space would be missed.
    private static func collapsed(_ scalars: [Unicode.Scalar]) -> String {
        var result = String.UnicodeScalarView()
        var gap = false
        for scalar in scalars {
            if scalar.properties.isWhitespace {
                gap = !result.isEmpty
            } else {
                if gap { result.append(" ") }
                gap = false
                result.append(scalar)
            }
        }
        return String(result)
    }

    private static func strip(_ raw: String) -> (kept: [Unicode.Scalar], removed: [RemovedKind]) {
        let scalars = Array(raw.unicodeScalars)
        var kept: [Unicode.Scalar] = []
        var kinds: Set<RemovedKind> = []
        for (index, scalar) in scalars.enumerated() {
            let next = index + 1 < scalars.count ? scalars[index + 1] : nil
            if let kind = removal(of: scalar, after: kept.last, before: next) {
                kinds.insert(kind)
            } else {
                kept.append(scalar)
            }
        }
        return (kept, RemovedKind.allCases.filter(kinds.contains))
    }

    /// Why `scalar` goes, or nil when it stays.
    private static func removal(
        of scalar: Unicode.Scalar, after previous: Unicode.Scalar?, before next: Unicode.Scalar?
    ) -> RemovedKind? {
        if PlainScalar.width(of: scalar) != .notPlain { return nil }
        switch scalar.value {
        case 0x09...0x0D, 0x85, 0x2028, 0x2029:
            return nil
        case 0..<0x20, 0x7F..<0xA0:
            return .control
        case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069:
            return .bidi
        case 0x200C, 0x200D:
            return joins(scalar, previous, next) ? nil : .zeroWidth
        case 0xFE0E, 0xFE0F:
            // The emoji form of a sign; after nothing or after a space it would hide in a name.
            return previous.map { $0.properties.isEmoji } == true ? nil : .zeroWidth
        case 0x00AD, 0x115F, 0x1160, 0x3164, 0xFFA0, 0x2800:
            // The soft hyphen, the Hangul fillers and the empty braille cell: blanks that are not white space.
            return .zeroWidth
        case 0xFFFD:
            return .invalid
        default:
            if scalar.properties.isNoncharacterCodePoint { return .invalid }
            if scalar.properties.isDefaultIgnorableCodePoint { return .zeroWidth }
            return isMark(scalar) && previous?.properties.isWhitespace ?? true ? .zeroWidth : nil
        }
    }

    /// Whether a joiner does something visible: it follows a virama (Indic scripts), stands between Arabic letters
    /// or, for ZWJ, between two emoji.
    private static func joins(_ joiner: Unicode.Scalar, _ previous: Unicode.Scalar?, _ next: Unicode.Scalar?) -> Bool {
        guard let previous, let next else { return false }
        if previous.properties.canonicalCombiningClass == .virama { return next.properties.isAlphabetic }
        if isArabic(previous), isArabic(next) { return true }
        let afterEmoji = isPictograph(previous) || previous.value == 0xFE0F
        return joiner.value == 0x200D && afterEmoji && isPictograph(next)
    }

    /// A mark with no width of its own; with no letter before it, it would sit on a blank or on a field's border.
    private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
        let category = scalar.properties.generalCategory
        return category == .nonspacingMark || category == .enclosingMark
    }

    private static func isArabic(_ scalar: Unicode.Scalar) -> Bool {
        (0x0620...0x08FF).contains(scalar.value) && scalar.properties.isAlphabetic
    }

    /// An emoji, skin tones included; not the digits, `#` and `*`, which Unicode counts among the emoji.
    private static func isPictograph(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value > 0xFF && scalar.properties.isEmoji
    }
}

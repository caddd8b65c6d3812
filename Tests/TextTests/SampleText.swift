// Texts from awkward pieces for property tests.

import TestSupport

enum SampleText {
    private static let pieces = [
        "a", "Z", "0", " ", "가", "김", "힣", "ㄱ", "ㅏ", "漢", "、", "ー", "Ａ", "…", "○", "─", "é", "ß", "ñ", "\u{1F600}",
        "👩‍👩‍👧", "👍🏽", "🇰🇷", "❤️", "1️⃣", "e\u{301}", "\u{1112}\u{1161}\u{11AB}", "\u{1100}", "\u{1161}", "\u{11AB}",
        "\u{200B}", "\u{200D}", "\u{FEFF}", "\u{0}", "\u{7F}", "\u{202E}", "\u{FFFD}", "\t", "\n", "\r\n", "ก็", "क्षि",
        "ﷺ",
        "\u{0344}", "Å", "\u{1F1F0}",
    ]

    static func random(_ random: inout SeededRandom, pieces count: ClosedRange<Int> = 0...12) -> String {
        (0..<random.int(in: count)).map { _ in random.pick(pieces) }.joined()
    }
}

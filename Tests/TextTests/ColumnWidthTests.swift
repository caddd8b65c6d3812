import CUTF8Proc
import TestSupport
import Testing
import Text

@Suite("Column width")
struct ColumnWidthTests {
    /// Picked by hand from EastAsianWidth.txt and from what terminals do, not computed by the code under test.
    static let narrowTable: [(Character, Int)] = [
        ("a", 1), ("~", 1), (" ", 1), ("é", 1), ("e\u{301}", 1), ("Ж", 1), ("ß", 1), ("ก", 1), ("…", 1), ("○", 1),
        ("─", 1),
        ("▀", 1), ("·", 1), ("가", 2), ("힣", 2), ("ㄱ", 2), ("ㅎ", 2), ("ㅏ", 2), ("漢", 2), ("あ", 2), ("ン", 2), ("Ａ", 2),
        ("　", 2), ("ｱ", 1), ("\u{1100}", 2), ("\u{1161}", 0), ("\u{11AB}", 0), ("\u{D7B0}", 0), ("\u{200B}", 0),
        ("\u{200D}", 0), ("\u{FEFF}", 0), ("\u{301}", 0), ("\u{0}", 0), ("\u{1B}", 0), ("\u{9B}", 0), ("\u{AD}", 0),
        ("\t", 1), ("\n", 1), ("😀", 2), ("👩‍👩‍👧", 2), ("👍🏽", 2), ("🇰🇷", 1), ("❤️", 1), ("\u{20000}", 2), ("⠿", 1), ("€", 1),
    ]

    @Test("hand-picked characters have the columns that terminals give them", arguments: narrowTable)
    func table(_ character: Character, _ columns: Int) {
        #expect(ColumnWidth.of(character) == columns)
    }

    @Test(
        "ambiguous characters take two columns where the terminal draws them so",
        arguments: [
            ("…", 2), ("○", 2), ("─", 2), ("▀", 2), ("①", 2), ("·", 2), ("é", 2), ("e\u{301}", 2), ("→", 2), ("a", 1),
            ("가", 2),
            ("ｱ", 1), ("⠿", 1), ("€", 2), ("\u{212B}", 1),
        ] as [(Character, Int)])
    func ambiguous(_ character: Character, _ columns: Int) {
        #expect(ColumnWidth.of(character, ambiguous: .wide) == columns)
    }

    @Test("width is additive at cluster borders, and NFC and NFD agree", arguments: [AmbiguousWidth.narrow, .wide])
    func properties(_ ambiguous: AmbiguousWidth) {
        var random = SeededRandom.fromEnvironment()
        for _ in 0..<3000 {
            let text = SampleText.random(&random)
            let sum = text.map { ColumnWidth.of($0, ambiguous: ambiguous) }.reduce(0, +)
            let whole = ColumnWidth.of(text, ambiguous: ambiguous)
            #expect(whole == sum, "seed \(random.seed): \(text.debugDescription)")
            let nfc = ColumnWidth.of(text.nfc, ambiguous: ambiguous)
            #expect(nfc == whole, "seed \(random.seed): \(text.debugDescription)")
        }
    }

    @Test("a prefix is the longest beginning that fits, in whole clusters")
    func prefix() {
        #expect(ColumnWidth.prefix(of: "김민준", columns: 5) == "김민")
        #expect(ColumnWidth.prefix(of: "a한b", columns: 3) == "a한")
        #expect(ColumnWidth.prefix(of: "a한b", columns: 2) == "a")
        #expect(ColumnWidth.prefix(of: "한", columns: 0) == "")
        #expect(ColumnWidth.prefix(of: "e\u{301}x", columns: 1).unicodeScalars.count == 2)
        var random = SeededRandom.fromEnvironment()
        for _ in 0..<1000 {
            let text = SampleText.random(&random)
            let columns = random.int(in: 0...10)
            let prefix = String(ColumnWidth.prefix(of: text, columns: columns))
            #expect(text.hasPrefix(prefix), "seed \(random.seed)")
            #expect(ColumnWidth.of(prefix) <= columns, "seed \(random.seed)")
            if let next = text.dropFirst(prefix.count).first {
                #expect(ColumnWidth.of(prefix) + ColumnWidth.of(next) > columns, "seed \(random.seed)")
            }
        }
    }

    @Test("wrapping breaks at spaces, and inside a word only where it must")
    func wrap() {
        #expect(ColumnWidth.wrap("이미 입장한 분입니다", columns: 12) == ["이미 입장한", "분입니다"])
        #expect(ColumnWidth.wrap("가나다라마", columns: 5) == ["가나", "다라", "마"])
        #expect(ColumnWidth.wrap("one\n\ntwo", columns: 20) == ["one", "", "two"])
        #expect(ColumnWidth.wrap("", columns: 20) == [""])
        #expect(ColumnWidth.wrap("ab cd", columns: 5) == ["ab cd"])
    }

    @Test("the characters taken without a table are the ones the tables agree with")
    func plainScalarsAgreeWithTables() {
        for value in [0x20...0x7E, 0x3041...0x3096, 0x30A1...0x30FA, 0x3131...0x318E, 0x3400...0x4DBF, 0x4E00...0x9FFF]
            as [ClosedRange<UInt32>]
        {
            for code in value {
                guard let scalar = Unicode.Scalar(code) else { continue }
                let expected = Int(utf8proc_charwidth(Int32(code)))
                #expect(ColumnWidth.of(Character(scalar)) == expected, "U+\(String(code, radix: 16))")
            }
        }
    }
}

import TestSupport
import Testing
import Text

@Suite("Cleaning")
struct TextCleaningTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let raw: String
        let text: String
        let removed: [RemovedKind]
        var testDescription: String { raw.debugDescription }
    }

    static let lines = [
        Case(raw: "김민준", text: "김민준", removed: []),
        Case(raw: "  김 \t\n 민준　", text: "김 민준", removed: []),
        Case(raw: "\u{1112}\u{1161}\u{11AB}", text: "한", removed: []),
        Case(raw: "kim\u{202E}nim", text: "kimnim", removed: [.bidi]),
        Case(raw: "a\u{0}b\u{1B}[2J", text: "ab[2J", removed: [.control]),
        Case(raw: "김\u{200B}민\u{FEFF}준", text: "김민준", removed: [.zeroWidth]),
        Case(raw: "김\u{3164}", text: "김", removed: [.zeroWidth]),
        Case(raw: "김\u{FFFD}", text: "김", removed: [.invalid]),
        Case(raw: "\u{FFFF}\u{200B}\u{2066}\u{7F}x", text: "x", removed: [.control, .bidi, .zeroWidth, .invalid]),
        Case(raw: "가\u{200D}나", text: "가나", removed: [.zeroWidth]),
        Case(raw: "1\u{200D}2", text: "12", removed: [.zeroWidth]),
        Case(raw: "👩‍👩‍👧", text: "👩‍👩‍👧", removed: []),
        Case(raw: "❤️", text: "❤️", removed: []),
        Case(raw: "क्\u{200D}ष", text: "क्\u{200D}ष", removed: []),
        Case(raw: "می\u{200C}خواهم", text: "می\u{200C}خواهم", removed: []),
        Case(raw: "ㄱ", text: "ㄱ", removed: []),
        Case(raw: "", text: "", removed: []),
        Case(raw: " \n ", text: "", removed: []),
    ]

    @Test("a line keeps what can be seen and names what went", arguments: lines)
    func line(_ example: Case) {
        let cleaned = TextCleaning.line(example.raw)
        #expect(Array(cleaned.text.unicodeScalars) == Array(example.text.unicodeScalars))
        #expect(cleaned.removed == example.removed)
    }

    @Test("a paragraph keeps its line feeds, not the empty lines around it")
    func paragraph() {
        #expect(TextCleaning.paragraph("\n a  b \r\n\n c\t\n\n").text == "a b\n\nc")
        #expect(TextCleaning.paragraph("x\u{2028}y").text == "x\ny")
    }

    @Test("cleaning twice is cleaning once, in NFC, with nothing invisible at the ends")
    func idempotent() {
        var random = SeededRandom.fromEnvironment()
        for _ in 0..<3000 {
            let raw = SampleText.random(&random)
            let once = TextCleaning.line(raw)
            let twice = TextCleaning.line(once.text)
            #expect(Array(twice.text.utf8) == Array(once.text.utf8), "seed \(random.seed): \(raw.debugDescription)")
            #expect(once.text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0 != "\u{202E}" }, "seed \(random.seed)")
        }
    }

    @Test(
        "search folds case, width and spelling",
        arguments: [("  Ｋim　Min ", "kim min"), ("ÉCOLE", "école"), ("\u{1100}\u{1161}", "가"), ("Ⓐ", "ⓐ"), ("", "")])
    func folded(_ raw: String, _ expected: String) {
        #expect(Array(raw.foldedForSearch.unicodeScalars) == Array(expected.unicodeScalars))
    }
}

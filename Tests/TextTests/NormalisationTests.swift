import TestSupport
import Testing
import Text

@Suite("Normalisation")
struct NormalisationTests {
    @Test("decomposed text is composed, scalar by scalar")
    func composes() {
        #expect(Array("\u{1112}\u{1161}\u{11AB}\u{1100}\u{1173}\u{11AF}".nfc.unicodeScalars) == ["한", "글"])
        #expect(Array("e\u{301}".nfc.unicodeScalars) == ["é"])
        #expect(Array("가\u{11A8}".nfc.unicodeScalars) == ["각"])
        #expect(Array("\u{212B}".nfc.unicodeScalars) == ["\u{C5}"])
        #expect(Array("か\u{3099}".nfc.unicodeScalars) == ["が"])
    }

    @Test("text that is composed already stays as it is", arguments: ["", "abc", "김민준 kim", "①…─", "a\u{0}b\r\n", "👩‍👩‍👧"])
    func keeps(_ text: String) {
        #expect(Array(text.nfc.utf8) == Array(text.utf8))
    }

    @Test("normalising twice is normalising once, and never changes what the text says")
    func idempotent() {
        var random = SeededRandom.fromEnvironment()
        for _ in 0..<3000 {
            let text = SampleText.random(&random)
            let once = text.nfc
            #expect(Array(once.nfc.utf8) == Array(once.utf8), "seed \(random.seed): \(text.debugDescription)")
            // Swift compares by canonical equivalence.
            #expect(once == text, "seed \(random.seed): \(text.debugDescription)")
        }
    }
}

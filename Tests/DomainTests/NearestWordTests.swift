import Domain
import Testing

@Suite("Nearest words")
struct NearestWordTests {
    @Test(
        "The nearest word is found, and none where nothing is near",
        arguments: [
            ("datbase", "database"), ("data-dir", "data_dir"), ("languge", "language"), ("thmee", "theme"),
            ("quantum", nil), ("", nil), ("escapeDelay", "escape_delay"),
        ])
    func nearest(word: String, expected: String?) {
        let known = ["database", "data_dir", "event", "language", "desk", "theme", "escape_delay", "bell"]
        #expect(NearestWord.of(word, in: known) == expected)
    }

    @Test(
        "A Korean word is found with a wrong vowel, and with the input method off",
        arguments: [("상테", "상태"), ("소솓", "소속"), ("tkdxo", "상태"), ("Thtthr", "소속"), ("비행기", nil)])
    func hangul(word: String, expected: String?) {
        #expect(NearestWord.of(word, in: ["상태", "소속", "구분"]) == expected)
    }
}

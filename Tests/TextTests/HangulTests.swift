import Testing
import Text

@Suite("Hangul")
struct HangulTests {
    @Test(
        "initials are the consonants that syllables begin with",
        arguments: [
            ("김민준", "ㄱㅁㅈ"), ("까치 Lee", "ㄲㅊ lee"), ("ㄱ나", "ㄱㄴ"), ("", ""), ("힣", "ㅎ"), ("010-1234", "010-1234"),
            ("\u{1112}\u{1161}\u{11AB}", "ㅎ"),
        ])
    func initials(_ text: String, _ expected: String) {
        #expect(Hangul.initials(of: text) == expected)
    }

    @Test("consonants can begin a syllable, clusters and vowels cannot")
    func isInitial() {
        #expect("ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ".allSatisfy { Hangul.isInitial($0) })
        #expect("ㄳㅄㅏㅣ가a1".allSatisfy { !Hangul.isInitial($0) })
    }

    @Test(
        "a Hangul character is read back as the keys that type it",
        arguments: [
            ("버", "qj"), ("ㄱ", "r"), ("ㄲ", "R"), ("ㅂ", "q"), ("ㅏ", "k"), ("ㅘ", "hk"), ("ㄳ", "rt"), ("값", "rkqt"),
            ("뷁", "qnpfr"), ("ㅒ", "O"), ("ㅖ", "P"), ("왜", "dho"), ("의", "dml"), ("\u{1107}\u{1165}", "qj"),
        ] as [(Character, String)])
    func keystrokes(_ character: Character, _ keys: String) {
        #expect(Hangul.keystrokes(of: character) == Array(keys))
    }

    @Test("the letters of the two-set layout sit on their keys")
    func layout() {
        let letters = "ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔㅁㄴㅇㄹㅎㅗㅓㅏㅣㅋㅌㅊㅍㅠㅜㅡㅃㅉㄸㄲㅆㅒㅖ"
        let keys = "qwertyuiopasdfghjklzxcvbnmQWERTOP"
        for (letter, key) in zip(letters, keys) { #expect(Hangul.keystrokes(of: letter) == [key]) }
        #expect(letters.count == keys.count)
    }

    @Test("what is not Hangul has no such keys", arguments: ["a", "漢", "1", "😀", "é"] as [Character])
    func notHangul(_ character: Character) {
        #expect(Hangul.keystrokes(of: character) == nil)
    }
}

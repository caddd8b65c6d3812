// The two-set (두벌식) keyboard read backwards: which Latin keys were pressed for a Hangul character.

extension Hangul {
    /// The Latin keys that type `character` on the two-set layout: 버 gives q, j; ㄱ gives r; ㄲ gives R.
    /// Nil for what is not Hangul.
    public static func keystrokes(of character: Character) -> [Character]? {
        if let syllable = Syllable(character) {
            return Array(initialKeys[syllable.initial] + vowelKeys[syllable.vowel] + finalKeys[syllable.final])
        }
        let composed = Array(String(character).nfc)
        if composed != [character] || composed.first?.unicodeScalars.count != character.unicodeScalars.count {
            // NFD from a file or another system: the same letters in another spelling.
            guard composed.count == 1, let only = composed.first, Syllable(only) != nil else { return nil }
            return keystrokes(of: only)
        }
        return letterKeys[character].map(Array.init)
    }

    private static let initialKeys = [
        "r", "R", "s", "e", "E", "f", "a", "q", "Q", "t", "T", "d", "w", "W", "c", "z", "x", "v", "g",
    ]
    private static let vowelKeys = [
        "k", "o", "i", "O", "j", "p", "u", "P", "h", "hk", "ho", "hl", "y", "n", "nj", "np", "nl", "b", "m", "ml", "l",
    ]
    private static let finalKeys = [
        "", "r", "R", "rt", "s", "sw", "sg", "e", "f", "fr", "fa", "fq", "ft", "fx", "fv", "fg", "a", "q", "qt", "t",
        "T", "d", "w", "c", "z", "x", "v", "g",
    ]

    /// Compatibility letters: what an input method sends when a lone letter is committed.
    private static let letterKeys: [Character: String] = {
        let finals: [Character] = Array("ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ")
        let vowels: [Character] = Array("ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ")
        var keys: [Character: String] = [:]
        for (letter, key) in zip(compatibilityInitials, initialKeys) { keys[letter] = key }
        for (letter, key) in zip(finals, finalKeys.dropFirst()) { keys[letter] = key }
        for (letter, key) in zip(vowels, vowelKeys) { keys[letter] = key }
        return keys
    }()
}

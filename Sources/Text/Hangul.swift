// Hangul as desks use it: search by initial consonants, and letters typed while the input method was on.

/// Arithmetic on Hangul syllables and letters.
public enum Hangul {
    /// The initial consonants (초성) of a text: 김민준 gives ㄱㅁㅈ, in compatibility jamo. Characters that are not Hangul
    /// syllables stay, lower-cased.
    public static func initials(of text: String) -> String {
        var result = ""
        for character in text.nfc {
            if let syllable = Syllable(character) {
                result.append(compatibilityInitials[syllable.initial])
            } else {
                result += character.lowercased()
            }
        }
        return result
    }

    /// Whether `character` is a consonant letter ㄱ…ㅎ that can begin a syllable (ㄳ cannot).
    public static func isInitial(_ character: Character) -> Bool {
        compatibilityInitials.contains(character)
    }

    /// A precomposed syllable taken apart into table positions.
    struct Syllable {
        let initial: Int
        let vowel: Int
        /// 0 is no final consonant.
        let final: Int

        init?(_ character: Character) {
            let scalars = character.unicodeScalars
            guard let scalar = scalars.first, scalars.count == 1, (0xAC00...0xD7A3).contains(scalar.value) else {
                return nil
            }
            let index = Int(scalar.value) - 0xAC00
            initial = index / (21 * 28)
            vowel = index / 28 % 21
            final = index % 28
        }
    }

    static let compatibilityInitials: [Character] = Array("ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ")
}

extension Hangul {
    /// The stretch of code points whose syllables begin with this consonant letter, its end left out; nil for any other
    /// character.
    public static func syllables(of initial: Character) -> (first: Unicode.Scalar, end: Unicode.Scalar)? {
        guard let index = compatibilityInitials.firstIndex(of: initial),
            let first = Unicode.Scalar(UInt32(0xAC00 + index * 21 * 28)),
            let end = Unicode.Scalar(UInt32(0xAC00 + (index + 1) * 21 * 28))
        else { return nil }
        return (first, end)
    }
}

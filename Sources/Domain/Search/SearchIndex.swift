// What a registration is found and sorted by: its texts as people type them at a desk, folded (NFC, lower case, ASCII
// width) and without blanks, so that "김 민준" is found as 김민준.

import Text

/// A registration's search row: narrow, and written only when one of these changes.
public struct SearchIndex: Hashable, Sendable {
    public var name: String
    /// The 초성 of the name: ㄱㅁㅈ.
    public var initials: String
    /// Empty without one, as the next two.
    public var affiliation: String
    /// The national digits, as they are written and dialled at home.
    public var phone: String
    public var category: String
    public var source: Registration.Source
    public var registeredAt: Timestamp
    /// What was answered to choices, numbers and ticks, a mark each: `@diet=vegan`. Sorted.
    public var marks: [String]

    public init(_ registration: Registration) {
        name = Self.folded(registration.name)
        initials = Hangul.initials(of: name)
        affiliation = Self.folded(registration.affiliation ?? "")
        phone = registration.phone?.nationalDigits ?? ""
        category = registration.category ?? ""
        source = registration.source
        registeredAt = registration.registeredAt
        marks = registration.answers.flatMap { field, answer in
            answer.words.compactMap { Self.mark(field, $0) }
        }.sorted()
    }

    /// A text as it is searched: folded, without blanks.
    public static func folded(_ text: String) -> String {
        text.foldedForSearch.filter { $0 != " " }
    }

    /// The mark of one answer; nil for a word that no option's id looks like: free text has no marks.
    public static func mark(_ field: FieldID, _ word: String) -> String? {
        guard (1...40).contains(word.utf8.count), word.utf8.allSatisfy(isOfAnID) else { return nil }
        return "@\(field.text)=\(word)"
    }

    private static func isOfAnID(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
            true
        default: false
        }
    }

    /// Whether two names are the same to somebody who types: blanks, case and width aside.
    public static func isSameName(_ left: String, _ right: String) -> Bool {
        folded(left) == folded(right)
    }
}

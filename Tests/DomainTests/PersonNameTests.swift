// Names: clean, one line, 1 to 40 characters as people count them.

import Domain
import Testing
import Text

@Suite("PersonName")
struct PersonNameTests {
    @Test(
        "a name is stored in one spelling",
        arguments: [
            ("김민준", "김민준"), ("  김민준 ", "김민준"), ("김\t민준\n", "김 민준"), ("\u{1100}\u{1175}\u{11B7}민준", "김민준"),
            ("김\u{202E}민준", "김민준"), ("김\u{200B}민\u{FEFF}준", "김민준"), ("김\u{0}민준", "김민준"), ("김\u{1B}[31m민준", "김[31m민준"),
            ("O'Brien", "O'Brien"), ("José", "José"), ("Jose\u{301}", "José"), ("👩‍👧", "👩‍👧"),
        ])
    func cleaned(_ raw: String, _ expected: String) throws {
        let name = try PersonName(cleaning: raw)
        #expect(Array(name.text.unicodeScalars) == Array(expected.unicodeScalars))
    }

    @Test("what was taken out is reported")
    func removed() throws {
        #expect(try PersonName(cleaning: "김민준").removed.isEmpty)
        #expect(try PersonName(cleaning: "김\u{202E}민\u{200B}준\u{0}").removed == [.control, .bidi, .zeroWidth])
    }

    @Test(
        "a name of nothing visible is a missing name",
        arguments: [
            "", " ", "\u{3000}", "\u{200B}\u{200B}", "\u{202E}", "\u{3164}", "\u{0}\u{0}", "\u{FE0F}", "\u{301}",
            "\u{2800}",
        ])
    func onlyInvisible(_ raw: String) {
        #expect(throws: FieldFault.Problem.required) { try PersonName(cleaning: raw) }
    }

    @Test("forty characters are a name and forty-one are not, in any script")
    func lengths() throws {
        for letter in ["가", "a", "é", "กำ", "नि", "👩‍👧", "\u{1112}\u{1161}\u{11AB}"] {
            #expect(try PersonName(cleaning: String(repeating: letter, count: 40)).text.count == 40, "\(letter)")
            #expect(throws: FieldFault.Problem.tooLong(maximum: 40), "\(letter)") {
                try PersonName(cleaning: String(repeating: letter, count: 41))
            }
        }
        #expect(try PersonName(cleaning: "x").text == "x")
    }

    @Test("a pile of marks on one letter is too long, though it is one character")
    func marksPiledUp() throws {
        #expect(throws: FieldFault.Problem.tooLong(maximum: 40)) {
            try PersonName(cleaning: "Z" + String(repeating: "\u{300}\u{323}", count: 100))
        }
    }
}

// What people are found by.

import Domain
import TestSupport
import Testing

@Suite("Search")
struct SearchTests {
    static func matches(_ text: String, _ row: Registration) -> Bool {
        SearchQuery(text).matches(SearchIndex(row), serial: row.serial)
    }

    static let person = Sample.person(
        4821, name: "김민준", phone: "010-1234-5678", affiliation: "Harbor 한빛 School")

    @Test(
        "김민준 of Harbor 한빛 School, 010-1234-5678, number 4821, is found by",
        arguments: [
            "김", "민", "준", "김민", "민준", "김민준", "김 민준", "민준 김", "ㄱㅁㅈ", "ㅁㅈ", "ㄱ", "ㅈ", "78", "678", "5678", "12345678",
            "1234-5678", "01012345678", "010-1234-5678", "+82 10 1234 5678", "+821012345678", "０１０１２３４５６７８",
            "1012345678",
            "\u{202D}010-1234-5678\u{202C}", "harbor", "HARBOR", "ｈａｒｂｏｒ", "arb", "한빛", "빛", "school 한빛", "한빛school",
            "4821", "000004821", "김민준 5678", "5678 김", "김민준 010-1234-5678", "김 +82-10-1234-5678", "ㄱㅁㅈ 4821", "", "  ",
            "\u{1100}\u{1175}\u{11B7}민준",
        ])
    func found(_ text: String) {
        #expect(Self.matches(text, Self.person))
    }

    @Test(
        "and is not found by",
        arguments: [
            "박", "준민", "김준", "ㅁㄱ", "ㄱㅈ", "ㄱㅁㅂ", "567", "1234", "5679", "01012345679", "01187654321", "482", "4822",
            "=4821x",
            "harbour", "빛한", "김민준 9999", "박 5678", "%", "_", "김%준", "\\", "'", "민준이",
        ])
    func notFound(_ text: String) {
        #expect(!Self.matches(text, Self.person))
    }

    @Test("any piece of a name or an affiliation finds its person, and so does any end of their telephone")
    func anyPiece() {
        var random = SeededRandom.fromEnvironment()
        let letters = Array("김이박민서준가나다abcXYZ'-.%_\\é각ㄱ1２")
        for _ in 0..<1_000 {
            let name = (0..<random.int(in: 1...10)).map { _ in String(random.pick(letters)) }.joined()
            let affiliation = (0..<random.int(in: 1...16)).map { _ in String(random.pick(letters)) }.joined()
            let row = Sample.person(Int64(random.int(in: 1...999_999_999)), name: name, affiliation: affiliation)
            for line in [name, affiliation] {
                let from = random.int(in: 0...(line.count - 1))
                let piece = String(line.dropFirst(from).prefix(random.int(in: 1...line.count)))
                #expect(Self.matches(piece, row), "seed \(random.seed): \(piece) in \(line)")
            }
            let end = String("01012345678".suffix(random.int(in: 2...11)))
            #expect(Self.matches(end, row), "seed \(random.seed): \(end)")
            #expect(Self.matches("\(row.serial)", row), "seed \(random.seed): \(row.serial)")
        }
    }

    @Test("a term never finds somebody who does not have its text")
    func noFalseFinds() {
        var random = SeededRandom.fromEnvironment()
        let letters = Array("가나다라")
        for _ in 0..<1_000 {
            func word(_ lengths: ClosedRange<Int>) -> String {
                (0..<random.int(in: lengths)).map { _ in String(random.pick(letters)) }.joined()
            }
            let row = Sample.person(name: word(3...8), phone: nil, affiliation: nil)
            let text = word(1...4)
            #expect(Self.matches(text, row) == row.name.contains(text), "seed \(random.seed): \(text) in \(row.name)")
        }
    }

    @Test("a search row is the texts as they are typed, and a mark for each answer that looks like an id")
    func row() throws {
        var person = Sample.person(7, name: "가 Ｂ나", phone: "010-1234-5678", affiliation: "한 Bit")
        person.answers = [
            try #require(FieldID("diet")): .text("vegan"), try #require(FieldID("days")): .choices(["d2", "d1"]),
            try #require(FieldID("age")): .number(12), try #require(FieldID("why")): .text("많이 궁금해서"),
            try #require(FieldID("news")): .flag(false),
        ]
        let index = SearchIndex(person)
        #expect([index.name, index.initials, index.affiliation, index.phone] == ["가b나", "ㄱbㄴ", "한bit", "01012345678"])
        #expect(index.marks == ["@age=12", "@days=d1", "@days=d2", "@diet=vegan"])
    }

    @Test("a word asks for its neighbours among the grams, the first of which may begin a name")
    func grams() {
        func grams(_ word: String) -> [[String]] {
            let grams = SearchQuery.Term(text: word).grams()
            return [grams.either, grams.others]
        }
        #expect(grams("김") == [["김", "^김"], []])
        #expect(grams("김민") == [["김민", "^김민"], []])
        #expect(grams("김민준") == [["김민", "^김민"], ["민준"]])
        #expect(SearchQuery.Term(text: "김민준").grams(beginningNames: false).either == ["김민"])
    }

    @Test("endless text makes a query of bounded size")
    func endless() {
        let query = SearchQuery(String(repeating: String(repeating: "가", count: 500) + " ", count: 100))
        #expect(query.terms.count == 8)
        #expect(query.terms.allSatisfy { $0.text.count <= 60 })
    }

    @Test("names are the same whatever blanks, case and width they were typed with")
    func sameName() {
        #expect(SearchIndex.isSameName("김 민준", "김민준"))
        #expect(SearchIndex.isSameName("ＫＩＭ", "kim"))
        #expect(!SearchIndex.isSameName("김민준", "김민서"))
    }
}

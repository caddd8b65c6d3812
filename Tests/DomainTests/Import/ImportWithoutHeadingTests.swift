// Lists whose first row is a person, and lists of which nothing says where the names are.

import Domain
import Testing

@Suite("Lists without a heading, or with one nobody knows")
struct ImportWithoutHeadingTests {
    private let people = [["김민준", "010-1234-5678", "한빛고"], ["이서연", "1022223333", "나래고", "a@b.kr"]]

    private func find(
        _ rows: [[String]], _ byHand: [String: ImportTarget] = [:], isThere: Bool? = nil
    ) throws(ImportObstacle) -> ImportHeading {
        try ImportHeading.find(in: List.rows(rows), form: List.form, byHand: byHand, isThere: isThere)
    }

    @Test("a first row with a telephone is a person and no heading, whatever is said of its cells")
    func recognised() throws {
        #expect(throws: ImportObstacle.noNames(found: people[0])) { try find(people) }
        #expect(throws: ImportObstacle.noColumn("김민준", known: ["A", "B", "C", "D"])) {
            try find(people, ["김민준": .field(.name)])
        }
        let found = try find(people, ["1": .field(.name), "c": .field(.affiliation)])
        #expect(!found.isThere && found.rowCount == 0 && found.line == 0)
        #expect(found.mapping.columns.map(\.heading) == ["A", "B", "C", "D"])
        #expect(found.mapping.columns.map { $0.target?.text } == ["name", "phone", "affiliation", "email"])
    }

    @Test("without a telephone somebody has to say that there is none")
    func said() throws {
        let rows = [["김민준", "한빛고"], ["이서연", "나래고"]]
        #expect(throws: ImportObstacle.noHeading(found: rows[0])) { try find(rows) }
        let found = try find(rows, ["A": .field(.name)], isThere: false)
        let reader = try ImportReader(
            found.mapping, form: List.form, options: ImportOptions(hasConsent: true), clock: List.clock)
        let names = List.rows(rows).dropFirst(found.rowCount).map { row -> String? in
            if case .person(let person) = reader.read(row) { person.valid.name.text } else { nil }
        }
        #expect(names == ["김민준", "이서연"])
        // And that there is one, where a heading holds a telephone.
        #expect(try find([["이름", "02-123-4567 내선"], ["김민준", ""]], isThere: true).rowCount == 1)
    }

    @Test("a guess shows all that is known, and the heading it quotes is no title above it")
    func guess() {
        let rows = [["2026 박람회 참가 명단", "", ""], ["누구", "연락처", "학교"], ["김민준", "010-1234-5678", "한빛고"]]
        let guess = ImportHeading.guess(in: List.rows(rows), form: List.form)
        #expect(guess.line == 2 && guess.rowCount == 2)
        #expect(guess.mapping.columns.map { $0.target?.text } == [nil, "phone", "affiliation"])
        #expect(throws: ImportObstacle.noHeading(found: rows[1])) { try find(rows) }
        let said = ImportHeading.guess(in: List.rows(rows), form: List.form, byHand: ["학교": .nothing])
        #expect(said.mapping.columns.map { $0.target?.text } == [nil, "phone", "-"])
        #expect(ImportHeading.guess(in: List.rows(people), form: List.form).line == 0)
        #expect(ImportHeading.guess(in: [], form: List.form).mapping.columns.isEmpty)
    }

    @Test(
        "columns of names that lists of representatives and applicants have", arguments: ["참가자 성명", "신청자 성명", "대표자 이름"])
    func names(_ heading: String) throws {
        #expect(try find([[heading, "연락처"], ["김민준", ""]]).mapping.place(of: .field(.name)) == 0)
    }

    @Test("only what is certain to be a heading may be kept outside the database")
    func nobody() throws {
        #expect(try find([["누구", "연락처"], ["김민준", ""]], ["누구": .field(.name)]).isNobody(List.form))
        #expect(try !find([["김민준", "한빛고"]], ["김민준": .field(.name)]).isNobody(List.form))
        #expect(try !find(people, ["1": .field(.name)]).isNobody(List.form))
        #expect(
            try !find([["이름", "a@b.kr"], ["김민준", ""]], ["a@b.kr": .field(.email)]).isNobody(List.form))
    }

    @Test("columns are called as spreadsheets call them")
    func columnNames() {
        #expect(
            [0, 25, 26, 51, 52, 701, 702].map(ImportMapping.columnName) == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"])
    }
}

// Lists about people who were asked by an earlier form.

import Domain
import Testing

@Suite("Lists after the form has changed")
struct ImportAfterFormChangeTests {
    private static let topics = Sample.id("topics")

    @Test("what the list says nothing of is not held against today's form")
    func silent() throws {
        var person = Sample.person(7)
        person.answers = [Self.topics: .choices(["robots"]), Sample.id("size"): .text("small")]
        let heading = ["이름", "연락처", "소속"]
        #expect(try List.judge([heading, ["김민준", "1012345678", "한빛초등학교"]], people: [person]) == ["same 7"])
        let rows = List.rows([heading, ["김민준", "1012345678", "나래"]])
        let found = try ImportHeading.find(in: rows, form: List.form)
        let reader = try ImportReader(
            found.mapping, form: List.form, options: ImportOptions(hasConsent: true, updates: true))
        var judge = ImportJudge(
            reader, form: List.form, reference: Sample.reference, facts: ImportFacts(people: [person]))
        guard case .changed(_, _, let after, _)? = judge.verdict(on: reader.read(rows[1])) else {
            Issue.record("not changed")
            return
        }
        #expect(after.affiliation == "나래" && after.answers == person.answers)
    }

    @Test("a row that this very file stored once is the same, though today's form would refuse it")
    func storedOnce() throws {
        let rows = [["이름", "연락처", "topics"], ["김민준", "1012345678", "robots"]]
        let person = Sample.person(7)
        #expect(try List.judge(rows, people: [person]) == ["refused topics"])
        #expect(try List.judge(rows, people: [person], stored: [2: person]) == ["same 7"])
        // A telephone that the spreadsheet has rounded was never right.
        let rounded = [rows[0], ["김민준", "1.01235E+09", ""]]
        #expect(try List.judge(rounded, stored: [2: person]) == ["refused phone"])
    }

    @Test("what makes the form ask for more blames the field that is missing, and not the telephone")
    func blame() throws {
        var form = List.form
        form.fields.append(
            Sample.field("school", .text, required: true) { $0.condition = .init(field: .category, anyOf: ["teacher"]) }
        )
        let rows = List.rows([["이름", "연락처", "구분", "school"], ["김민준", "1012345678", "teacher", "x"]])
        let found = try ImportHeading.find(in: rows, form: form)
        let reader = try ImportReader(found.mapping, form: form, options: ImportOptions(hasConsent: true))
        guard case .person(var person) = reader.read(rows[1]) else {
            Issue.record("nobody")
            return
        }
        person.said[Sample.id("school")] = nil
        var judge = ImportJudge(
            reader, form: form, reference: Sample.reference, facts: ImportFacts(people: [Sample.person(7)]))
        guard case .refused(_, let refusals)? = judge.verdict(on: .person(person)) else {
            Issue.record("not refused")
            return
        }
        #expect(refusals.map(\.field.text) == ["school"])
    }
}

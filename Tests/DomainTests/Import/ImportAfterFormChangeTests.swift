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
            found.mapping, form: List.form, options: ImportOptions(hasConsent: true, updates: true),
            clock: List.clock)
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

    @Test("a question that is asked since is none of those who are there already; whoever is new has to answer it")
    func askedSince() throws {
        var form = List.form
        form.fields.append(Sample.field("shuttle", .text, required: true))
        let rows = List.rows([
            ["이름", "연락처", "소속"], ["김민준", "1012345678", "나래"], ["김민준", "1012345678", ""], ["이서연", "1022223333", "한빛"],
        ])
        let found = try ImportHeading.find(in: rows, form: form)
        let reader = try ImportReader(
            found.mapping, form: form, options: ImportOptions(hasConsent: true, updates: true), clock: List.clock)
        func verdict(_ row: Int, _ people: [Registration]) -> ImportVerdict? {
            var judge = ImportJudge(
                reader, form: form, reference: Sample.reference, facts: ImportFacts(people: people))
            return judge.verdict(on: reader.read(rows[row]))
        }
        guard case .changed(_, _, let after, _)? = verdict(1, [Sample.person(7)]) else {
            Issue.record("not changed")
            return
        }
        #expect(after.affiliation == "나래")
        #expect(verdict(2, [Sample.person(7)]) == .same(rows[2], Sample.serial(7)))
        for (row, people) in [(3, [Sample.person(7)]), (1, []), (1, [Sample.person(7, status: .cancelled)])] {
            guard case .refused(_, let refusals)? = verdict(row, people) else {
                Issue.record("row \(row) is not refused")
                continue
            }
            #expect(refusals.map(\.field.text) == ["shuttle"] && refusals.map(\.problem) == [.field(.required)])
        }
    }

    @Test(
        "whoever was rejected and stands in the list as they were stays rejected; who comes with something new applies")
    func rejectedBefore() throws {
        let heading = ["이름", "연락처", "소속"]
        let rejected = Sample.person(7, status: .rejected)
        func judge(_ cells: [String], _ people: [Registration]) throws -> [String] {
            try List.judge([heading, cells], people: people)
        }
        #expect(try judge(["김민준", "1012345678", "한빛초등학교"], [rejected]) == ["rejected 7"])
        #expect(try judge(["김민준", "1012345678", ""], [rejected]) == ["rejected 7"])
        #expect(try judge(["김민준", "1012345678", "나래"], [rejected]) == ["new"])
        // Another person's telephone now, and whoever gave their place up themselves.
        #expect(try judge(["이서연", "1012345678", "한빛초등학교"], [rejected]) == ["new"])
        #expect(try judge(["김민준", "1012345678", "한빛초등학교"], [Sample.person(7, status: .cancelled)]) == ["new"])
        #expect(
            try judge(["김민준", "1012345678", "한빛초등학교"], [rejected, Sample.person(8, status: .applied)]) == ["same 8"])
        let counts = ImportCounts([.rejectedBefore(ImportRow(line: 2, cells: []), Sample.serial(7))], blank: 0)
        #expect(counts.same == 1 && counts.rejectedBefore == 1)
    }

    @Test("what makes the form ask for more blames the field that is missing, and not the telephone")
    func blame() throws {
        var form = List.form
        form.fields.append(
            Sample.field("school", .text, required: true) { $0.condition = .init(field: .category, anyOf: ["teacher"]) }
        )
        let rows = List.rows([["이름", "연락처", "구분", "school"], ["김민준", "1012345678", "teacher", "x"]])
        let found = try ImportHeading.find(in: rows, form: form)
        let reader = try ImportReader(
            found.mapping, form: form, options: ImportOptions(hasConsent: true), clock: List.clock)
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

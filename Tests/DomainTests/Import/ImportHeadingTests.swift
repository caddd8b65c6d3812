// Finding the heading of a list and what its columns are.

import Domain
import Testing

@Suite("Headings of lists")
struct ImportHeadingTests {
    private func find(_ rows: [[String]], byHand: [String: ImportTarget] = [:]) throws -> ImportHeading {
        try ImportHeading.find(in: List.rows(rows), form: List.form, byHand: byHand)
    }

    private func targets(_ rows: [[String]], byHand: [String: ImportTarget] = [:]) throws -> [String] {
        try find(rows, byHand: byHand).mapping.columns.map { $0.target?.text ?? "?" }
    }

    private func obstacle(_ rows: [[String]], byHand: [String: ImportTarget] = [:]) -> ImportObstacle? {
        do throws(ImportObstacle) {
            _ = try ImportHeading.find(in: List.rows(rows), form: List.form, byHand: byHand)
            return nil
        } catch {
            return error
        }
    }

    @Test(
        "columns are found by label in either language, by id, and by what people say, however they are written",
        arguments: [
            ["이름", "연락처", "소속", "구분", "이메일", "개인정보 동의"],
            ["Name", "Phone", "Affiliation", "Category", "E-mail", "Privacy consent"],
            ["name", "phone", "affiliation", "category", "email", "consent"],
            ["* 성 명 (필수)", "휴대폰번호", "기관명", "참가 구분", "E-Mail 주소", "개인정보 수집·이용 동의"],
            ["성함", "핸드폰", "소속기관(학교)", "유형", "메일", "동의 여부"],
            ["\u{1109}\u{1165}\u{11BC}\u{1106}\u{1167}\u{11BC}", "ＴＥＬ", "회사", "구분 ", "MAIL", "동의"],
        ])
    func names(_ headings: [String]) throws {
        #expect(
            try targets([headings.map { $0 == "E-Mail 주소" ? "이메일 주소" : $0 }])
                == ["name", "phone", "affiliation", "category", "email", "consent"])
    }

    @Test("titles, dates and blank rows above the heading are passed over")
    func above() throws {
        let found = try find([
            ["2026 교육 박람회 참가자 명단", "", ""], ["", "", ""], ["작성일: 2026-04-01"], ["번호", "이름", "연락처"], ["1", "김민준", ""],
        ])
        #expect(found.line == 4 && found.rowCount == 4)
        #expect(found.mapping.columns.map { $0.target?.text } == [nil, "name", "phone"])
        #expect(found.mapping.unmapped == ["번호"])
    }

    @Test("a heading of two rows with merged cells is one heading, whichever way it is merged")
    func merged() throws {
        // The name is merged over both rows, and what is below it names the rest.
        let down = try find([["성명", "연락", "", "비고"], ["", "휴대폰", "이메일", ""], ["김민준", "010-1234-5678", "a@b.kr", ""]])
        #expect(down.mapping.columns.map { $0.target?.text } == ["name", "phone", "email", nil])
        #expect(down.rowCount == 2 && down.mapping.unmapped == ["비고"])
        // Everything known is merged over both rows: the second says something of the others only.
        let up = try find([["성명", "연락처", "주소", ""], ["", "", "시도", "상세"], ["김민준", "", "서울", "1"]])
        #expect(up.rowCount == 2)
        // One row, and somebody of whom only a remark is known is not taken for a heading.
        let one = try find([["성명", "연락처", "비고"], ["", "", "2번 자리"], ["김민준", "", ""]])
        #expect(one.rowCount == 1)
    }

    @Test("of two columns that could be a field, the more telling is taken, and each field once")
    func best() throws {
        #expect(try targets([["이름", "전화", "휴대폰"]]) == ["name", "?", "phone"])
        #expect(try targets([["이름", "연락처", "연락처"]]) == ["name", "phone", "?"])
        #expect(try targets([["성명", "name"]]) == ["?", "name"])
        #expect(try targets([["이름", "상태", "거절 이유"]]) == ["name", "status", "-"])
    }

    @Test("what somebody says goes before everything; what cannot be is named")
    func byHand() throws {
        let rows = [["이름", "보호자", "전화"]]
        #expect(try targets(rows, byHand: ["보호자": .field(.phone)]) == ["name", "phone", "?"])
        #expect(try targets(rows, byHand: ["전 화": .nothing]) == ["name", "?", "-"])
        #expect(try targets([["누구", "전화"]], byHand: ["누구": .field(.name)]) == ["name", "phone"])
        #expect(obstacle(rows, byHand: ["없는 열": .field(.email)]) == .noColumn("없는 열", known: ["이름", "보호자", "전화"]))
        #expect(obstacle(rows, byHand: ["이름": .field(Sample.id("nowhere"))]) == .noField("nowhere"))
    }

    @Test("without a column of names, or without anything, there is no heading")
    func none() {
        #expect(obstacle([]) == .empty)
        #expect(obstacle([["", " "], []]) == .empty)
        #expect(obstacle([["김민준", "한빛고"]]) == .noHeading(found: ["김민준", "한빛고"]))
        #expect(obstacle([["연락처", "소속"]]) == .noHeading(found: ["연락처", "소속"]))
    }

    @Test("targets are written as ids, status and a dash")
    func texts() {
        for text in ["name", "status", "-", "t-shirt"] { #expect(ImportTarget(text)?.text == text) }
        #expect(ImportTarget("이름") == nil)
    }
}

/// The form that lists are read for.
enum List {
    static let form: FormDefinition = {
        let labels: [String: Localized] = [
            "name": Localized(ko: "이름", en: "Name"), "phone": Localized(ko: "연락처", en: "Phone"),
            "affiliation": Localized(ko: "소속", en: "Affiliation"), "category": Localized(ko: "구분", en: "Category"),
            "email": Localized(ko: "이메일", en: "E-mail"), "consent": Localized(ko: "개인정보 동의", en: "Privacy consent"),
        ]
        var form = Sample.form([
            Sample.field("birthday", .date), Sample.field("age", .number) { $0.minimum = 0 },
            Sample.field("topics", .choices) { $0.options = Sample.options("ai", "maker") },
            Sample.field("notes", .longText),
        ])
        for index in form.fields.indices {
            form.fields[index].label = labels[form.fields[index].id.text] ?? form.fields[index].label
        }
        return form
    }()

    /// 2026-06-01 00:00 in Seoul.
    static let clock = ImportClock(now: Timestamp(milliseconds: 1_780_239_600_000), minutesAheadOfUTC: 540)

    static func rows(_ rows: [[String]]) -> [ImportRow] {
        rows.enumerated().map { ImportRow(line: $0.offset + 1, cells: $0.element) }
    }

    /// What the rows below the heading are.
    static func read(
        _ rows: [[String]], options: ImportOptions = ImportOptions(hasConsent: true)
    ) throws -> [ImportReading] {
        let rows = self.rows(rows)
        let heading = try ImportHeading.find(in: rows, form: form)
        let reader = try ImportReader(heading.mapping, form: form, options: options, clock: clock)
        return rows.dropFirst(heading.rowCount).map(reader.read)
    }

    /// The verdicts as words: `new`, `same 3`, `line 2`, `changed 3`, `refused phone`.
    static func judge(
        _ rows: [[String]], people: [Registration] = [], stored: [Int: Registration] = [:],
        options: ImportOptions = ImportOptions(hasConsent: true)
    ) throws -> [String] {
        let all = self.rows(rows)
        let heading = try ImportHeading.find(in: all, form: form)
        let reader = try ImportReader(heading.mapping, form: form, options: options, clock: clock)
        var judge = ImportJudge(
            reader, form: form, reference: Sample.reference, facts: ImportFacts(people: people, stored: stored))
        return all.dropFirst(heading.rowCount).map { row in
            switch judge.verdict(on: reader.read(row)) {
            case nil: "blank"
            case .new: "new"
            case .same(_, let serial): "same \(serial)"
            case .standsElsewhere(_, let person, let said): "\(person.status) \(person.serial), not \(said)"
            case .rejectedBefore(_, let serial): "rejected \(serial)"
            case .repeated(_, let line): "line \(line)"
            case .changed(_, let before, _, _): "changed \(before.serial)"
            case .refused(_, let refusals): "refused " + refusals.map(\.field.text).joined(separator: " ")
            }
        }
    }
}

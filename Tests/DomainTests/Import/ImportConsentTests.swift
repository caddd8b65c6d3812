// When people agreed, and to which text, as lists say it; and options whose names have commas in them.

import Domain
import Testing

@Suite("Consent in lists")
struct ImportConsentTests {
    /// 2026-05-01 09:00 in Seoul, and 2026-05-01 00:00.
    private static let morning: Int64 = 1_777_593_600_000
    private static let midnight = morning - 9 * 3_600_000

    private func consent(_ headings: [String], _ cells: [String]) throws -> Consent? {
        let rows = [["이름"] + headings, ["김민준"] + cells]
        guard case .person(let person) = try List.read(rows, options: ImportOptions())[0] else { return nil }
        return person.consent(importedAt: Timestamp(milliseconds: 1))
    }

    private func refusal(_ heading: String, _ cell: String) throws -> ImportRefusal? {
        guard case .refused(let row, let refusals) = try List.read([["이름", heading], ["김민준", cell]])[0] else {
            return nil
        }
        #expect(row.line == 2)
        return refusals.first
    }

    @Test("when somebody agreed is kept as exports, forms and spreadsheets write it, in the event's time or their own")
    func moments() throws {
        for cell in [
            "2026-05-01 09:00", "2026-05-01 09:00:00", "2026. 5. 1. 9:00", "2026. 5. 1 오전 9:00:00",
            "2026/05/01 9:00:00 오전 GMT+9", "2026-05-01T09:00:00+09:00", "2026-05-01T00:00:00.000Z", "２０２６-05-01 09:00",
            "2026년 5월 1일 9시 0분", "2026-05-01(금) 09:00", "46143.375", "2026-04-30 19:00 -0500", "20260501 09:00",
        ] {
            for heading in ["동의한 때", "Consent given at", "consent.at", "개인정보 동의"] {
                let found = try consent([heading], [cell])
                #expect(found?.at.milliseconds == Self.morning, "\(heading) \(cell)")
            }
        }
        for cell in ["2026-05-01", "46143", "2026. 5. 1."] {
            #expect(try consent(["동의한 때"], [cell])?.at.milliseconds == Self.midnight, "\(cell)")
        }
        #expect(
            try consent(["동의한 때"], ["2026-05-01 오후 12:30"])?.at.milliseconds == Self.morning + 3 * 3_600_000 + 1_800_000
        )
        // Who only says yes has agreed by the time of the import.
        #expect(try consent(["동의한 때"], ["O"]) == Consent(version: "2026-1", at: Timestamp(milliseconds: 1)))
    }

    @Test(
        "the text that they agreed to is the list's, else the form's of today; both columns go with one for yes and no")
    func versions() throws {
        let both = ["개인정보 동의", "동의한 때", "동의 안내문 버전"]
        let old = try consent(both, ["O", "2026-05-01 09:00", " 2025-2 "])
        #expect(old == Consent(version: "2025-2", at: Timestamp(milliseconds: Self.morning)))
        #expect(try consent(both, ["O", "", ""]) == Consent(version: "2026-1", at: Timestamp(milliseconds: 1)))
        #expect(try consent(["Consent given at", "Consent text version"], ["2026-05-01 09:00", "1"])?.version == "1")
        // Whoever said no has not agreed, whatever day stands beside it.
        #expect(try consent(both, ["X", "2026-05-01 09:00", ""]) == nil)
        #expect(try refusal("동의 안내문 버전", String(repeating: "가", count: 81))?.problem == .field(.tooLong(maximum: 80)))
    }

    @Test("what is no day, and a day that has not come, is refused with its column and value")
    func unreadable() throws {
        for cell in [
            "2026-13-01", "2026-02-30 09:00", "2026-05-01 25:00", "지난주", "2062-05-01 09:00", "1999-05-01", "05/01",
        ] {
            let found = try #require(try refusal("동의한 때", cell), "\(cell)")
            #expect(found.problem == .notAMoment && found.column == "동의한 때" && found.value == cell)
        }
        #expect(try refusal("개인정보 동의", "2062-05-01 09:00")?.problem == .unclear)
        #expect(throws: ImportObstacle.noConsent) {
            _ = try List.read([["이름", "동의 안내문 버전"], ["김민준", "1"]], options: ImportOptions())
        }
    }

    @Test("several options are told apart though their names have commas, strokes and dots in them")
    func choices() throws {
        var form = List.form
        let labels = ["ai": "소프트웨어/AI", "food": "음식 (견과류, 우유)", "maker": "메이커", "soft": "소프트웨어"]
        for index in form.fields.indices where form.fields[index].id.text == "topics" {
            form.fields[index].options = labels.sorted { $0.key < $1.key }.map {
                FormField.Option(id: $0.key, label: Localized(ko: $0.value, en: $0.key))
            }
        }
        func chosen(_ cell: String) throws -> Answer? {
            let rows = List.rows([["이름", "topics"], ["김민준", cell]])
            let found = try ImportHeading.find(in: rows, form: form)
            let reader = try ImportReader(
                found.mapping, form: form, options: ImportOptions(hasConsent: true), clock: List.clock)
            guard case .person(let person) = reader.read(rows[1]) else { return nil }
            return person.valid.others[Sample.id("topics")]
        }
        #expect(try chosen("소프트웨어/AI, 메이커") == .choices(["ai", "maker"]))
        #expect(try chosen("메이커, 음식 (견과류, 우유), 소프트웨어") == .choices(["food", "maker", "soft"]))
        #expect(try chosen("소프트웨어/메이커") == .choices(["maker", "soft"]))
        #expect(try chosen("소프트웨어/로봇") == nil)
    }

    @Test("a row that became part of another is nobody by itself, as exports write it in either language")
    func merged() throws {
        for word in ["합침", "merged", "Merged"] {
            let verdicts = try List.judge([["이름", "상태"], ["김민준", word], ["이서연", "승인"]])
            #expect(verdicts == ["blank", "new"], "\(word)")
        }
    }
}

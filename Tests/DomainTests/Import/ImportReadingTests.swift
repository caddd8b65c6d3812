// Cells as answers, rows as people, and what becomes of each.

import Domain
import Testing

@Suite("Rows of lists")
struct ImportReadingTests {
    private func answer(_ field: String, _ cell: String) throws -> Answer? {
        guard case .person(let person) = try List.read([["이름", field], ["김민준", cell]])[0] else { return nil }
        return person.answers[Sample.id(field)]
    }

    private func phone(_ cell: String) throws -> String? {
        guard case .person(let person) = try List.read([["이름", "연락처"], ["김민준", cell]])[0] else { return nil }
        return person.valid.phone?.digits
    }

    private func problem(_ heading: String, _ cell: String) throws -> ImportRefusal.Problem? {
        guard case .refused(_, let refusals) = try List.read([["이름", heading], ["김민준", cell]])[0] else { return nil }
        #expect(refusals.count == 1 && refusals[0].column == heading && refusals[0].value == cell)
        return refusals[0].problem
    }

    @Test("telephones get back the zero that a spreadsheet took, in any width, with any mark around them")
    func phones() throws {
        for cell in [
            "1012345678", "010-1234-5678", "０１０－１２３４－５６７８", " 010 1234 5678 ", "+82 10-1234-5678", "'+82 10 1234 5678",
            "1012345678.0", "'01012345678",
        ] {
            #expect(try phone(cell) == "821012345678", "\(cell)")
        }
        #expect(try phone("212345678") == "82212345678")
        #expect(try phone("311234567") == "82311234567")
        #expect(try phone("1.012345678E+09") == "821012345678")
        #expect(try problem("연락처", "1.01235E+09") == .rounded)
        for cell in ["없음", "-", "無", "N/A", "n.a.", "해당 없음"] {
            #expect(try List.judge([["이름", "연락처"], ["김민준", cell]]) == ["new"], "\(cell)")
            #expect(try phone(cell) == nil, "\(cell)")
        }
        #expect(try problem("연락처", "010-123") == .field(.notAPhone))
    }

    @Test("days are read as people write them, and as the numbers spreadsheets keep")
    func days() throws {
        for cell in [
            "2026-05-01", "2026. 5. 1.", "2026년 5월 1일", "46143", "46143.0", "20260501", "2026-05-01 00:00:00",
            "2026-05-01T09:00",
        ] {
            #expect(try answer("birthday", cell) == .text(cell) || (try valid("birthday", cell)) == .text("2026-05-01"))
            #expect(try valid("birthday", cell) == .text("2026-05-01"), "\(cell)")
        }
        #expect(try valid("birthday", "10000") == .text("1927-05-18"))
        #expect(try problem("birthday", "내일") == .field(.notADate))
    }

    private func valid(_ field: String, _ cell: String) throws -> Answer? {
        guard case .person(let person) = try List.read([["이름", field], ["김민준", cell]])[0] else { return nil }
        return person.valid.others[Sample.id(field)]
    }

    @Test("numbers, choices by id or label, several of them, and what is none")
    func others() throws {
        #expect(try valid("age", "１２") == .number(12))
        #expect(try valid("age", "1,200") == .number(1200))
        #expect(try valid("age", "12.0") == .number(12))
        #expect(try valid("topics", "maker, AI") == .choices(["ai", "maker"]))
        #expect(try problem("topics", "maker, 요리") == .field(.unknownOption))
        #expect(try problem("구분", "외계인") == .field(.unknownOption))
        #expect(try problem("age", "열둘") == .field(.notANumber))
        #expect(try problem("notes", "#REF!") == .formula)
        #expect(try valid("notes", "=A1+1") == .text("=A1+1"))
        #expect(try valid("notes", "여러\n줄") == .text("여러\n줄"))
    }

    @Test("consent is what the column says, or whoever imports where it says nothing")
    func consent() throws {
        func reading(_ cell: String, hasConsent: Bool = false) throws -> ImportReading {
            try List.read([["이름", "동의"], ["김민준", cell]], options: ImportOptions(hasConsent: hasConsent))[0]
        }
        for cell in [
            "O", "o", "ㅇ", "○", "예", "네", "Y", "yes", "TRUE", "1", "동의함", "Ｏ", "2026-05-01 09:12", "2026. 5. 1.",
        ] {
            guard case .person = try reading(cell) else { Issue.record("\(cell)"); continue }
        }
        for cell in ["X", "아니오", "아니요", "n", "미동의", "0"] {
            for hasConsent in [false, true] {
                guard case .refused(_, let refusals) = try reading(cell, hasConsent: hasConsent) else {
                    Issue.record("\(cell)")
                    continue
                }
                #expect(refusals.map(\.problem) == [.field(.consentMissing)])
            }
        }
        guard case .refused(_, let unclear) = try reading("나중에"), case .refused = try reading("") else {
            Issue.record("stored without consent")
            return
        }
        #expect(unclear.map(\.problem) == [.unclear])
        guard case .person = try reading("", hasConsent: true) else {
            Issue.record("whoever imports said yes")
            return
        }
        #expect(throws: ImportObstacle.noConsent) { _ = try List.read([["이름"], ["김민준"]], options: ImportOptions()) }
    }

    @Test("where somebody stands comes from the column, else from whoever imports")
    func statuses() throws {
        func status(_ cell: String, approves: Bool = false) throws -> Registration.Status? {
            let options = ImportOptions(approves: approves, hasConsent: true)
            guard case .person(let person) = try List.read([["이름", "상태"], ["김민준", cell]], options: options)[0] else {
                return nil
            }
            return person.status
        }
        #expect(try status("승인") == .approved && status("대기") == .waitlisted && status("취소") == .cancelled)
        #expect(try status("held") == .held && status("Approved") == .approved)
        #expect(try status("") == .applied && status("", approves: true) == .approved)
        #expect(try status("신청", approves: true) == .applied)
        #expect(try status("글쎄") == nil)
    }

    @Test("rows with nobody in them are blank: empty ones, numbered ones, and the heading once more")
    func blank() throws {
        let rows = [
            ["번호", "이름", "연락처"], ["1", "", ""], [], ["", " ", "\u{3000}"], ["번호", "이름", "연락처"], ["2", "김민준"],
        ]
        #expect(try List.judge(rows) == ["blank", "blank", "blank", "blank", "new"])
    }

    @Test("sums and remarks are refused as nobody, and people with odd names are people")
    func remarks() throws {
        let heading = ["연번", "이름", "연락처", "소속"]
        func verdicts(_ rows: [String]...) throws -> [String] { try List.judge([heading] + rows) }
        for row in [
            ["합 계", "123", "", ""], ["", "소계", "", ""], ["", "총 123명", "", ""], ["계", "2명", "2", ""],
            ["Total: 5", "5", "", ""], ["", "Grand Total", "", ""], ["※ 문의: 02-123-4567", "운영본부", "", ""],
            ["", "※ 소속은 공식 이름", "", ""],
        ] {
            let reading = try List.read([heading, row])[0]
            guard case .refused(_, let refusals) = reading, refusals.map(\.problem) == [.notAPerson] else {
                Issue.record("\(row): \(reading)")
                continue
            }
        }
        let people = try verdicts(
            ["1", "총명", "", "합계"], ["2", "Sum", "01012345678", ""], ["3", "계", "01012345679", "소계"], ["4", "", "", ""])
        #expect(people == ["new", "new", "new", "blank"])
    }

    @Test("sums and remarks below columns that are not read are refused as nobody, and not passed over")
    func remarksElsewhere() throws {
        let heading = ["연번", "이름", "비고"]
        for row in [
            ["※ 문의: 운영본부", "", ""], ["합계", "", ""], ["", "", "※ 이상 3명"], ["7", "", "총 3명"], ["", "", "", "※ 밖에"],
        ] {
            guard case .refused(_, let refusals) = try List.read([heading, row])[0] else {
                Issue.record("passed over: \(row)")
                continue
            }
            #expect(refusals.map(\.problem) == [.notAPerson])
        }
        #expect(try List.judge([heading, ["3", "", "자리 비움"], ["4", "김민준", "※ 휠체어"]]) == ["blank", "new"])
    }

    @Test("a second heading in the other language is no person")
    func secondHeading() throws {
        let rows = [["이름", "연락처", "소속"], ["Name", "Mobile", "Affiliation"], ["김민준", "1012345678", "한빛"]]
        #expect(try List.judge(rows) == ["blank", "new"])
        // Somebody may be called like a column.
        #expect(try List.judge([rows[0], ["Name", "1012345678", "한빛"]]) == ["new"])
    }

    @Test("the same person twice in a file: said once more is no harm, other data are refused with the earlier line")
    func twiceInFile() throws {
        let rows = [
            ["이름", "연락처", "소속"], ["김민준", "1012345678", "한빛"], ["김민준", "010-1234-5678", "한빛"],
            ["이서연", "+82 10 1234 5678", "한빛"], ["박도윤", "", "가온"], ["박 도윤", "", "가온 "], ["박도윤", "", "나래"],
        ]
        #expect(try List.judge(rows) == ["new", "line 2", "refused phone", "new", "refused name", "new"])
    }

    @Test("against the database: same, changed, or new; an empty cell takes nothing away")
    func against() throws {
        let heading = ["이름", "연락처", "소속"]
        let person = Sample.person(7)
        func verdict(_ row: [String], _ person: Registration = person) throws -> [String] {
            try List.judge([heading, row], people: [person])
        }
        #expect(try verdict(["김민준", "1012345678", "한빛초등학교"]) == ["same 7"])
        #expect(try verdict(["김민준", "1012345678", ""]) == ["same 7"])
        #expect(try verdict(["김민준", "1012345678", "다른 학교"]) == ["changed 7"])
        #expect(try verdict(["김민준", "1012345679", "한빛초등학교"]) == ["new"])
        // Whoever was cancelled holds no telephone.
        #expect(try verdict(["김민준", "1012345678", ""], Sample.person(7, status: .cancelled)) == ["new"])
        // Without a telephone it is name and affiliation.
        let phoneless = Sample.person(8, phone: nil)
        #expect(try verdict(["김 민준", "", "한빛초등학교"], phoneless) == ["changed 8"])
        #expect(try verdict(["김민준", "", "한빛초등학교"], phoneless) == ["same 8"])
        #expect(try verdict(["김민준", "", "가온"], phoneless) == ["new"])
    }

    @Test("whom this file stored once stays stored, cancelled or changed since")
    func storedBefore() throws {
        let rows = [["이름", "연락처"], ["김민준", "1012345678"]]
        let cancelled = Sample.person(7, status: .cancelled)
        #expect(try List.judge(rows, people: [cancelled], stored: [2: cancelled]) == ["same 7"])
        #expect(try List.judge(rows, stored: [2: Sample.person(7, name: "김민지", phone: nil)]) == ["changed 7"])
        // Their telephone is somebody else's by now: an update must not take it.
        let other = Sample.person(9, name: "다른 사람")
        #expect(
            try List.judge(rows, people: [other], stored: [2: Sample.person(7, phone: nil)]) == ["refused phone"])
    }
}

// Exports over a real database: all columns, one snapshot, a record, and a whole file or none.

import Domain
import Foundation
import Journal
import Postgres
import Sheets
import Store
import TestSupport
import Testing

@testable import Desk

@Suite("Exports")
struct ExportTests {
    private let rig: DeskRig
    private let folder: ScratchFolder

    init() throws {
        rig = try DeskRig()
        try rig.owner().script("UPDATE expo.event SET first_day = current_date - 2, last_day = current_date + 2")
        folder = try ScratchFolder()
    }

    /// Ids instead of sentences.
    private struct Plain: ExportWording {
        func sheet(_ table: ExportRecord.Table) -> String { table.rawValue }
        func heading(_ column: ExportColumn) -> String {
            if case .field(let field) = column {
                field.label.ko.isEmpty ? field.id.text : field.label.ko
            } else {
                "\(column)"
            }
        }
        func cell(_ column: ExportColumn, _ person: ExportedPerson, asked field: FormField?) -> SheetCell {
            switch column {
            case .serial: .number(person.row.serial.rawValue)
            case .field(let newest): .text(person.row.answer(to: newest.id)?.text ?? "")
            case .status: .text(person.row.status.rawValue)
            case .enteredAt: person.firstEntry.map { .number($0.milliseconds) } ?? ""
            case .decisionReason: .text(person.decisionReason ?? "")
            default: ""
            }
        }
        var movementHeading: [String] { ["serial", "mode", "gate"] }
        func movement(_ movement: ExportedMovement) -> [SheetCell] {
            [
                .number(movement.serial.rawValue), .text(movement.mode?.rawValue ?? "undo"),
                .text(movement.gate ?? ""),
            ]
        }
        var signOffHeading: [String] { ["연번", "이름", "소속", "서명", "비고"] }
    }

    private func rows(_ path: String) throws -> [[String]] {
        var rows: [[String]] = []
        try SheetFile(path: path).rows {
            rows.append($0.cells)
            return true
        }
        return rows
    }

    private func export(
        _ table: ExportRecord.Table, _ kind: SheetKind = .csv, at desk: Desk, filter: AttendeeFilter = .everybody
    ) throws -> (report: ExportReport, rows: [[String]]) {
        let path = folder.file("내보내기.\(kind.rawValue)")
        let report = try ExportWork(table, kind, path: path, filter: filter, filterText: "글").run(
            on: desk, words: Plain())
        return (report, try rows(path))
    }

    /// The usual form with questions of text between its fields and the consent.
    private func form(_ questions: [(id: String, label: String)]) throws -> FormDefinition {
        var form = People.form
        for question in questions {
            let id = try #require(FieldID(question.id))
            let field = FormField(id: id, kind: .text, label: Localized(ko: question.label, en: question.label))
            form.fields.insert(field, at: form.fields.count - 1)
        }
        return form
    }

    private func register(_ desk: Desk, _ name: String, _ form: FormDefinition, _ answers: [String: String]) throws {
        var all: Answers = [.name: .text(name), .consent: .flag(true)]
        for (id, text) in answers { all[try #require(FieldID(id))] = .text(text) }
        let submission = Submission(
            id: desk.makeCommandID(),
            change: .register(source: .walkIn, form: try desk.publish(form), answers: all))
        guard case .applied(let receipt) = try desk.submit(submission), receipt.row != nil else {
            throw SupportError("\(name) was not registered")
        }
    }

    @Test("columns are those of all forms together, under the newest label; a question taken away keeps its column")
    func evolution() throws {
        let desk = try rig.desk()
        try register(desk, "하나", form([("booth", "부스"), ("diet", "식사")]), ["booth": "A-1", "diet": "채식"])
        try register(desk, "둘", form([("diet", "식단"), ("size", "치수")]), ["diet": "일반", "size": "L"])
        for kind in SheetKind.allCases {
            let (report, rows) = try export(.attendees, kind, at: desk)
            #expect(report.record == ExportRecord(table: .attendees, format: kind.rawValue, filter: "글", rows: 2))
            let heading = try #require(rows.first)
            #expect(heading.filter { ["부스", "식단", "치수", "식사"].contains($0) } == ["식단", "치수", "부스"])
            func cells(_ row: [String]) -> [String: String] {
                Dictionary(zip(heading, row), uniquingKeysWith: { first, _ in first })
            }
            #expect(rows.count == 3)
            #expect(cells(rows[1])["부스"] == "A-1" && cells(rows[1])["식단"] == "채식")
            #expect(cells(rows[2])["식단"] == "일반" && cells(rows[2])["치수"] == "L")
            #expect(cells(rows[1])["name"] == "하나")
        }
    }

    @Test("two questions of one label have their ids beside it")
    func sameLabel() throws {
        let desk = try rig.desk()
        try register(desk, "하나", form([("memo", "메모"), ("note", "메모")]), ["memo": "가", "note": "나"])
        let heading = try #require(try export(.attendees, at: desk).rows.first)
        #expect(heading.filter { $0.hasPrefix("메모") } == ["메모 (memo)", "메모 (note)"])
    }

    @Test("an export is in the audit log with who, what and how much; the log itself has no filter in it")
    func record() throws {
        let desk = try rig.desk(name: "1번 데스크")
        for name in ["김", "이", "박"] { _ = try desk.submit(try People.walkIn(desk, name)) }
        let few = AttendeeFilter(search: SearchQuery("김"))
        #expect(try export(.attendees, at: desk, filter: few).rows.count == 2)
        let row = try #require(
            try rig.owner().run(
                Statement(
                    "log",
                    """
                    SELECT c.actor, c.outcome, c.serial IS NULL, d.payload, c::text
                    FROM expo.command c JOIN expo.command_detail d USING (event_id, id) WHERE c.kind = 'export'
                    """)
            ).first)
        #expect(try row.string(0) == "1번 데스크" && row.string(1) == "exported" && row.bool(2))
        #expect(try row.string(3).contains("\"rows\":1") && row.string(3).contains("\"filter\":\"글\""))
        #expect(try !row.string(4).contains("글"))
    }

    @Test("every movement has its line, a passage taken back as well")
    func movements() throws {
        let desk = try rig.desk()
        let person = try #require(try desk.submit(try People.walkIn(desk, "김민준")).row)
        _ = try desk.submit(try People.walkIn(desk, "안 온 사람"))
        let pass = try desk.pass(of: person.serial).digits
        for mode in [CheckIn.Mode.enter, .leave, .reenter] {
            _ = try desk.checkIn(pass, mode: mode, gate: .main, id: desk.makeCommandID())
        }
        let entry = try #require(try desk.admissionsToday(of: person.serial).first)
        _ = try desk.submit(
            Submission(
                id: desk.makeCommandID(), change: .undoCheckIn(serial: person.serial, admission: entry)))
        let rows = try export(.checkIns, at: desk).rows
        #expect(rows.map { $0[1] } == ["mode", "enter", "leave", "re-enter", "undo"])
        #expect(rows[1] == [person.serial.description, "enter", "main"])
        let nobody = AttendeeFilter(clauses: [AttendeeFilter.Clause(.status([.rejected]))])
        #expect(try export(.checkIns, at: desk, filter: nobody).rows.count == 1)
    }

    @Test("who signs is in the order of names, and only those who may come")
    func signOff() throws {
        let desk = try rig.desk()
        for name in ["나", "다", "가"] { _ = try desk.submit(try People.walkIn(desk, name)) }
        let gone = try #require(try desk.submit(try People.walkIn(desk, "라")).row)
        _ = try desk.submit(
            Submission(
                id: desk.makeCommandID(), change: .cancel(serial: gone.serial, version: 1, reason: "못 옴")))
        let rows = try export(.signOff, .xlsx, at: desk).rows
        #expect(rows == [["연번", "이름", "소속", "서명", "비고"], ["1", "가"], ["2", "나"], ["3", "다"]])
    }

    @Test("a table of attendees has who came when first, and why they were decided as they are")
    func standing() throws {
        let desk = try rig.desk()
        let people = try ["가", "나", "다"].map { try #require(try desk.submit(try People.walkIn(desk, $0)).row) }
        for mode in [CheckIn.Mode.enter, .leave, .reenter] {
            let pass = try desk.pass(of: people[0].serial).digits
            _ = try desk.checkIn(pass, mode: mode, gate: .main, id: desk.makeCommandID())
        }
        let entry = try #require(try desk.admissionsToday(of: people[0].serial).first)
        let rows = people[1...].map { Review.Row(serial: $0.serial, version: $0.version) }
        let held = try ReviewWork(
            id: desk.makeCommandID(), review: Review(.hold, rows, reason: "서류 확인")
        ).run(on: desk)
        #expect(held.result.decided.count == 2)
        _ = try ReviewWork(
            id: desk.makeCommandID(),
            review: Review(.approve, [Review.Row(serial: people[2].serial, version: 2)])
        ).run(on: desk)
        let table = try export(.attendees, at: desk).rows
        func column(_ name: String) throws -> [String] {
            let index = try #require(table[0].firstIndex(of: name))
            return table[1...].map { $0[index] }
        }
        #expect(try column("enteredAt") == [String(entry.entered.at.milliseconds), "", ""])
        #expect(try column("decisionReason") == ["", "서류 확인", ""])
    }

    @Test("whoever moved up because somebody else was decided has none of their reason")
    func promotedHaveNoReason() throws {
        let desk = try rig.desk()
        let people = try ["가", "나"].map { try #require(try desk.submit(try People.walkIn(desk, $0)).row) }
        func decide(_ decision: Review.Decision, _ person: Int, version: Int, _ reason: String?) throws {
            let row = Review.Row(serial: people[person].serial, version: version)
            _ = try ReviewWork(id: desk.makeCommandID(), review: Review(decision, [row], reason: reason)).run(on: desk)
        }
        try decide(.hold, 1, version: 1, nil)
        _ = try desk.setCapacity(CapacityChange(category: nil, capacity: 1), id: desk.makeCommandID())
        try decide(.waitlist, 1, version: 2, nil)
        try decide(.reject, 0, version: 1, "중복 신청")
        let table = try export(.attendees, at: desk).rows
        let (status, reason) = (
            try #require(table[0].firstIndex(of: "status")), try #require(table[0].firstIndex(of: "decisionReason"))
        )
        #expect(table[1...].map { [$0[status], $0[reason]] } == [["rejected", "중복 신청"], ["approved", ""]])
    }

    @Test("told to stop it leaves no file and no record, and the desk goes on")
    func stopped() throws {
        let desk = try rig.desk()
        _ = try desk.submit(try People.walkIn(desk, "김"))
        for kind in SheetKind.allCases {
            let stop = WorkStop()
            stop.ask()
            let path = folder.file("멈춤.\(kind.rawValue)")
            #expect(try ExportWork(.attendees, kind, path: path).run(on: desk, stop: stop, words: Plain()).wasStopped)
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [])
        #expect(try rig.count("SELECT count(*) FROM expo.command WHERE kind = 'export'") == 0)
        #expect(try desk.count(.everybody) == 1)
    }

    @Test("a file that cannot be written is named, and nothing is recorded")
    func noFolder() throws {
        let desk = try rig.desk()
        let path = folder.file("none/a.csv")
        do {
            _ = try ExportWork(.attendees, .csv, path: path).run(on: desk, words: Plain())
            Issue.record("it was written")
        } catch {
            guard case .file(let fault) = error else { throw error }
            #expect(fault.path == path)
        }
        #expect(try rig.count("SELECT count(*) FROM expo.command WHERE kind = 'export'") == 0)
    }

    @Test("an export is of one moment: who comes or changes meanwhile is not in it")
    func oneMoment() throws {
        let desk = try rig.desk()
        let other = try rig.desk(name: "desk 2")
        for number in 0..<5 { _ = try desk.submit(try People.walkIn(desk, "사람\(number)")) }
        var report = 0
        try desk.withStore { store in
            try store.snapshot { snapshot in
                let before = try snapshot.count(.everybody, event: desk.event.id)
                _ = try other.submit(try People.walkIn(other, "늦은 사람"))
                var seen = 0
                try snapshot.registrations(.everybody, sort: .standard, event: desk.event.id) {
                    seen += $0.count
                    return true
                }
                #expect(before == 5 && seen == 5)
                report = seen
            }
        }
        #expect(report == 5)
        #expect(try export(.attendees, at: desk).rows.count == 7)
    }
}

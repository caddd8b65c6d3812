// Imports at a desk: the corpus of ugly lists, twice, mended, stopped, raced, taken back.

import Domain
import Foundation
import Journal
import Postgres
import Store
import Synchronization
import TestSupport
import Testing

@testable import Desk

@Suite("Imports at a desk")
struct ImportTests: ImportSuite {
    let lists: ImportRig

    init() throws { lists = try ImportRig() }

    /// Everything an import may touch, as one text.
    private func contents() throws -> String {
        try [
            "SELECT serial, status, name, phone, affiliation, version FROM expo.registration ORDER BY serial",
            "SELECT serial, name, phone, affiliation FROM expo.search ORDER BY serial",
            "SELECT line, serial, version FROM expo.import_row ORDER BY id, line",
            "SELECT id, kind, outcome FROM expo.command ORDER BY id",
        ].map { query in
            try rig.owner().run(
                .unnamed("SELECT coalesce(string_agg(q::text, ' '), '') FROM (\(query)) q"))[0].string(0)
        }.joined(separator: "\n")
    }

    private func line(_ counts: ImportCounts) -> [Int] {
        [counts.new, counts.same, counts.changed, counts.refused, counts.blank]
    }

    @Test("a look beforehand says what the import then does, and stores nothing; the same file twice changes nothing")
    func previewEqualsRun() throws {
        let other = try rig.desk(name: "desk 2")
        _ = try other.submit(try People.walkIn(other, "김민준", phone: "010-1234-5678"))
        let text = "이름,연락처,소속,구분\n김민준,1012345678,,\n이서연,1022223333,한빛,교사\n박도윤,,나래,\n,,,\n이서연,01022223333,한빛,teacher\n"
        let before = try contents()
        let preview = try desk.previewImport(try work(text))
        #expect(try contents() == before && preview.ending == .previewed)
        #expect(line(preview.counts) == [2, 2, 0, 0, 1])
        let run = try desk.runImport(try work(text))
        #expect(run.ending == .stored && run.verdicts == preview.verdicts && run.counts == preview.counts)
        let after = try contents()
        #expect(after != before)
        let again = try desk.runImport(try work(text))
        #expect(again.ending == .nothingToStore && line(again.counts) == [0, 4, 0, 0, 1])
        #expect(try contents() == after)
        let rows = try desk.attendees(filter: .everybody, limit: 10).rows.map(\.registration)
        #expect(rows.map(\.name) == ["김민준", "이서연", "박도윤"])
        #expect(rows.map(\.status) == [.approved, .applied, .applied])
        #expect(rows.map(\.source) == [.walkIn, .import, .import])
        #expect(rows[1].category == "teacher" && rows[1].phone?.digits == "821022223333")
        #expect(try desk.attendees(filter: AttendeeFilter(search: SearchQuery("ㅇㅅㅇ 한빛")), limit: 5).rows.count == 1)
    }

    @Test(
        "whom a file stored stays stored by it, cancelled and edited since; only --update brings the file's data back")
    func twiceAfterEdits() throws {
        let text = "이름,연락처\n김민준,1012345678\n이서연,1022223333\n"
        _ = try desk.runImport(try work(text))
        let form = try desk.publish(People.form)
        func row(_ name: String) throws -> Registration {
            try #require(try desk.attendees(filter: AttendeeFilter(search: SearchQuery(name)), limit: 1).rows.first)
                .registration
        }
        let first = try row("김민준")
        let second = try row("이서연")
        _ = try desk.submit(
            Submission(
                id: desk.makeCommandID(),
                change: .cancel(serial: first.serial, version: first.version, reason: "본인 요청")))
        var answers = second.formAnswers
        answers[.name] = .text("이서현")
        _ = try desk.submit(
            Submission(
                id: desk.makeCommandID(),
                change: .edit(serial: second.serial, version: second.version, form: form, answers: answers)))
        let before = try contents()
        let again = try desk.runImport(try work(text))
        #expect(line(again.counts) == [0, 1, 1, 0, 0] && again.ending == .nothingToStore)
        #expect(try contents() == before)
        var options = Self.yes
        options.updates = true
        let update = try desk.runImport(try work(text, options))
        #expect(line(update.counts) == [0, 1, 1, 0, 0] && update.ending == .stored)
        #expect(try row("이서연").version == 3)
        #expect(try desk.registration(first.serial).status == .cancelled)
    }

    @Test("the history of somebody imported begins with the import, and edits of them are taken back to it")
    func historyAndUndo() throws {
        _ = try desk.runImport(try work("이름,연락처\n김민준,1012345678\n", ImportOptions(approves: true, hasConsent: true)))
        let row = try #require(try desk.attendees(filter: .everybody, limit: 1).rows.first).registration
        let file = try desk.personFile(row.serial)
        #expect(file.history.steps.map(\.command.kind) == ["import"])
        #expect(file.history.steps[0].after == row && row.status == .approved)
        #expect(throws: UndoObstacle.onlyRegistration) {
            _ = try file.history.undo(of: row, forms: file.forms, reason: "")
        }
        var options = Self.yes
        options.updates = true
        _ = try desk.runImport(try work("이름,연락처,소속\n김민지,1012345678,나래\n", options))
        let changed = try desk.personFile(row.serial)
        #expect(changed.row.name == "김민지" && changed.row.version == 2)
        #expect(changed.history.steps.map(\.command.kind) == ["import", "import"])
        #expect(changed.history.newest?.after == changed.row)
        let undo = try changed.history.undo(of: changed.row, forms: changed.forms, reason: "")
        #expect(undo.after.name == "김민준" && undo.after.affiliation == nil)
        guard case .edit(let serial, let version, let form, let answers) = undo.action else {
            Issue.record("\(undo.action)")
            return
        }
        let back = try desk.submit(
            Submission(
                id: desk.makeCommandID(),
                change: .edit(serial: serial, version: version, form: form, answers: answers)))
        #expect(back.row?.name == "김민준" && back.row?.version == 3)
    }

    @Test(
        "with one row refused nothing is stored; with --partial the rest is, and the mended file brings what was left")
    func partialAndMended() throws {
        let text = "이름,연락처,비고\n김민준,1012345678,a\n이서연,모름,=1+1\n,01055556666,\"b,\"\"c\"\n"
        let before = try contents()
        let refused = try desk.runImport(try work(text))
        #expect(refused.ending == .refused && line(refused.counts) == [1, 0, 0, 2, 0])
        #expect(try contents() == before)
        var options = Self.yes
        options.isPartial = true
        let partial = try desk.runImport(try work(text, options))
        #expect(partial.ending == .stored && partial.counts == refused.counts)
        let csv = String(
            decoding: RefusedRows.csv(partial, reasonHeading: "거절 이유") { _ in "이유" }, as: UTF8.self)
        #expect(
            csv == "\u{FEFF}이름,연락처,비고,거절 이유\r\n이서연,모름,'=1+1,이유\r\n,01055556666,\"b,\"\"c\",이유\r\n", "\(csv)")
        let mended = csv.replacingOccurrences(of: "모름", with: "1022223333")
            .replacingOccurrences(of: "\r\n,010", with: "\r\n박도윤,010")
        let rest = try desk.runImport(try work(mended, name: "mended.csv"))
        #expect(rest.ending == .stored && line(rest.counts) == [2, 0, 0, 0, 0])
        #expect(rest.heading.mapping.unmapped == ["비고"])
        // The first file again, whole: everybody is there.
        let again = try desk.runImport(try work(text, options))
        #expect(again.ending == .nothingToStore && line(again.counts) == [0, 1, 0, 2, 0])
    }

    @Test("rows that were refused and are right now go in with the same file")
    func rightLater() throws {
        let text = "이름,구분\n김민준,교사\n이서연,기자\n"
        var options = Self.yes
        options.isPartial = true
        #expect(line(try desk.runImport(try work(text, options)).counts) == [1, 0, 0, 1, 0])
        try rig.owner().script(
            "INSERT INTO expo.category SELECT event_id, 'press', '기자', 'Press', 99 FROM expo.event")
        let later = try rig.desk(name: "desk 2")
        #expect(line(try later.runImport(try work(text, options)).counts) == [1, 1, 0, 0, 0])
        #expect(try rig.count("SELECT count(*) FROM expo.registration") == 2)
        #expect(try rig.count("SELECT count(*) FROM expo.command WHERE kind = 'import'") == 2)
    }

    @Test("told to stop while it stores, it leaves nothing; begun again, everything")
    func stopped() throws {
        let before = try contents()
        let stop = WorkStop()
        let text = crowd(5_000)
        let seen = Mutex<Set<ImportProgress.Phase>>([])
        #expect(throws: (any Error).self) {
            _ = try desk.runImport(try work(text), stop: stop) { progress in
                seen.withLock { _ = $0.insert(progress.phase) }
                if progress.phase == .storing { stop.ask() }
            }
        }
        #expect(seen.withLock { $0.contains(.storing) })
        #expect(try contents() == before)
        #expect(try rig.count("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'") == 0)
        let report = try desk.runImport(try work(text))
        #expect(report.ending == .stored && report.counts.new == 5_000)
        #expect(try rig.count("SELECT count(*) FROM expo.search") == 5_000)
        #expect(try rig.count("SELECT count(*) FROM expo.registration") == 5_000)
    }

    @Test("a walk-in that takes a telephone in between is one of the facts then: no row is lost, none is double")
    func overtaken() throws {
        let other = try rig.desk(name: "desk 2")
        let hasCome = Mutex(false)
        let report = try desk.runImport(try work(crowd(3_000))) { progress in
            guard progress.phase == .storing, !hasCome.withLock({ $0 }) else { return }
            hasCome.withLock { $0 = true }
            // The last of the list, who is not written yet.
            _ = try? other.submit(try People.walkIn(other, "다른 이름", phone: "01030003000"))
        }
        #expect(hasCome.withLock { $0 })
        #expect(report.ending == .stored && line(report.counts) == [2_999, 0, 1, 0, 0])
        #expect(try rig.count("SELECT count(*) FROM expo.registration WHERE phone = '821030003000'") == 1)
        #expect(try rig.count("SELECT count(*) FROM expo.registration") == 3_000)
    }

    @Test("two imports of one file at once store everybody once")
    func atOnce() async throws {
        let text = crowd(300)
        let path = try scratch.write(Array(text.utf8), to: "both.csv")
        let reports = try await withThrowingTaskGroup(of: ImportCounts.self) { group in
            for number in 0..<2 {
                let desk = try SendableDesk(rig.desk(name: "desk \(number + 3)"))
                group.addTask {
                    try desk.desk.runImport(
                        ImportWork(try ImportFile(path: path), form: People.form, options: Self.yes)
                    ).counts
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(reports.reduce(0) { $0 + $1.new } == 300 && reports.reduce(0) { $0 + $1.same } == 300)
        #expect(try rig.count("SELECT count(*) FROM expo.registration") == 300)
        #expect(try rig.count("SELECT count(*) FROM expo.command WHERE kind = 'import'") == 1)
    }

    @Test("approved people beyond a limit wait in the file's order, behind those who wait; the look beforehand says so")
    func limits() throws {
        func submit(_ change: Submission.Change) throws {
            _ = try desk.submit(Submission(id: desk.makeCommandID(), change: change))
        }
        try submit(.setCapacity(CapacityChange(category: nil, capacity: 2)))
        let approves = ImportOptions(approves: true, hasConsent: true)
        _ = try desk.runImport(try work("이름\n김민준\n이서연\n박도윤\n", approves))
        let horizon = try desk.withStore { try $0.horizon() }
        let second = try work("이름,상태\n최지우,\n정하준,신청\n강서윤,\n", approves, name: "second.csv")
        let preview = try desk.previewImport(second)
        #expect(preview.counts == ImportCounts(new: 3, waiting: 2))
        #expect(try desk.runImport(second).counts == preview.counts)
        let changes = try desk.withStore { try $0.changes(since: horizon, event: desk.event.id, within: 5_000) }
        #expect(changes.isMuch && changes.rows.isEmpty)
        let lines = try rig.owner().run(
            .unnamed(
                """
                SELECT string_agg(name || ' ' || status, ',' ORDER BY waiting NULLS FIRST, serial) FROM expo.registration
                """))[0].string(0)
        #expect(
            lines == "김민준 approved,이서연 approved,정하준 applied,박도윤 waitlisted,최지우 waitlisted,강서윤 waitlisted")
        try submit(.setCapacity(CapacityChange(category: nil, capacity: 4)))
        let waiting = try rig.owner().run(
            .unnamed("SELECT string_agg(name, ',') FROM expo.registration WHERE status = 'waitlisted'"))[0].string(0)
        #expect(waiting == "강서윤")
    }

    @Test("cells that an export kept from being computed come back as they were; workbooks' cells are as they are")
    func formulaMarks() throws {
        let text =
            "이름,연락처,소속\n김민준,'+82 10-1234-5678,'=한빛\n이서연,'010,'＝나래\n박도윤,=\"01033334444\",''=가온\n최지우,,=A1\n"
        let rows = try work(text).file.rows
        #expect(rows[1].cells == ["김민준", "+82 10-1234-5678", "=한빛"] && rows[1].formulas.isEmpty)
        #expect(rows[2].cells == ["이서연", "'010", "＝나래"])
        #expect(rows[3].cells == ["박도윤", "01033334444", "'=가온"] && rows[3].formulas.isEmpty)
        #expect(rows[4].cells == ["최지우", "", "=A1"] && rows[4].formulas == [2])
        var options = Self.yes
        options.isPartial = true
        let report = try desk.runImport(try work(text.replacing("이서연,'010", with: "이서연,"), options))
        #expect(report.refused.map { $0.refusals.map(\.problem) } == [[.formula]])
        #expect(
            try desk.attendees(filter: .everybody, limit: 9).rows.map(\.registration.affiliation)
                == ["=한빛", "＝나래", "'=가온"])
    }

    @Test("columns named by hand are remembered by an import for lists with the same headings, and said to be")
    func remembered() throws {
        let text = "이름,보호자 전화\n김민준,1012345678\n"
        let look = try work(text, byHand: ["보호자 전화": .field(.phone)])
        _ = try desk.importColumns(look)
        _ = try desk.previewImport(look)
        // To look is not to decide.
        #expect(try desk.previewImport(try work(text)).remembered == [])
        let first = try desk.runImport(try work(text, byHand: ["보호자 전화": .field(.phone)]))
        #expect(first.remembered == [] && first.heading.mapping.place(of: .field(.phone)) == 1)
        // Rows that were refused come back with one column more.
        let mended = try desk.previewImport(try work("이름,보호자 전화,거절 이유\n박도윤,1033334444,x\n"))
        #expect(mended.remembered == ["보호자 전화"])
        let second = try desk.previewImport(try work("이 름,보호자전화\n이서연,1022223333\n"))
        #expect(second.remembered == ["보호자 전화"] && second.heading.mapping.place(of: .field(.phone)) == 1)
        let other = try desk.previewImport(try work("이름,보호자전화,소속\n이서연,1022223333,나래\n"))
        #expect(other.remembered == [] && other.heading.mapping.place(of: .field(.phone)) == nil)
    }

    @Test(
        "a list without a heading loses nobody; its refused rows come back with one, and nobody's data are remembered")
    func noHeading() throws {
        let folder = TestRun.shared.makeFolder()
        let desk = try rig.desk(folder, name: "desk 2")
        var options = Self.yes
        options.isPartial = true
        var list = try work("김민준,1012345678\n이서연,12\n", options, byHand: ["1": .field(.name)])
        #expect(list.hasHeading == nil)
        let report = try desk.runImport(list)
        #expect(line(report.counts) == [1, 0, 0, 1, 0])
        let csv = String(decoding: RefusedRows.csv(report, reasonHeading: "거절 이유") { _ in "이유" }, as: UTF8.self)
        #expect(csv == "\u{FEFF}name,phone,거절 이유\r\n이서연,12,이유\r\n")
        list = try work("박도윤,한빛\n최지우,나래\n", Self.yes, byHand: ["a": .field(.name)], name: "names.csv")
        list.hasHeading = false
        #expect(line(try desk.runImport(list).counts) == [2, 0, 0, 0, 0])
        // The same, but somebody takes the first person for the heading.
        list = try work("정하준,한빛\n강서윤,나래\n", Self.yes, byHand: ["정하준": .field(.name)], name: "first.csv")
        #expect(line(try desk.runImport(list).counts) == [1, 0, 0, 0, 0])
        #expect(!FileManager.default.fileExists(atPath: folder + "/import-columns.json"))
        _ = try desk.runImport(try work("이름,누구\n김하나,한빛\n", Self.yes, byHand: ["누구": .field(.affiliation)]))
        #expect(FileManager.default.fileExists(atPath: folder + "/import-columns.json"))
    }

    @Test("a form that has changed since: the same file changes nothing, and an update keeps what was answered before")
    func formChanged() throws {
        func asking(_ options: [String]) -> FormDefinition {
            var form = People.form
            var size = FormField(id: FieldID("size") ?? .name, kind: .choice, label: Localized(ko: "크기", en: "Size"))
            size.options = options.map { FormField.Option(id: $0, label: Localized(ko: $0, en: $0)) }
            form.fields.insert(size, at: 4)
            return form
        }
        let old = "이름,연락처,크기\n김민준,1012345678,작은 것\n"
        var first = try work(old)
        first.form = asking(["작은 것", "큰 것"])
        #expect(line(try desk.runImport(first).counts) == [1, 0, 0, 0, 0])
        let before = try contents()
        first.form = asking(["큰 것"])
        let again = try desk.runImport(first)
        #expect(line(again.counts) == [0, 1, 0, 0, 0])
        var silent = try work("이름,연락처\n김민준,1012345678\n", name: "silent.csv")
        silent.form = first.form
        #expect(line(try desk.runImport(silent).counts) == [0, 1, 0, 0, 0])
        #expect(try contents() == before)
        var options = Self.yes
        options.updates = true
        var update = try work("이름,연락처,소속\n김민준,1012345678,나래\n", options, name: "update.csv")
        update.form = first.form
        #expect(line(try desk.runImport(update).counts) == [0, 0, 1, 0, 0])
        let row = try #require(try desk.attendees(filter: .everybody, limit: 1).rows.first).registration
        #expect(row.affiliation == "나래" && row.answers[FieldID("size") ?? .name] == .text("작은 것"))
    }

    @Test("without consent, names or a table nothing is begun")
    func obstacles() throws {
        func fault(_ text: String, _ options: ImportOptions = Self.yes) throws -> ImportObstacle? {
            do throws(ImportError) {
                let path = scratch.file("bad.csv")
                try? Data(text.utf8).write(to: URL(fileURLWithPath: path))
                _ = try desk.runImport(ImportWork(try ImportFile(path: path), form: People.form, options: options))
                return nil
            } catch {
                if case .obstacle(let obstacle) = error { return obstacle }
                return nil
            }
        }
        #expect(try fault("이름\n김민준\n", ImportOptions()) == .noConsent)
        #expect(try fault("소속\n나래\n") == .noHeading(found: ["소속"]))
        #expect(throws: (any Error).self) { _ = try ImportFile(path: scratch.file("none.csv")) }
        #expect(try desk.runImport(try work("이름,연락처\n")).ending == .nothingToStore)
        #expect(try rig.count("SELECT count(*) FROM expo.registration") == 0)
    }
}

/// A desk that a test hands to one task and does not use itself.
private struct SendableDesk: @unchecked Sendable {
    let desk: Desk

    init(_ desk: Desk) throws { self.desk = desk }
}

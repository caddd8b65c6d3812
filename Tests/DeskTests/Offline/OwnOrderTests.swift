// One desk without a line: whatever it does to somebody counts for what comes after, however it came to know them.

import Domain
import Postgres
import Store
import TestSupport
import Testing

@testable import Desk

@Suite("One desk without a line counts what it has just done")
struct OwnOrderTests {
    /// How the desk came to know somebody.
    enum Origin: CaseIterable {
        case inTheCopy, onlineSince, offline, offlineAndSent
    }

    /// What is done to somebody, by the pass they have then unless it says otherwise.
    enum Step {
        case enter, leave, comeBack, undo, edit, cancel, restore
        /// A new pass for the present one; for the one before.
        case reissue, reissueOld
        case enterByOld
    }

    static let ways: [[Step]] = [
        [.enter, .enter, .leave, .leave, .enter, .comeBack, .comeBack],
        [.enter, .undo, .undo, .enter, .leave, .undo, .leave],
        [.reissue, .enterByOld, .reissueOld, .enter, .enter, .reissue, .enterByOld, .enter],
        [.enter, .reissue, .enter, .enterByOld, .leave],
        [.cancel, .enter, .cancel, .restore, .enter, .enter],
        [.edit, .enter, .edit, .enter],
    ]

    let rig: DeskRig
    let folder = TestRun.shared.makeFolder()

    init() throws {
        rig = try DeskRig()
        try rig.owner().script("UPDATE expo.event SET first_day = current_date - 2, last_day = current_date + 2")
        _ = try program(true).publish(People.form)
    }

    /// Another program over the folder of the desk.
    private func program(_ isOnline: Bool, _ folder: String? = nil) throws -> Desk {
        let desk = try rig.desk(
            folder ?? self.folder, name: "east", blockSize: 40,
            address: isOnline ? nil : "host=127.0.0.1 port=1 dbname=expo")
        desk.share.line.close()
        return desk
    }

    /// Somebody, and what was done to them.
    private struct Subject {
        var serial: Serial
        var old: Serial?
        var entry: Admission?
        var answers: [String] = []
    }

    private func submit(_ change: Submission.Change, at desk: Desk) throws -> (word: String, row: Registration?) {
        switch try desk.submit(Submission(id: desk.makeCommandID(), change: change)) {
        case .applied(let receipt), .kept(let receipt): return (receipt.outcome.word, receipt.row)
        case .queued: return ("queued", nil)
        }
    }

    private func scan(_ serial: Serial, _ mode: CheckIn.Mode, at desk: Desk) throws -> CheckInAnswer {
        try desk.checkIn(try desk.pass(of: serial).digits, mode: mode, gate: .main, id: desk.makeCommandID())
    }

    private func pass(_ mode: CheckIn.Mode, _ subject: inout Subject, at desk: Desk) throws -> String {
        let answer = try scan(subject.serial, mode, at: desk)
        if let admission = answer.admission { subject.entry = admission }
        return answer.reason ?? mode.rawValue
    }

    private func carryOut(_ step: Step, _ subject: inout Subject, at desk: Desk) throws -> String {
        let row = try desk.registration(subject.serial)
        switch step {
        case .enter: return try pass(.enter, &subject, at: desk)
        case .leave: return try pass(.leave, &subject, at: desk)
        case .comeBack: return try pass(.reenter, &subject, at: desk)
        case .enterByOld:
            let answer = try scan(try #require(subject.old), .enter, at: desk)
            return answer.reason ?? "in"
        case .undo:
            let entry = try #require(subject.entry)
            return try submit(.undoCheckIn(serial: row.serial, admission: entry), at: desk).word
        case .edit:
            var answers = row.formAnswers
            answers[.name] = .text(row.name + "가")
            let change = Submission.Change.edit(
                serial: row.serial, version: row.version, form: row.form, answers: answers)
            return "\(try submit(change, at: desk).word) \(try desk.registration(row.serial).version)"
        case .cancel:
            return try submit(.cancel(serial: row.serial, version: row.version, reason: "x"), at: desk).word
        case .restore:
            let change = Submission.Change.restore(serial: row.serial, version: row.version, status: .approved)
            return try submit(change, at: desk).word
        case .reissue:
            let (word, new) = try submit(
                .reissue(serial: row.serial, version: row.version, reason: "lost"), at: desk)
            if let new { (subject.serial, subject.old) = (new.serial, row.serial) }
            return word
        case .reissueOld:
            let old = try #require(subject.old)
            return try submit(.reissue(serial: old, version: row.version, reason: "lost"), at: desk).word
        }
    }

    private func newcomer(_ desk: Desk) throws -> Subject {
        switch try desk.submit(try People.walkIn(desk, "김민준")) {
        case .applied(let receipt), .kept(let receipt): Subject(serial: try #require(receipt.row).serial)
        case .queued: throw Apart.Unexpected()
        }
    }

    /// Leaves the desk without a line, with somebody for each of the ways.
    private func people(_ origin: Origin) throws -> [Subject] {
        let online = try program(true)
        func some(_ desk: Desk) throws -> [Subject] { try Self.ways.map { _ in try newcomer(desk) } }
        switch origin {
        case .inTheCopy:
            let people = try some(online)
            try online.refreshCopy()
            return people
        case .onlineSince:
            try online.refreshCopy()
            return try some(online)
        case .offline:
            _ = try newcomer(online)
            try online.refreshCopy()
            return try some(try program(false))
        case .offlineAndSent:
            _ = try newcomer(online)
            try online.refreshCopy()
            let people = try some(try program(false))
            #expect(try program(true).sync().sent == people.count)
            return people
        }
    }

    /// What a desk with a line answers.
    private func expected() throws -> [[String]] {
        let home = try rig.desk(name: "home", blockSize: 40)
        return try Self.ways.map { way in
            var subject = try newcomer(home)
            return try way.map { try carryOut($0, &subject, at: home) }
        }
    }

    @Test(
        "each step is answered as with a line, by one program and by one for each step", arguments: Origin.allCases,
        [false, true])
    func answered(origin: Origin, isReopened: Bool) throws {
        let expected = try expected()
        #expect(
            expected[0] == [
                "enter", "already_checked_in", "leave", "already_left", "already_checked_in", "re-enter",
                "already_checked_in",
            ])
        #expect(expected[2].prefix(3) == ["reissued", "revoked", "conflict"])
        var people = try people(origin)
        var desk = try program(false)
        for (index, way) in Self.ways.enumerated() {
            for step in way {
                if isReopened { desk = try program(false) }
                let answer = try carryOut(step, &people[index], at: desk)
                people[index].answers.append(answer)
            }
            #expect(people[index].answers == expected[index], "\(way)")
        }
        let report = try program(true).sync()
        #expect(report.setAside.isEmpty && report.conflicts == 0 && report.waiting == 0, "\(report)")
    }

    @Test("who left here with a line is out without one, also where another desk had let them in since the copy")
    func othersEntry() throws {
        let online = try program(true)
        let subject = try newcomer(online)
        try online.refreshCopy()
        let west = try rig.desk(name: "west")
        #expect(try scan(subject.serial, .enter, at: west).reason == nil)
        #expect(try scan(subject.serial, .leave, at: online).reason == nil)
        #expect(try scan(subject.serial, .leave, at: program(false)).reason == "already_left")
        #expect(try scan(subject.serial, .enter, at: program(false)).reason == "already_checked_in")
        #expect(try scan(subject.serial, .reenter, at: program(false)).reason == nil)
        #expect(try program(true).sync().conflicts == 0)
    }
}

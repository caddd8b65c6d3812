// Submitting: through the journal, once, whatever is saved again.

import Desk
import Domain
import Journal
import Postgres
import Store
import TestSupport
import Testing

@Suite("Submit")
struct SubmitTests {
    let rig: DeskRig
    let desk: Desk

    init() throws {
        rig = try DeskRig()
        desk = try rig.desk()
    }

    @Test("a walk-in is in the database, crossed off in the journal, and has a pass that verifies")
    func endToEnd() throws {
        let submission = try People.walkIn(desk, "김민준", phone: "010-1234-5678")
        let row = try #require(try desk.submit(submission).row)
        #expect(try desk.registration(row.serial) == row)
        let entry = try #require(try desk.journal.entry(id: submission.id.bytes))
        #expect(entry.state == .done)
        #expect(entry.payload.isEmpty)
        #expect(try desk.journal.pendingCount() == 0)
        let pass = try desk.pass(of: row.serial)
        #expect(try desk.verify(pass.digits).serial == row.serial)
        #expect(throws: PassFault.badMAC) {
            try desk.verify(String(pass.digits.dropLast()) + (pass.digits.last == "0" ? "1" : "0"))
        }
    }

    @Test("saved again, the same change gives its first outcome; with other answers it says that they differ")
    func again() throws {
        var submission = try People.walkIn(desk, "김민준")
        let first = try desk.submit(submission)
        #expect(first.receipt?.isReplay == false)
        #expect(!first.differs(from: submission))
        let second = try desk.submit(submission)
        #expect(second.receipt?.isReplay == true)
        #expect(second.row == first.row)
        #expect(!second.differs(from: submission))
        guard case .register(let source, let form, var answers, _) = submission.change else { return }
        answers[.name] = .text("김민서")
        submission.change = .register(source: source, form: form, answers: answers)
        #expect(try desk.submit(submission).differs(from: submission))
        #expect(try rig.count("SELECT count(*) FROM expo.registration") == 1)
    }

    @Test("edit, cancel and restore go the same way")
    func changes() throws {
        let row = try #require(try desk.submit(try People.walkIn(desk, "김민준", phone: "01012345678")).row)
        var answers = row.formAnswers
        answers[.phone] = nil
        let edit = Submission(
            id: desk.makeCommandID(), change: .edit(serial: row.serial, version: 1, form: row.form, answers: answers))
        #expect(try desk.submit(edit).row?.phone == nil)
        let cancel = Submission(
            id: desk.makeCommandID(), change: .cancel(serial: row.serial, version: 2, reason: "본인 요청"))
        #expect(try desk.submit(cancel).row?.status == .cancelled)
        #expect(try !desk.submit(cancel).differs(from: cancel))
        let restore = Submission(
            id: desk.makeCommandID(), change: .restore(serial: row.serial, version: 3, status: .approved))
        #expect(try desk.submit(restore).row?.status == .approved)
        #expect(try desk.journal.pendingCount() == 0)
    }

    @Test("two desks have serials of their own, and a duplicate at one carries the person of the other")
    func twoDesks() throws {
        let other = try rig.desk(name: "desk 2")
        let first = try #require(try desk.submit(try People.walkIn(desk, "김민준", phone: "010-1234-5678")).row)
        let second = try other.submit(try People.walkIn(other, "김 민준", phone: "+82 10 1234 5678"))
        #expect(second.receipt?.outcome == .refused(Refusal(.duplicate, existing: first.serial)))
        #expect(second.receipt?.existing == first)
        let third = try #require(try other.submit(try People.walkIn(other, "이서연")).row)
        #expect(third.serial != first.serial)
        #expect(try other.journal.pendingCount() == 0)
    }

    @Test("serials are never given twice, not by a desk that is opened again and not by consoles that share a folder")
    func serials() async throws {
        let folder = TestRun.shared.makeFolder()
        var serials: [Serial] = []
        for number in 0..<7 {
            let desk = try rig.desk(folder, blockSize: 2)
            serials.append(try #require(try desk.submit(try People.walkIn(desk, "사람\(number)")).row).serial)
        }
        let rig = rig
        let more = try await withThrowingTaskGroup(of: [Serial].self) { group in
            for _ in 0..<4 {
                group.addTask {
                    let desk = try rig.desk(folder, blockSize: 1)
                    return try (0..<6).compactMap { try desk.submit(try People.walkIn(desk, "사람\($0)")).row?.serial }
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        serials += more
        #expect(serials.count == 7 + 24)
        #expect(Set(serials).count == serials.count)
        #expect(try rig.count("SELECT count(*) FROM expo.registration") == serials.count)
    }

    @Test("a copy of a data folder registers under a new serial, once, however often it is saved again")
    func copiedFolder() throws {
        let folder = TestRun.shared.makeFolder()
        let original = try rig.desk(folder)
        _ = try original.submit(try People.walkIn(original, "먼저"))
        let copy = TestRun.shared.makeFolder()
        #expect(try ChildProcess(["/bin/cp", "-r", "\(folder)/desk", copy], environment: [:]).wait() == .exited(0))
        let here = try #require(try original.submit(try People.walkIn(original, "여기")).row)
        let twin = try rig.desk(copy)
        let submission = try People.walkIn(twin, "저기")
        let there = try #require(try twin.submit(submission).row)
        #expect(there.serial != here.serial)
        #expect(there.name == "저기")
        for _ in 0..<2 {
            let again = try twin.submit(submission)
            #expect(again.row == there)
            #expect(!again.differs(from: submission))
        }
        #expect(try rig.count("SELECT count(*) FROM expo.registration") == 3)
        #expect(try desk.registration(here.serial).name == "여기")
        #expect(try twin.submit(try People.walkIn(twin, "또")).receipt?.outcome.word == "registered")
    }

    @Test("those who may be the same person come in order: telephone, name and telephone's end, name, telephone's end")
    func similar() throws {
        func add(_ name: String, _ phone: String?) throws -> Registration {
            try #require(try desk.submit(try People.walkIn(desk, name, phone: phone)).row)
        }
        // Many of a common name, all before the one that matters.
        for number in 0..<8 { _ = try add("김민준", "0102222\(1_000 + number)") }
        let both = try add("김민준", "010-9999-5678")
        let end = try add("이서연", "010-8888-5678")
        let samePhone = try add("박지우", "010-1234-5678")
        let nobody = try add("최하은", "010-7777-0000")
        let found = try desk.similar(name: "김 민준", phone: "010-1234-5678")
        #expect(found.count == 5)
        #expect(found.prefix(2).map(\.row) == [samePhone, both])
        #expect(found.prefix(2).map(\.match) == [.phone, .nameAndPhoneEnd])
        #expect(found.dropFirst(2).allSatisfy { $0.match == .name })
        let byEnd = try desk.similar(name: "", phone: "1111-5678")
        #expect(Set(byEnd.map(\.row.serial)) == [both.serial, end.serial, samePhone.serial])
        #expect(byEnd.allSatisfy { $0.match == .phoneEnd })
        #expect(try desk.similar(name: "김", phone: "567").isEmpty)
        #expect(!found.contains { $0.row == nobody })
        _ = try desk.submit(
            Submission(id: desk.makeCommandID(), change: .cancel(serial: samePhone.serial, version: 1, reason: "이유")))
        let after = try desk.similar(name: "다른이", phone: "010-1234-5678")
        #expect(!after.contains { $0.match == .phone })
    }

    @Test("an exact name is found among many that only begin like it")
    func exactName() throws {
        for number in 0..<8 { _ = try desk.submit(try People.walkIn(desk, "김민\(number)")) }
        let exact = try #require(try desk.submit(try People.walkIn(desk, "김민")).row)
        #expect(try desk.similar(name: "김민", phone: "").map(\.row) == [exact])
    }
}

// What was set aside: shown by name, tried again, given up; and this desk's log.

import Desk
import Domain
import Journal
import Postgres
import Store
import TestSupport
import Testing

@Suite("What a desk set aside")
struct SetAsideTests {
    let rig: DeskRig
    let desk: Desk
    /// Holds the telephone that the one set aside wants.
    let holder: Registration
    /// Registered without a line, refused when it was sent.
    let submission: Submission

    init() throws {
        rig = try DeskRig()
        let folder = TestRun.shared.makeFolder()
        let relay = try Relay(to: rig.conninfo)
        let away = try rig.desk(folder, address: rig.conninfo + " host=\(relay.folder)")
        holder = try #require(
            try rig.desk(name: "desk 2").submit(
                try People.walkIn(rig.desk(name: "desk 2"), "황하빈", phone: "01099990003")
            ).row)
        _ = try away.submit(try People.walkIn(away, "처음"))
        submission = try People.walkIn(away, "김민준", phone: "010-9999-0003")
        relay.close()
        #expect(try away.submit(submission).queued != nil)
        desk = try rig.desk(folder)
    }

    private func queue() throws -> DeskQueue {
        try DeskQueue(reading: desk.journal, event: desk.event.id)
    }

    @Test("what waits, and after a sync what was refused, with whom it is about and why")
    func shown() throws {
        let before = try queue()
        #expect(before.waiting.map(\.name) == ["김민준"] && before.waitingCount == 1 && before.setAside.isEmpty)
        #expect(try desk.sync().setAside.count == 1)
        let after = try queue()
        #expect(after.waiting.isEmpty && after.setAside.map(\.name) == ["김민준"])
        #expect(after.setAside.map(\.reason) == ["duplicate"] && after.setAside.map(\.kind) == ["register"])
        #expect(try #require(after.serialsLeft) > 0)
    }

    @Test("tried again it is refused again while the cause is there, and goes through when it is gone; nothing twice")
    func retry() throws {
        _ = try desk.sync()
        #expect(try desk.retry(submission.id) == .setAside("duplicate"))
        // It has an id of its own now: the first answer is on record for the old one.
        let again = try #require(try queue().setAside.first)
        #expect(again.id != submission.id && again.name == "김민준")
        #expect(try desk.retry(submission.id) == .gone)
        _ = try desk.submit(
            Submission(
                id: desk.makeCommandID(), change: .cancel(serial: holder.serial, version: 1, reason: "취소")))
        guard case .applied(.registered) = try desk.retry(again.id) else {
            Issue.record("not registered")
            return
        }
        #expect(try queue().setAside.isEmpty)
        #expect(try rig.count("SELECT count(*) FROM expo.registration WHERE name = '김민준'") == 1)
        #expect(try desk.retry(again.id) == .gone)
    }

    @Test("given up it is gone but for the record, and a draft saved after that is another command")
    func discard() throws {
        _ = try desk.sync()
        let record = try #require(try desk.discard(submission.id))
        #expect(record.kind == "register" && record.reason == "duplicate" && record.by == "desk 1")
        #expect(try desk.discard(submission.id) == nil)
        let queue = try queue()
        #expect(queue.setAside.isEmpty && queue.discarded == [record])
        #expect(try #require(try desk.journal.entry(id: submission.id.bytes)).payload.isEmpty)
        guard case .refused(let refusal) = try desk.submit(submission).receipt?.outcome else {
            Issue.record("answered")
            return
        }
        #expect(refusal.reason == .duplicate)
    }

    @Test("the log has this desk's commands only, the newest first, in pages that join")
    func log() throws {
        for _ in 0..<Desk.logPage { _ = try desk.submit(try People.walkIn(desk, "이서연")) }
        _ = try desk.sync()
        let first = try desk.state().log
        #expect(first.lines.count == Desk.logPage && first.hasEarlier)
        let rest = try desk.state(logBefore: first.lines.last?.sequence).log
        #expect(!rest.hasEarlier)
        let all = first.lines + rest.lines
        #expect(all.map(\.sequence) == (1...Int64(Desk.logPage + 2)).reversed())
        #expect(all.filter { $0.word == "duplicate" }.map(\.sequence) == [2])
        #expect(abs(try #require(try desk.state().clockAhead)) < 5_000)
    }

    @Test("an export can be looked up in the log: which table, whom of it, how many rows, and who")
    func exported() throws {
        let record = ExportRecord(table: .checkIns, format: "csv", filter: "상태:승인", rows: 1_234)
        _ = try desk.submit(Submission(id: desk.makeCommandID(), change: .export(record)))
        let line = try #require(try desk.state().log.lines.first)
        #expect(line.export == record && line.actor == "desk 1")
        #expect(try desk.state().log.lines.dropFirst().allSatisfy { $0.export == nil })
    }
}

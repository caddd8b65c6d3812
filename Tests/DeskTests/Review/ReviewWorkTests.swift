// Deciding thousands: in steps, with progress, stopped and gone on with, and taken back as a whole.

import Domain
import Journal
import Postgres
import TestSupport
import Testing

@testable import Desk
@testable import Store

@Suite("Deciding many", .serialized)
struct ReviewWorkTests {
    let rig: DeskRig
    let desk: Desk
    let rows: [Review.Row]

    static let count = 2_000

    init() throws {
        rig = try DeskRig()
        desk = try rig.desk()
        let form = try desk.publish(People.form)
        let day = try #require(CalendarDate("2026-05-01"))
        let crowd = SampleCrowd(
            seed: 7, count: Self.count, categories: "general 30,teacher 8", form: form, consentVersion: "2026-1",
            firstDay: day)
        let people = (0..<Self.count).compactMap { number -> Registration? in
            var person = crowd.person(number)
            person?.status = .applied
            person?.mergedInto = nil
            return person
        }
        try CrowdLoader(rig.owner(), event: desk.event.id).load(people)
        rows = people.map { Review.Row(serial: $0.serial, version: $0.version) }
    }

    private func work(_ decision: Review.Decision = .approve, id: CommandID) -> ReviewWork {
        ReviewWork(id: id, review: Review(decision, rows, reason: "사유"))
    }

    private func count(_ status: String) throws -> Int {
        try rig.count("SELECT count(*) FROM expo.registration WHERE status = '\(status)'")
    }

    @Test("stopped between two steps it has decided whole steps; run again it decides the rest, and nobody twice")
    func stoppedAndResumed() throws {
        let id = desk.makeCommandID()
        let stop = WorkStop()
        let first = try work(id: id).run(on: desk, stop: stop) { _ in stop.ask() }
        #expect(first.wasStopped && first.result.decided.count == 500)
        #expect(try count("approved") == 500)
        var reports: [WorkProgress] = []
        // As another process of this folder would, after a crash.
        let whole = try work(id: id).run(on: try rig.desk(desk.settings.dataFolder)) { reports.append($0) }
        #expect(!whole.wasStopped && whole.result.decided.count == Self.count && whole.result.refused.isEmpty)
        #expect(whole.commands.count == 4 && whole.commands.first == id)
        #expect(try rig.count("SELECT count(*) FROM expo.command WHERE kind = 'review'") == 4)
        #expect(try rig.count("SELECT count(*) FROM expo.registration WHERE version = 2") == Self.count)
        #expect(reports.first?.total == Self.count)
    }

    @Test("how far it came is known from its steps, also by the console after a crash")
    func progress() throws {
        let id = desk.makeCommandID()
        let draft = ReviewDraft(command: id, event: desk.event.id, decision: .approve, count: Self.count)
        let keeper = try DraftKeeper(desk.journal)
        try keeper.save(draft)
        #expect(try keeper.loadReview() == draft)
        #expect(try desk.progress(of: draft) == 0)
        let stop = WorkStop()
        _ = try work(id: id).run(on: desk, stop: stop) { _ in stop.ask() }
        let next = try rig.desk(desk.settings.dataFolder)
        #expect(try next.progress(of: draft) == 500)
        _ = try work(id: id).run(on: next)
        #expect(try next.progress(of: draft) == Self.count)
        try keeper.clearReview()
        #expect(try keeper.loadReview() == nil)
    }

    @Test(
        "an undo goes back step by step; those who moved on are named with what was done to them, the others put back")
    func undo() throws {
        let report = try work(.reject, id: desk.makeCommandID()).run(on: desk)
        #expect(try count("rejected") == Self.count)
        let manager = try rig.desk(name: "manager")
        let moved = Review(.approve, [Review.Row(serial: rows[7].serial, version: 2)])
        let single = try ReviewWork(id: manager.makeCommandID(), review: moved).run(on: manager)
        #expect(single.result.decided.count == 1)
        var reports: [WorkProgress] = []
        let undone = try ReviewUndoWork(report.commands, people: Self.count).run(on: desk) { reports.append($0) }
        #expect(undone.result.decided.count == Self.count - 1 && !undone.wasStopped)
        #expect(undone.result.refused == [.init(rows[7].serial, .conflict, status: .approved)])
        let latest = try #require(undone.latest[rows[7].serial])
        #expect(try latest.name == desk.registration(rows[7].serial).name)
        #expect(latest.command?.id == single.commands.first && latest.command?.actor == "manager")
        #expect(latest.command?.effect?.status == .approved)
        #expect(reports.first?.total == Self.count)
        #expect(try count("applied") == Self.count - 1)
        #expect(try rig.count("SELECT count(*) FROM expo.command WHERE kind = 'undo_review'") == 4)
        // Decided again, they are taken back again.
        let again = try ReviewWork(
            id: desk.makeCommandID(),
            review: Review(
                .hold, rows.map { Review.Row(serial: $0.serial, version: $0.serial == rows[7].serial ? 2 : 3) })
        ).run(on: desk)
        #expect(again.result.decided.count == Self.count - 1)
        #expect(again.latest[rows[7].serial]?.command?.actor == "manager")
        let last = try ReviewUndoWork(again.commands, people: Self.count - 1).run(on: desk)
        #expect(last.result.decided.count == Self.count - 1)
        #expect(try count("applied") == Self.count - 1)
    }

    @Test("an undo that was stopped, cut off, and joined by another is done once, whoever goes on with it")
    func undoResumed() throws {
        let report = try work(id: desk.makeCommandID()).run(on: desk)
        let undo = ReviewUndoWork(report.commands, people: Self.count)
        let stop = WorkStop()
        let first = try undo.run(on: desk, stop: stop) { _ in stop.ask() }
        #expect(first.wasStopped && first.result.decided.count == 500)
        #expect(try count("applied") == 500)
        // The line goes down before the second step is committed.
        let relay = try Relay(to: rig.conninfo)
        let cutOff = try rig.desk(desk.settings.dataFolder, address: rig.conninfo + " host=\(relay.folder)")
        _ = try cutOff.seats()
        try #require(cutOff.store).onApply = { calls in
            guard calls.contains(where: { $0.statement == ApplyStatements.commit }) else { return }
            try? relay.set(.refusing)
            relay.cut()
        }
        #expect(throws: DeskError.self) { try undo.run(on: cutOff) }
        #expect(try count("applied") == 500)
        try relay.set(.clear)
        // As another process of this folder would, after a crash. The answer to its next commit is lost, and halfway another
        // desk does all that is left.
        let other = try rig.desk(name: "other")
        let restarted = try rig.desk(desk.settings.dataFolder, address: rig.conninfo + " host=\(relay.folder)")
        #expect(try restarted.lastReview()?.commands == report.commands)
        let its = try #require(restarted.store)
        var joined: ReviewReport?
        its.onApply = { calls in
            guard joined == nil, calls.contains(where: { $0.statement == ApplyStatements.commit }) else { return }
            its.onApply = nil
            joined = try? ReviewUndoWork(Array(report.commands.prefix(2)), people: 1_000).run(on: other)
            relay.swallowNextCommit()
        }
        let whole = try undo.run(on: restarted)
        #expect(relay.swallowed == 1)
        #expect(joined?.result.decided.count == 1_000)
        #expect(!whole.wasStopped && whole.result.decided.count == Self.count && whole.result.refused.isEmpty)
        #expect(try rig.count("SELECT count(*) FROM expo.command WHERE kind = 'undo_review'") == 4)
        #expect(try rig.count("SELECT count(*) FROM expo.registration WHERE version = 3") == Self.count)
        #expect(try count("applied") == Self.count)
        #expect(try restarted.lastReview() == nil)
    }

    @Test(
        "where seats run out in the middle of a decision its undo puts all of them back: nobody of them moves up meanwhile"
    )
    func undoWithSeats() throws {
        _ = try desk.setCapacity(CapacityChange(category: nil, capacity: 700), id: desk.makeCommandID())
        _ = try desk.setCapacity(CapacityChange(category: "teacher", capacity: 60), id: desk.makeCommandID())
        let report = try work(id: desk.makeCommandID()).run(on: desk)
        #expect(report.result.decided.count == 700 && report.result.waiting.count == Self.count - 700)
        let undone = try ReviewUndoWork(report.commands, people: Self.count).run(on: desk)
        #expect(undone.result.refused.isEmpty && undone.result.decided.count == Self.count)
        #expect(try count("applied") == Self.count)
        #expect(try desk.seats().event?.taken == 0)
        // And seats that a decision gave up come back to those who had them, before anybody who waits again.
        let again = ReviewWork(
            id: desk.makeCommandID(),
            review: Review(.approve, rows.map { Review.Row(serial: $0.serial, version: 3) }))
        let before = try again.run(on: desk)
        #expect(before.result.decided.count == 700)
        let approved = before.result.decided + before.result.waiting
        let held = try ReviewWork(
            id: desk.makeCommandID(),
            review: Review(.hold, approved.reversed().map { Review.Row(serial: $0.serial, version: $0.version) })
        ).run(on: desk)
        #expect(held.result.refused.isEmpty)
        let back = try ReviewUndoWork(held.commands, people: Self.count).run(on: desk)
        #expect(back.result.refused.isEmpty)
        #expect(try count("approved") == 700 && count("waitlisted") == Self.count - 700)
        let stillApproved = try rig.count(
            """
            SELECT count(*) FROM expo.registration WHERE status = 'approved'
                AND serial IN (\(before.result.decided.map { String($0.serial.rawValue) }.joined(separator: ",")))
            """)
        #expect(stillApproved == 700)
    }

    @Test("the desk's last decision that stands is found again by whoever starts anew; another desk's is not")
    func lastReview() throws {
        #expect(try desk.lastReview() == nil)
        let many = try work(id: desk.makeCommandID()).run(on: desk)
        let one = try ReviewWork(
            id: desk.makeCommandID(), review: Review(.hold, [Review.Row(serial: rows[0].serial, version: 2)])
        ).run(on: desk)
        // Nobody was decided by it: there is nothing to take back.
        let none = try work(id: desk.makeCommandID()).run(on: desk)
        #expect(none.commands.isEmpty && none.result.refused.count == Self.count)
        let restarted = try rig.desk(desk.settings.dataFolder)
        let last = try #require(try restarted.lastReview())
        #expect(last.commands == one.commands && last.decision == .hold && last.people == 1)
        _ = try ReviewUndoWork(last).run(on: restarted)
        let before = try #require(try restarted.lastReview())
        #expect(before.commands == many.commands && before.decision == .approve && before.people == Self.count)
        #expect(before.actor == "desk 1")
        #expect(try rig.desk(name: "other").lastReview() == nil)
    }

    @Test(
        "a step holds its own five hundred and nobody else, of an undo too: whoever is in another one passes meanwhile")
    func shortLocks() throws {
        let decided = try watchingSteps { try work(id: desk.makeCommandID()).run(on: desk) }
        #expect(decided.report.result.decided.count == Self.count)
        #expect(decided.held == [500, 500, 500, 500])
        #expect(decided.passed == 4)
        let undone = try watchingSteps {
            try ReviewUndoWork(decided.report.commands, people: Self.count).run(on: desk)
        }
        #expect(undone.report.result.decided.count == Self.count)
        #expect(undone.held == [500, 500, 500, 500])
        #expect(undone.passed == 4)
    }

    /// What a run did, how many rows each of its steps held, and during how many somebody of another step passed a gate.
    private func watchingSteps(
        _ run: () throws -> ReviewReport
    ) throws -> (report: ReviewReport, held: [Int], passed: Int) {
        let (gate, owner) = (try rig.desk(name: "gate"), try rig.owner())
        let store = try #require(desk.store)
        let free = Statement(
            "free", "SELECT min(serial), count(*) FROM (SELECT serial FROM expo.registration FOR SHARE SKIP LOCKED) f")
        var held: [Int] = []
        var passed = 0
        store.onApply = { calls in
            // Its people are locked with the statements before; these write, and end it.
            guard calls.contains(where: { $0.statement == ApplyStatements.commit }) else { return }
            guard let row = try? owner.run(free)[0] else { return }
            held.append(Self.count - Int((try? row.int(1)) ?? 0))
            let other = ((try? row.optionalInt(0)) ?? nil).flatMap { Serial(rawValue: $0) }
            let answer = other.flatMap { try? gate.checkIn($0, mode: .enter, gate: .main, id: gate.makeCommandID()) }
            if let other, answer?.person?.serial == other { passed += 1 }
        }
        defer { store.onApply = nil }
        return (try run(), held, passed)
    }

    // MARK: A line that is lost on the way

    /// A desk whose line breaks before its `number`th command is committed.
    private func breaking(at number: Int, _ relay: Relay) throws -> Desk {
        let cutOff = try rig.desk(desk.settings.dataFolder, address: rig.conninfo + " host=\(relay.folder)")
        var commits = 0
        try #require(cutOff.store).onApply = { calls in
            guard calls.contains(where: { $0.statement == ApplyStatements.commit }) else { return }
            commits += 1
            guard commits == number else { return }
            try? relay.set(.refusing)
            relay.cut()
        }
        return cutOff
    }

    @Test("cut off on the way it says how far it came, and that one step has no answer; the next sync sends that one")
    func cutOff() throws {
        let relay = try Relay(to: rig.conninfo)
        let cutOff = try breaking(at: 2, relay)
        let id = cutOff.makeCommandID()
        let report = try work(.hold, id: id).runAsFarAsItGoes(on: cutOff)
        #expect(report.result.decided.count == 500 && report.commands == [id])
        guard case .unanswered(let step, people: 500, _) = report.cutOff else {
            Issue.record("\(String(describing: report.cutOff))")
            return
        }
        #expect(step == id.step(1))
        #expect(try count("held") == 500 && cutOff.journal.pendingCount() == 1)
        try relay.set(.clear)
        #expect(try cutOff.sync().sent == 1)
        let draft = ReviewDraft(command: id, event: desk.event.id, decision: .hold, count: Self.count)
        #expect(try cutOff.progress(of: draft) == 1_000)
        #expect(try count("held") == 1_000)
        // Taken back it is all of it, the step that was sent later too.
        let undone = try ReviewUndoWork(report.commands + [step], people: 1_000).run(on: cutOff)
        #expect(undone.result.decided.count == 1_000)
        #expect(try count("applied") == Self.count)
    }

    @Test(
        "a decision that was sent and not answered is called that; asked again under its id it is the one that happened"
    )
    func unanswered() throws {
        let relay = try Relay(to: rig.conninfo)
        let cutOff = try breaking(at: 1, relay)
        let one = ReviewWork(
            id: cutOff.makeCommandID(), review: Review(.approve, [Review.Row(serial: rows[0].serial, version: 1)]))
        guard case .unanswered? = fault({ _ = try one.run(on: cutOff) }) else {
            Issue.record("told as something else")
            return
        }
        #expect(try cutOff.journal.pendingCount() == 1)
        // A limit goes the same way.
        let limit = Submission(
            id: cutOff.makeCommandID(), change: .setCapacity(CapacityChange(category: nil, capacity: 900)))
        guard case .unanswered? = fault({ _ = try cutOff.receipt(of: limit) }) else {
            Issue.record("told as something else")
            return
        }
        try relay.set(.clear)
        // Whoever sends it hears what came of it.
        let sent = try cutOff.sync()
        #expect(sent.sent == 2)
        #expect(
            sent.decided == [
                SyncReport.Decided(
                    one.id, .review(one.review), ReviewResult(decided: [.init(rows[0].serial, version: 2)]))
            ])
        #expect(sent.decided.first?.serial == rows[0].serial)
        let again = try one.run(on: cutOff)
        #expect(again.result.decided.map(\.serial) == [rows[0].serial])
        #expect(try count("approved") == 1)
        #expect(try rig.count("SELECT count(*) FROM expo.command WHERE kind = 'review'") == 1)
        #expect(try cutOff.seats().event?.capacity == 900)
    }
}

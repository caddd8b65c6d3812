// Deciding thousands: in steps, with progress, stopped and gone on with, and taken back as a whole.

import Domain
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

    @Test("an undo takes all steps back, or names who moved on and takes nothing back")
    func undo() throws {
        let report = try work(.reject, id: desk.makeCommandID()).run(on: desk)
        #expect(try count("rejected") == Self.count)
        let moved = Review(.approve, [Review.Row(serial: rows[7].serial, version: 2)])
        let single = try ReviewWork(id: desk.makeCommandID(), review: moved).run(on: desk)
        #expect(single.result.decided.count == 1)
        let refused = try desk.undoReview(report.commands, id: desk.makeCommandID())
        guard case .refused(let refusal) = refused.outcome else { throw SupportError("taken back") }
        #expect(refusal.rows?.map(\.serial) == [rows[7].serial])
        #expect(try count("rejected") == Self.count - 1)
        let other = try work(.hold, id: desk.makeCommandID()).run(on: desk)
        #expect(other.result.refused.count == Self.count)
        let fresh = try ReviewWork(
            id: desk.makeCommandID(),
            review: Review(
                .hold, rows.map { Review.Row(serial: $0.serial, version: $0.serial == rows[7].serial ? 3 : 2) })
        ).run(on: desk)
        #expect(try count("held") == Self.count)
        #expect(try desk.undoReview(fresh.commands, id: desk.makeCommandID()).outcome.word == "review_undone")
        #expect(try count("rejected") == Self.count - 1)
        #expect(try count("approved") == 1)
    }

    @Test("a step holds its own five hundred and nobody else: whoever is in another one passes a gate meanwhile")
    func shortLocks() throws {
        let (gate, owner) = (try rig.desk(name: "gate"), try rig.owner())
        _ = try desk.seats()
        let store = try #require(desk.store)
        let free = Statement(
            "free", "SELECT count(*) FROM (SELECT FROM expo.registration FOR SHARE SKIP LOCKED) AS free")
        var held: [Int] = []
        var answers: [Serial?] = []
        store.onApply = { calls in
            // Its people are locked with the first statements; those after them write, and end it.
            guard !calls.contains(where: { $0.statement == ApplyStatements.begin }) else { return }
            held.append(Self.count - Int((try? owner.run(free)[0].int(0)) ?? 0))
            let other = rows[held.count * Review.mostRows % Self.count].serial
            let answer = try? gate.checkIn(other, mode: .enter, gate: .main, id: gate.makeCommandID())
            answers.append(answer?.person?.serial == other ? other : nil)
        }
        defer { store.onApply = nil }
        let report = try work(id: desk.makeCommandID()).run(on: desk)
        #expect(report.result.decided.count == Self.count)
        #expect(held == [500, 500, 500, 500])
        #expect(answers.count == 4 && answers.allSatisfy { $0 != nil }, "\(answers)")
    }
}

// Decisions of a console that is gone: what the next one tells of them.

import Desk
import Domain
import Store
import Terminal
import Testing

@testable import Screens

@Suite("Decisions of an earlier console") struct ReviewRecalledTests {
    private static func id(_ number: UInt8) -> CommandID {
        CommandID(at: Timestamp(milliseconds: 0), random: [UInt8](repeating: number, count: 10))
    }

    private static func decided(_ number: Int64, _ id: CommandID, version: Int = 1) -> SyncReport.Decided {
        let review = Review(.approve, [Review.Row(serial: Fixture.serial(number), version: version)])
        return SyncReport.Decided(
            id, .review(review), ReviewResult(decided: [.init(Fixture.serial(number), version: version + 1)]))
    }

    private func sent(_ driver: inout Driver) -> [ReviewWork] { ReviewQueueTests.works(driver.takeEffects()) }

    private func report(_ decided: SyncReport.Decided...) -> SyncReport {
        var report = SyncReport(sent: decided.count)
        report.decided = decided
        return report
    }

    @Test("what was asked again for it is told by name, until a key is pressed; several stand together")
    func named() throws {
        var driver = Driver()
        driver.answer(.synced(.success(report(Self.decided(1, Self.id(1)), Self.decided(2, Self.id(2))))))
        let works = sent(&driver)
        #expect(works.map(\.id) == [Self.id(1), Self.id(2)])
        for (number, work) in works.enumerated() {
            var done = ReviewReport()
            done.commands = [work.id]
            done.result.decided = [.init(work.review.rows[0].serial, version: 2)]
            let row = Fixture.row(Int64(number + 1), "신청\(number + 1)", status: .approved, version: 2)
            driver.answer(.review(.decided(work, .success(ReviewAnswer(report: done, row: row)))))
        }
        let said = try #require(driver.state.banner)
        #expect(said.text == "답이 없던 심사의 결과: 000001 신청1: 승인했습니다 · 000002 신청2: 승인했습니다")
        #expect(said.standsUntilKey)
        #expect(driver.state.review.recalled.isEmpty && driver.state.review.unanswered.isEmpty)
        driver.answer(.synced(.success(SyncReport())))
        #expect(sent(&driver).isEmpty)
    }

    @Test("one that somebody was faster than is told with what was done, and rings")
    func refused() throws {
        var driver = Driver(.english)
        driver.answer(.synced(.success(report(Self.decided(1, Self.id(1))))))
        let work = try #require(sent(&driver).first)
        var done = ReviewReport()
        done.result.refused = [.init(Fixture.serial(1), .alreadyDecided, status: .rejected)]
        let row = Fixture.row(1, "Kim", status: .rejected, version: 2)
        driver.answer(.review(.decided(work, .success(ReviewAnswer(report: done, row: row)))))
        #expect(driver.state.banner?.text == "Decisions that had no answer: 000001 Kim: already rejected")
        #expect(
            driver.state.banner?.role == .bad
                && driver.takeEffects().contains { if case .bell = $0 { true } else { false } })
    }

    @Test("what this console waits for itself, and a step of a decision on many, is not told twice")
    func own() throws {
        var driver = Driver()
        let work = ReviewWork(
            id: Self.id(1), review: Review(.approve, [Review.Row(serial: Fixture.serial(1), version: 1)]))
        driver.model.state.review.unanswered = [work]
        driver.model.state.keptReview = ReviewDraft(
            command: Self.id(2), event: Fixture.event.id, decision: .approve, count: 1)
        driver.answer(.synced(.success(report(Self.decided(1, Self.id(1)), Self.decided(2, Self.id(2))))))
        #expect(sent(&driver) == [work])
        #expect(driver.state.review.recalled.isEmpty)
    }

    @Test("an undo of one is told with the person it was about")
    func undo() throws {
        var driver = Driver()
        let undo = ReviewUndoWork([Self.id(1)], people: 1)
        var synced = SyncReport(sent: 1)
        synced.decided = [
            SyncReport.Decided(
                undo.id, .undo(ReviewUndo(undo.commands)), ReviewResult(decided: [.init(Fixture.serial(1), version: 3)])
            )
        ]
        driver.answer(.synced(.success(synced)))
        #expect(driver.takeRequests().contains(.review(.undo(undo))))
        var done = ReviewReport()
        done.result.decided = [.init(Fixture.serial(1), version: 3)]
        driver.answer(.review(.undone(undo, .success(done))))
        let said = try #require(driver.state.banner)
        #expect(said.standsUntilKey && said.text.contains("000001: 되돌렸습니다"), "\(said.text)")
    }
}

// Before many are taken back it is asked; and what is under way is not hidden by what was said before.

import Desk
import Domain
import Store
import Terminal
import Testing

@testable import Screens

@Suite("Taking decisions back") struct ReviewUndoTests {
    /// A console that has approved `count` people.
    private func decided(_ count: Int) throws -> (Driver, ReviewUndoWork) {
        var driver = Driver()
        driver.press("F3")
        driver.answerPage(
            AttendeePage(all: (1...Int64(count)).map { Fixture.row($0, "신청\($0)", status: .applied, version: 1) }))
        for _ in 0..<count { driver.press("Space") }
        driver.press("a", "Enter")
        let work = try #require(ReviewQueueTests.works(driver.takeEffects()).first)
        var report = ReviewReport()
        report.commands = [work.id]
        report.result.decided = work.review.rows.map { .init($0.serial, version: 2) }
        driver.answer(.review(.decided(work, .success(ReviewAnswer(report: report)))))
        _ = driver.takeRequests()
        return (driver, ReviewUndoWork([work.id], people: count))
    }

    private func undos(_ driver: inout Driver) -> [ReviewUndoWork] {
        driver.takeRequests().compactMap { if case .review(.undo(let work)) = $0 { work } else { nil } }
    }

    @Test("twenty people are not taken back at one press; what was begun goes on without asking again")
    func asks() throws {
        var (driver, undo) = try decided(20)
        driver.press("u")
        #expect(undos(&driver).isEmpty && driver.shows("승인 20명"))
        driver.press("Escape")
        #expect(driver.state.overlay == nil && undos(&driver).isEmpty)
        driver.press("u", "Enter")
        #expect(undos(&driver) == [undo])
        var half = ReviewReport()
        half.wasStopped = true
        half.result.decided = [.init(Fixture.serial(2), version: 3)]
        driver.answer(.review(.undone(undo, .success(half))))
        #expect(driver.shows("멈춤, u로 이어서"))
        driver.press("u")
        #expect(undos(&driver) == [undo])
        // What was said of the stop is older than what goes on now.
        driver.answer(.working(WorkProgress(done: 9, total: 20)))
        #expect(!driver.shows("멈춤, u로 이어서") && driver.shows("9 / 20"))
    }

    @Test("fewer are taken back at once")
    func few() throws {
        var (driver, undo) = try decided(19)
        driver.press("u")
        #expect(undos(&driver) == [undo])
    }

    @Test(
        "a filter for a status that the queue does not hold finds nobody, and says why and where all are",
        arguments: ["상태:보류", "-상태:신청", "상태:승인,거절"])
    func otherStatus(_ filter: String) {
        var driver = Driver()
        driver.press("F3")
        driver.answerPage(AttendeePage(all: []))
        driver.type("/" + filter)
        driver.answerPage(AttendeePage(all: []))
        driver.press("Enter")
        #expect(driver.shows("이 목록에는 '신청'만 있습니다. Tab으로 [전체]"))
        driver.press("Shift-Tab")
        driver.answerPage(AttendeePage(all: []))
        #expect(!driver.shows("이 목록에는"))
    }

    @Test("a filter that the queue may hold somebody for says nothing of it")
    func sameStatus() {
        var driver = Driver()
        driver.press("F3")
        driver.answerPage(AttendeePage(all: []))
        driver.type("/상태:신청,보류")
        driver.answerPage(AttendeePage(all: []))
        #expect(!driver.shows("이 목록에는"))
    }
}

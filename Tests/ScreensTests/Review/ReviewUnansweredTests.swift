// Decisions that the line was lost over: what is shown is what happens.

import Desk
import Domain
import Store
import Terminal
import Testing

@testable import Screens

@Suite("Decisions without an answer") struct ReviewUnansweredTests {
    private func opened(_ language: Language = .korean) -> Driver {
        var driver = Driver(language)
        driver.press("F3")
        driver.answerPage(
            AttendeePage(all: (1...4).map { Fixture.row($0, "신청\($0)", status: .applied, version: 1) }))
        _ = driver.takeEffects()
        return driver
    }

    private func unanswered(_ step: CommandID, _ people: Int, decided: [ReviewResult.Changed] = []) -> ReviewReport {
        var report = ReviewReport()
        report.result.decided = decided
        report.cutOff = .unanswered(step, people: people, reason: "gone")
        return report
    }

    private func sent(_ driver: inout Driver) -> [ReviewWork] { ReviewQueueTests.works(driver.takeEffects()) }

    @Test(
        "a decision whose answer was lost is not called undone: the row says that it is open, and it is named when the line is back"
    )
    func one() throws {
        var driver = opened()
        driver.press("a")
        let work = try #require(sent(&driver).first)
        driver.answer(.review(.decided(work, .success(ReviewAnswer(report: unanswered(work.id, 1))))))
        #expect(driver.state.banner?.text == "000001 신청1: 답이 오지 않았습니다. 연결되면 다시 묻고, 결과를 그때 알립니다.")
        #expect(driver.shows("? 승인") && driver.shows("보낼 것 1"))
        #expect(driver.takeEffects().contains { if case .after(_, .sync, .syncAgain) = $0 { true } else { false } })
        // Another decision on them would not know what it meets.
        driver.press("Up", "w")
        #expect(driver.state.overlay == nil)
        driver.answer(.synced(.success(SyncReport(waiting: 1))))
        #expect(sent(&driver).isEmpty)
        driver.answer(.synced(.success(SyncReport(sent: 1))))
        #expect(sent(&driver) == [work])
        var report = ReviewReport()
        report.commands = [work.id]
        report.result.decided = [.init(Fixture.serial(1), version: 2)]
        let row = Fixture.row(1, "신청1", status: .approved, version: 2)
        driver.answer(.review(.decided(work, .success(ReviewAnswer(report: report, row: row)))))
        #expect(driver.state.banner?.text == "000001 신청1: 승인했습니다")
        #expect(!driver.shows("? 승인") && driver.state.review.done.count == 1)
        driver.answer(.synced(.success(SyncReport())))
        #expect(sent(&driver).isEmpty)
    }

    @Test("what was refused because the line is known to be lost is called not done, and is")
    func refused() throws {
        var driver = opened()
        driver.press("a")
        let work = try #require(sent(&driver).first)
        driver.answer(.review(.decided(work, .failure(.outOfReach("gone")))))
        #expect(driver.state.banner?.text == driver.state.words.notDone(.outOfReach("")))
        #expect(driver.state.waiting == 0 && driver.state.review.awaited.isEmpty)
    }

    @Test(
        "a decision on many says how far it came and that one step is asked again; then how far it came in the end",
        arguments: [Language.korean, .english])
    func many(_ language: Language) throws {
        var driver = opened(language)
        driver.press("Space", "Space", "Space", "a", "Enter")
        let work = try #require(sent(&driver).first)
        let step = CommandID(at: Timestamp(milliseconds: 0), random: [UInt8](repeating: 1, count: 10))
        var report = unanswered(step, 2, decided: [.init(Fixture.serial(1), version: 2)])
        report.commands = [work.id]
        driver.answer(.review(.decided(work, .success(ReviewAnswer(report: report)))))
        let said = try #require(driver.state.banner)
        #expect(said.standsUntilKey && driver.state.work == nil)
        for part in language == .korean
            ? ["3명 가운데: 1명 승인함", "2명은 답이 오지 않아", "u는"] : ["Of 3 people: 1 approved", "2 people", "; u takes"]
        {
            #expect(said.text.contains(part), "\(said.text)")
        }
        #expect(driver.state.attendees.rows.map(\.status) == [.approved, .applied, .applied, .applied])
        #expect(driver.state.review.awaited.keys.sorted() == [Fixture.serial(2), Fixture.serial(3)])
        _ = driver.takeRequests()
        driver.press("u")
        #expect(driver.takeRequests().isEmpty, "not before it is known")
        let draft = ReviewDraft(command: work.id, event: Fixture.event.id, decision: .approve, count: 3)
        driver.answer(.synced(.success(SyncReport(sent: 1))))
        #expect(driver.takeRequests().contains(.review(.progress(draft))))
        driver.answer(.review(.progress(draft, .success(3))))
        #expect(driver.takeRequests().contains(.clearReview))
        #expect(driver.state.review.awaited.isEmpty)
        // What is taken back is all of it, the step that was asked again among them.
        driver.press("u")
        #expect(driver.takeRequests().contains(.review(.undo(ReviewUndoWork([work.id, step], people: 3)))))
    }

    @Test("a decision on many that was cut off between two steps leaves nothing open")
    func betweenSteps() throws {
        var driver = opened()
        driver.press("Space", "Space", "a", "Enter")
        let work = try #require(sent(&driver).first)
        var report = ReviewReport()
        report.commands = [work.id]
        report.result.decided = [.init(Fixture.serial(1), version: 2)]
        report.cutOff = .notSent(reason: "gone")
        driver.answer(.review(.decided(work, .success(ReviewAnswer(report: report)))))
        #expect(driver.takeRequests() == [.clearReview])
        #expect(driver.state.waiting == 0 && driver.state.review.awaited.isEmpty)
        #expect(driver.state.banner?.text.contains("2명 가운데: 1명 승인함. 나머지는") == true)
    }

    @Test("an undo of many that the line was lost over says how far it came; u goes on when the line is back")
    func undo() throws {
        var driver = opened()
        driver.press("Space", "Space", "a", "Enter")
        let work = try #require(sent(&driver).first)
        var decided = ReviewReport()
        decided.commands = [work.id]
        decided.result.decided = work.review.rows.map { .init($0.serial, version: 2) }
        driver.answer(.review(.decided(work, .success(ReviewAnswer(report: decided)))))
        driver.press("u")
        let undo = ReviewUndoWork([work.id], people: 2)
        #expect(driver.takeRequests().contains(.review(.undo(undo))))
        driver.answer(
            .review(.undone(undo, .success(unanswered(undo.id, 1, decided: [.init(Fixture.serial(2), version: 3)])))))
        let said = try #require(driver.state.banner?.text)
        #expect(said.contains("2명 가운데 1명을 되돌렸습니다") && said.contains("답이 오지 않아") && said.contains("u로"))
        #expect(driver.state.waiting == 1)
        driver.answer(.synced(.success(SyncReport(sent: 1))))
        #expect(driver.state.banner?.text == driver.state.words.undoGoesOn)
        _ = driver.takeRequests()
        driver.press("u")
        #expect(driver.takeRequests().contains(.review(.undo(undo))))
    }

    // MARK: What waits is sent

    @Test("what another program has left in the journal is sent too, by a line that was never gone")
    func drainsWhatOthersLeft() {
        var driver = Driver()
        driver.answer(.live(.waits(2)))
        #expect(driver.state.waiting == 2)
        #expect(driver.takeEffects().contains { if case .after(_, .sync, .syncAgain) = $0 { true } else { false } })
        // What this console knows of itself is being sent already.
        driver.answer(.live(.waits(3)))
        #expect(driver.state.waiting == 2 && driver.takeEffects().isEmpty)
    }

    @Test("what is found waiting in the journal after the line came back is sent without anybody's asking")
    func drains() {
        var driver = Driver()
        driver.answer(.live(.lineLost))
        driver.answer(.live(.lineBack))
        _ = driver.takeEffects()
        // The question of the time when the line was lost is answered now.
        let surroundings = DeskSurroundings(gates: [.main], hearsNotices: nil, lastContact: nil, figures: nil)
        driver.answer(.desk(.queue(.success(DeskQueue(waitingCount: 1)), surroundings)))
        func isDue() -> Bool {
            driver.takeEffects().contains { if case .after(_, .sync, .syncAgain) = $0 { true } else { false } }
        }
        #expect(isDue())
        driver.answer(.syncAgain)
        #expect(driver.takeRequests() == [.sync])
        driver.answer(.synced(.success(SyncReport(waiting: 1))))
        #expect(isDue())
    }
}

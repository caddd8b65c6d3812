// The queue of review, by keys and answers: nobody is decided twice, nobody is overwritten, and late answers hurt nobody.

import Desk
import Domain
import Store
import Terminal
import Testing

@testable import Screens

@Suite struct ReviewQueueTests {
    /// The works that were sent.
    static func works(_ effects: [ConsoleEffect]) -> [ReviewWork] {
        effects.compactMap { effect in
            if case .tell(.review(.decide(let work))) = effect { work } else { nil }
        }
    }

    private func opened() -> Driver {
        var driver = Driver()
        driver.press("F3")
        driver.answerPage(
            AttendeePage(
                rows: (1...4).map { number in
                    AttendeeRow(
                        registration: Fixture.row(Int64(number), "신청\(number)", status: .applied, version: number),
                        key: AttendeeKey(serial: Fixture.serial(Int64(number))))
                }, hasMoreBefore: false, hasMoreAfter: false))
        _ = driver.takeEffects()
        return driver
    }

    private func answer(
        _ work: ReviewWork, status: Registration.Status, refused: Refusal.Reason? = nil, latest: LoggedCommand? = nil
    ) -> ConsoleMessage {
        var report = ReviewReport()
        let row = work.review.rows[0]
        if let refused {
            report.result.refused = [.init(row.serial, refused, status: status)]
        } else {
            report.result.decided = [.init(row.serial, version: row.version + 1)]
        }
        report.commands = [work.id]
        let now = Fixture.row(
            row.serial.rawValue, "신청\(row.serial.rawValue)", status: status, version: row.version + 1)
        return .review(.decided(work, .success(ReviewAnswer(report: report, row: now, latest: latest))))
    }

    @Test("the queue holds applications only, and the attendees stay as they were")
    func queue() throws {
        var driver = Driver()
        driver.press("F3")
        let loading = try #require(driver.state.attendees.loading)
        #expect(loading.request.filter.clauses == [AttendeeFilter.Clause(.status([.applied]))])
        driver.press("Tab")
        #expect(
            driver.state.attendees.loading?.request.filter.clauses == [AttendeeFilter.Clause(.status([.held]))])
        driver.press("F4")
        #expect(driver.state.attendees.loading?.request.filter.isEmpty == true)
        // The page of the queue comes late: it is not the attendees'.
        driver.answer(
            .page(
                loading.request,
                .success(
                    AttendeePage(
                        rows: [AttendeeRow(registration: Fixture.row(9), key: AttendeeKey(serial: Fixture.serial(9)))],
                        hasMoreBefore: false, hasMoreAfter: false))))
        #expect(driver.state.attendees.rows.isEmpty)
    }

    @Test("approving goes on to the next row at once; the row says what is under way, then what came of it")
    func approves() throws {
        var driver = opened()
        driver.press("a")
        #expect(driver.state.attendees.selectedRow?.serial == Fixture.serial(2))
        let work = try #require(Self.works(driver.takeEffects()).first)
        #expect(work.review == Review(.approve, [Review.Row(serial: Fixture.serial(1), version: 1)]))
        #expect(driver.state.review.deciding[Fixture.serial(1)] == .approve)
        driver.answer(answer(work, status: .approved))
        #expect(driver.state.review.deciding.isEmpty)
        #expect(driver.state.review.notes[Fixture.serial(1)]?.text == "✓ 승인")
        #expect(driver.state.attendees.selectedRow?.serial == Fixture.serial(2))
    }

    @Test("a row whose decision is under way is not decided again")
    func twice() {
        var driver = opened()
        driver.press("a", "Up", "a")
        #expect(Self.works(driver.takeEffects()).count == 1)
        #expect(driver.state.banner?.text == driver.state.words.stillDeciding)
    }

    @Test("asked again after a lost answer, it is the same command")
    func lostAnswer() throws {
        var driver = opened()
        driver.press("a")
        let first = try #require(Self.works(driver.takeEffects()).first)
        var report = ReviewReport()
        report.cutOff = .unanswered(first.id, people: 1, reason: "gone")
        driver.answer(.review(.decided(first, .success(ReviewAnswer(report: report)))))
        _ = driver.takeEffects()
        driver.press("Up", "a")
        #expect(Self.works(driver.takeEffects()) == [first])
    }

    @Test("two managers on one row: the second sees the row as it is, and overwrites nothing")
    func conflict() throws {
        var driver = opened()
        driver.press("a")
        let work = try #require(Self.works(driver.takeEffects()).first)
        driver.answer(answer(work, status: .rejected, refused: .conflict))
        #expect(driver.state.review.done.isEmpty)
        #expect(driver.state.attendees.row(Fixture.serial(1))?.status == .rejected)
        #expect(driver.state.banner?.role == .bad)
        #expect(driver.state.review.refused.map(\.serial) == [Fixture.serial(1)])
        // What was decided cannot be decided so once more by the older version.
        driver.press("Up", "a")
        let next = Self.works(driver.takeEffects())
        #expect(next.first?.review.rows.first?.version == 2)
    }

    @Test("rejecting needs a reason: an empty one is asked for again, Escape decides nothing")
    func rejects() throws {
        var driver = opened()
        driver.press("r", "Enter")
        #expect(Self.works(driver.takeEffects()).isEmpty)
        driver.press("Escape", "Space", "Space", "r")
        #expect(driver.shows("2명 — 사유를 적어 주세요."), "whom it is about stands beside the question")
        driver.press("Escape", "Escape", "r")
        #expect(driver.shows("— 사유를 적어 주세요.") && !driver.shows("2명 — "))
        driver.press("Escape")
        #expect(driver.state.overlay == nil && driver.state.review.deciding.isEmpty)
        driver.press("r")
        driver.type("중복 신청")
        driver.press("Enter")
        let work = try #require(Self.works(driver.takeEffects()).first)
        #expect(work.review.decision == .reject && work.review.reason == "중복 신청")
        #expect(driver.state.overlay == nil)
    }

    @Test("marks carry the version that was seen, go to one work, and are gone after it")
    func marks() throws {
        var driver = opened()
        driver.press("Space", "Space", "a")
        #expect(Self.works(driver.takeEffects()).isEmpty)
        driver.press("1")
        #expect(Self.works(driver.takeEffects()).isEmpty, "a digit may be a scanner's")
        driver.press("Enter")
        let work = try #require(Self.works(driver.takeEffects()).first)
        #expect(work.review.rows.map(\.version) == [1, 2])
        #expect(driver.state.review.marks.isEmpty && driver.state.work?.review == work)
        driver.answer(.working(WorkProgress(done: 1, total: 2)))
        #expect(driver.state.workLine?.contains("1 / 2") == true)
        // The screen stays usable: the next one is decided meanwhile.
        driver.press("a")
        #expect(Self.works(driver.takeEffects()).count == 1)
    }

    @Test("everybody of a filter is marked once their number was said, and not when the filter is another by then")
    func marksAll() throws {
        var driver = opened()
        driver.press("A")
        let filter = driver.state.attendees.filter
        let rows = (1...3_000).map { Review.Row(serial: Fixture.serial(Int64($0)), version: 1) }
        driver.answer(.review(.rows(filter, .success(rows))))
        #expect(driver.shows("3,000명"))
        #expect(driver.state.review.marks.isEmpty)
        driver.press("Enter")
        #expect(driver.state.review.marks.count == 3_000)
        driver.press("Escape", "A", "Tab")
        driver.answer(.review(.rows(filter, .success(rows))))
        #expect(driver.state.overlay == nil && driver.state.review.marks.isEmpty)
    }

    @Test("while everybody is being read no key decides on the one who is selected; Escape gives it up")
    func decidesNobodyMeanwhile() throws {
        var driver = opened()
        driver.press("A", "a", "w", "r", "Enter", "u")
        #expect(Self.works(driver.takeEffects()).isEmpty && driver.state.overlay == nil)
        let filter = driver.state.attendees.filter
        driver.answer(.review(.rows(filter, .success([Review.Row(serial: Fixture.serial(1), version: 1)]))))
        #expect(driver.state.overlay != nil)
        driver.press("Escape", "A", "Escape", "a")
        #expect(driver.state.review.marking == nil && Self.works(driver.takeEffects()).count == 1)
    }

    private static func undos(_ requests: [DeskRequest]) -> [ReviewUndoWork] {
        requests.compactMap { if case .review(.undo(let work)) = $0 { work } else { nil } }
    }

    /// What somebody else did to them.
    private func latest(_ name: String, _ status: Registration.Status, version: Int) -> LatestChange {
        LatestChange(
            name: name,
            command: LoggedCommand(
                id: CommandID(at: Timestamp(milliseconds: 0), random: [UInt8](repeating: 1, count: 10)),
                kind: "review", word: "reviewed", actor: "이수민", deskName: "desk-2",
                madeAt: Timestamp(milliseconds: 0), appliedAt: Timestamp(milliseconds: 0), command: nil, outcome: nil,
                isErased: true, effect: StatusEffect(deed: .decided, was: .approved, status: status, version: version)))
    }

    @Test("an undo takes the last decision back; whoever moved on is named with what was done, when and by whom")
    func undo() throws {
        var driver = opened()
        driver.press("a")
        let work = try #require(Self.works(driver.takeEffects()).first)
        driver.press("u")
        #expect(driver.takeRequests().isEmpty, "not before the answer")
        driver.answer(answer(work, status: .approved))
        _ = driver.takeRequests()
        driver.press("Ctrl-Z", "u")
        let asked = Self.undos(driver.takeRequests())
        #expect(asked == [ReviewUndoWork([work.id], people: 1)])
        var report = ReviewReport()
        report.result.refused = [.init(Fixture.serial(1), .conflict, status: .held)]
        report.latest = [Fixture.serial(1): latest("신청1", .held, version: 3)]
        driver.answer(.review(.undone(asked[0], .success(report))))
        let said = try #require(driver.state.banner?.text)
        #expect(said.contains("000001 신청1: ") && said.contains("이수민 (desk-2) · 보류"))
        #expect(driver.state.banner?.role == .bad)
        #expect(driver.state.review.done.isEmpty)
        driver.press("f")
        #expect(driver.shows("000001 신청1: ") && driver.shows("이수민 (desk-2) · 보류"))
    }

    @Test("an undo of many is long work with progress; stopped, or without an answer, it goes on with the next u")
    func undoOfMany() throws {
        var driver = opened()
        driver.press("Space", "Space", "a", "Enter")
        let work = try #require(Self.works(driver.takeEffects()).first)
        var decided = ReviewReport()
        decided.commands = [work.id]
        decided.result.decided = work.review.rows.map { .init($0.serial, version: 2) }
        driver.answer(.review(.decided(work, .success(ReviewAnswer(report: decided)))))
        _ = driver.takeRequests()
        let undo = ReviewUndoWork([work.id], people: 2)
        driver.press("u")
        #expect(Self.undos(driver.takeRequests()) == [undo])
        driver.answer(.working(WorkProgress(done: 1, total: 2)))
        #expect(driver.state.workLine?.contains("1 / 2") == true)
        #expect(driver.state.workLine?.contains("승인 되돌리는 중") == true)
        driver.press("u")
        #expect(Self.undos(driver.takeRequests()).isEmpty)
        driver.press(".")
        #expect(driver.takeRequests().contains(.review(.stop(undo.id))))
        var half = ReviewReport()
        half.wasStopped = true
        half.result.decided = [.init(Fixture.serial(2), version: 3)]
        driver.answer(.review(.undone(undo, .success(half))))
        #expect(driver.state.banner?.text == "되돌렸습니다: 승인 1명 · 멈춤, u로 이어서")
        #expect(driver.state.work == nil)
        driver.press("u")
        #expect(Self.undos(driver.takeRequests()) == [undo])
        driver.answer(.review(.undone(undo, .failure(.outOfReach("gone")))))
        driver.press("u")
        #expect(Self.undos(driver.takeRequests()) == [undo])
        var whole = ReviewReport()
        whole.result.decided = decided.result.decided
        driver.answer(.review(.undone(undo, .success(whole))))
        #expect(driver.state.banner?.text == "되돌렸습니다: 승인 2명")
        #expect(driver.state.review.done.isEmpty && driver.state.work == nil)
    }

    @Test(
        "a console that has decided nothing finds the desk's last decision, and says which one it is before it is undone"
    )
    func undoAfterRestart() throws {
        var driver = opened()
        driver.press("u")
        #expect(driver.takeRequests().contains(.review(.last)))
        driver.answer(.review(.last(.success(nil))))
        #expect(driver.state.banner?.text == driver.state.words.nothingToUndo)
        let id = CommandID(at: Timestamp(milliseconds: 0), random: [UInt8](repeating: 1, count: 10))
        let past = PastReview(
            commands: [id], decision: .reject, people: 9_500, actor: "desk-1", madeAt: Timestamp(milliseconds: 0))
        driver.press("u")
        driver.answer(.review(.last(.success(past))))
        #expect(driver.shows("desk-1 · 거절 9,500명"))
        driver.press("Down", "Enter")
        #expect(Self.undos(driver.takeRequests()).isEmpty && driver.state.overlay == nil)
        driver.press("u")
        driver.answer(.review(.last(.success(past))))
        driver.press("Enter")
        #expect(Self.undos(driver.takeRequests()) == [ReviewUndoWork(past)])
        #expect(driver.state.workLine?.contains("거절 되돌리는 중") == true)
    }

    @Test("an answer that comes on another screen changes no row there but is told")
    func lateAnswer() throws {
        var driver = opened()
        driver.press("a")
        let work = try #require(Self.works(driver.takeEffects()).first)
        driver.press("F2")
        driver.answer(answer(work, status: .approved))
        #expect(driver.state.place == .walkIn && driver.state.banner?.text.contains("승인했습니다") == true)
        #expect(!driver.takeRequests().contains { if case .page = $0 { true } else { false } })
    }
}

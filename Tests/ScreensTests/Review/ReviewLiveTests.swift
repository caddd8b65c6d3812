// The queue of review while others decide too, while the filter is wrong, and after a crash.

import Desk
import Domain
import Sheets
import Store
import Terminal
import Testing

@testable import Screens

@Suite struct ReviewLiveTests {
    private func opened(_ language: Language = .korean) -> Driver {
        var driver = Driver(language)
        driver.press("F3")
        driver.answerPage(AttendeePage(all: (1...4).map { Self.applicant($0) }))
        _ = driver.takeEffects()
        return driver
    }

    private static func applicant(
        _ number: Int64, _ status: Registration.Status = .applied, version: Int = 1
    ) -> Registration {
        Fixture.row(number, "신청\(number)", status: status, version: version)
    }

    private func sent(_ driver: inout Driver) -> ReviewWork? { ReviewQueueTests.works(driver.takeEffects()).first }

    // MARK: Others decide

    @Test(
        "what another desk decides shows in the row and is read anew at once, with the seats; selection and marks stay")
    func decidedElsewhere() {
        var driver = opened()
        driver.press("Space", "Down")
        _ = driver.takeRequests()
        driver.answer(.live(.changed([Self.applicant(2, .rejected, version: 2)])))
        #expect(driver.state.attendees.row(Fixture.serial(2))?.status == .rejected)
        let requests = driver.takeRequests()
        #expect(requests.contains { if case .page = $0 { true } else { false } })
        #expect(requests.contains { if case .review(.seats) = $0 { true } else { false } })
        driver.answerPage(AttendeePage(all: [1, 3, 4].map { Self.applicant($0) }))
        #expect(driver.state.attendees.selectedRow?.serial == Fixture.serial(3))
        #expect(driver.state.review.marks.rows.map(\.serial) == [Fixture.serial(1)])
        driver.answer(.live(.muchChanged))
        #expect(!driver.takeRequests().contains { if case .page = $0 { true } else { false } })
        driver.answer(.livePauseEnds)
        #expect(driver.takeRequests().contains { if case .page = $0 { true } else { false } })
    }

    @Test("where much has changed, whoever's card is open is read anew, over any screen")
    func cardInFront() {
        var driver = opened()
        func askedForFile() -> Bool {
            driver.takeRequests().contains { if case .personFile = $0 { true } else { false } }
        }
        driver.press("Enter")
        driver.answer(.person(Fixture.serial(1), .success(Fixture.card(Self.applicant(1)))))
        #expect(askedForFile())
        driver.answer(.live(.muchChanged))
        #expect(askedForFile())
        driver.answer(.livePauseEnds)
        #expect(!askedForFile())
    }

    @Test("after a decision on many the rows at hand say what they have become before the queue is read anew")
    func atOnce() throws {
        var driver = opened()
        driver.press("Space", "Space", "Space", "a", "Enter")
        let work = try #require(sent(&driver))
        var report = ReviewReport()
        report.result.decided = [.init(Fixture.serial(1), version: 2)]
        report.result.waiting = [.init(Fixture.serial(2), version: 2)]
        report.result.refused = [.init(Fixture.serial(3), .conflict, status: .held)]
        driver.answer(.review(.decided(work, .success(ReviewAnswer(report: report)))))
        #expect(driver.state.attendees.rows.map(\.status) == [.approved, .waitlisted, .applied, .applied])
        #expect(driver.shows("1명 승인함 · 정원 차서 대기 1 · 안 됨 1 (그사이 바뀜 1)"))
    }

    @Test("whoever moves up because of a decision is named; of many their number is said")
    func promoted() throws {
        var driver = opened()
        driver.press("a")
        let work = try #require(sent(&driver))
        var report = ReviewReport()
        report.result.decided = [.init(Fixture.serial(1), version: 2)]
        var answer = ReviewAnswer(report: report, row: Self.applicant(1, .rejected, version: 2))
        answer.promoted.count = 1
        answer.promoted.named = [Fixture.row(161_439, "임차준")]
        driver.answer(.review(.decided(work, .success(answer))))
        #expect(driver.state.banner?.text.hasSuffix(" · 승급: 161439 임차준") == true)
        let words = driver.state.words
        #expect(words.promoted(12, [Fixture.row(1, "가")]) == "승급 12명")
        #expect(words.promoted(2, [Fixture.row(1, "가"), Fixture.row(2, "나")]) == "승급 2명: 000001 가, 000002 나")
        #expect(words.promoted(Promotions()).isEmpty)
    }

    @Test("a cancellation that sets a seat free names who got it")
    func promotedByCancellation() throws {
        var driver = Driver()
        let row = Fixture.row(1, "김하나")
        driver.press("F4")
        driver.answer(.page(.first, .success(AttendeePage(all: [row]))))
        driver.press("x")
        driver.answer(.person(row.serial, .success(Fixture.card(row))))
        driver.type("부탁")
        driver.press("Enter")
        let submission = try #require(driver.takeSubmissions().first)
        var answer = Fixture.accepted(
            Fixture.row(1, "김하나", status: .cancelled, version: 2), .cancelled(row.serial, version: 2))
        answer.promoted.count = 1
        answer.promoted.named = [Fixture.row(9, "이아홉")]
        driver.answer(.submitted(submission, .cancel, .success(answer)))
        #expect(driver.shows("취소했습니다: 000001 김하나 · 승급: 000009 이아홉"))
    }

    @Test("beside those like them somebody is decided by the same keys")
    func compared() throws {
        var driver = opened()
        driver.model.state.layers.push(
            .review(.text(ReviewText(title: "비교", lines: [["", "신청1"]], person: Self.applicant(1)))))
        #expect(driver.shows("a 승인") && driver.shows("w 대기"))
        driver.press("a")
        #expect(sent(&driver)?.review == Review(.approve, [Review.Row(serial: Fixture.serial(1), version: 1)]))
        #expect(driver.state.overlay == nil)
    }

    // MARK: A wrong filter

    @Test("while part of the filter is not understood nobody is marked or exported, and it stands on the screen why")
    func wrongFilter() throws {
        var driver = opened()
        driver.type("/등록:11/28")
        driver.press("Enter")
        let fault = try #require(driver.state.filterFault)
        driver.answer(.bannerEnds(driver.state.bannerCount))
        #expect(driver.state.banner == nil && driver.shows(driver.state.words.fault(fault)))
        _ = driver.takeRequests()
        driver.press("A")
        #expect(driver.state.banner?.text == driver.state.words.filterStandsInTheWay(fault))
        for table in [ExportRecord.Table.attendees, .checkIns, .signOff] {
            _ = driver.model.state.run(.common(.export(table, .xlsx)))
        }
        _ = driver.model.state.picturesPressed()
        #expect(driver.state.overlay == nil && driver.takeRequests().isEmpty)
        driver.press("Escape")
        driver.press("A")
        #expect(driver.takeRequests().contains { if case .review(.rows) = $0 { true } else { false } })
    }

    // MARK: Cut off by a crash

    @Test("a decision on many is kept while it runs, and told after a crash with how far it came and what to do")
    func cutOff() throws {
        var driver = opened()
        driver.press("Space", "Space", "w", "Enter")
        let requests = driver.takeRequests()
        guard case .saveReview(let kept)? = requests.first, case .review(.decide(let work))? = requests.last else {
            Issue.record("\(requests)")
            return
        }
        #expect(
            kept == ReviewDraft(command: work.id, event: Fixture.event.id, decision: .waitlist, count: 2))
        driver.answer(.review(.decided(work, .success(ReviewAnswer(report: ReviewReport())))))
        #expect(driver.takeRequests().contains(.clearReview))

        var next = Driver()
        let many = ReviewDraft(command: work.id, event: Fixture.event.id, decision: .approve, count: 2_500)
        next.model.state.keptReview = many
        next.answer(.synced(.success(SyncReport(waiting: 1))))
        #expect(!next.takeRequests().contains(.review(.progress(many))))
        next.answer(.synced(.success(SyncReport(sent: 1))))
        #expect(next.takeRequests().contains(.review(.progress(many))))
        next.answer(.review(.progress(many, .success(1_000))))
        #expect(next.takeRequests() == [.clearReview])
        next.answer(.bannerEnds(next.state.bannerCount))
        #expect(next.shows("승인 2,500명") && next.shows("1,000명까지 처리되고 끊겼습니다") && next.shows("(F3)"))
        next.press("F4")
        #expect(next.state.banner == nil)
        next.answer(.synced(.success(SyncReport(sent: 1))))
        #expect(!next.takeRequests().contains(.review(.progress(many))))
    }
}

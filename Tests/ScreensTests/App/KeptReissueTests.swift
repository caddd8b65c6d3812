// A new pass that only this desk has: the old one is refused here at once, so the new one has to be in front.

import Domain
import Store
import Terminal
import Testing

@testable import Desk
@testable import Screens

@Suite("A new pass without a line") struct KeptReissueTests {
    private let old = Fixture.row(6, "홍길동")
    private let new = Fixture.row(201, "홍길동", version: 2)

    /// A console without a line that has asked for a new pass from the card in front of the table.
    private func asked(_ language: Language = .korean, isLost: Bool = true) throws -> (Driver, Submission) {
        var driver = Driver(language)
        driver.press("F4")
        driver.answerPage(AttendeePage(all: [old]))
        if isLost { driver.answer(.live(.lineLost)) }
        driver.press("Enter")
        driver.answer(.person(old.serial, .success(Fixture.card(old))))
        driver.press("n")
        guard case .reissue(_, let question)? = driver.state.overlay else {
            Issue.record("no question: \(driver.screen())")
            throw Unexpected()
        }
        #expect(question.body.contains(language == .korean ? "모든 데스크에서" : "at every desk at once") != isLost)
        #expect(question.body.contains(language == .korean ? "다른 데스크는 연결된" : "other desks hear of it") == isLost)
        driver.press("Enter")
        let submission = try #require(driver.takeSubmissions().first)
        return (driver, submission)
    }

    private struct Unexpected: Error {}

    private func kept() -> SubmitAnswer {
        let outcome = Outcome.reissued(old.serial, new.serial, version: 2)
        return SubmitAnswer(
            result: .kept(Receipt(outcome: outcome, row: new, existing: nil)), pass: Fixture.pass(201))
    }

    @Test("the new QR stands in front, the old card is gone, and the table is read anew")
    func newInFront() throws {
        for language in [Language.korean, .english] {
            var (driver, submission) = try asked(language)
            driver.answer(.submitted(submission, .reissue, .success(kept())))
            guard case .qr(let card, _)? = driver.state.overlay else {
                Issue.record("no QR in front: \(driver.screen())")
                return
            }
            #expect(card.row.serial == new.serial && card.pass == Fixture.pass(201))
            let told = language == .korean ? "재발급: 000201 홍길동 (여기 보관)" : "New pass: 000201 홍길동 (kept here)"
            #expect(driver.shows(told) && driver.shows("000006"), "\(driver.screen())")
            #expect(driver.state.waiting == 1)
            let asksForRows = driver.takeRequests().contains { if case .page = $0 { true } else { false } }
            #expect(asksForRows)
            driver.press("Esc", "q")
            guard case .qr(let again, _)? = driver.state.overlay else {
                Issue.record("no QR of the card: \(driver.screen())")
                return
            }
            #expect(again.row.serial == new.serial)
            driver.press("Esc", "Esc")
            #expect(driver.state.layers.isEmpty)
        }
    }

    @Test("with a line the question promises every desk, and the answer is as before")
    func online() throws {
        var (driver, submission) = try asked(isLost: false)
        let outcome = Outcome.reissued(old.serial, new.serial, version: 2)
        driver.answer(.submitted(submission, .reissue, .success(Fixture.accepted(new, outcome))))
        #expect(driver.shows("재발급했습니다: 000201 홍길동") && driver.state.waiting == 0)
    }
}

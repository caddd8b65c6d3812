// People like the one being typed, and a form cleared by mistake.

import Desk
import Domain
import Store
import Terminal
import Testing

@testable import Screens

@Suite struct CandidateTests {
    private let holder = Fixture.row(7, "홍길동", phone: "010-1234-5678")

    private func typing(_ match: Candidate.Match) -> Driver {
        var driver = Driver()
        driver.type("홍길동")
        driver.press("Enter")
        driver.type("01012345678")
        driver.answer(.similar([Candidate(row: holder, match: match)]))
        _ = driver.takeRequests()
        return driver
    }

    @Test("whoever has the typed telephone is offered before anything else is asked for")
    func early() {
        var driver = typing(.phone)
        driver.press("Ctrl-S")
        #expect(driver.takeSubmissions().isEmpty)
        guard case .duplicate(let row, _) = driver.state.overlay else {
            Issue.record("not offered")
            return
        }
        #expect(row == holder)
    }

    @Test("a namesake does not stand in the way of a save")
    func namesake() {
        var driver = typing(.name)
        driver.press("Enter", "Enter", "Enter", "Space", "Ctrl-S")
        #expect(driver.takeSubmissions().count == 1)
    }

    @Test("Ctrl-O opens somebody of the panel, and the form is as it was afterwards")
    func open() {
        var driver = typing(.name)
        let before = driver.state.walkIn
        driver.press("Ctrl-O", "Enter")
        #expect(driver.takeRequests() == [.person(holder.serial)])
        driver.answer(.person(holder.serial, .success(Fixture.card(holder))))
        guard case .card(let card, _) = driver.state.overlay else {
            Issue.record("no card")
            return
        }
        #expect(card.row == holder)
        driver.press("Esc")
        #expect(driver.state.walkIn == before)
    }

    @Test("a form cleared with Ctrl-N comes back with Ctrl-Z, under its own id")
    func cleared() {
        var driver = typing(.name)
        let before = driver.state.walkIn
        driver.press("Ctrl-N")
        #expect(driver.state.walkIn.isFresh)
        #expect(driver.state.walkIn.command != before.command)
        driver.press("Ctrl-Z")
        #expect(driver.state.walkIn.binding.answers == before.binding.answers)
        #expect(driver.state.walkIn.command == before.command)
        #expect(driver.takeRequests().contains(.saveDraft(driver.state.walkIn.draft)))
    }

    @Test("the letters of the table work on a card in Hangul mode too, except the one that decides")
    func hangul() {
        var driver = typing(.name)
        driver.press("Ctrl-O", "Enter")
        driver.answer(.person(holder.serial, .success(Fixture.card(holder))))
        driver.press("ㅌ")
        #expect(driver.state.layers.layers.count == 1)
        driver.press("ㅂ")
        if case .qr = driver.state.overlay {} else { Issue.record("no QR") }
    }
}

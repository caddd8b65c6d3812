// Editing somebody: another desk was faster, somebody goes elsewhere, somebody leaves.

import Desk
import Domain
import Store
import Terminal
import Testing

@testable import Screens

@Suite struct EditTests {
    private let row = Fixture.row(7, "홍길동")

    /// A console with the edit of one person open and something typed behind their name.
    private func editing() -> Driver {
        var driver = Driver()
        driver.press("F4")
        driver.answerPage(AttendeePage(all: [row]))
        driver.press("e")
        driver.answer(.person(row.serial, .success(Fixture.card(row))))
        _ = driver.takeRequests()
        driver.type("A")
        return driver
    }

    private func open(_ driver: Driver) -> EditScreen? {
        if case .edit(let edit) = driver.state.overlay { edit } else { nil }
    }

    @Test("after a conflict the other desk's fields are taken over, except those changed here")
    func conflict() throws {
        var driver = editing()
        driver.press("Ctrl-S")
        let submission = try #require(driver.takeSubmissions().first)
        var theirs = row
        theirs.version = 2
        theirs.affiliation = "다른 곳"
        let refusal = Refusal(.conflict, existing: row.serial)
        driver.answer(
            .submitted(
                submission, .edit,
                .success(
                    SubmitAnswer(
                        result: .applied(
                            Receipt(outcome: .refused(refusal), row: nil, existing: theirs, isReplay: false)),
                        pass: nil))))
        let edit = try #require(open(driver))
        #expect(edit.binding.answers[.name] == .text("홍길동A"))
        #expect(edit.binding.answers[.affiliation] == .text("다른 곳"))
        driver.press("Ctrl-S")
        let again = try #require(driver.takeSubmissions().first)
        #expect(again.id != submission.id)
        #expect(again.change.version == 2)
    }

    @Test("saving what nobody changed stores nothing: their answers stay those to the form they were given")
    func unchanged() {
        var driver = editing()
        driver.press("Backspace", "Ctrl-S")
        #expect(driver.takeSubmissions().isEmpty && open(driver) == nil)
        #expect(driver.shows("바뀐 것이 없어 저장하지 않았습니다"))
    }

    @Test("an answer that the form has no option for any more goes along as it is, unless it is changed")
    func oldOption() throws {
        var old = row
        old.category = "wizard"
        var driver = Driver()
        driver.press("F4")
        driver.answerPage(AttendeePage(all: [old]))
        driver.press("e")
        driver.answer(.person(old.serial, .success(Fixture.card(old))))
        driver.type("A")
        driver.press("Ctrl-S")
        let submission = try #require(driver.takeSubmissions().first)
        guard case .edit(_, _, _, let answers) = submission.change else {
            Issue.record("not an edit")
            return
        }
        #expect(answers[.category] == .text("wizard") && answers[.name] == .text("홍길동A"))
    }

    @Test(
        "an edit left by a function key or Esc goes on when the same person is edited again", arguments: ["F2", "Esc"])
    func parked(_ key: String) throws {
        var driver = editing()
        driver.press(key)
        #expect(driver.state.layers.isEmpty)
        #expect(driver.shows("홍길동"))
        if driver.state.place == .walkIn { driver.press("F4") }
        driver.press("e")
        driver.answer(.person(row.serial, .success(Fixture.card(row))))
        #expect(open(driver)?.binding.answers[.name] == .text("홍길동A"))
    }

    @Test("a line that was lost is told in the title until it is back, whatever the desk answers itself")
    func lostLine() {
        var driver = editing()
        driver.press("Esc")
        driver.answer(.page(.first, .failure(.outOfReach("gone"))))
        #expect(driver.screen().first?.contains("연결 끊김") == true)
        // The desk's own copy may have answered that.
        driver.answer(.page(.first, .success(AttendeePage(all: [row]))))
        #expect(driver.screen().first?.contains("연결 끊김") == true)
        driver.answer(.live(.lineBack))
        #expect(driver.screen().first?.contains("연결됨") == true)
    }

    @Test("an edit that nobody touched leaves nothing behind")
    func untouched() {
        var driver = editing()
        driver.press("Backspace", "Esc")
        #expect(driver.state.parked == nil)
    }

    @Test("leaving with an unsaved edit asks nothing: it is kept; one that is being saved asks")
    func leaving() {
        var driver = editing()
        driver.press("Ctrl-S", "F10")
        guard case .leave = driver.state.overlay else {
            Issue.record("left without asking")
            return
        }
        #expect(!driver.effectsHold { if case .quit = $0 { true } else { false } })
        driver.press("Down", "Enter")
        #expect(driver.effectsHold { if case .quit(0) = $0 { true } else { false } })

        driver = editing()
        driver.press("F10")
        #expect(driver.effectsHold { if case .quit(0) = $0 { true } else { false } })
    }

    @Test("an edit refused after somebody went elsewhere is there to be mended")
    func refusedMeanwhile() throws {
        var driver = editing()
        driver.press("Ctrl-S", "F2")
        let submission = try #require(driver.takeSubmissions().first)
        let refusal = Refusal(.duplicate, existing: Fixture.serial(9))
        driver.answer(
            .submitted(
                submission, .edit,
                .success(
                    SubmitAnswer(
                        result: .applied(
                            Receipt(
                                outcome: .refused(refusal), row: nil, existing: Fixture.row(9, "임꺽정"), isReplay: false)),
                        pass: nil))))
        #expect(driver.state.parked?.isSaving == false)
        driver.press("F4", "e")
        driver.answer(.person(row.serial, .success(Fixture.card(row))))
        #expect(open(driver)?.binding.answers[.name] == .text("홍길동A"))
    }
}

// An edit lives on disk while it is typed, and comes back in another console.

import Desk
import Domain
import Store
import Terminal
import Testing

@testable import Screens

@Suite struct EditDraftTests {
    private let row = Fixture.row(7, "홍길동")
    private let other = Fixture.row(8, "임꺽정")

    /// A console where somebody pressed `e` on the person, whose row is as given.
    private func editing(_ row: Registration, kept: EditDraft? = nil) -> Driver {
        var driver = Driver(edit: kept)
        driver.press("F4")
        driver.answer(.page(.first, .success(AttendeePage(all: [row, other]))))
        edit(row, in: &driver)
        return driver
    }

    private func edit(_ row: Registration, in driver: inout Driver) {
        driver.press("e")
        driver.answer(.person(row.serial, .success(Fixture.card(row))))
        _ = driver.takeRequests()
    }

    private func open(_ driver: Driver) -> EditScreen? {
        if case .edit(let edit) = driver.state.overlay { edit } else { nil }
    }

    /// What the requests leave on disk; the outer nil is nothing said about it.
    private func disk(_ requests: [DeskRequest]) -> EditDraft?? {
        var disk: EditDraft??
        for request in requests {
            switch request {
            case .saveEdit(let draft): disk = .some(draft)
            case .clearEdit: disk = .some(nil)
            default: break
            }
        }
        return disk
    }

    private func answer(_ driver: inout Driver, _ submission: Submission, _ receipt: Receipt) {
        driver.answer(
            .submitted(submission, .edit, .success(SubmitAnswer(result: .applied(receipt), pass: nil))))
    }

    @Test("each change of an edit is kept, with the id of the command that saving it makes")
    func kept() throws {
        var driver = editing(row)
        driver.type("A")
        let draft = try #require(disk(driver.takeRequests()) ?? nil)
        #expect(draft.answers[.name] == .text("홍길동A") && draft.serial == row.serial && draft.version == row.version)
        driver.deliver(.input(TimedEvent(event: .paste("B"), at: 9_000)))
        #expect((disk(driver.takeRequests()) ?? nil)?.answers[.name] == .text("홍길동AB"))
        driver.press("Ctrl-S")
        #expect(driver.takeSubmissions().first?.id == draft.command)
        // And what nobody changed is no draft.
        driver = editing(row)
        driver.type("A")
        driver.press("Backspace")
        #expect(disk(driver.takeRequests()) == .some(nil))
    }

    @Test("another console says whose edit is kept and goes on with it, under the same id")
    func anotherConsole() throws {
        var first = editing(row)
        first.type("A")
        let draft = try #require(disk(first.takeRequests()) ?? nil)
        var second = Driver(edit: draft)
        #expect(second.shows("저장하지 않은 수정이 남아 있습니다: 000007 홍길동"))
        second = editing(row, kept: draft)
        #expect(open(second)?.binding.answers[.name] == .text("홍길동A"))
        second.press("Ctrl-S")
        #expect(second.takeSubmissions().first?.id == draft.command)
    }

    @Test("what another desk changed in between is merged in, as on the screen")
    func merged() throws {
        var first = editing(row)
        first.type("A")
        let draft = try #require(disk(first.takeRequests()) ?? nil)
        var theirs = row
        theirs.version = 2
        theirs.affiliation = "다른 곳"
        var second = editing(theirs, kept: draft)
        #expect(open(second)?.binding.answers[.name] == .text("홍길동A"))
        #expect(open(second)?.binding.answers[.affiliation] == .text("다른 곳"))
        second.press("Ctrl-S")
        #expect(second.takeSubmissions().first?.change.version == 2)
    }

    @Test("an accepted edit is no draft any more, and one that was left before it is kept again")
    func accepted() throws {
        var driver = editing(row)
        driver.type("A")
        driver.press("Esc", "Down")
        edit(other, in: &driver)
        driver.type("B")
        #expect((disk(driver.takeRequests()) ?? nil)?.serial == other.serial)
        driver.press("Ctrl-S")
        let submission = try #require(driver.takeSubmissions().first)
        answer(&driver, submission, stored(other, as: "임꺽정B"))
        #expect((disk(driver.takeRequests()) ?? nil)?.serial == row.serial)
        driver.press("Up")
        edit(row, in: &driver)
        driver.press("Ctrl-S")
        let last = try #require(driver.takeSubmissions().first)
        answer(&driver, last, stored(row, as: "홍길동A"))
        #expect(disk(driver.takeRequests()) == .some(nil))
    }

    private func stored(_ row: Registration, as name: String) -> Receipt {
        var now = row
        now.name = name
        now.version = 2
        return Receipt(outcome: .edited(row.serial, version: 2), row: now, existing: nil, isReplay: false)
    }

    @Test("what was typed after a save that went through unheard goes on as another edit")
    func savedBefore() throws {
        var driver = editing(row)
        driver.type("A")
        driver.press("Ctrl-S")
        let first = try #require(driver.takeSubmissions().first)
        driver.answer(.submitted(first, .edit, .failure(.outOfReach("gone"))))
        driver.type("B")
        driver.press("Ctrl-S")
        let second = try #require(driver.takeSubmissions().first)
        #expect(second.id == first.id)
        guard case .edit(let serial, let version, let form, let answers) = first.change else {
            Issue.record("not an edit")
            return
        }
        var receipt = stored(row, as: "홍길동A")
        receipt.isReplay = true
        receipt.storedAction = .edit(serial: serial, version: version, form: form, answers: answers)
        answer(&driver, second, receipt)
        let rest = try #require(open(driver))
        #expect(rest.binding.answers[.name] == .text("홍길동AB") && !rest.isSaving)
        #expect((disk(driver.takeRequests()) ?? nil)?.command == rest.command)
        driver.press("Ctrl-S")
        let third = try #require(driver.takeSubmissions().first)
        #expect(third.id != first.id && third.change.version == 2)
    }

    @Test("a scan over a half-typed edit leaves the draft as it was")
    func scanned() throws {
        var driver = editing(row)
        driver.type("A")
        let draft = disk(driver.takeRequests())
        driver.scan(Fixture.pass(7).digits)
        #expect(disk(driver.takeRequests()) == draft)
    }

    @Test("an edit of another event's person with the same serial stays where it is")
    func otherEvent() throws {
        var first = editing(row)
        first.type("A")
        var draft = try #require(disk(first.takeRequests()) ?? nil)
        draft.event = EventID(rawValue: draft.event.rawValue + 1)
        let second = editing(row, kept: draft)
        #expect(open(second)?.isChanged == false)
    }
}

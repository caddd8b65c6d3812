// Other desks' changes on the screen, and the line's state, without a key.

import Desk
import Domain
import Store
import Terminal
import Testing

@testable import Screens

@Suite("Live")
struct LiveTests {
    /// A console over the table with these people at hand.
    private func table(_ rows: Registration...) -> Driver {
        var driver = Driver()
        driver.press("F4")
        driver.answerPage(rows)
        _ = driver.takeRequests()
        return driver
    }

    @Test("a row at hand changes in place, and the table is read anew at once, but not again within the pause")
    func changed() {
        var driver = table(Fixture.row(1, "김하나"), Fixture.row(2, "이둘"))
        driver.answer(.live(.changed([Fixture.row(2, "이두리", version: 2)])))
        #expect(driver.shows("이두리") && !driver.shows("이둘"))
        #expect(driver.takePages() == 1)
        driver.answerPage([Fixture.row(1, "김하나"), Fixture.row(2, "이두리", version: 2)])

        driver.answer(.live(.changed([Fixture.row(3, "박세찌")])))
        driver.answer(.live(.changed([Fixture.row(4, "최네찌")])))
        #expect(driver.takePages() == 0)
        driver.answer(.livePauseEnds)
        #expect(driver.takePages() == 1)
        driver.answerPage((1...4).map { Fixture.row($0, "사람\($0)") })
        #expect(driver.shows("사람3"))
        driver.answer(.livePauseEnds)
        #expect(driver.takePages() == 0)
    }

    @Test("a page on its way is not broken off: the table is read anew after it")
    func pageUnderWay() {
        var driver = Driver()
        driver.press("F4")
        #expect(driver.takePages() == 1)
        driver.answer(.live(.changed([Fixture.row(1, "김하나")])))
        #expect(driver.takePages() == 0)
        driver.answerPage([])
        #expect(driver.takePages() == 0)
        driver.answer(.livePauseEnds)
        #expect(driver.takePages() == 1)
    }

    @Test("news that an answer has overtaken changes nothing, and nothing is read for it")
    func overtaken() {
        var driver = table(Fixture.row(1, "새 이름", version: 3))
        driver.answer(.live(.changed([Fixture.row(1, "옛 이름", version: 2)])))
        driver.answer(.live(.changed([Fixture.row(1, "새 이름", version: 3)])))
        #expect(driver.shows("새 이름") && !driver.shows("옛 이름"))
        #expect(driver.takeRequests().isEmpty)
    }

    @Test("somebody who went through a gate elsewhere: their history is read anew on the card in front, and the table")
    func passed() {
        var driver = table(Fixture.row(1, "김하나"))
        driver.press("Enter")
        driver.answer(.person(Fixture.serial(1), .success(Fixture.card(Fixture.row(1, "김하나")))))
        func askedForFile() -> Bool {
            driver.takeRequests().contains { if case .personFile = $0 { true } else { false } }
        }
        #expect(askedForFile())
        driver.answer(.live(.passed([Fixture.row(2, "이둘")])))
        #expect(!askedForFile())
        driver.answer(.live(.passed([Fixture.row(1, "김하나")])))
        #expect(askedForFile())
    }

    @Test("a card in front shows the person as they are now")
    func card() {
        var driver = table(Fixture.row(1, "김하나"))
        driver.press("Enter")
        driver.answer(.person(Fixture.serial(1), .success(Fixture.card(Fixture.row(1, "김하나")))))
        driver.answer(.live(.changed([Fixture.row(1, "김한아", version: 2)])))
        #expect(
            driver.state.layers.layers.contains { layer in
                if case .card(let card, _) = layer { card.row.name == "김한아" } else { false }
            })
    }

    @Test(
        "with another screen in front nothing is read until the table is gone to, not even after a page that was older")
    func elsewhere() {
        var driver = Driver()
        driver.press("F4")
        driver.press("F2")
        _ = driver.takeRequests()
        driver.answer(.live(.changed([Fixture.row(1, "김하나")])))
        driver.answerPage([])
        #expect(driver.takePages() == 0)
        driver.press("F4")
        #expect(driver.takePages() == 1)
    }

    @Test("much having changed reads the table anew")
    func much() {
        var driver = table(Fixture.row(1, "김하나"))
        driver.answer(.live(.muchChanged))
        #expect(driver.takePages() == 1)
    }

    @Test("the title follows the line by itself, and what waits is sent when it is back")
    func line() {
        var driver = Driver()
        #expect(driver.shows("연결됨"))
        driver.answer(.live(.lineLost))
        #expect(driver.shows("연결 끊김"))
        driver.answer(.live(.lineBack))
        #expect(driver.shows("연결됨"))
        #expect(!driver.takeRequests().contains(.sync))

        driver.answer(.live(.lineLost))
        driver.fillAndSave()
        let submission = driver.takeSubmissions().first
        if let submission {
            let queued = SubmitAnswer(result: .queued(Fixture.serial(1)), pass: Fixture.pass(1))
            driver.answer(.submitted(submission, .walkIn, .success(queued)))
        }
        #expect(driver.state.waiting == 1)
        _ = driver.takeRequests()
        driver.answer(.live(.lineBack))
        #expect(driver.takeRequests() == [.sync])
    }

    @Test("a table that could not be read is read when the line is back")
    func failedPage() {
        var driver = Driver()
        driver.press("F4")
        driver.answerPage(failure: .outOfReach("gone"))
        _ = driver.takeRequests()
        driver.answer(.live(.lineBack))
        #expect(driver.takePages() == 1)
    }
}

extension Driver {
    /// How many pages were asked for since the last look.
    fileprivate mutating func takePages() -> Int {
        takeRequests().count { if case .page = $0 { true } else { false } }
    }

    fileprivate mutating func answerPage(_ rows: [Registration]) {
        guard let request = state.attendees.loading?.request else { return }
        answer(.page(request, .success(AttendeePage(all: rows))))
    }

    fileprivate mutating func answerPage(failure: DeskError) {
        guard let request = state.attendees.loading?.request else { return }
        answer(.page(request, .failure(failure)))
    }
}

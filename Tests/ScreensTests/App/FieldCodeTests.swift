// A code that is no pass, scanned into a field or a menu that somebody has opened, decides nothing by its Enter.

import Domain
import Store
import Terminal
import Testing

@testable import Desk
@testable import Screens

@Suite("Codes scanned into fields") struct FieldCodeTests {
    static let codes = [
        "museum-2026", "https://expo.example/9f2c7a", "WIFI:T:WPA;S:expo;P:hum;;", "4006381333931", "20260501",
        "2026-museum",
    ]

    /// Everybody who is asked something in words, opened by hand.
    static func prompts() throws -> [(name: String, driver: Driver)] {
        let row = Fixture.row(7, "홍길동")
        var table = Driver()
        table.press("F4")
        table.answerPage(AttendeePage(all: [row]))
        func opened(_ key: String) -> Driver {
            var driver = table
            driver.press(key)
            driver.answer(.person(row.serial, .success(Fixture.card(row))))
            return driver
        }
        var reissue = opened("Enter")
        reissue.press("n")
        var review = Driver()
        review.press("F3")
        var applicant = Fixture.row(7)
        applicant.status = .applied
        review.answerPage(AttendeePage(all: [applicant]))
        review.press("r", "End", "Enter")
        var jump = table
        jump.press("g")
        var views = table
        views.press("v", "s")
        var palette = table
        palette.press("Ctrl-P")
        var help = table
        help.press("F1")
        var lookUp = GateTests.atGate()
        lookUp.press("/")
        let prompts = [
            ("reason", opened("x")), ("reissue", reissue), ("review", review), ("jump", jump), ("views", views),
            ("palette", palette), ("help", help),
        ]
        for (name, driver) in prompts { try #require(driver.state.takesText && driver.state.overlay != nil, "\(name)") }
        return prompts + [("look-up", lookUp)]
    }

    @Test("its Enter or Tab confirms no prompt: the code is taken out again and told, and what was typed stays")
    func prompts() throws {
        for (name, start) in try Self.prompts() {
            for code in Self.codes where name != "look-up" || code.contains(where: \.isLetter) {
                for typed in ["", "전화"] {
                    var driver = start
                    driver.type(typed)
                    _ = driver.takeEffects()
                    let before = driver.state
                    driver.scan(code)
                    #expect(driver.state.layers == before.layers, "\(name): \(code)")
                    #expect(driver.takeScans().map(\.subject) == [.code(code)], "\(name): \(code)")
                    driver.press(KeyPress(.enter), pace: 5)
                    #expect(driver.state.layers == before.layers && driver.takeRequests().isEmpty, "\(name): \(code)")
                }
            }
        }
    }

    @Test("a hand's Enter, after a paste too, confirms; the same words a hand types are the answer")
    func hands() throws {
        var driver = try #require(try Self.prompts().first).driver
        driver.type("museum-2026")
        driver.press("Enter")
        #expect(driver.takeSubmissions().count == 1)
        driver = try #require(try Self.prompts().first).driver
        driver.deliver(.input(TimedEvent(event: .paste("museum-2026"), at: driver.now)))
        driver.press(KeyPress(.enter), pace: 5)
        #expect(driver.takeSubmissions().count == 1)
    }

    @Test("in a menu a short code of digits confirms nothing: neither what was marked nor what its digits mark")
    func menus() throws {
        let row = Fixture.row(7, "홍길동")
        var review = Driver()
        review.press("F3")
        var applicant = Fixture.row(7)
        applicant.status = .applied
        review.answerPage(AttendeePage(all: [applicant, Fixture.row(8, status: .applied)]))
        review.press("Space", "Space", "a")
        var undo = Driver()
        undo.fillAndSave("홍길동")
        let saved = try #require(undo.takeSubmissions().first)
        undo.answer(.submitted(saved, .walkIn, .success(Fixture.accepted(row, .registered(row.serial)))))
        undo.press("F4")
        undo.answerPage(AttendeePage(all: [row]))
        undo.press("u")
        for (name, start) in [("review", review), ("undo", undo)] {
            try #require(start.state.overlay != nil, "\(name)")
            for code in ["111", "1221", "40011"] {
                var driver = start
                _ = driver.takeEffects()
                driver.scan(code)
                #expect(driver.state.layers == start.state.layers, "\(name): \(code)")
                let asked = driver.takeScans()
                #expect(asked.map(\.subject) == [.code(code)], "\(name): \(code)")
            }
        }
    }

    @Test("the last field of a form keeps a code, and is not saved by its Enter; an answer by hand is")
    func lastField() throws {
        var form = Fixture.form
        form.fields.swapAt(2, 4)
        var driver = Driver(isOpen: false)
        let desk = Fixture.desk
        driver.answer(
            .opened(
                .success(
                    OpenDesk(
                        event: desk.event, form: form.resolved(with: desk.event.categories),
                        formReference: desk.formReference, verifier: desk.verifier, minutesAheadOfUTC: 540))))
        driver.type("김민준")
        driver.press("Enter", "Enter", "Space", "Enter", "Enter")
        #expect(driver.state.walkIn.binding.form.focusedID == FieldID.affiliation.text)
        _ = driver.takeEffects()
        driver.scan("student-2026")
        #expect(driver.takeSubmissions().isEmpty && driver.shows("Ctrl-S"))
        #expect(driver.state.walkIn.binding.answers[.affiliation] == .text("student-2026"))
        driver.press("Enter")
        #expect(driver.takeSubmissions().count == 1)
    }

    @Test("no code agrees to anything or chooses a category, nor saves the form where those are in front")
    func options() {
        for (keys, field) in [(["Enter", "Enter", "Enter"], FieldID.category), (["Shift-Tab"], .consent)] {
            for code in Self.codes + ["x2 ai b", "1 2 3 4 5 6"] {
                var driver = Driver()
                driver.type("김민준")
                for key in keys { driver.press(key) }
                #expect(driver.state.walkIn.binding.form.focusedID == field.text)
                let before = driver.state.walkIn
                _ = driver.takeEffects()
                driver.scan(code)
                #expect(driver.takeScans().map(\.subject) == [.code(code)], "\(code)")
                #expect(driver.state.walkIn == before, "\(code)")
            }
        }
    }

    @Test("in a field that Enter only leaves, a code is an answer like any other")
    func otherFields() {
        var driver = Driver()
        driver.scan("museum-2026")
        #expect(driver.state.walkIn.binding.answers[.name] == .text("museum-2026"))
        #expect(driver.state.walkIn.binding.form.focusedID == FieldID.phone.text)
        driver = Driver()
        driver.press("F4")
        driver.answerPage(AttendeePage(all: [Fixture.row(1)]))
        driver.press("/")
        driver.scan("museum-2026")
        #expect(driver.state.attendees.search.text == "museum-2026" && !driver.state.attendees.isSearching)
    }

    @Test("a passphrase may come from a key ring, and is told to nobody")
    func passphrase() {
        var driver = Driver()
        _ = driver.model.state.run(CommonAction.carryJournal(.in))
        driver.type("a.journal")
        driver.press("Enter")
        _ = driver.takeEffects()
        driver.scan("cccccbhuinjd")
        let asked = driver.takeRequests()
        #expect(asked.count == 1)
        guard case .desk(.takeIn("a.journal", _))? = asked.first else {
            Issue.record("\(asked)")
            return
        }
    }
}

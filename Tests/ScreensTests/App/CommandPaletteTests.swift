// The palette and the help as lists of commands: what they offer, and what picking does.

import Desk
import Domain
import Store
import Terminal
import Testing

@testable import Screens

@Suite struct CommandPaletteTests {
    /// At the table, with one person in it.
    private func atTable(_ language: Language = .korean) -> Driver {
        var driver = Driver(language)
        driver.press("F4")
        driver.answer(.page(.first, .success(AttendeePage(all: [Fixture.row(7)]))))
        _ = driver.takeRequests()
        return driver
    }

    private func palette(_ driver: Driver) throws -> Palette {
        guard case .palette(let palette, _) = driver.state.overlay else {
            throw PaletteMissing()
        }
        return palette
    }

    private struct PaletteMissing: Error {}

    @Test("F9 and Ctrl-P open it and close it; it lists every command once, those of the other screens by its name")
    func lists() throws {
        for key in ["F9", "Ctrl-P"] {
            var driver = atTable()
            let before = driver.state
            driver.press(key)
            let entries = try palette(driver).entries
            let local = entries.filter(\.place.isEmpty).map(\.title)
            let here = driver.state.attendeeBindings.map(\.title)
            #expect(Array(local.prefix(here.count)) == here)
            #expect(entries.contains { $0.title == "저장" && $0.place == "현장 등록" })
            #expect(!entries.contains { $0.title == "앞 칸" }, "moving about in another screen means nothing")
            for binding in driver.state.everywhere + driver.state.keylessBindings where binding.action != .palette {
                #expect(local.filter { $0 == binding.title }.count == 1, "\(binding.title)")
            }
            driver.press(key)
            #expect(driver.state == before)
        }
    }

    @Test("a picked command does what its key does")
    func sameAsKey() {
        for (typed, key) in [("ㅊㄱ", "/"), ("qr 보", "q"), ("열기", "Enter"), ("수정", "e"), ("현장", "F2")] {
            var picked = atTable()
            picked.press("F9")
            picked.type(typed)
            picked.press("Enter")
            var pressed = atTable()
            pressed.press(key)
            #expect(picked.takeRequests() == pressed.takeRequests(), "\(key)")
            picked.model.state.recentCommands = []
            #expect(picked.state == pressed.state, "\(key)")
        }
    }

    @Test("a command of another screen goes there first; an edit in the way is kept")
    func elsewhere() {
        var driver = atTable()
        driver.press("e")
        driver.answer(.person(Fixture.serial(7), .success(Fixture.card(Fixture.row(7)))))
        driver.type("가")
        driver.press("F9")
        driver.type("비우")
        driver.press("Enter")
        #expect(driver.state.place == .walkIn && driver.state.overlay == nil && driver.state.parked != nil)
        driver.press("F9")
        driver.type("찾기")
        driver.press("Enter")
        #expect(driver.state.place == .attendees && driver.state.attendees.isSearching)
    }

    @Test("a form saves by the palette as by its key")
    func save() {
        var driver = Driver()
        driver.type("김민준")
        driver.press("F9")
        driver.type("저장")
        driver.press("Enter")
        #expect(driver.state.overlay == nil && driver.state.banner?.role == .bad, "consent is missing, and it says so")
    }

    @Test("what cannot be done now says why, in the palette and after going there")
    func disabled() throws {
        var driver = Driver()
        driver.press("F9")
        driver.type("앞사람")
        driver.press("Enter")
        let fault = try palette(driver).fault
        #expect(fault == driver.state.words.noLastRecord)
        driver.press("Escape", "F9")
        driver.type("취소")
        #expect(driver.shows("지금은 안 됨: \(driver.state.words.nobodySelected)"))
    }

    @Test("what was used last comes first while nothing is typed")
    func recent() throws {
        var driver = atTable()
        for word in ["다시 그", "찾기"] {
            driver.press("F9")
            driver.type(word)
            driver.press("Enter")
        }
        driver.press("F9")
        let titles = try palette(driver).entries.map(\.title)
        #expect(Array(titles.prefix(3)) == ["찾기", "다시 그리기", "열기"])
    }

    @Test("themes and languages change at once; what was typed stays")
    func looks() {
        var driver = Driver(.english)
        driver.type("Kim")
        driver.press("Enter")
        driver.type("0101")
        for (typed, theme) in [("light th", "light"), ("without col", "mono"), ("dark th", "dark")] {
            driver.press("F9")
            driver.type(typed)
            driver.press("Enter")
            #expect(ConsoleApp.theme(driver.model).name == theme)
        }
        let answers = driver.state.walkIn.binding.answers
        driver.press("F9")
        driver.type("한국어")
        driver.press("Enter")
        #expect(driver.shows("이름") && driver.shows("010-1") && !driver.shows("Phone"))
        #expect(driver.state.walkIn.binding.answers == answers)
        #expect(driver.state.walkIn.binding.focusedID == .phone)
        driver.type("2")
        #expect(driver.shows("010-12"), "the caret stayed behind what was typed")
    }

    @Test("suspending is asked of the terminal")
    func suspend() {
        var driver = Driver()
        driver.press("F9")
        driver.type("셸")
        driver.press("Enter")
        #expect(driver.effectsHold { if case .suspend = $0 { true } else { false } })
        #expect(driver.state.overlay == nil)
    }

    @Test("a scan while the palette is open leaves it as it was")
    func scan() throws {
        var driver = atTable()
        driver.press("F9")
        driver.type("ㅊ")
        let before = driver.state
        driver.scan(Fixture.pass(7).digits)
        #expect(driver.state == before)
        #expect(driver.takeScans().map(\.subject) == [.code(Fixture.pass(7).digits)])
    }

    @Test("help has a section for this screen and one for everywhere; Enter does what the line says")
    func help() {
        var driver = atTable()
        driver.deliver(.resized(Size(columns: 80, rows: 40)))
        driver.press("F1")
        #expect(driver.shows("Enter 실행"))
        driver.type("f1")
        #expect(driver.shows("어디서나") && driver.shows("F10, Ctrl-Q"))
        driver.press("Ctrl-U")
        driver.type("마우스")
        #expect(driver.shows("Shift"), "how text is selected while the mouse is on")
        driver.press("Ctrl-U")
        driver.type("ㅅㅈ")
        driver.press("Enter")
        #expect(driver.takeRequests() == [.person(Fixture.serial(7))])
        #expect(driver.state.overlay == nil)
    }
}

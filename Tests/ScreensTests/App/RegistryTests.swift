// Every key in the registry works where it is shown, and says what it does in both languages.

import Desk
import Domain
import Store
import Terminal
import Testing

@testable import Screens

@Suite struct RegistryTests {
    /// A console where nothing is disabled: somebody registered, somebody selected, a change that can be undone.
    private func ready(_ language: Language) throws -> Driver {
        var driver = Driver(language)
        driver.fillAndSave()
        let submission = try #require(driver.takeSubmissions().first)
        let row = Fixture.row(7, "홍길동")
        driver.answer(.submitted(submission, .walkIn, .success(Fixture.accepted(row, .registered(row.serial)))))
        driver.press("F4")
        driver.answerPage(AttendeePage(all: [row]))
        driver.press("F2")
        // Something that undo and clear can take back, and somebody like it.
        driver.type("가")
        driver.answer(.similar([Candidate(row: row, match: .name)]))
        _ = driver.takeRequests()
        return driver
    }

    /// Presses each key of each binding in a console of its own, and expects that something comes of it.
    private func expectAlive<Action>(
        _ bindings: [Binding<Action>], in console: Driver, sourceLocation: SourceLocation = #_sourceLocation
    ) {
        var seen: [KeyPress] = []
        for binding in bindings {
            #expect(binding.disabledReason == nil, "\(binding.title)", sourceLocation: sourceLocation)
            #expect(!binding.keys.isEmpty, "\(binding.title)", sourceLocation: sourceLocation)
            for key in binding.keys {
                #expect(!seen.contains(key), "\(key) twice", sourceLocation: sourceLocation)
                seen.append(key)
                var driver = console
                driver.press(key)
                // Only the caret moves at times, and the frame tells.
                let acts = driver.state != console.state || driver.effectsHold { _ in true }
                #expect(
                    acts || driver.screen() != console.screen(), "\(key) \(binding.title) does nothing",
                    sourceLocation: sourceLocation)
            }
        }
    }

    @Test("every key of the registry does something where it is shown", arguments: [Language.korean, .english])
    func alive(_ language: Language) throws {
        var form = try ready(language)
        expectAlive(form.state.walkInBindings, in: form)
        var table = form
        table.press("F4")
        _ = table.takeRequests()
        expectAlive(table.state.attendeeBindings, in: table)
        // From the table, so that going to the form is something.
        form.press("Escape")
        _ = form.takeRequests()
        let everywhere = form.state.everywhere.filter { $0.action != .attendees }
        expectAlive(everywhere, in: form)
        var other = try ready(language)
        _ = other.takeRequests()
        expectAlive(other.state.everywhere.filter { $0.action == .attendees }, in: other)
    }

    @Test("every command of the registry has one place in it, and a key or the palette to reach it by")
    func registry() throws {
        let state = try ready(.korean).state
        let actions = state.registry.flatMap { $0.bindings.map(\.action) }
        for (index, action) in actions.enumerated() { #expect(!actions[..<index].contains(action), "\(action)") }
        #expect(state.keylessBindings.allSatisfy { $0.keys.isEmpty })
        #expect(state.registry.flatMap(\.bindings).filter(\.keys.isEmpty).count == state.keylessBindings.count)
    }

    @Test("everywhere's keys are nobody else's")
    func noShadow() throws {
        let state = try ready(.korean).state
        let everywhere = Set(state.everywhere.flatMap(\.keys))
        let local = state.walkInBindings.flatMap(\.keys) + state.attendeeBindings.flatMap(\.keys)
        #expect(everywhere.isDisjoint(with: local))
    }

    @Test("every key has a title and a sentence in both languages, and shows up in the help")
    func words() throws {
        let korean = KeyTable(Fixture.form, language: .korean).sections
        let english = KeyTable(Fixture.form, language: .english).sections
        #expect(korean.map(\.rows.count) == english.map(\.rows.count))
        for (ours, theirs) in zip(korean, english) {
            #expect(ours.title != theirs.title)
            for (row, other) in zip(ours.rows, theirs.rows) {
                #expect(row.keys == other.keys)
                #expect(!row.title.isEmpty && !other.title.isEmpty, "\(row.keys)")
                #expect(!row.help.isEmpty && !other.help.isEmpty, "\(row.keys) \(row.title)")
                if row.title != "QR" && !row.keys.isEmpty { #expect(row.title != other.title) }
                #expect(row.help != other.help || row.help.isEmpty)
            }
        }
        var driver = try ready(.korean)
        driver.press("F1")
        guard case .help(let help, let commands) = driver.state.overlay else {
            Issue.record("no help")
            return
        }
        let state = driver.state
        let expected =
            state.walkInBindings.map(\.title) + state.everywhere.map(\.title) + state.keylessBindings.map(\.title)
        #expect(help.entries.map(\.title) == expected)
        #expect(commands.count == expected.count)
    }

    @Test("a key that cannot be used now says why, and does nothing else")
    func disabled() {
        var driver = Driver()
        driver.press("F4")
        driver.answerPage(AttendeePage(all: []))
        _ = driver.takeRequests()
        for key in ["q", "e", "x", "u", "Enter"] {
            let before = driver.state
            driver.press(key)
            #expect(driver.state == before && driver.state.banner?.role == .warning, "\(key)")
            #expect(driver.takeRequests() == [])
        }
    }

    @Test("from Hangul mode letters that show work, and letters that decide ask for the input method to be off")
    func hangul() throws {
        var driver = try ready(.korean)
        driver.press("F4")
        _ = driver.takeRequests()
        driver.type("ㅂ")
        #expect(driver.takeRequests() == [.person(Fixture.serial(7))])
        for letter in ["ㅌ", "ㅕ"] {
            driver.type(letter)
            #expect(driver.takeRequests() == [] && driver.shows("한/영"), "\(letter)")
        }
    }
}

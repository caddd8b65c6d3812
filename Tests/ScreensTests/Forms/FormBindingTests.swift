// A definition as a form on the screen, whatever its conditions.

import Domain
import Terminal
import TestSupport
import Testing

@testable import Screens

@Suite struct FormBindingTests {
    /// Fields of all kinds with conditions on each other at random, loops and unknown fields included.
    // swift-format-ignore: NeverForceUnwrap
    private static func definition(_ random: inout SeededRandom) -> FormDefinition {
        let count = random.int(in: 1...8)
        let ids = (0..<count).map { FieldID("f\($0)")! }
        let kinds: [Domain.FormField.Kind] = [.text, .phone, .number, .longText, .choice, .choices, .consent]
        let fields = ids.map { id in
            Fixture.field(id, random.pick(kinds), id.text, id.text) { field in
                field.options = ["a", "b", "c"].map {
                    Domain.FormField.Option(id: $0, label: Localized(ko: $0, en: $0))
                }
                field.required = random.int(in: 0...1) == 0
                if random.int(in: 0...2) > 0 {
                    let other = random.int(in: 0...9) == 0 ? FieldID("nowhere")! : random.pick(ids)
                    field.condition = Domain.FormField.Condition(
                        field: other, anyOf: random.pick([["a"], ["b", "c"], ["true"], ["1"], ["x", "y"]]))
                }
            }
        }
        return FormDefinition(id: "f", title: Localized(ko: "f", en: "f"), fields: fields)
    }

    private static let keys = [
        "a", "b", "x", "y", "1", "Space", "Tab", "Shift-Tab", "Up", "Down", "Left", "Right",
        "Backspace", "Ctrl-Z", "Home", "End",
    ].compactMap { KeyPress($0) }

    @Test("whatever is typed, the fields asked are those whose conditions hold, and only their answers are sent")
    func conditions() {
        var random = SeededRandom.fromEnvironment()
        for round in 0..<200 {
            let definition = Self.definition(&random)
            var binding = FormBinding(definition, language: .korean)
            for _ in 0..<60 {
                if case .changed = binding.form.handle(random.pick(Self.keys)) { binding.refreshVisible() }
                let about = Comment(rawValue: "round \(round), seed \(random.seed)")
                let visible = binding.form.visibleIDs
                let answers = binding.answers
                // What is shown is what the rules will ask for, given what is sent: nothing required can be out of sight.
                #expect(definition.visibleFields(for: answers).map(\.id.text) == visible, about)
                #expect(Set(answers.keys.map(\.text)).isSubset(of: visible), about)
                #expect(binding.form.focusedID.map(visible.contains) ?? visible.isEmpty, about)
                var again = binding
                again.refreshVisible()
                #expect(again == binding, about)
                // Every fault can be seen and gone to.
                #expect(binding.faults().allSatisfy { visible.contains($0.field.text) }, about)
            }
        }
    }

    @Test("a field hidden and shown again still holds what was typed, with everything that hangs on it")
    func shownAgain() {
        let ids = ["first", "second", "third"].map { FieldID($0)! }
        func choice(_ id: FieldID, on other: FieldID?) -> Domain.FormField {
            Fixture.field(id, .choice, id.text, id.text) { field in
                field.options = ["a", "b"].map { Domain.FormField.Option(id: $0, label: Localized(ko: $0, en: $0)) }
                field.condition = other.map { Domain.FormField.Condition(field: $0, anyOf: ["a"]) }
            }
        }
        let definition = FormDefinition(
            id: "f", title: Localized(ko: "f", en: "f"),
            fields: [choice(ids[0], on: nil), choice(ids[1], on: ids[0]), choice(ids[2], on: ids[1])])
        var binding = FormBinding(definition, language: .korean, answers: [ids[0]: .text("a"), ids[1]: .text("a")])
        #expect(binding.form.visibleIDs == ids.map(\.text))
        _ = binding.form.handle(KeyPress(.character("2")))
        binding.refreshVisible()
        #expect(binding.form.visibleIDs == ["first"] && binding.answers == [ids[0]: .text("b")])
        _ = binding.form.handle(KeyPress(.character("1")))
        binding.refreshVisible()
        #expect(binding.form.visibleIDs == ids.map(\.text))
    }

    @Test("Tab forward and Shift-Tab back come to the same field, through every visible one")
    func focus() {
        var random = SeededRandom.fromEnvironment()
        for _ in 0..<100 {
            var binding = FormBinding(Self.definition(&random), language: .english)
            let visible = binding.form.visibleIDs
            guard let first = binding.form.focusedID else {
                #expect(visible.isEmpty, "seed \(random.seed)")
                continue
            }
            var seen = [first]
            for _ in visible.dropFirst() {
                _ = binding.form.handle(KeyPress(.tab))
                seen.append(binding.form.focusedID ?? "")
            }
            #expect(seen == visible, "seed \(random.seed)")
            for _ in visible.dropFirst() { _ = binding.form.handle(KeyPress(.tab, .shift)) }
            #expect(binding.form.focusedID == first, "seed \(random.seed)")
        }
    }

    @Test("a form goes through answers and back unchanged")
    func roundTrip() {
        let answers: Answers = [
            .name: .text("김민준"), .phone: .text("01012345678"), .category: .text("teacher"), .consent: .flag(true),
        ]
        let definition = Fixture.desk.form
        #expect(FormBinding(definition, language: .korean, answers: answers).answers == answers)
    }

    @Test("the desk's categories come under the hands of whoever is typing: caret, undo, focus and answers stay")
    func redefined() {
        var binding = FormBinding(Fixture.form, language: .korean, answers: [.category: .text("teacher")])
        for name in ["가", "나", "다", "Home", "Right"] { _ = binding.form.handle(KeyPress(name)!) }
        binding.redefine(Fixture.desk.form)
        #expect(binding.answers == [.name: .text("가나다"), .category: .text("teacher")])
        _ = binding.form.handle(KeyPress("라")!)
        #expect(binding.answers[.name] == .text("가라나다"))
        _ = binding.form.handle(KeyPress("Ctrl-Z")!)
        #expect(binding.answers[.name] == .text("가나다"))
    }
}

// What an author of a form can get wrong, each case by itself.

import Domain
import Testing

@Suite("Form flaws")
struct FormFlawTests {
    private func flaws(with field: FormField) -> [FormDefinition.Flaw] {
        Sample.form([field]).flaws
    }

    @Test("the usual form has none")
    func none() {
        #expect(Sample.form().flaws.isEmpty)
    }

    @Test("a form without fields, without a name, without a consent")
    func missing() {
        var form = Sample.form()
        form.fields = []
        #expect(form.flaws == [.noFields])
        form.fields = [Sample.field("booth", .text)]
        #expect(form.flaws == [.missingField(.name), .missingField(.consent)])
    }

    @Test("a field twice")
    func twice() {
        #expect(flaws(with: Sample.field("phone", .phone)) == [.duplicateField(.phone)])
    }

    @Test("a field with a column of its own that is of another kind")
    func wrongKind() {
        var form = Sample.form()
        form.fields[1].kind = .text
        #expect(form.flaws == [.wrongKind(.phone, .phone)])
    }

    @Test("a name or a consent that can be left out or hidden")
    func mustAlwaysBeAsked() {
        var form = Sample.form()
        form.fields[0].required = false
        #expect(form.flaws == [.mustAlwaysBeAsked(.name)])
        form = Sample.form()
        form.fields[5].condition = .init(field: .category, anyOf: ["teacher"])
        #expect(form.flaws == [.mustAlwaysBeAsked(.consent)])
    }

    @Test("choices without options, and options twice")
    func options() {
        for kind in [FormField.Kind.choice, .choices] {
            #expect(flaws(with: Sample.field("x", kind)) == [.noOptions(Sample.id("x"))])
            let twice = Sample.field("x", kind) { $0.options = Sample.options("a", "b", "a") }
            #expect(flaws(with: twice) == [.duplicateOption(twice.id, "a")])
            #expect(flaws(with: Sample.field("x", kind) { $0.optionsAreCategories = true }).isEmpty)
        }
    }

    @Test("a consent without its text or its version")
    func consentText() {
        for change in [{ $0.consentText = nil }, { $0.consentVersion = nil }] as [(inout FormField) -> Void] {
            var form = Sample.form()
            change(&form.fields[5])
            #expect(form.flaws == [.noConsentText(.consent)])
        }
    }

    @Test("ranges that nothing is in")
    func ranges() {
        let number = Sample.field("x", .number) {
            $0.minimum = 2
            $0.maximum = 1
        }
        let date = Sample.field("x", .date) {
            $0.earliest = CalendarDate("2026-05-02")
            $0.latest = CalendarDate("2026-05-01")
        }
        #expect(flaws(with: number) == [.emptyRange(number.id)])
        #expect(flaws(with: date) == [.emptyRange(date.id)])
    }

    @Test("a preset that the field itself would refuse")
    func presets() {
        let bad = Sample.field("x", .choice) {
            $0.options = Sample.options("a")
            $0.preset = .text("b")
        }
        #expect(flaws(with: bad) == [.badPreset(bad.id)])
        var good = bad
        good.preset = .text("a")
        #expect(flaws(with: good).isEmpty)
    }

    @Test("conditions on fields and options that are not there")
    func conditions() {
        let stranger = Sample.field("x", .text) { $0.condition = .init(field: Sample.id("y"), anyOf: ["a"]) }
        #expect(flaws(with: stranger) == [.unknownConditionField(stranger.id, Sample.id("y"))])
        let option = Sample.field("x", .text) { $0.condition = .init(field: .category, anyOf: ["teacher", "robot"]) }
        #expect(flaws(with: option) == [.unknownConditionOption(option.id, "robot")])
    }

    @Test("conditions that go round in a circle, told once with their fields in order, by whatever leads into them")
    func loops() {
        func hanging(_ name: String, on other: String) -> FormField {
            Sample.field(name, .text) { $0.condition = .init(field: Sample.id(other), anyOf: ["x"]) }
        }
        let circle = ["a", "b", "c"].map(Sample.id)
        let form = Sample.form([
            hanging("into", on: "a"), hanging("a", on: "b"), hanging("b", on: "c"), hanging("c", on: "a"),
        ])
        #expect(form.flaws == [.conditionLoop(circle)])
        #expect(flaws(with: hanging("self", on: "self")) == [.conditionLoop([Sample.id("self")])])
        let two = Sample.form([
            hanging("a", on: "b"), hanging("b", on: "a"), hanging("c", on: "d"), hanging("d", on: "c"),
        ])
        #expect(two.flaws == [.conditionLoop(Array(circle[..<2])), .conditionLoop(["c", "d"].map(Sample.id))])
    }

    @Test(
        "a field's name is a lower-case letter and then letters, digits, hyphens and underscores",
        arguments: [
            ("a", true), ("shoe-size_2", true), (String(repeating: "a", count: 40), true), ("", false), ("A", false),
            ("2a", false), ("-a", false), ("이름", false), ("a b", false), (String(repeating: "a", count: 41), false),
            ("a\u{0}", false),
        ])
    func names(_ text: String, _ isName: Bool) {
        #expect((FieldID(text) != nil) == isName)
    }
}

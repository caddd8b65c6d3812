// What the result of a scan shows of somebody's answers.

import Domain
import Testing

@Suite("Answers shown at a scan")
struct AtScanTests {
    private let form = Sample.form([
        Sample.field("group", .text) { $0.atScan = .show },
        Sample.field("quiet", .text),
        Sample.field("diet", .choices) {
            $0.options = Sample.options("vegan", "halal")
            $0.atScan = .show
        },
        Sample.field("guardian", .choice) {
            $0.options = Sample.options("yes", "no")
            $0.atScan = .hold(anyOf: ["yes"])
        },
        Sample.field("remark", .longText) { $0.atScan = .hold(anyOf: []) },
    ])

    @Test("the marked ones only, in the form's order, without those that were not answered")
    func order() {
        let notes = form.shownAtScan([
            Sample.id("diet"): .choices(["vegan"]), Sample.id("group"): .text("A"), Sample.id("quiet"): .text("q"),
            Sample.id("remark"): .text(""), .name: .text("김민준"),
        ])
        #expect(notes.map(\.field.id.text) == ["group", "diet"])
        #expect(notes.map(\.answer) == [.text("A"), .choices(["vegan"])])
        #expect(notes.allSatisfy { !$0.holds })
    }

    @Test("an answer that is named holds, another one of the same field is only shown; any answer where none is named")
    func holds() {
        func held(_ answers: Answers) -> [Bool] { form.shownAtScan(answers).map(\.holds) }
        #expect(held([Sample.id("guardian"): .text("yes")]) == [true])
        #expect(held([Sample.id("guardian"): .text("no")]) == [false])
        #expect(held([Sample.id("remark"): .text("pays at the desk")]) == [true])
        #expect(held([:]) == [])
    }

    @Test("a word to hold for that is no option is a flaw")
    func flaw() {
        var form = form
        #expect(form.flaws.isEmpty)
        form.fields[form.fields.count - 1].atScan = .hold(anyOf: ["maybe"])
        #expect(form.flaws.isEmpty, "free text may be anything")
        for index in form.fields.indices where form.fields[index].id == Sample.id("guardian") {
            form.fields[index].atScan = .hold(anyOf: ["yes", "maybe"])
        }
        #expect(form.flaws == [.unknownHoldOption(Sample.id("guardian"), "maybe")])
    }
}

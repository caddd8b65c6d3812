// Validating answers: each kind of field, conditions, and what does not belong.

import Domain
import Testing

@Suite("Form validation")
struct FormValidationTests {
    private func problems(_ form: FormDefinition, _ changes: [FieldID: Answer?]) -> [FieldFault] {
        do {
            _ = try form.validate(Sample.answers(changes))
            return []
        } catch {
            return error.faults
        }
    }

    /// What a form with one more field, `x`, says to an answer; nil when it is taken.
    private func problem(_ field: FormField, _ answer: Answer?) -> FieldFault.Problem? {
        problems(Sample.form([field]), [field.id: answer]).first?.problem
    }

    /// The answer as it is stored.
    private func stored(_ field: FormField, _ answer: Answer) throws -> Answer? {
        try Sample.form([field]).validate(Sample.answers([field.id: answer])).others[field.id]
    }

    @Test("right answers are taken apart into columns and the rest")
    func columns() throws {
        let form = Sample.form([Sample.field("booth", .text)])
        let valid = try form.validate(
            Sample.answers([.email: .text(" a@b.kr "), Sample.id("booth"): .text("  A\u{200B}12 ")]))
        #expect(valid.name.text == "김민준")
        #expect(valid.phone?.digits == "821012345678")
        #expect(valid.affiliation == "한빛초등학교")
        #expect(valid.category == "general")
        #expect(valid.email == "a@b.kr")
        #expect(valid.others == [Sample.id("booth"): .text("A12")])
        #expect(valid.consentVersion == "2026-1")
    }

    @Test("empty answers are none")
    func empty() throws {
        let valid = try Sample.form().validate(
            Sample.answers([.phone: .text(" "), .affiliation: .text("\u{200B}"), .category: .text(""), .email: nil]))
        #expect(valid.phone == nil)
        #expect(valid.affiliation == nil)
        #expect(valid.category == nil)
    }

    @Test("name and consent are needed, and every fault is told in the form's order")
    func manyFaults() {
        let found = problems(
            Sample.form(),
            [
                .name: .text(" "), .phone: .text("12"), .category: .text("robot"), .email: .text("a"),
                .consent: .flag(false),
            ])
        #expect(
            found == [
                FieldFault(field: .name, problem: .required), FieldFault(field: .phone, problem: .notAPhone),
                FieldFault(field: .category, problem: .unknownOption), FieldFault(field: .email, problem: .notAnEmail),
                FieldFault(field: .consent, problem: .consentMissing),
            ])
        #expect(problems(Sample.form(), [.consent: nil]).map(\.problem) == [.consentMissing])
        #expect(problems(Sample.form(), [.consent: .text("true")]).map(\.problem) == [.wrongShape])
    }

    @Test("answers to fields the form does not have are faults")
    func unknownField() {
        let found = problems(Sample.form(), [Sample.id("shoe-size"): .number(270)])
        #expect(found == [FieldFault(field: Sample.id("shoe-size"), problem: .unknownField)])
    }

    @Test(
        "an answer of another shape than its field is a fault",
        arguments: FormField.Kind.allCases.flatMap { kind in
            [Answer.text("가"), .number(1), .choices(["a"]), .flag(true)].map { (kind, $0) }
        })
    func shapes(_ kind: FormField.Kind, _ answer: Answer) {
        let field = Sample.field("x", kind) {
            $0.options = Sample.options("a")
            $0.consentVersion = "1"
        }
        let fits =
            switch (kind, answer) {
            case (.consent, .flag), (.choices, .choices), (.number, .number): true
            case (.consent, _), (.choices, _): false
            case (_, .text): true
            default: false
            }
        #expect((problem(field, answer) == .wrongShape) == !fits)
    }

    @Test("texts have their own limit, and never more than 500 characters")
    func textLimits() {
        let short = Sample.field("x", .text) { $0.maximumLength = 3 }
        #expect(problem(short, .text("가나다")) == nil)
        #expect(problem(short, .text("가나다라")) == .tooLong(maximum: 3))
        #expect(problem(Sample.field("x", .text), .text(String(repeating: "가", count: 201))) == .tooLong(maximum: 200))
        let long = Sample.field("x", .longText) { $0.maximumLength = 9_999 }
        #expect(problem(long, .text(String(repeating: "가", count: 500))) == nil)
        #expect(problem(long, .text(String(repeating: "가", count: 501))) == .tooLong(maximum: 500))
        #expect(problem(short, .text("Z" + String(repeating: "\u{300}", count: 50))) == .tooLong(maximum: 3))
    }

    @Test("long texts keep their lines, other texts are one line")
    func lines() throws {
        #expect(try stored(Sample.field("x", .longText), .text("가\r\n나 \n\n다\n")) == .text("가\n나\n\n다"))
        #expect(try stored(Sample.field("x", .text), .text("가\n나")) == .text("가 나"))
    }

    @Test("numbers are read in any width of digit, and kept within their range")
    func numbers() throws {
        let field = Sample.field("x", .number) {
            $0.minimum = 1
            $0.maximum = 5
        }
        #expect(try stored(field, .text(" 3 ")) == .number(3))
        #expect(try stored(field, .text("３")) == .number(3))
        #expect(problem(field, .number(0)) == .tooSmall(minimum: 1))
        #expect(problem(field, .text("6")) == .tooLarge(maximum: 5))
        for text in ["x", "3.5", "1e1", "--1", "99999999999999999999", "삼"] {
            #expect(problem(field, .text(text)) == .notANumber, "\(text)")
        }
    }

    @Test("dates are stored in one spelling, and kept within their range")
    func dates() throws {
        let field = Sample.field("x", .date) {
            $0.earliest = CalendarDate("2026-05-01")
            $0.latest = CalendarDate("2026-05-31")
        }
        #expect(try stored(field, .text("2026. 5. 7.")) == .text("2026-05-07"))
        #expect(try stored(field, .text("２０２６０５０７")) == .text("2026-05-07"))
        let earliest = try #require(field.earliest)
        let latest = try #require(field.latest)
        #expect(problem(field, .text("2026-04-30")) == .tooEarly(earliest: earliest))
        #expect(problem(field, .text("2026-06-01")) == .tooLate(latest: latest))
        #expect(problem(field, .text("2026-02-30")) == .notADate)
    }

    @Test("a choice is one of the options, by id and not by label")
    func choices() throws {
        let one = Sample.field("x", .choice) { $0.options = [.init(id: "b", label: Localized(ko: "가", en: "Bee"))] }
        #expect(problem(one, .text("b")) == nil)
        for text in ["Bee", "가", "B"] { #expect(problem(one, .text(text)) == .unknownOption, "\(text)") }
        let many = Sample.field("x", .choices) { $0.options = Sample.options("a", "b", "c") }
        #expect(try stored(many, .choices(["c", "a", "c"])) == .choices(["a", "c"]))
        #expect(problem(many, .choices(["a", "d"])) == .unknownOption)
        let needed = Sample.field("x", .choices, required: true) { $0.options = many.options }
        #expect(problem(needed, .choices([])) == .required)
        #expect(problem(needed, nil) == .required)
    }

    @Test(
        "slips in an e-mail address are caught",
        arguments: [
            "a", "@", "a@", "@b.kr", "a@b", "a@@b.kr", "a@b@c.kr", "a b@c.kr", "a@.kr", "a@b.",
            String(repeating: "a", count: 250) + "@b.kr",
        ])
    func email(_ text: String) {
        #expect(problem(Sample.field("x", .email), .text(text)) == .notAnEmail)
    }

    @Test("a field whose condition does not hold is not asked, and an answer to it is dropped unseen")
    func hidden() throws {
        let school = Sample.field("school", .number, required: true) {
            $0.condition = .init(field: .category, anyOf: ["teacher"])
        }
        let form = Sample.form([school])
        let dropped = try form.validate(Sample.answers([school.id: .choices(["nonsense"])]))
        #expect(dropped.others.isEmpty)
        #expect(problems(form, [.category: .text("teacher")]).map(\.field) == [school.id])
        let asked = try form.validate(Sample.answers([.category: .text("teacher"), school.id: .number(3)]))
        #expect(asked.others == [school.id: .number(3)])
    }

    @Test("conditions read every kind of answer, and hang together: what hangs on a hidden field is hidden")
    func conditionChains() {
        let first = Sample.field("first", .choices) { $0.options = Sample.options("a", "b") }
        let second = Sample.field("second", .number) { $0.condition = .init(field: first.id, anyOf: ["b"]) }
        let third = Sample.field("third", .text) { $0.condition = .init(field: second.id, anyOf: ["7"]) }
        let fourth = Sample.field("fourth", .text) { $0.condition = .init(field: .consent, anyOf: ["true"]) }
        let form = Sample.form([first, second, third, fourth])
        func asked(_ answers: Answers) -> [String] {
            form.visibleFields(for: answers).map(\.id.text).filter { ["second", "third", "fourth"].contains($0) }
        }
        #expect(asked([:]) == [])
        #expect(asked([first.id: .choices(["a", "b"]), second.id: .number(7)]) == ["second", "third"])
        #expect(asked([first.id: .choices(["a"]), second.id: .number(7)]) == [])
        #expect(asked([first.id: .choices(["b"]), second.id: .number(8)]) == ["second"])
        #expect(asked([.consent: .flag(true)]) == ["fourth"])
        #expect(asked([.consent: .flag(false)]) == [])
    }

    @Test("a form whose conditions go round in a circle still ends, and asks none of the circle")
    func circle() {
        let one = Sample.field("one", .text) { $0.condition = .init(field: Sample.id("two"), anyOf: ["x"]) }
        let two = Sample.field("two", .text) { $0.condition = .init(field: Sample.id("one"), anyOf: ["x"]) }
        let asked = Sample.form([one, two]).visibleFields(for: [one.id: .text("x"), two.id: .text("x")])
        #expect(!asked.contains { $0.id == one.id || $0.id == two.id })
    }

    @Test("the event's categories are the options where a field asks for them")
    func categories() {
        var form = Sample.form()
        form.fields[3].options = []
        form.fields[3].optionsAreCategories = true
        let categories = [Category(id: "vip", label: Localized(ko: "귀빈", en: "VIP"))]
        #expect(problems(form, [.category: .text("vip")]).map(\.problem) == [.unknownOption])
        #expect(problems(form.resolved(with: categories), [.category: .text("vip")]).isEmpty)
    }
}

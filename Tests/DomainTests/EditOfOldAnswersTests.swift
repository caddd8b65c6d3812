// Edits of people who were asked by an earlier form: what the edit does not touch stays.

import Domain
import TestSupport
import Testing

@Suite("Edits of answers to an earlier form")
struct EditOfOldAnswersTests {
    private static let size = Sample.id("size")
    private static let topics = Sample.id("topics")

    private static func form(_ sizes: [FormField.Option], _ topics: [FormField.Option]) -> FormDefinition {
        Sample.form([
            Sample.field("size", .choice) { $0.options = sizes },
            Sample.field("topics", .choices) { $0.options = topics },
        ])
    }

    /// Somebody who chose what today's form has no option for.
    private static var person: Registration {
        var person = Sample.person()
        person.email = "a@b.kr"
        person.answers = [
            size: .text("small"), topics: .choices(["ai", "robots"]), Sample.id("diet"): .text("vegan"),
        ]
        return person
    }

    private static let today = form(Sample.options("large"), Sample.options("ai", "maker"))

    private func edited(
        _ person: Registration = person, _ form: FormDefinition = today, _ change: (inout Answers) -> Void
    ) throws -> Registration {
        var answers = person.formAnswers
        change(&answers)
        return try Command.Action.edit(
            serial: person.serial, version: person.version, form: FormReference(id: form.id, version: 2),
            answers: answers
        ).preview(on: person, form: form)
    }

    @Test("an edit of another field keeps fields and options that the form has no more")
    func kept() throws {
        let after = try edited { $0[.affiliation] = .text("나래") }
        #expect(after.affiliation == "나래" && after.answers == Self.person.answers && after.email == "a@b.kr")
        #expect(after.form.version == 2)
    }

    @Test("fields with a column of their own stay as well where the form has them no more")
    func columns() throws {
        var form = Self.today
        form.fields.removeAll { [.email, .affiliation, .category, .phone].contains($0.id) }
        let after = try edited(Self.person, form) { answers in
            for id in [FieldID.email, .affiliation, .category, .phone] { answers[id] = nil }
            answers[.name] = .text("김민지")
        }
        #expect(after.name == "김민지" && after.email == "a@b.kr" && after.affiliation == "한빛초등학교")
        #expect(after.category == "general" && after.phone == Self.person.phone)
    }

    @Test("what is changed is held against today's form, and what is taken away is gone")
    func changed() throws {
        #expect(try edited { $0[Self.size] = .text("large") }.answers[Self.size] == .text("large"))
        #expect(try edited { $0[Self.size] = nil }.answers[Self.size] == nil)
        #expect(throws: Refusal.self) { try edited { $0[Self.size] = .text("medium") } }
        #expect(throws: Refusal.self) { try edited { $0[Self.topics] = .choices(["ai", "cooking"]) } }
        #expect(
            try edited { $0[Self.topics] = .choices(["maker", "robots"]) }.answers[Self.topics]
                == .choices(["maker", "robots"]))
    }

    @Test("a question that is asked since is not in the way of an edit of another; one taken back is")
    func askedSince() throws {
        var form = Self.today
        form.fields.append(Sample.field("school", .text, required: true))
        #expect(try edited(Self.person, form) { $0[.affiliation] = .text("나래") }.affiliation == "나래")
        #expect(throws: Refusal.self) { try edited { $0[.name] = nil } }
        #expect(throws: Refusal.self) { try edited { $0[.consent] = .flag(false) } }
    }

    @Test("an answer to a question that is no longer asked of this person stays; one that the edit hides goes")
    func hidden() throws {
        var form = Self.today
        form.fields.append(
            Sample.field("booth", .text) { $0.condition = .init(field: .category, anyOf: ["teacher"]) })
        var person = Self.person
        person.answers[Sample.id("booth")] = .text("A1")
        #expect(try edited(person, form) { $0[.affiliation] = nil }.answers[Sample.id("booth")] == .text("A1"))
        person.category = "teacher"
        #expect(
            try edited(person, form) { $0[.category] = .text("general") }.answers[Sample.id("booth")] == nil)
    }

    @Test("what a form could not show comes back as it was: only what differs from what was shown is a change")
    func shown() {
        let stored = Self.person.formAnswers
        let shown = stored.merging([Self.size: .text(""), Self.topics: .choices(["ai"])]) { $1 }
        #expect(
            Self.today.edited(stored, shown: shown, typed: shown).filter { $0.key != Sample.id("diet") }
                == stored.filter { $0.key != Sample.id("diet") })
        var typed = shown
        typed[Self.topics] = .choices(["maker"])
        #expect(
            Self.today.edited(stored, shown: shown, typed: typed)[Self.topics] == .choices(["maker", "robots"]))
        typed[Self.topics] = nil
        #expect(Self.today.edited(stored, shown: shown, typed: typed)[Self.topics] == .choices(["robots"]))
    }

    @Test("whatever a form becomes, an edit of one field changes that field and no other")
    func property() throws {
        var random = SeededRandom.fromEnvironment()
        let ids = ["a", "b", "c", "d", "e", "f"].map(Sample.id)
        let words = ["red", "green", "blue", "grey"]
        func anyForm(_ random: inout SeededRandom) -> FormDefinition {
            var fields: [FormField] = []
            for id in ids where random.int(in: 0...3) > 0 {
                let kind = random.pick([FormField.Kind.choice, .choices, .text])
                fields.append(
                    Sample.field(id.text, kind, required: random.int(in: 0...3) == 0) {
                        if kind != .text {
                            $0.options = words.filter { _ in random.int(in: 0...1) == 0 }
                                .map { FormField.Option(id: $0, label: Localized(ko: $0, en: $0)) }
                        }
                        if random.int(in: 0...4) == 0 { $0.condition = .init(field: .category, anyOf: ["teacher"]) }
                    })
            }
            var form = Sample.form(fields)
            let column = random.pick([FieldID.phone, .email, .category])
            if random.int(in: 0...2) == 0 { form.fields.removeAll { $0.id == column } }
            return form
        }
        for _ in 0..<2_000 {
            var person = Sample.person()
            person.email = "a@b.kr"
            for id in ids where random.int(in: 0...2) > 0 {
                person.answers[id] = random.pick([
                    .text(random.pick(words)), .choices([random.pick(words)]), .number(7),
                ])
            }
            let form = anyForm(&random)
            let after = try edited(person, form) { $0[.affiliation] = .text("나래") }
            var expected = person
            expected.affiliation = "나래"
            expected.version += 1
            expected.form.version = 2
            #expect(after == expected, "seed \(random.seed)")
        }
    }
}

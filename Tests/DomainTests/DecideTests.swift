// The rules, as a table: each action in each situation.

import Domain
import Testing

@Suite("decide")
struct DecideTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var action: Command.Action
        var form: FormDefinition? = Sample.form()
        var subject: Registration?
        var samePhone: Registration?
        /// The outcome's word.
        var expected: String
        var existing: Int64?
    }

    private static func edit(_ answers: Answers = Sample.answers, version: Int = 1) -> Command.Action {
        .edit(serial: Sample.serial(1), version: version, form: Sample.reference, answers: answers)
    }

    private static func cancel(_ reason: String = "부탁", version: Int = 1) -> Command.Action {
        .cancel(serial: Sample.serial(1), version: version, reason: reason)
    }

    private static func restore(_ status: Registration.Status = .approved, version: Int = 1) -> Command.Action {
        .restore(serial: Sample.serial(1), version: version, status: status)
    }

    private static let holder = Sample.person(2, name: "이서연")

    static let registrations: [Case] = [
        Case(testDescription: "a new person", action: Sample.registration(Sample.answers), expected: "registered"),
        Case(
            testDescription: "a person without a telephone", action: Sample.registration(Sample.answers([.phone: nil])),
            expected: "registered"),
        Case(
            testDescription: "a telephone that somebody living has", action: Sample.registration(Sample.answers),
            samePhone: holder, expected: "duplicate", existing: 2),
        Case(
            testDescription: "no consent", action: Sample.registration(Sample.answers([.consent: .flag(false)])),
            expected: "consent_missing"),
        Case(
            testDescription: "no consent and no name: the gravest is the reason",
            action: Sample.registration(Sample.answers([.consent: nil, .name: nil, .phone: .text("1")])),
            expected: "consent_missing"),
        Case(
            testDescription: "a name of invisible characters",
            action: Sample.registration(Sample.answers([.name: .text("\u{200B}"), .phone: .text("1")])),
            expected: "invalid_name"),
        Case(
            testDescription: "a telephone that is none",
            action: Sample.registration(Sample.answers([.phone: .text("12"), .category: .text("robot")])),
            expected: "invalid_phone"),
        Case(
            testDescription: "an unknown category",
            action: Sample.registration(Sample.answers([.category: .text("robot")])), expected: "invalid_field"),
        Case(
            testDescription: "a form nobody knows", action: Sample.registration(Sample.answers), form: nil,
            expected: "unknown_form"),
        Case(
            testDescription: "faults come before the duplicate",
            action: Sample.registration(Sample.answers([.name: .text("")])), samePhone: holder, expected: "invalid_name"
        ),
    ]

    static let changes: [Case] = [
        Case(testDescription: "edit nobody", action: edit(), expected: "not_found"),
        Case(testDescription: "edit", action: edit(), subject: Sample.person(), expected: "edited"),
        Case(
            testDescription: "edit an older version", action: edit(version: 1), subject: Sample.person(version: 2),
            expected: "conflict", existing: 1),
        Case(
            testDescription: "edit to a telephone somebody else has", action: edit(),
            subject: Sample.person(phone: nil),
            samePhone: holder, expected: "duplicate", existing: 2),
        Case(
            testDescription: "edit keeping the own telephone", action: edit(), subject: Sample.person(),
            samePhone: Sample.person(), expected: "edited"),
        Case(
            testDescription: "edit a rejected person, whose telephone binds nobody", action: edit(),
            subject: Sample.person(status: .rejected), samePhone: holder, expected: "edited"),
        Case(
            testDescription: "edit away the consent", action: edit(Sample.answers([.consent: .flag(false)])),
            subject: Sample.person(), expected: "consent_missing"),
        Case(
            testDescription: "edit with a lost form", action: edit(), form: nil, subject: Sample.person(),
            expected: "unknown_form"),
        Case(testDescription: "cancel nobody", action: cancel(), expected: "not_found"),
        Case(
            testDescription: "cancel an older version", action: cancel(), subject: Sample.person(version: 3),
            expected: "conflict", existing: 1),
        Case(
            testDescription: "cancel twice", action: cancel(), subject: Sample.person(status: .cancelled),
            expected: "cancelled", existing: 1),
        Case(
            testDescription: "cancel without a reason", action: cancel(""), subject: Sample.person(),
            expected: "invalid_field", existing: 1),
        Case(
            testDescription: "cancel with a reason of nothing visible", action: cancel(" \u{200B}\n"),
            subject: Sample.person(),
            expected: "invalid_field", existing: 1),
        Case(
            testDescription: "cancel with a reason that is too long",
            action: cancel(String(repeating: "가", count: 201)),
            subject: Sample.person(), expected: "invalid_field", existing: 1),
        Case(testDescription: "restore nobody", action: restore(), expected: "not_found"),
        Case(
            testDescription: "restore the living", action: restore(), subject: Sample.person(),
            expected: "not_cancelled", existing: 1),
        Case(
            testDescription: "restore an older version", action: restore(),
            subject: Sample.person(status: .cancelled, version: 2),
            expected: "conflict", existing: 1),
        Case(
            testDescription: "restore somebody whose telephone another has now", action: restore(),
            subject: Sample.person(status: .cancelled), samePhone: holder, expected: "duplicate", existing: 2),
        Case(
            testDescription: "restore to rejected, whose telephone binds nobody", action: restore(.rejected),
            subject: Sample.person(status: .cancelled), samePhone: holder, expected: "restored"),
        Case(
            testDescription: "restore somebody without a telephone", action: restore(.held),
            subject: Sample.person(status: .cancelled, phone: nil), expected: "restored"),
        Case(
            testDescription: "restore to cancelled", action: restore(.cancelled),
            subject: Sample.person(status: .cancelled),
            expected: "invalid_field", existing: 1),
        Case(
            testDescription: "restore to merged", action: restore(.merged), subject: Sample.person(status: .cancelled),
            expected: "invalid_field", existing: 1),
    ]

    @Test("each situation has its answer, and a refusal changes nothing", arguments: registrations + changes)
    func table(_ situation: Case) {
        let facts = Facts(form: situation.form, subject: situation.subject, samePhone: situation.samePhone)
        let decision = decide(Sample.command(situation.action), facts)
        #expect(decision.outcome.word == situation.expected)
        guard case .refused(let refusal) = decision.outcome else {
            #expect(!decision.changes.isEmpty)
            return
        }
        #expect(decision.changes.isEmpty)
        #expect(refusal.existing?.rawValue == situation.existing)
        #expect(decision.existing?.serial.rawValue == situation.existing)
    }

    @Test("each action finds each status either open to it or not", arguments: Registration.Status.allCases)
    func everyStatus(_ status: Registration.Status) {
        let facts = Facts(form: Sample.form(), subject: Sample.person(status: status), samePhone: nil)
        func word(_ action: Command.Action) -> String { decide(Sample.command(action), facts).outcome.word }
        let isOver = status == .cancelled || status == .merged
        #expect(word(Self.edit()) == (status == .merged ? "merged" : isOver ? "cancelled" : "edited"))
        let cancelled = decide(Sample.command(Self.cancel()), facts)
        #expect(cancelled.changes.isEmpty == isOver)
        #expect(word(Self.restore()) == (status == .cancelled ? "restored" : "not_cancelled"))
    }

    @Test("a walk-in is approved at once, everybody else waits for a review")
    func statusOfNew() {
        for (source, status) in [
            (Registration.Source.walkIn, Registration.Status.approved), (.preApplication, .applied),
            (.import, .applied),
        ] {
            let decision = decide(
                Sample.command(Sample.registration(Sample.answers, source: source)),
                Facts(form: Sample.form(), subject: nil, samePhone: nil))
            guard case .insert(let row) = decision.changes.first else {
                Issue.record("\(source) was not inserted")
                continue
            }
            #expect(row.status == status)
            #expect(row.version == 1)
            #expect(row.consent == Consent(version: "2026-1", at: Sample.moment))
        }
    }

    @Test("a change keeps what it is not about, and goes up by one version")
    func whatChanges() throws {
        let subject = Sample.person(version: 4)
        let facts = Facts(form: Sample.form(), subject: subject, samePhone: nil)
        let decision = decide(Sample.command(Self.cancel(version: 4)), facts)
        var expected = subject
        expected.status = .cancelled
        expected.version = 5
        #expect(decision.changes == [.update(expected, searchable: false)])
        #expect(decision.outcome == .cancelled(subject.serial, version: 5))
    }

    @Test("what is so already is told before that the registration has moved on, which counts for everything else")
    func soAlready() {
        func reason(_ action: Command.Action, _ status: Registration.Status) -> Refusal.Reason? {
            var subject = Sample.person(version: 4)
            subject.status = status
            let decision = decide(Sample.command(action), Facts(form: Sample.form(), subject: subject, samePhone: nil))
            if case .refused(let refusal) = decision.outcome { return refusal.reason }
            return nil
        }
        let serial = Sample.person().serial
        #expect(reason(Self.cancel(version: 1), .cancelled) == .cancelled)
        #expect(reason(Self.cancel(version: 1), .approved) == .conflict)
        #expect(reason(.restore(serial: serial, version: 1, status: .approved), .approved) == .notCancelled)
        #expect(reason(.restore(serial: serial, version: 1, status: .approved), .held) == .conflict)
        #expect(reason(.restore(serial: serial, version: 1, status: .approved), .cancelled) == .conflict)
        #expect(reason(.restore(serial: serial, version: 4, status: .cancelled), .cancelled) == .invalidField)
    }

    @Test("what a person is found by is written again only when it changed")
    func searchable() {
        func isSearchable(_ changes: [FieldID: Answer?]) -> Bool? {
            let facts = Facts(form: Sample.form(), subject: Sample.person(), samePhone: nil)
            let decision = decide(Sample.command(Self.edit(Sample.answers(changes))), facts)
            guard case .update(_, let searchable) = decision.changes.first else { return nil }
            return searchable
        }
        #expect(isSearchable([.email: .text("a@b.kr")]) == false)
        #expect(isSearchable([.category: .text("teacher")]) == true)
        #expect(isSearchable([.name: .text("김민서")]) == true)
        #expect(isSearchable([.phone: nil]) == true)
        #expect(isSearchable([.affiliation: .text("다른 학교")]) == true)
    }

    @Test("an edit never agrees for a person: text and moment of their consent stay, whatever the form says now")
    func consentOfEdit() {
        var subject = Sample.person()
        subject.consent = Consent(version: "2025-1", at: Timestamp(milliseconds: 5))
        let decision = decide(
            Sample.command(Self.edit()), Facts(form: Sample.form(), subject: subject, samePhone: nil))
        guard case .update(let row, _) = decision.changes.first else {
            Issue.record("not edited: \(decision)")
            return
        }
        #expect(row.consent == subject.consent)
    }

    @Test("an edit keeps the answers to fields that its form does not have, and still refuses new ones to them")
    func answersOfOlderForms() {
        var subject = Sample.person()
        let old = Sample.id("diet")
        subject.answers = [old: .text("vegan")]
        func edited(_ answers: Answers) -> Decision {
            decide(
                Sample.command(Self.edit(answers)), Facts(form: Sample.form(), subject: subject, samePhone: nil))
        }
        for answers in [Sample.answers, Sample.answers.merging([old: .text("vegan")]) { $1 }] {
            guard case .update(let row, _) = edited(answers).changes.first else {
                Issue.record("not edited")
                return
            }
            #expect(row.answers == [old: .text("vegan")])
        }
        #expect(edited(Sample.answers.merging([old: .text("meat")]) { $1 }).changes.isEmpty)
    }

    @Test("a telephone typed into a field that is not asked makes nobody a duplicate")
    func hiddenPhone() {
        var form = Sample.form()
        form.fields[1].condition = .init(field: .category, anyOf: ["teacher"])
        let decision = decide(
            Sample.command(Sample.registration(Sample.answers)),
            Facts(form: form, subject: nil, samePhone: Self.holder))
        guard case .insert(let row) = decision.changes.first else {
            Issue.record("refused as \(decision.outcome.word)")
            return
        }
        #expect(row.phone == nil)
    }

    @Test(
        "the telephone that is looked up is the one that would be stored",
        arguments: [
            "010-1234-5678", "\u{202D}010-1234-5678\u{202C}", " 010\u{200B}12345678\n", "nonsense", "",
        ])
    func lookedUpPhone(_ typed: String) {
        let action = Sample.registration(Sample.answers([.phone: .text(typed)]))
        let decision = decide(Sample.command(action), Facts(form: Sample.form(), subject: nil, samePhone: nil))
        if case .insert(let row) = decision.changes.first { #expect(row.phone == action.phone) }
        #expect(action.phone == PhoneNumber(normalising: typed))
    }
}

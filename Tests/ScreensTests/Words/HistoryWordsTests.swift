// The words of a history: every kind of command and outcome, in both languages.

import Desk
import Domain
import Testing

@testable import Screens

@Suite struct HistoryWordsTests {
    private static let serial = Fixture.serial(7)

    private func expectBoth(_ sentence: (Words) -> String, _ place: SourceLocation = #_sourceLocation) {
        let (ko, en) = (sentence(Words(.korean)), sentence(Words(.english)))
        #expect(ko != en && !en.isEmpty, "\(ko) / \(en)", sourceLocation: place)
        #expect(ko.unicodeScalars.contains { (0xAC00...0xD7A3).contains($0.value) }, "\(ko)", sourceLocation: place)
        #expect(!en.unicodeScalars.contains { (0xAC00...0xD7A3).contains($0.value) }, "\(en)", sourceLocation: place)
    }

    private func logged(_ action: Command.Action, _ outcome: Outcome, isErased: Bool) -> LoggedCommand {
        var log = CardTests.Log(serial: Self.serial)
        log.add(action, outcome, desk: "desk 1", erased: isErased)
        return log.commands[0]
    }

    private static func actions(_ source: Registration.Source) -> [(Command.Action, Outcome)] {
        let form = Fixture.formReference
        return [
            (
                .register(NewRegistration(serial: serial, publicID: "0", source: source, form: form, answers: [:])),
                .registered(serial)
            ),
            (.edit(serial: serial, version: 1, form: form, answers: [:]), .edited(serial, version: 2)),
            (.cancel(serial: serial, version: 1, reason: "why"), .cancelled(serial, version: 2)),
            (.restore(serial: serial, version: 1, status: .held), .restored(serial, version: 2)),
        ]
    }

    private static let reasons: [Refusal.Reason] = [
        .duplicate, .notFound, .conflict, .cancelled, .notCancelled, .consentMissing, .invalidName, .invalidPhone,
        .invalidField, .unknownForm, .merged, .alreadyDecided, .seatFree, .full,
    ]

    @Test("every kind of command has words for what it did and for each reason it was refused, erased or not")
    func deeds() {
        for source in Registration.Source.allCases {
            for (action, outcome) in Self.actions(source) {
                for isErased in [false, true] {
                    expectBoth {
                        $0.historyLine(self.logged(action, outcome, isErased: isErased), minutesAheadOfUTC: 540)
                    }
                    for reason in Self.reasons {
                        let refused = logged(
                            action, .refused(Refusal(reason, existing: Self.serial)), isErased: isErased)
                        expectBoth { $0.deed(refused) }
                    }
                }
            }
        }
    }

    @Test("a line says when, who, and what; and the desk's own clock where the two are far apart")
    func line() {
        let words = Words(.korean)
        var command = logged(Self.actions(.walkIn)[2].0, Self.actions(.walkIn)[2].1, isErased: false)
        #expect(words.historyLine(command, minutesAheadOfUTC: 540) == "05/01 09:12 · desk 1 · 취소: why")
        command.actor = "홍길동"
        command.madeAt = Timestamp(milliseconds: command.appliedAt.milliseconds - 3_600_000)
        #expect(
            words.historyLine(command, minutesAheadOfUTC: 540)
                == "05/01 09:12 (데스크 시계 05/01 08:12) · 홍길동 (desk 1) · 취소: why")
        command.kind = "merge"
        command.word = "merged"
        #expect(words.deed(command) == "merge (merged)")
    }

    @Test("a change names its field by the form it was given to, and says so where there was no answer")
    func changes() throws {
        let size = try #require(FieldID("size"))
        let old = FormDefinition(
            id: "f", title: Localized(ko: "가", en: "A"),
            fields: [Fixture.field(size, .text, "크기", "Size"), Fixture.field(.consent, .consent, "동의", "Consent")])
        let words = Words(.korean)
        let gone = FieldChange(field: size, before: .text("L\nXL"), after: nil)
        #expect(words.change(gone, before: old, after: Fixture.form) == "크기: L / XL → (없음)")
        #expect(words.change(gone, before: nil, after: nil) == "size: L / XL → (없음)")
        for status in Registration.Status.allCases {
            let change = FieldChange(field: .status, before: .text("approved"), after: .text(status.rawValue))
            expectBoth { $0.change(change, before: nil, after: nil) }
        }
        let category = FieldChange(field: .category, before: .text("general"), after: .text("teacher"))
        expectBoth { $0.change(category, before: Fixture.desk.form, after: Fixture.desk.form) }
    }

    @Test("every tie, obstacle and state of a pass has words")
    func others() {
        let ties: [RelatedPerson.Tie] = [
            .mergedInto, .mergedFrom, .samePhone, .formerPhone, .sameParty, .sameNameAndAffiliation,
        ]
        for tie in ties { expectBoth { $0.tie(tie) } }
        let obstacles: [UndoObstacle] = [
            .nothing, .onlyRegistration, .erased, .unknown, .movedOn, .decidedInReview, .refused(Refusal(.cancelled)),
        ]
        for obstacle in obstacles { expectBoth { $0.obstacle(obstacle, form: nil) } }
        for status in Registration.Status.allCases { expectBoth { $0.validity(Fixture.row(1, "Kim", status: status)) } }
    }
}

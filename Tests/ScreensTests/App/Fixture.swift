// A form, an event, people: what the console's own tests are about.

import Domain
import Store
import Terminal

@testable import Desk
@testable import Screens

/// Made-up things, the same in every test.
enum Fixture {
    static let form = FormDefinition(
        id: "walk-in", title: Localized(ko: "현장 등록", en: "Walk-in"),
        fields: [
            field(.name, .text, "이름", "Name") { $0.required = true },
            field(.phone, .phone, "연락처", "Phone"),
            field(.affiliation, .text, "소속", "Affiliation") { $0.carry = true },
            field(.category, .choice, "구분", "Category") {
                $0.optionsAreCategories = true
                $0.preset = .text("general")
            },
            field(.consent, .consent, "동의", "Consent") {
                $0.required = true
                $0.consentText = Localized(ko: "동의하십니까?", en: "Do you agree?")
                $0.consentVersion = "1"
            },
        ])

    static let event = Event(
        id: EventID(rawValue: 1), slug: "sample", title: "박람회", firstDay: day("2026-05-01"), lastDay: day("2026-05-02"),
        timeZone: "Asia/Seoul", number: 4321, isSample: true, categories: Category.usual)

    static let formReference = FormReference(id: "walk-in", version: 1)

    static let desk = OpenDesk(
        event: event, form: form.resolved(with: event.categories), formReference: formReference,
        verifier: PassVerifier(eventNumber: event.number, keys: [key]), minutesAheadOfUTC: 540)

    static func pass(_ number: Int64) -> Pass {
        Pass(serial: serial(number), eventNumber: event.number, key: key, mac: MessageAuthentication.hmacSHA256)
    }

    static func serial(_ number: Int64) -> Serial { made(Serial(rawValue: number)) }

    static func row(
        _ number: Int64, _ name: String = "홍길동", phone: String? = nil, status: Registration.Status = .approved,
        version: Int = 1
    ) -> Registration {
        Registration(
            serial: serial(number), status: status, source: .walkIn, name: name,
            phone: phone.flatMap(PhoneNumber.init(normalising:)), affiliation: nil, category: "general", email: nil,
            answers: [:], form: formReference, consent: Consent(version: "1", at: Timestamp(milliseconds: 0)),
            publicID: "0", version: version, registeredAt: Timestamp(milliseconds: 0))
    }

    static func card(_ row: Registration) -> PersonCard {
        PersonCard(row: row, form: desk.form, pass: pass(row.serial.rawValue))
    }

    /// What a desk answers to a scan of somebody who has every right.
    static func admitted(_ row: Registration, _ scan: GateScan) -> CheckInAnswer {
        CheckInAnswer(result: .passed(scan.mode, admission(scan.id)), person: row)
    }

    /// An entry at `main` by a movement of this id.
    static func admission(_ id: CommandID, by: String = "desk") -> Admission {
        Admission(
            place: .area("main"), day: event.firstDay,
            entered: Movement(command: id, at: Timestamp(milliseconds: 0), gate: "main", by: by))
    }

    /// What a desk answers to a submission that went through.
    static func accepted(_ row: Registration, _ outcome: Outcome, isReplay: Bool = false) -> SubmitAnswer {
        SubmitAnswer(
            result: .applied(Receipt(outcome: outcome, row: row, existing: nil, isReplay: isReplay)),
            pass: pass(row.serial.rawValue))
    }

    /// What a desk answers to a submission that the rules refused.
    static func refused(_ refusal: Refusal, existing: Registration? = nil) -> SubmitAnswer {
        SubmitAnswer(
            result: .applied(Receipt(outcome: .refused(refusal), row: nil, existing: existing, isReplay: false)),
            pass: nil)
    }

    static func field(
        _ id: FieldID, _ kind: Domain.FormField.Kind, _ korean: String, _ english: String,
        _ change: (inout Domain.FormField) -> Void = { _ in }
    ) -> Domain.FormField {
        var field = Domain.FormField(id: id, kind: kind, label: Localized(ko: korean, en: english))
        change(&field)
        return field
    }

    private static let key = made(PassKey(id: 1, secret: [UInt8](repeating: 7, count: 32)))
    private static func day(_ text: String) -> CalendarDate { made(CalendarDate(text)) }

    /// What a fixture makes is there, or the fixture is wrong.
    private static func made<Value>(_ value: Value?) -> Value {
        guard let value else { preconditionFailure("A fixture asks for a \(Value.self) that cannot be") }
        return value
    }
}

extension AttendeePage {
    /// A page in the order of serials.
    init(all rows: [Registration], hasMoreBefore: Bool = false, hasMoreAfter: Bool = false) {
        self.init(
            rows: rows.map { AttendeeRow(registration: $0, key: AttendeeKey(serial: $0.serial)) },
            hasMoreBefore: hasMoreBefore, hasMoreAfter: hasMoreAfter)
    }
}

extension ConsoleMessage {
    /// An answer to what a fresh table asks: everybody, by serial.
    static func page(_ start: AttendeeQuery.Start, _ result: Result<AttendeePage, DeskError>) -> ConsoleMessage {
        .page(AttendeePageRequest(filter: .everybody, sort: .standard, start: start, limit: 100), result)
    }
}

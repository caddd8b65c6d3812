// The form, people and commands that the domain's tests start from.

import Domain
import Testing

enum Sample {
    static func id(_ text: String) -> FieldID {
        guard let id = FieldID(text) else { preconditionFailure("not a field id: \(text)") }
        return id
    }

    static func field(
        _ text: String, _ kind: FormField.Kind, required: Bool = false, _ change: (inout FormField) -> Void = { _ in }
    ) -> FormField {
        var field = FormField(id: id(text), kind: kind, label: Localized(ko: text, en: text))
        field.required = required
        change(&field)
        return field
    }

    static let consent = field("consent", .consent, required: true) {
        $0.consentText = Localized(ko: "동의합니다", en: "I agree")
        $0.consentVersion = "2026-1"
    }

    static func options(_ ids: String...) -> [FormField.Option] {
        ids.map { FormField.Option(id: $0, label: Localized(ko: $0, en: $0)) }
    }

    static func form(_ others: [FormField] = []) -> FormDefinition {
        let usual = [
            field("name", .text, required: true), field("phone", .phone), field("affiliation", .text),
            field("category", .choice) { $0.options = options("general", "teacher") }, field("email", .email),
        ]
        return FormDefinition(
            id: "walk-in", title: Localized(ko: "현장 등록", en: "Walk-in"), fields: usual + others + [consent])
    }

    static let reference = FormReference(id: "walk-in", version: 1)
    static let moment = Timestamp(milliseconds: 1_777_593_600_123)

    static func serial(_ number: Int64) -> Serial {
        guard let serial = Serial(rawValue: number) else { preconditionFailure("not a serial: \(number)") }
        return serial
    }

    static func person(
        _ number: Int64 = 1, status: Registration.Status = .approved, name: String = "김민준",
        phone: String? = "010-1234-5678", affiliation: String? = "한빛초등학교", version: Int = 1
    ) -> Registration {
        Registration(
            serial: serial(number), status: status, source: .walkIn, name: name,
            phone: phone.flatMap(PhoneNumber.init(normalising:)), affiliation: affiliation, category: "general",
            email: nil, answers: [:], form: reference, consent: Consent(version: "2026-1", at: moment),
            publicID: String(repeating: "0", count: 31) + "1", version: version, registeredAt: moment,
            mergedInto: status == .merged ? serial(99) : nil)
    }

    static func command(_ action: Command.Action, _ random: UInt8 = 7) -> Command {
        Command(
            id: CommandID(at: moment, random: [UInt8](repeating: random, count: 10)), event: EventID(rawValue: 1),
            desk: DeskID(bytes: [UInt8](repeating: 3, count: 16)), deskSequence: 12, actor: "desk 1", madeAt: moment,
            action: action)
    }

    static func registration(
        _ answers: Answers, serial number: Int64 = 1, source: Registration.Source = .walkIn
    ) -> Command.Action {
        .register(
            NewRegistration(
                serial: serial(number), publicID: String(repeating: "a", count: 32), source: source, form: reference,
                answers: answers))
    }

    static let answers: Answers = [
        .name: .text("김민준"), .phone: .text("010-1234-5678"), .affiliation: .text("한빛초등학교"),
        .category: .text("general"), .consent: .flag(true),
    ]

    /// `answers` with some of them replaced, or taken out where nil.
    static func answers(_ changes: [FieldID: Answer?]) -> Answers {
        changes.reduce(into: answers) { $0[$1.key] = $1.value }
    }
}

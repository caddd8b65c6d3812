// Registrations as JSON: the top-level fields describe the person.

import Domain
import Screens

extension JSONValue {
    /// A whole registration; keys without a value are left out.
    /// - Parameter checkedInAt: the first entry of the day, as ISO 8601.
    static func person(_ row: Registration, pass: Pass?, checkedInAt: String? = nil) -> [Member] {
        let members: KeyValuePairs<String, JSONValue?> = [
            "serial": .number(row.serial.rawValue),
            "pass": pass.map { .text($0.digits) },
            "name": .text(row.name),
            "phone": row.phone.map { .text($0.e164) },
            "affiliation": row.affiliation.map { .text($0) },
            "category": row.category.map { .text($0) },
            "email": row.email.map { .text($0) },
            "status": .text(row.status.rawValue),
            "source": .text(row.source.rawValue),
            "answers": row.answers.isEmpty ? nil : answers(row.answers),
            "checkedInAt": checkedInAt.map { .text($0) },
        ]
        return members.compactMap { key, value in value.map { Member(key: key, value: $0) } }
    }

    static func answers(_ answers: Answers) -> JSONValue {
        .object(
            answers.keys.sorted().compactMap { id in
                answers[id].map { Member(key: id.text, value: JSONValue($0)) }
            })
    }

    init(_ answer: Answer) {
        self =
            switch answer {
            case .text(let text): .text(text)
            case .number(let number): .number(Int64(number))
            case .choices(let ids): .list(ids.map { .text($0) })
            case .flag(let given): .flag(given)
            }
    }

    /// What only this desk's journal has, and nobody has decided.
    static func queued(_ serial: Serial, pass: Pass?) -> JSONValue {
        .object([
            "outcome": .text("queued"), "serial": .number(serial.rawValue), "pass": pass.map { .text($0.digits) },
        ])
    }
}

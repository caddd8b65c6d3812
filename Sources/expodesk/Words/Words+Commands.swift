// What the subcommands answer.

import Desk
import Domain
import Screens

extension Words {
    /// - Parameter place: in the line for a seat, of somebody who waits.
    func registered(_ row: Registration, pass: Pass?, place: Int? = nil) -> String {
        guard row.status != .waitlisted else { return lines("\(person(row)): \(waitsInstead(place: place))", pass) }
        return lines(say("등록했습니다: \(person(row))", "Registered: \(person(row))"), pass)
    }

    func queued(_ serial: Serial, pass: Pass?) -> String {
        lines(
            say(
                "이 데스크에 적어 두었습니다: \(self.serial(serial)). 데이터베이스에 닿으면 expodesk sync를 실행해 주세요.",
                "Kept at this desk: \(self.serial(serial)). Run expodesk sync when the database is within reach."),
            pass)
    }

    private func lines(_ first: String, _ pass: Pass?) -> String {
        pass.map { first + "\n" + passLabel + ": " + $0.digits } ?? first
    }

    var passLabel: String { say("입장권", "Pass") }

    /// A fault with its place, counted from 1, and the part of the text it is about.
    func badFilter(_ fault: FilterFault, in text: String, option: String = "--search") -> String {
        option + " " + misread(fault, in: text)
    }

    /// What could not be read in a filter, and where.
    func misread(_ fault: FilterFault, in text: String) -> String {
        let place = fault.place.lowerBound + 1
        let part = String(Array(text)[fault.place].prefix(40))
        return say(
            "\(place)번째 글자 (\(part)): \(self.fault(fault))",
            "character \(place) (\(part)): \(self.fault(fault))")
    }

    func badFieldOption(_ text: String) -> String {
        say(
            "--field \(text): id=값처럼 적어 주세요. id는 양식에 있는 항목입니다.",
            "--field \(text): write it as id=value, where id is a field of the form.")
    }

    func hasOptionOfItsOwn(_ field: FieldID, _ option: String) -> String {
        say(
            "--field \(field.text): 이 항목은 \(Particle.direction.after(option))만 적을 수 있습니다.",
            "--field \(field.text): this field has an option of its own. Use \(option).")
    }

    var attendeeHeadings: [String] {
        [
            say("번호", "Serial"), say("이름", "Name"), say("연락처", "Phone"), say("소속", "Affiliation"),
            say("구분", "Category"), say("상태", "Status"), say("등록 유형", "Source"),
        ]
    }

    var badLimit: String { say("--limit: 1 이상의 숫자를 적어 주세요.", "--limit: write a number of 1 or more.") }

    func badSerial(_ text: String) -> String {
        say("'\(text)': 번호가 아닙니다. 숫자 1~9자리를 적어 주세요.", "'\(text)' is not a serial. Write one to nine digits.")
    }

    /// Everything about one person, label and value.
    func details(
        _ row: Registration, pass: Pass?, isRevoked: Bool, form: FormDefinition??, _ desk: Desk
    ) -> [(label: String, value: String)] {
        let form = form ?? nil
        let headings = attendeeHeadings
        var lines: [(String, String?)] = [
            (headings[0], serial(row.serial)),
            (passLabel, pass.map { $0.digits + (isRevoked ? say(" (폐기됨)", " (revoked)") : "") }),
            (label(of: .name, in: form), row.name), (label(of: .phone, in: form), row.phone?.display),
            (label(of: .affiliation, in: form), row.affiliation),
            (label(of: .category, in: form), row.category.map { category($0, of: desk.event) }),
            (label(of: .email, in: form), row.email),
        ]
        let ordered = row.answers.keys.sorted { left, right in
            let order = form?.fields.map(\.id) ?? []
            return (order.firstIndex(of: left) ?? .max, left) < (order.firstIndex(of: right) ?? .max, right)
        }
        for id in ordered {
            lines.append((label(of: id, in: form), row.answers[id].map { answer($0, to: form?[id]) }))
        }
        lines.append((headings[5], status(row.status)))
        lines.append((headings[6], source(row.source)))
        lines.append((say("합쳐진 번호", "Merged into"), row.mergedInto.map { serial($0) }))
        let offset = desk.minutesAheadOfUTC
        lines.append((say("등록 시각", "Registered"), time(row.registeredAt, minutesAheadOfUTC: offset)))
        lines.append(
            (
                label(of: .consent, in: form),
                "O (\(row.consent.version), \(time(row.consent.at, minutesAheadOfUTC: offset)))"
            ))
        return lines.compactMap { label, value in value.map { (label, $0) } }
    }
}

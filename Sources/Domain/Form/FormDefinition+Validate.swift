// Validating answers against a form: the core's own check, whatever a screen did before.

import Text

/// Answers that are right for their form, taken apart into a registration's columns and the rest.
public struct ValidAnswers: Hashable, Sendable {
    public var name: PersonName
    public var phone: PhoneNumber?
    public var affiliation: String?
    public var category: String?
    public var email: String?
    /// The answers to fields that have no column, without empty ones.
    public var others: Answers
    public var consentVersion: String
}

/// Everything wrong with a set of answers, in the form's order.
public struct FormFaults: Error, Hashable, Sendable {
    public var faults: [FieldFault]
}

extension FormDefinition {
    /// Cleans and checks `answers`. Answers to fields that are not asked (their condition does not hold) are dropped;
    /// answers to fields the form does not have are faults.
    public func validate(_ answers: Answers) throws(FormFaults) -> ValidAnswers {
        var faults: [FieldFault] = []
        var checked: Answers = [:]
        for id in answers.keys.sorted() where self[id] == nil {
            faults.append(FieldFault(field: id, problem: .unknownField))
        }
        for field in visibleFields(for: answers) {
            do {
                if let answer = try check(answers[field.id], field) { checked[field.id] = answer }
            } catch {
                faults.append(FieldFault(field: field.id, problem: error))
            }
        }
        return try valid(checked, faults)
    }

    /// Takes checked answers apart.
    func valid(_ checked: Answers, _ faults: [FieldFault]) throws(FormFaults) -> ValidAnswers {
        guard let name = try? PersonName(cleaning: checked[.name]?.text ?? ""), let consent = self[.consent],
            faults.isEmpty
        else { throw FormFaults(faults: faults) }
        let columns: Set<FieldID> = [.name, .phone, .affiliation, .category, .email, .consent]
        return ValidAnswers(
            name: name, phone: checked[.phone]?.text.flatMap(PhoneNumber.init(normalising:)),
            affiliation: checked[.affiliation]?.text, category: checked[.category]?.text,
            email: checked[.email]?.text, others: checked.filter { !columns.contains($0.key) },
            consentVersion: consent.consentVersion ?? "")
    }

    /// The answer cleaned, nil when there is none and none is needed.
    func check(_ answer: Answer?, _ field: FormField) throws(FieldFault.Problem) -> Answer? {
        let cleaned = try answer.map { (answer) throws(FieldFault.Problem) in try clean(answer, field) }
        guard let cleaned, !cleaned.isEmpty else {
            if field.required { throw field.kind == .consent ? .consentMissing : .required }
            return nil
        }
        return cleaned
    }

    private func clean(_ answer: Answer, _ field: FormField) throws(FieldFault.Problem) -> Answer {
        switch (field.kind, answer) {
        case (.consent, .flag): return answer
        case (.choices, .choices(let ids)):
            let known = field.options.map(\.id)
            guard ids.allSatisfy(known.contains) else { throw .unknownOption }
            return .choices(known.filter(ids.contains))
        case (.number, .number(let number)): return try inRange(number, field)
        case (_, .text(let text)): return try clean(text: text, field)
        default: throw .wrongShape
        }
    }

    private func clean(text raw: String, _ field: FormField) throws(FieldFault.Problem) -> Answer {
        let text = field.kind == .longText ? TextCleaning.paragraph(raw).text : TextCleaning.line(raw).text
        guard !text.isEmpty else { return .text("") }
        switch field.kind {
        case .text, .longText:
            if field.id == .name { return .text(try PersonName(cleaning: text).text) }
            guard text.fits(field.lengthLimit) else { throw .tooLong(maximum: field.lengthLimit) }
            return .text(text)
        case .phone:
            guard let phone = PhoneNumber(normalising: text) else { throw .notAPhone }
            return .text(phone.e164)
        case .email: return .text(try email(text))
        case .number:
            guard let number = Int(text.foldedForSearch) else { throw .notANumber }
            return try inRange(number, field)
        case .date: return .text(try date(text, field).description)
        case .choice:
            guard field.options.contains(where: { $0.id == text }) else { throw .unknownOption }
            return .text(text)
        case .choices, .consent: throw .wrongShape
        }
    }

    private func inRange(_ number: Int, _ field: FormField) throws(FieldFault.Problem) -> Answer {
        if let minimum = field.minimum, number < minimum { throw .tooSmall(minimum: minimum) }
        if let maximum = field.maximum, number > maximum { throw .tooLarge(maximum: maximum) }
        return .number(number)
    }

    private func date(_ text: String, _ field: FormField) throws(FieldFault.Problem) -> CalendarDate {
        guard let date = CalendarDate(text.foldedForSearch) else { throw .notADate }
        if let earliest = field.earliest, date < earliest { throw .tooEarly(earliest: earliest) }
        if let latest = field.latest, date > latest { throw .tooLate(latest: latest) }
        return date
    }

    /// One `@` with something on both sides and a dot after it, no spaces, at most 254 characters (RFC 5321 §4.5.3.1):
    /// enough to catch a slip; only a letter that arrives proves an address.
    private func email(_ text: String) throws(FieldFault.Problem) -> String {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, let user = parts.first, let domain = parts.last, !user.isEmpty,
            !text.contains(" "), domain.contains("."), domain.first != ".", domain.last != ".",
            text.utf8.count <= 254
        else { throw .notAnEmail }
        return text
    }
}

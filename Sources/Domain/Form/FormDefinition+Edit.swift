// An edit's answers held against the form of today: only what the edit changes.

extension FormDefinition {
    /// Cleans and checks what `answers` change of `stored`.
    ///
    /// What was right for an earlier form and is not touched stays as it is: answers to fields that this form does not
    /// have or does not ask this person, options that it no longer offers, and questions that it asks since.
    /// - Parameters:
    ///   - answers: all answers as they shall be; a field of this form without one is emptied.
    ///   - stored: those of the registration before, its columns included.
    public func validate(_ answers: Answers, onto stored: Answers) throws(FormFaults) -> ValidAnswers {
        var faults = answers.keys.sorted().filter { self[$0] == nil && answers[$0] != stored[$0] }
            .map { FieldFault(field: $0, problem: .unknownField) }
        let asked = visibleFields(for: answers)
        let askedBefore = Set(visibleFields(for: stored).map(\.id))
        let either = askedBefore.union(asked.map(\.id))
        var checked = stored.filter { !either.contains($0.key) }
        for field in asked {
            let (answer, before) = (answers[field.id], stored[field.id])
            // What the edit itself makes the form ask needs an answer.
            guard answer != before || answer == nil && !askedBefore.contains(field.id) else {
                checked[field.id] = before
                continue
            }
            do {
                if let answer = try check(answer, field.offering(before)) { checked[field.id] = answer }
            } catch {
                faults.append(FieldFault(field: field.id, problem: error))
            }
        }
        return try valid(checked, faults)
    }

    /// The answers of an edit: those of `stored`, but for what somebody changed from what a form had `shown` them to what
    /// is `typed` there now. A form cannot show what it has no option for, so what it gives back for it means nothing.
    public func edited(_ stored: Answers, shown: Answers, typed: Answers) -> Answers {
        var answers = typed
        for field in fields {
            if typed[field.id] == shown[field.id] {
                answers[field.id] = stored[field.id]
            } else if case .choices(let chosen)? = typed[field.id] ?? (field.kind == .choices ? .choices([]) : nil) {
                let all = chosen + field.notOffered(stored[field.id])
                answers[field.id] = all.isEmpty ? nil : .choices(all)
            }
        }
        return answers
    }
}

extension FormField {
    /// With the options that an earlier form had and somebody chose: of several they stay beside what is chosen now.
    fileprivate func offering(_ before: Answer?) -> FormField {
        var field = self
        field.options += notOffered(before).map { Option(id: $0, label: Localized(ko: $0, en: $0)) }
        return field
    }

    /// The ids of a multiple choice that this form has no option for.
    fileprivate func notOffered(_ before: Answer?) -> [String] {
        guard kind == .choices, case .choices(let ids)? = before else { return [] }
        return ids.filter { id in !options.contains { $0.id == id } }
    }
}

// Checking a form's definition: what an author of a screen file got wrong.

extension FormDefinition {
    /// Everything wrong with the definition, in the order of its fields; empty for a form that can be used.
    public var flaws: [Flaw] {
        guard !fields.isEmpty else { return [.noFields] }
        var found: [Flaw] = []
        for id in [FieldID.name, .consent] where self[id] == nil {
            found.append(.missingField(id))
        }
        var seen: Set<FieldID> = []
        for field in fields {
            if !seen.insert(field.id).inserted { found.append(.duplicateField(field.id)) }
            found += flaws(of: field)
        }
        return found + loops()
    }

    private func flaws(of field: FormField) -> [Flaw] {
        var found: [Flaw] = []
        if let expected = Self.kinds[field.id], expected != field.kind { found.append(.wrongKind(field.id, expected)) }
        if field.id == .name || field.id == .consent, field.condition != nil || !field.required {
            found.append(.mustAlwaysBeAsked(field.id))
        }
        if field.kind == .choice || field.kind == .choices {
            if field.options.isEmpty, !field.optionsAreCategories { found.append(.noOptions(field.id)) }
            var seen: Set<String> = []
            for option in field.options where !seen.insert(option.id).inserted {
                found.append(.duplicateOption(field.id, option.id))
            }
        }
        if field.kind == .consent, field.consentText == nil || field.consentVersion == nil {
            found.append(.noConsentText(field.id))
        }
        if let minimum = field.minimum, let maximum = field.maximum, minimum > maximum {
            found.append(.emptyRange(field.id))
        }
        if let earliest = field.earliest, let latest = field.latest, earliest > latest {
            found.append(.emptyRange(field.id))
        }
        if let preset = field.preset, !field.optionsAreCategories, (try? check(preset, field)) == nil {
            found.append(.badPreset(field.id))
        }
        if case .hold(let words) = field.atScan, !field.options.isEmpty {
            found += words.filter { word in !field.options.contains { $0.id == word } }
                .map { .unknownHoldOption(field.id, $0) }
        }
        return found + conditionFlaws(of: field)
    }

    /// The fields with a column of their own have one kind each.
    private static let kinds: [FieldID: FormField.Kind] = [
        .name: .text, .phone: .phone, .affiliation: .text, .category: .choice, .email: .email, .consent: .consent,
    ]

    private func conditionFlaws(of field: FormField) -> [Flaw] {
        guard let condition = field.condition else { return [] }
        guard let other = self[condition.field] else { return [.unknownConditionField(field.id, condition.field)] }
        guard !other.options.isEmpty else { return [] }
        return condition.anyOf.filter { word in !other.options.contains { $0.id == word } }
            .map { .unknownConditionOption(field.id, $0) }
    }

    /// Each circle of conditions once, beginning with its first field.
    private func loops() -> [Flaw] {
        var reported: Set<FieldID> = []
        var found: [Flaw] = []
        for field in fields where !reported.contains(field.id) {
            var path: [FieldID] = []
            var next: FieldID? = field.id
            while let id = next, !path.contains(id) {
                path.append(id)
                next = self[id]?.condition?.field
            }
            guard let closing = next, let start = path.firstIndex(of: closing) else { continue }
            let circle = Array(path[start...])
            if reported.isDisjoint(with: circle) { found.append(.conditionLoop(circle)) }
            reported.formUnion(circle)
        }
        return found
    }
}

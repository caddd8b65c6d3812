// What the domain says is wrong with a form, put at the keys of its file.

internal import Domain

/// Reports a form's flaws where their author would mend them.
struct FormFlaws {
    let form: FormDefinition
    let readers: [FormFieldReader]
    let collector: ErrorCollector

    func report() {
        let broken = Set(readers.filter(\.isBroken).compactMap { $0.field?.id })
        let hasNameless = readers.contains { $0.field == nil }
        for flaw in form.flaws {
            let place = place(of: flaw)
            switch flaw {
            // A field that could not be read may well be the one that is missed.
            case .missingField, .unknownConditionField: if hasNameless { continue }
            default: break
            }
            if let field = place.field, broken.contains(field) { continue }
            if case .noFields = flaw, !readers.isEmpty { continue }
            collector.add(path(place), .flaw(flaw))
        }
    }

    private typealias Place = (field: FieldID?, key: String, isLast: Bool)

    private func place(of flaw: FormDefinition.Flaw) -> Place {
        switch flaw {
        case .noFields, .missingField: (nil, "", false)
        case .duplicateField(let id): (id, ".id", true)
        case .wrongKind(let id, _): (id, ".kind", false)
        case .noOptions(let id), .duplicateOption(let id, _): (id, ".options", false)
        case .unknownConditionField(let id, _): (id, ".when.field", false)
        case .unknownConditionOption(let id, _): (id, ".when.is", false)
        case .conditionLoop(let circle): (circle.first, ".when.field", false)
        case .emptyRange(let id): (id, form[id]?.kind == .date ? ".latest" : ".max", false)
        case .badPreset(let id): (id, ".default", false)
        case .noConsentText(let id): (id, ".text", false)
        case .unknownHoldOption(let id, _): (id, ".hold-at-scan", false)
        case .mustAlwaysBeAsked(let id): (id, form[id]?.condition == nil ? ".required" : ".when", false)
        }
    }

    private func path(_ place: Place) -> String {
        guard let field = place.field else { return "field" }
        let index =
            place.isLast
            ? readers.lastIndex { $0.field?.id == field } : readers.firstIndex { $0.field?.id == field }
        return index.map { "field[\($0 + 1)]\(place.key)" } ?? "field"
    }
}

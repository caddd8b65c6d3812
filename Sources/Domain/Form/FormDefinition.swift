// A form as data: which fields, in which order, under which conditions.

/// A form: its fields in the order they are asked.
public struct FormDefinition: Hashable, Sendable, Codable {
    public var id: String
    public var title: Localized
    public var fields: [FormField]

    public init(id: String, title: Localized, fields: [FormField]) {
        self.id = id
        self.title = title
        self.fields = fields
    }

    public subscript(id: FieldID) -> FormField? {
        fields.first { $0.id == id }
    }

    /// The fields asked for, given the answers so far, in order. A field whose condition hangs on a field that is
    /// itself not asked is not asked either; a form whose conditions go round in a circle asks none of the circle.
    public func visibleFields(for answers: Answers) -> [FormField] {
        let byID = Dictionary(fields.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        return fields.filter { isVisible($0, byID, answers, above: []) }
    }

    private func isVisible(
        _ field: FormField, _ byID: [FieldID: FormField], _ answers: Answers, above: Set<FieldID>
    ) -> Bool {
        guard let condition = field.condition else { return true }
        guard !above.contains(field.id), let other = byID[condition.field] else { return false }
        guard isVisible(other, byID, answers, above: above.union([field.id])) else { return false }
        let words = answers[condition.field]?.words ?? []
        return words.contains(where: condition.anyOf.contains)
    }

    /// The form with the event's categories put in where a field asks for them.
    public func resolved(with categories: [Category]) -> FormDefinition {
        var form = self
        for index in form.fields.indices where form.fields[index].optionsAreCategories {
            form.fields[index].options = categories.map { FormField.Option(id: $0.id, label: $0.label) }
        }
        return form
    }

    /// What is wrong with the definition itself, whatever anybody answers.
    public enum Flaw: Hashable, Sendable {
        case noFields
        case missingField(FieldID)
        case duplicateField(FieldID)
        case wrongKind(FieldID, FormField.Kind)
        case noOptions(FieldID)
        case duplicateOption(FieldID, String)
        case unknownConditionField(FieldID, FieldID)
        case unknownConditionOption(FieldID, String)
        case conditionLoop([FieldID])
        case emptyRange(FieldID)
        case badPreset(FieldID)
        case noConsentText(FieldID)
        /// Name and consent are needed to store anybody: they are required, and asked without a condition.
        case mustAlwaysBeAsked(FieldID)
        /// It sends people to the desk for an option that is not there.
        case unknownHoldOption(FieldID, String)
    }
}

// Which columns a table of attendees has, whatever forms their answers were given to.

/// A column of a table of attendees.
public enum ExportColumn: Hashable, Sendable {
    case serial, status, decisionReason, source, registeredAt, enteredAt, consentAt, consentVersion
    /// A question of a form: as the newest form that has it puts it.
    case field(FormField)
}

/// The columns of all forms together. A question that a later form does not ask any more keeps its column.
public struct ExportColumns: Hashable, Sendable {
    public let columns: [ExportColumn]
    private let fields: [FormReference: [FieldID: FormField]]
    /// Of each question, newest first.
    private let versions: [FieldID: [FormField]]

    /// Answers that every registration has, in this order, whatever forms ask.
    private static let known: [(FieldID, FormField.Kind)] = [
        (.name, .text), (.phone, .phone), (.affiliation, .text), (.category, .choice), (.email, .email),
    ]

    /// - Parameter forms: every version there is, newest first, with the event's categories put in.
    public init(_ forms: [(reference: FormReference, form: FormDefinition)]) {
        fields = Dictionary(
            forms.map { entry in
                (
                    entry.reference,
                    Dictionary(entry.form.fields.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
                )
            }, uniquingKeysWith: { first, _ in first })
        versions = Dictionary(grouping: forms.flatMap(\.form.fields), by: \.id)
        var newest: [FieldID: FormField] = [:]
        var order: [FieldID] = []
        for field in forms.flatMap(\.form.fields) where newest[field.id] == nil {
            newest[field.id] = field
            order.append(field.id)
        }
        let fixed = Self.known.map { id, kind in
            ExportColumn.field(newest[id] ?? FormField(id: id, kind: kind, label: Localized(ko: "", en: "")))
        }
        let others = order.filter { id in id != .consent && !Self.known.contains { $0.0 == id } }
        columns =
            [.serial] + fixed + [.status, .decisionReason, .source, .registeredAt, .enteredAt]
            + others.compactMap { newest[$0].map(ExportColumn.field) }
            + [.consentAt, .consentVersion]
    }

    /// The question as somebody was asked it, with the options of other versions that they chose; as the newest form asks
    /// it where theirs is not known.
    public func field(_ field: FormField, of row: Registration) -> FormField {
        (fields[row.form]?[field.id] ?? field).naming(row.answer(to: field.id), by: versions[field.id] ?? [])
    }
}

extension Registration {
    /// What they answered to a question.
    public func answer(to field: FieldID) -> Answer? {
        switch field {
        case .name: .text(name)
        case .phone: phone.map { .text($0.display) }
        case .affiliation: affiliation.map { .text($0) }
        case .category: category.map { .text($0) }
        case .email: email.map { .text($0) }
        default: answers[field]
        }
    }
}

// What differs between two states of one registration, field by field.

/// One field with its answers before and after. `FieldID.status` stands for the status, whose answers are its raw words.
public struct FieldChange: Hashable, Sendable {
    public var field: FieldID
    public var before: Answer?
    public var after: Answer?

    public init(field: FieldID, before: Answer?, after: Answer?) {
        self.field = field
        self.before = before
        self.after = after
    }
}

extension Registration {
    /// The answers that differ from those of `later`, in the order of `forms`' fields, then by id; the status first.
    public func changes(to later: Registration, forms: [FormDefinition]) -> [FieldChange] {
        var changes: [FieldChange] = []
        if status != later.status {
            changes.append(
                FieldChange(field: .status, before: .text(status.rawValue), after: .text(later.status.rawValue)))
        }
        let (before, after) = (formAnswers, later.formAnswers)
        let differing = Set(before.keys).union(after.keys).filter { before[$0] != after[$0] }
        var order: [FieldID] = []
        for field in forms.flatMap(\.fields) where !order.contains(field.id) { order.append(field.id) }
        let known = order.filter(differing.contains)
        for field in known + differing.subtracting(known).sorted() {
            changes.append(FieldChange(field: field, before: before[field], after: after[field]))
        }
        return changes
    }

    /// Whether everything but the version is the same.
    public func isSame(as other: Registration) -> Bool {
        var copy = other
        copy.version = version
        return copy == self
    }
}

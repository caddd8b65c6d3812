// Options that a later version of a form does not have: whoever chose one has chosen it, and it keeps its name.

extension FormField {
    /// The options that `answer` names and this version of the field does not have.
    public func missingOptions(of answer: Answer?) -> [String] {
        switch (kind, answer) {
        case (.choice, .text(let id)?): id.isEmpty || options.contains { $0.id == id } ? [] : [id]
        case (.choices, .choices(let ids)?): ids.filter { id in !options.contains { $0.id == id } }
        default: []
        }
    }

    /// With the options that `answer` names and only other versions of the field have.
    /// - Parameter versions: the first that has an option names it.
    public func naming(_ answer: Answer?, by versions: some Sequence<FormField>) -> FormField {
        let missing = missingOptions(of: answer)
        guard !missing.isEmpty else { return self }
        let others = versions.filter { $0.id == id }.flatMap(\.options)
        var field = self
        field.options += missing.compactMap { id in others.first { $0.id == id } }
        return field
    }
}

extension FormField {
    /// With the options behind its own that only other versions of it have: somebody may have chosen them then.
    /// - Parameter versions: newest first.
    public func offering(_ versions: some Sequence<FormField>) -> FormField {
        var field = self
        guard kind == .choice || kind == .choices else { return field }
        for option in versions.flatMap(\.options) where !field.options.contains(where: { $0.id == option.id }) {
            var option = option
            // A name that another option has now goes on naming that.
            let isTaken = field.options.contains { $0.label.ko == option.label.ko || $0.label.en == option.label.en }
            if isTaken { option.label = Localized(ko: option.id, en: option.id) }
            field.options.append(option)
        }
        return field
    }
}

extension FormDefinition {
    /// The fields that other forms and versions have and this one does not, each as the newest has it.
    /// - Parameter earlier: newest first.
    public func fieldsRemoved(since earlier: [FormDefinition]) -> [FormField] {
        var found: [FormField] = []
        for field in earlier.flatMap(\.fields)
        where self[field.id] == nil && !found.contains(where: { $0.id == field.id }) {
            found.append(field)
        }
        return found
    }
}

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

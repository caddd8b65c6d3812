// What an event wants to see when somebody is scanned: their group, their diet, or that the desk has to speak with them.

/// One answer as the result of a scan shows it.
public struct ScanNote: Hashable, Sendable {
    /// The field, as in the form the answer was given to: its label, and those of its options.
    public var field: FormField
    public var answer: Answer
    /// Send them to the desk.
    public var holds: Bool

    public init(field: FormField, answer: Answer, holds: Bool) {
        self.field = field
        self.answer = answer
        self.holds = holds
    }
}

extension FormDefinition {
    /// What is shown of somebody's answers when they are scanned, in the order of the form; what was not answered is left
    /// out.
    /// - Parameter answers: given to this form, those with a column of their own included.
    public func shownAtScan(_ answers: Answers) -> [ScanNote] {
        fields.compactMap { field in
            guard let atScan = field.atScan, let answer = answers[field.id], !answer.isEmpty else { return nil }
            switch atScan {
            case .show: return ScanNote(field: field, answer: answer, holds: false)
            case .hold(let words):
                let holds = words.isEmpty || answer.words.contains(where: words.contains)
                return ScanNote(field: field, answer: answer, holds: holds)
            }
        }
    }
}

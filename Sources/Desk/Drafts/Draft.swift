// A half-filled form, as it outlives a crash.

public import Domain

/// A half-filled form. It carries the id of the command that saving it will make, so that saving it again after a crash
/// is the same command.
public struct Draft: Hashable, Sendable, Codable {
    public var command: CommandID
    public var form: String
    /// As typed, not validated.
    public var answers: Answers
    public var focus: FieldID?

    public init(command: CommandID, form: String, answers: Answers, focus: FieldID?) {
        self.command = command
        self.form = form
        self.answers = answers
        self.focus = focus
    }
}

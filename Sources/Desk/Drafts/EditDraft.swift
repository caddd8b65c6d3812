// Somebody's answers being changed, as they outlive a crash.

public import Domain

/// An edit that is not saved yet. It carries the id of the command that saving it will make, and what it started from,
/// so that another desk's change in between is merged as it would have been on the screen.
public struct EditDraft: Hashable, Sendable, Codable {
    public var command: CommandID
    public var event: EventID
    public var serial: Serial
    /// The name it started from, for telling whose it is before the database is there.
    public var name: String
    /// The row's version it started from.
    public var version: Int
    /// The row's answers it started from.
    public var before: Answers
    /// As typed, not validated.
    public var answers: Answers
    public var focus: FieldID?

    public init(
        command: CommandID, event: EventID, serial: Serial, name: String, version: Int, before: Answers,
        answers: Answers, focus: FieldID?
    ) {
        self.command = command
        self.event = event
        self.serial = serial
        self.name = name
        self.version = version
        self.before = before
        self.answers = answers
        self.focus = focus
    }
}

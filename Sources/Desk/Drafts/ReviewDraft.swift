// A decision on many under way, as it outlives a crash.

public import Domain

/// A decision on many that is not over yet: enough to say after a crash how far it came. Whom it was about is not in it.
public struct ReviewDraft: Hashable, Sendable, Codable {
    /// Of the whole; its steps' ids follow from it.
    public var command: CommandID
    public var event: EventID
    public var decision: Review.Decision
    /// How many people it was to decide.
    public var count: Int

    public init(command: CommandID, event: EventID, decision: Review.Decision, count: Int) {
        self.command = command
        self.event = event
        self.decision = decision
        self.count = count
    }
}

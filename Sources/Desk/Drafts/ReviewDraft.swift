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

extension ReviewDraft {
    /// `id` is one of its steps'.
    public func includes(_ id: CommandID) -> Bool { command.hasStep(id, of: count) }
}

extension ReviewWork {
    /// `id` is one of its steps'.
    public func includes(_ id: CommandID) -> Bool { self.id.hasStep(id, of: review.rows.count) }
}

extension ReviewUndoWork {
    /// `id` is one of its steps'.
    public func includes(_ id: CommandID) -> Bool { commands.contains { $0.undoing == id } }
}

extension CommandID {
    /// - Parameter people: whom the whole decides.
    fileprivate func hasStep(_ id: CommandID, of people: Int) -> Bool {
        (0...max(people - 1, 0) / Review.mostRows).contains { step($0) == id }
    }
}

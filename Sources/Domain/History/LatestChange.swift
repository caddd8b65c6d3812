// What was done to somebody last, for whoever meets a row that moved on.

/// Somebody, and what changed their registration last.
public struct LatestChange: Hashable, Sendable {
    public var name: String
    /// Nil where the log knows of nothing.
    public var command: LoggedCommand?

    public init(name: String, command: LoggedCommand?) {
        self.name = name
        self.command = command
    }
}

extension LoggedCommand {
    /// The one that made the newest version of the registration; nil where none changed it.
    public static func latestChange(among commands: [LoggedCommand]) -> LoggedCommand? {
        commands.filter { $0.refusal == nil && !$0.leavesRegistration }
            .max { ($0.version ?? 0, $0.appliedAt) < ($1.version ?? 0, $1.appliedAt) }
    }
}

// What an import stores, and how it ended.

public import Domain

/// One person whom an import stores or changes.
public struct ImportWrite: Hashable, Sendable {
    /// In the file.
    public var line: Int
    /// What is done to them: a registration or an edit, as the history tells it.
    public var action: Command.Action
    /// As they shall be.
    public var row: Registration
    /// The version that an edit replaces; nil for somebody new.
    public var replaces: Int?

    public init(line: Int, action: Command.Action, row: Registration, replaces: Int? = nil) {
        self.line = line
        self.action = action
        self.row = row
        self.replaces = replaces
    }
}

/// What an import stores.
public struct ImportedList {
    public var command: Command
    public var writes: [ImportWrite]
    /// It may take or free seats: they are locked at its end at the latest, and whoever gets one that it leaves moves up.
    public var concernsSeats: Bool

    public init(command: Command, writes: [ImportWrite], concernsSeats: Bool) {
        self.command = command
        self.writes = writes
        self.concernsSeats = concernsSeats
    }
}

/// How an import ended at the database.
public enum ImportEnding: Hashable, Sendable {
    case stored
    /// There was nothing to store.
    case nothing
    /// Told to stop, and nothing was stored.
    case stopped
    /// Somebody took one of the telephones, or changed one of the people, in between: nothing was stored, and the facts
    /// are to be read again.
    case overtaken
}

// What this desk has promised and not yet done: read from the journal alone, so that it is there without a line.

public import Domain
public import Journal
import Store

/// A command in the journal that is not done.
public struct QueuedCommand: Hashable, Sendable {
    public var id: CommandID
    public var serial: Serial?
    /// Whom a registration or an edit is about: their name lies in this desk's journal only.
    public var name: String?
    /// The audit log's word for what was asked; `unreadable` where the payload is.
    public var kind: String
    /// The code of why it was set aside; nil while it waits.
    public var reason: String?
    /// By the desk's clock.
    public var madeAt: Timestamp
    /// What was asked for, as this desk's journal has it; nil where it cannot be read.
    public var asked: Command.Action?
    /// Nobody was told that it has happened: it was kept for the database to decide.
    public var isUndecided = false

    public init(
        id: CommandID, serial: Serial?, name: String?, kind: String, reason: String?, madeAt: Timestamp,
        asked: Command.Action? = nil
    ) {
        self.id = id
        self.serial = serial
        self.name = name
        self.kind = kind
        self.reason = reason
        self.madeAt = madeAt
        self.asked = asked
    }
}

/// The record of a command that somebody discarded. No names: what was asked is gone.
public struct DiscardedCommand: Hashable, Sendable, Codable {
    public var serial: Serial?
    public var kind: String
    /// Why it had been set aside.
    public var reason: String
    /// Who discarded it, and when by the desk's clock.
    public var by: String
    public var at: Timestamp

    public init(serial: Serial?, kind: String, reason: String, by: String, at: Timestamp) {
        self.serial = serial
        self.kind = kind
        self.reason = reason
        self.by = by
        self.at = at
    }
}

/// What this desk's journal holds besides what is done.
public struct DeskQueue: Hashable, Sendable {
    /// How many of each kind are read.
    public static let most = 200

    /// The first that wait, in the order they will be sent.
    public var waiting: [QueuedCommand]
    public var waitingCount: Int
    /// The first that were set aside, until somebody deals with them.
    public var setAside: [QueuedCommand]
    /// The last that were discarded, the newest first.
    public var discarded: [DiscardedCommand]
    /// Serials that are left to this desk without asking the database; nil before the event is known.
    public var serialsLeft: Int?

    public init(
        waiting: [QueuedCommand] = [], waitingCount: Int = 0, setAside: [QueuedCommand] = [],
        discarded: [DiscardedCommand] = [], serialsLeft: Int? = nil
    ) {
        self.waiting = waiting
        self.waitingCount = waitingCount
        self.setAside = setAside
        self.discarded = discarded
        self.serialsLeft = serialsLeft
    }

    /// Reads a journal. Needs no database.
    public init(reading journal: Journal, event: EventID?) throws(DeskError) {
        self = try DeskError.wrap {
            DeskQueue(
                waiting: try journal.pending(limit: Self.most).compactMap(QueuedCommand.init),
                waitingCount: try journal.pendingCount(),
                setAside: try journal.aside(limit: Self.most).compactMap(QueuedCommand.init),
                discarded: try journal.discarded(limit: 20).compactMap(DiscardedCommand.init),
                serialsLeft: try event.map { try journal.serialsLeft(event: $0.rawValue) })
        }
    }
}

extension QueuedCommand {
    init?(_ entry: JournalEntry) {
        guard let id = CommandID(bytes: entry.id) else { return nil }
        let command = try? Desk.command(of: entry)
        self.init(
            id: id, serial: command?.action.serial ?? entry.serial.flatMap(Serial.init(rawValue:)),
            name: command?.action.answers?[.name]?.text, kind: command?.action.kind ?? "unreadable",
            reason: entry.note, madeAt: Timestamp(milliseconds: entry.madeAt), asked: command?.action)
        isUndecided = command.map { $0.apart == nil } ?? false
    }
}

extension DiscardedCommand {
    init?(_ entry: JournalEntry) {
        guard let note = entry.note, let record = try? PayloadCoding.value(Self.self, from: note) else { return nil }
        self = record
    }
}

// What a desk has not sent, carried to another desk in a file.

public import Domain
public import Journal

/// That a journal was written to a file. The entries stay where they are: the desk may come back.
public struct JournalExport: Hashable, Sendable, Codable {
    public var event: EventID
    /// By the desk's clock.
    public var at: Timestamp
    /// How many commands.
    public var count: Int
    public var file: String

    public init(event: EventID, at: Timestamp, count: Int, file: String) {
        self.event = event
        self.at = at
        self.count = count
        self.file = file
    }
}

/// Where a journal file comes from.
public struct JournalOrigin: Hashable, Sendable, Codable {
    /// Nil where the desk has never known its event's name.
    public var name: EventName?
    public var event: EventID
    public var desk: DeskID
    public var deskName: String
    /// By that desk's clock.
    public var at: Timestamp

    public init(name: EventName?, event: EventID, desk: DeskID, deskName: String, at: Timestamp) {
        self.name = name
        self.event = event
        self.desk = desk
        self.deskName = deskName
        self.at = at
    }
}

/// What came of taking a journal file in.
public struct JournalIntake: Hashable, Sendable {
    public var origin: JournalOrigin
    /// Commands that this desk did not have yet.
    public var new: Int
    /// Those it had, from an earlier time or because they are its own.
    public var known: Int

    public init(origin: JournalOrigin, new: Int, known: Int) {
        self.origin = origin
        self.new = new
        self.known = known
    }
}

/// Why a journal could not be carried.
public enum JournalMoveError: Error, Sendable {
    case file(JournalFileError)
    case desk(DeskError)
    /// What waits is of several events, and none was named.
    case severalEvents([String])
    /// The file is of another event than this desk's.
    case otherEvent(JournalOrigin, here: EventName)
    /// This desk has never been opened for an event.
    case noEvent
}

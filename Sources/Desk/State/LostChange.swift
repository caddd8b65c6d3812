// A change that the database had confirmed to this desk, and had lost.

public import Domain

/// A change that a database had lost after it had confirmed it, and that this desk has put in line again.
public struct LostChange: Hashable, Sendable, Codable {
    /// The command's; nil in what an earlier program has written.
    public var id: CommandID?
    public var event: EventID
    /// Nil for what is about several.
    public var serial: Serial?
    /// Whose it was, as far as this desk's copy of the event knows: no name lies on the disk for this.
    public var name: String?
    public var kind: String
    /// By the event's time.
    public var foundAt: Timestamp

    public init(
        id: CommandID? = nil, event: EventID, serial: Serial?, name: String? = nil, kind: String, foundAt: Timestamp
    ) {
        self.id = id
        self.event = event
        self.serial = serial
        self.name = name
        self.kind = kind
        self.foundAt = foundAt
    }
}

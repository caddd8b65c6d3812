// A conflict as a manager reads it.

public import Domain

/// A conflict, where it came from, and whether somebody has dealt with it.
public struct FoundConflict: Hashable, Sendable {
    /// The command's.
    public var id: CommandID
    public var conflict: Conflict
    /// The desk that had told something else.
    public var deskName: String
    /// When it was asked for, and when the database found the conflict.
    public var madeAt: Timestamp
    public var foundAt: Timestamp
    /// Who has dealt with it; nil while nobody has.
    public var settledBy: String?

    public init(
        id: CommandID, conflict: Conflict, deskName: String, madeAt: Timestamp, foundAt: Timestamp,
        settledBy: String? = nil
    ) {
        self.id = id
        self.conflict = conflict
        self.deskName = deskName
        self.madeAt = madeAt
        self.foundAt = foundAt
        self.settledBy = settledBy
    }
}

// Conflicts for managers: what desks had told that the database could not confirm, with the people they are about.

public import Domain
import Store

/// A conflict that nobody has dealt with, and the people it is about.
public struct OpenConflict: Hashable, Sendable {
    /// The command's.
    public var id: CommandID
    public var conflict: Conflict
    /// The desk that had told something else.
    public var deskName: String
    /// When it was asked for, and when the database found the conflict.
    public var madeAt: Timestamp
    public var foundAt: Timestamp
    /// Whom it is about, and whom they were merged into or who came by their pass; nil where nobody is known.
    public var person: Registration?
    public var other: Registration?

    public init(
        id: CommandID, conflict: Conflict, deskName: String, madeAt: Timestamp, foundAt: Timestamp,
        person: Registration? = nil, other: Registration? = nil
    ) {
        self.id = id
        self.conflict = conflict
        self.deskName = deskName
        self.madeAt = madeAt
        self.foundAt = foundAt
        self.person = person
        self.other = other
    }
}

extension Desk {
    /// How many conflicts are read at once; those behind them come up as the first are dealt with.
    public static let mostConflicts = 50

    /// The conflicts that nobody has dealt with, the oldest first.
    public func openConflicts() throws(DeskError) -> [OpenConflict] {
        try withStore { store in
            try store.openConflicts(event: event.id, limit: Self.mostConflicts).map { found in
                let conflict = found.conflict
                return OpenConflict(
                    id: found.id, conflict: conflict, deskName: found.deskName, madeAt: found.madeAt,
                    foundAt: found.foundAt,
                    person: try conflict.serial.flatMap { try store.registration($0, event: event.id) },
                    other: try conflict.other.flatMap { try store.registration($0, event: event.id) })
            }
        }
    }

    /// Somebody at this desk has dealt with it. False where somebody had before.
    public func settleConflict(_ id: CommandID) throws(DeskError) -> Bool {
        try withStore { try $0.settleConflict(id, by: settings.deskName, event: event.id) }
    }
}

// Conflicts for managers: what desks had told that the database could not confirm, with the people they are about.

public import Domain
import Store

/// A conflict that nobody has dealt with, and the people it is about.
public struct OpenConflict: Hashable, Sendable {
    /// The command's.
    public var id: CommandID
    /// Those of the others like it that are listed with it: of one desk that took a day to come for today.
    public var others: [CommandID] = []
    /// Whom all of them are about, and those first in line; of one alone nobody besides `person`.
    public var serials: [Serial] = []
    public var people: [Registration] = []
    public var conflict: Conflict
    /// The desk that had told something else.
    public var deskName: String
    /// When it, or the first like it, was asked for, and when the database found the conflict.
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

    /// How many there are, this one counted.
    public var count: Int { others.count + 1 }
}

extension Desk {
    /// How many conflicts are read at once, those like each other counted once; the older ones come up as the first are dealt
    /// with.
    public static let mostConflicts = 50
    /// So many of those who are listed together are named.
    private static let mostPeople = 6

    /// The conflicts that nobody has dealt with, the newest first: about them something can still be done at the gates.
    public func openConflicts() throws(DeskError) -> [OpenConflict] {
        try withStore { store in
            try store.openConflicts(event: event.id, limit: Self.mostConflicts).map { found in
                let conflict = found.conflict
                var open = OpenConflict(
                    id: found.ids[0], conflict: conflict, deskName: found.deskName, madeAt: found.madeAt,
                    foundAt: found.foundAt,
                    person: try conflict.serial.flatMap { try store.registration($0, event: event.id) },
                    other: try conflict.other.flatMap { try store.registration($0, event: event.id) })
                guard found.ids.count > 1 else { return open }
                open.others = Array(found.ids.dropFirst())
                // The same person may have gone in and out.
                var seen: Set<Serial> = []
                open.serials = found.serials.filter { seen.insert($0).inserted }
                open.people = try open.serials.prefix(Self.mostPeople).compactMap {
                    try store.registration($0, event: event.id)
                }
                return open
            }
        }
    }

    /// How many there are, those that are not read counted too.
    public func openConflictCount() throws(DeskError) -> Int {
        try withStore { try $0.openConflictCount(event: event.id) }
    }

    /// Somebody at this desk has dealt with it, and with those listed with it. False where somebody had before.
    public func settle(_ conflict: OpenConflict) throws(DeskError) -> Bool {
        try settleConflicts([conflict.id] + conflict.others)
    }

    func settleConflicts(_ ids: [CommandID]) throws(DeskError) -> Bool {
        try withStore { try $0.settleConflicts(ids, by: settings.deskName, event: event.id) }
    }
}

// The desk's copy of the event: reading from it where the database is out of reach, and keeping it fresh.

public import Domain
import Journal
import Store

extension Desk {
    /// Reads from the database, or where that is out of reach from this desk's copy of the event.
    /// - Parameter byCopy: nil where the copy does not tell.
    func read<T>(
        _ online: (Store) throws -> T, byCopy: (EventSnapshot) throws -> T?
    ) throws(DeskError) -> T {
        do {
            return try withStore(online)
        } catch {
            guard case .outOfReach = error else { throw error }
            share.line.lost(error)
            return try readCopy(or: error, byCopy)
        }
    }

    private func readCopy<T>(
        or error: DeskError, _ body: (EventSnapshot) throws -> T?
    ) throws(DeskError) -> T {
        try DeskError.wrap {
            guard share.copy.isThere else { throw error }
            try share.copy.catchUp(with: journal)
            guard let copy = share.copy.local, let value = try body(copy) else { throw error }
            return value
        }
    }

    /// When this desk's copy of the event was last as the database is; nil without one.
    public var copyIsFrom: Timestamp? { share.copy.snapshot?.freshAt }

    /// Brings the copy up to the database.
    func refreshCopy(_ keeper: SnapshotKeeper) throws(DeskError) {
        guard settings.keepsCopy else { return }
        try DeskError.wrap {
            try withStore { store in
                try keeper.refresh(event, keys: keys, minutesAheadOfUTC: minutesAheadOfUTC, from: store)
            }
            try share.copy.catchUp(with: journal)
        }
    }

    /// Leases serials before the last ones are taken, while the line is there: for programs that do not stay.
    public func leaseEarly() { outgoing.topUpSerials() }

    /// Brings the copy up to the database once, for programs that do not stay. Where another program of this desk keeps it,
    /// that one does so.
    public func refreshCopy() throws(DeskError) {
        guard settings.keepsCopy else { return }
        let keeper = try DeskError.wrap {
            try SnapshotKeeper(event: event.slug, of: journal, copy: share.copy)
        }
        guard !keeper.isReadOnly else { return }
        _ = try keeper.load()
        try refreshCopy(keeper)
    }
}

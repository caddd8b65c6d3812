// What the database has confirmed lately, kept for a while: a standby that takes over without everything, or a backup
// that is restored, has lost what only the desks still know.

import FoundationEssentials
import GRDB
import Glibc

extension Journal {
    /// How many confirmed changes are kept, the latest ones.
    public static let kept = 1_000
    /// For how long they are kept by the machine's clock, in seconds.
    public static let keptFor = 86_400

    /// Of its own beside the other tables, so that a program that does not know it works with the journal all the same.
    static let confirmedSchema = """
        CREATE TABLE IF NOT EXISTS confirmed (
            place INTEGER PRIMARY KEY,
            id BLOB NOT NULL UNIQUE,
            origin TEXT NOT NULL,
            payload BLOB NOT NULL,
            settled_at INTEGER NOT NULL
        ) STRICT;
        """

    /// The database has confirmed a change that somebody was promised: settles it, and keeps its payload, sealed, for as
    /// long as the database may lose it again.
    /// - Parameters:
    ///   - origin: what tells the event from every other, in other databases too, where its number may be another's.
    ///   - payload: what is to be sent again then.
    public func confirm(id: [UInt8], of origin: String, payload: [UInt8]) throws(JournalError) {
        let sealed = Data(seals.seal(payload, purpose: id))
        try write { db in
            try db.cachedStatement(
                sql: """
                    INSERT OR REPLACE INTO confirmed (id, origin, payload, settled_at)
                    SELECT id, ?, ?, ? FROM entry WHERE id = ? AND payload IS NOT NULL
                    """
            ).execute(arguments: [origin, sealed, time(nil), Data(id)])
            try db.cachedStatement(
                sql: "DELETE FROM confirmed WHERE place <= (SELECT max(place) FROM confirmed) - ?"
            ).execute(arguments: [Self.kept])
            try self.settle(db, id: id)
        }
    }

    /// The ids of the changes of an event that are kept, in the order in which they were confirmed.
    public func confirmed(of origin: String) throws(JournalError) -> [[UInt8]] {
        try read { db in
            try Data.fetchAll(db, sql: "SELECT id FROM confirmed WHERE origin = ? ORDER BY place", arguments: [origin])
                .map(Array.init)
        }
    }

    /// The changes of an event that were confirmed after the one with this id, in that order; all that are kept where that
    /// one is not there any more.
    public func confirmed(
        of origin: String, after id: [UInt8]
    ) throws(JournalError) -> [(id: [UInt8], payload: [UInt8])] {
        try read { db in
            let statement = try db.cachedStatement(
                sql: """
                    SELECT id, payload FROM confirmed
                    WHERE place > coalesce((SELECT place FROM confirmed WHERE id = ?), 0) AND origin = ? ORDER BY place
                    """)
            return try Row.fetchAll(statement, arguments: [Data(id), origin]).map { row in
                let id = Array(row["id"] as Data)
                return (id, try self.opened(row["payload"] as Data, of: id))
            }
        }
    }

    /// The id of the change that was confirmed last; empty where none is kept.
    public func lastConfirmed() throws(JournalError) -> [UInt8] {
        try read { db in
            let statement = try db.cachedStatement(sql: "SELECT id FROM confirmed ORDER BY place DESC LIMIT 1")
            return try Data.fetchOne(statement).map(Array.init) ?? []
        }
    }

    /// The database has lost these after all: those that are kept wait again, each in its old place.
    /// - Parameter note: why they wait again; stays with them until they are settled.
    /// - Returns: those of them that were done, and wait now.
    @discardableResult
    public func reopen(_ ids: [[UInt8]], note: String? = nil) throws(JournalError) -> [[UInt8]] {
        try write { db in
            var reopened: [[UInt8]] = []
            for id in ids {
                let sealed = note.map { Data(self.seals.seal(Array($0.utf8), purpose: id)) }
                try db.cachedStatement(
                    sql: """
                        UPDATE entry SET state = ?, payload = c.payload, note = ? FROM confirmed c
                        WHERE entry.id = ? AND c.id = entry.id AND state = ?
                        """
                ).execute(arguments: [
                    JournalEntry.State.pending.rawValue, sealed, Data(id), JournalEntry.State.done.rawValue,
                ])
                if db.changesCount > 0 { reopened.append(id) }
                try db.cachedStatement(sql: "DELETE FROM confirmed WHERE id = ?").execute(arguments: [Data(id)])
            }
            return reopened
        }
    }

    /// The serials of the event that are still free, run by run.
    public func freeSerials(event: Int32) throws(JournalError) -> [ClosedRange<Int64>] {
        try read { db in
            try Row.fetchAll(
                db, sql: "SELECT next, last FROM block WHERE event = ? AND next <= last ORDER BY first",
                arguments: [event]
            ).map { $0["next"]...$0["last"] }
        }
    }

    /// Wipes what was kept for long enough.
    static func forgetOldConfirmed(_ database: DatabaseQueue) throws {
        let oldest = time(nil) - keptFor
        let isAnyOld = try database.read { db in
            try Bool.fetchOne(
                db, sql: "SELECT EXISTS (SELECT 1 FROM confirmed WHERE settled_at < ?)", arguments: [oldest]) ?? false
        }
        guard isAnyOld else { return }
        try database.write { try $0.execute(sql: "DELETE FROM confirmed WHERE settled_at < ?", arguments: [oldest]) }
    }
}

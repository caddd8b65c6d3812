// The desk's durable outbox: changes are promised here before anything else hears of them. Knows nothing of what they
// mean. Opening and the tables live in Journal+Opening.

import CSodium
import FoundationEssentials
import GRDB

/// The outbox of one data folder, shared by all its processes and threads (SQLite in WAL mode, each transaction on disk
/// before it returns). Payloads lie in it sealed under a key that stays in the folder, under a passphrase if one is set.
///
/// No method may be called from within `make` of `append`.
public final class Journal: Sendable {
    /// Seconds that a call waits for other processes before it throws `JournalError.locked`.
    public static let patience = 20
    /// Settled entries are forgotten when this many newer ones exist: until then `append` still knows their ids.
    public static let remembered = 10_000

    /// 16 random bytes, made once for the data folder.
    public var deskID: [UInt8] { database.deskID }

    let folder: DeskFolder
    let seals: Seal
    let database: JournalDatabase

    /// Opens the journal in `<dataFolder>/desk`, making whatever is missing, and another one where it is damaged.
    ///
    /// Throws `passphraseNeeded`, `wrongPassphrase` or `noMemory` where the key lies under a passphrase; `cannotWrite`,
    /// `full`, `corrupted`, `lostKey`, `otherKey`, `damagedKey`, `newerVersion` or `locked`.
    /// - Parameter passphrase: as UTF-8; not looked at where the key lies under none.
    public init(dataFolder: String, passphrase: [UInt8]? = nil) throws(JournalError) {
        folder = try DeskFolder(dataFolder: dataFolder)
        seals = try Self.openSeal(folder, passphrase)
        database = try JournalDatabase(folder, seals)
    }

    /// Adds the serials `first...last`, leased from the server. Those the journal has ever held, free or taken, are not
    /// added again: adding a block twice is no change.
    public func addBlock(event: Int32, first: Int64, last: Int64) throws(JournalError) {
        try write { db in
            let known = try Row.fetchAll(
                db, sql: "SELECT first, last FROM block WHERE event = ? AND first <= ? AND last >= ? ORDER BY first",
                arguments: [event, last, first])
            // The gaps between the known blocks, the one after the last included.
            var start = first
            for block in known + [["first": last + 1, "last": last + 1] as Row] {
                let (knownFirst, knownLast): (Int64, Int64) = (block["first"], block["last"])
                if start < knownFirst {
                    try db.execute(
                        sql: "INSERT INTO block (event, first, last, next) VALUES (?, ?, ?, ?)",
                        arguments: [event, start, knownFirst - 1, start])
                }
                start = max(start, knownLast + 1)
            }
        }
    }

    /// Serials of the event that are still free.
    public func serialsLeft(event: Int32) throws(JournalError) -> Int {
        try read { db in
            try Int.fetchOne(
                db, sql: "SELECT coalesce(sum(last - next + 1), 0) FROM block WHERE event = ?", arguments: [event]) ?? 0
        }
    }

    /// Gives up all free serials of the event. They are never taken again, even when their block is added again.
    public func dropBlocks(event: Int32) throws(JournalError) {
        try write { db in
            try db.execute(sql: "UPDATE block SET next = last + 1 WHERE event = ?", arguments: [event])
        }
    }

    /// Gives up a free serial and those before it in its block: they are never taken again. No change where it is taken.
    public func passOver(serial: Int64, event: Int32) throws(JournalError) {
        try write { db in
            try db.execute(
                sql: "UPDATE block SET next = ?1 + 1 WHERE event = ?2 AND next <= ?1 AND last >= ?1",
                arguments: [serial, event])
        }
    }

    /// Promises a change in one durable transaction: takes the lowest free serial when `takesSerial`, calls
    /// `make(sequence, serial)` for the payload and stores it as pending. When an entry with this id (16 bytes) is there
    /// already, returns that one as it stands and takes nothing. `madeAt` is in milliseconds since 1970.
    ///
    /// Throws `noSerials` when no block has one left, `notMade` when `make` throws, `full`, `locked`, `cannotWrite` or
    /// `corrupted`; nothing is stored and no serial taken then.
    public func append(
        id: [UInt8], event: Int32, takesSerial: Bool, madeAt: Int64, make: (Int64, Int64?) throws -> [UInt8]
    ) throws(JournalError) -> (entry: JournalEntry, isNew: Bool) {
        precondition(id.count == 16, "the id of a journal entry is 16 bytes")
        return try write { db in
            if let stored = try self.fetch(db, where: "id = ?", [Data(id)]).first { return (stored, false) }
            let serial = takesSerial ? try self.takeSerial(db, event: event) : nil
            let sequence = try Self.nextSequence(db)
            let payload: [UInt8]
            do {
                payload = try make(sequence, serial)
            } catch {
                throw JournalError.notMade(reason: String(describing: error))
            }
            let entry = JournalEntry(
                sequence: sequence, id: id, event: event, serial: serial, payload: payload, state: .pending, note: nil,
                madeAt: madeAt)
            try self.insert(db, entry)
            return (entry, true)
        }
    }

    /// Takes in what another journal has not sent, in its order and as it stands there, in one durable transaction. Entries
    /// whose ids are known here, in whatever state, are left as they are.
    /// - Returns: how many were new.
    public func takeIn(_ entries: [JournalEntry]) throws(JournalError) -> Int {
        try write { db in
            var count = 0
            for entry in entries {
                precondition(entry.state != .done, "what is done has nothing to take in")
                guard try self.fetch(db, where: "id = ?", [Data(entry.id)]).isEmpty else { continue }
                let sequence = try Self.nextSequence(db)
                try self.insert(
                    db,
                    JournalEntry(
                        sequence: sequence, id: entry.id, event: entry.event, serial: entry.serial,
                        payload: entry.payload, state: entry.state, note: entry.note, madeAt: entry.madeAt))
                count += 1
            }
            return count
        }
    }

    /// The change is applied: wipes its payload and note; id, sequence and serial stay. No change when it is settled
    /// already or not there.
    public func settle(id: [UInt8]) throws(JournalError) {
        try write { db in try self.settle(db, id: id) }
    }

    func settle(_ db: Database, id: [UInt8]) throws {
        try db.cachedStatement(sql: "UPDATE entry SET state = ?, payload = NULL, note = NULL WHERE id = ?")
            .execute(arguments: [JournalEntry.State.done.rawValue, Data(id)])
        // Meets only rows that are not done before it reaches those it deletes: done ones that old are gone, but for those
        // that may have to be sent again.
        try db.cachedStatement(
            sql: """
                DELETE FROM entry WHERE sequence <= (SELECT last_sequence FROM desk) - ? AND state = ?
                    AND NOT EXISTS (SELECT 1 FROM confirmed WHERE confirmed.id = entry.id)
                """
        ).execute(arguments: [Self.remembered, JournalEntry.State.done.rawValue])
    }

    /// Another payload for an entry that is pending; false, and no change, for any other.
    public func amend(id: [UInt8], payload: [UInt8]) throws(JournalError) -> Bool {
        try write { db in
            try db.cachedStatement(sql: "UPDATE entry SET payload = ? WHERE id = ? AND state = ?")
                .execute(arguments: [
                    Data(self.seals.seal(payload, purpose: id)), Data(id), JournalEntry.State.pending.rawValue,
                ])
            return db.changesCount > 0
        }
    }

    /// The change was refused in a way a person has to see; `note` says how. No change when it is settled or not there.
    public func setAside(id: [UInt8], note: String) throws(JournalError) {
        try write { db in
            try db.cachedStatement(sql: "UPDATE entry SET state = ?, note = ? WHERE id = ? AND state <> ?")
                .execute(arguments: [
                    JournalEntry.State.aside.rawValue, Data(self.seals.seal(Array(note.utf8), purpose: id)), Data(id),
                    JournalEntry.State.done.rawValue,
                ])
        }
    }

    /// A change that was set aside is given up: wipes its payload, as of one that is settled, and keeps `note` as the record
    /// of that. False, and no change, for an entry that is not set aside.
    public func discard(id: [UInt8], note: String) throws(JournalError) -> Bool {
        try write { db in
            try db.cachedStatement(
                sql: "UPDATE entry SET state = ?, payload = NULL, note = ? WHERE id = ? AND state = ?"
            )
            .execute(arguments: [
                JournalEntry.State.done.rawValue, Data(self.seals.seal(Array(note.utf8), purpose: id)), Data(id),
                JournalEntry.State.aside.rawValue,
            ])
            return db.changesCount > 0
        }
    }

    /// The last `limit` entries that were discarded and are still remembered, the newest first.
    public func discarded(limit: Int) throws(JournalError) -> [JournalEntry] {
        try read { db in
            try self.fetch(db, where: "state = 1 AND note IS NOT NULL ORDER BY sequence DESC LIMIT ?", [limit])
        }
    }

    /// The first `limit` entries that are neither settled nor set aside, in sequence order.
    public func pending(limit: Int = .max) throws(JournalError) -> [JournalEntry] {
        try read { db in try self.fetch(db, where: "state = 0 ORDER BY sequence LIMIT ?", [limit]) }
    }

    /// The entries behind `sequence` that are neither settled nor set aside, in sequence order.
    public func pending(after sequence: Int64) throws(JournalError) -> [JournalEntry] {
        try read { db in try self.fetch(db, where: "state = 0 AND sequence > ? ORDER BY sequence", [sequence]) }
    }

    /// The ids of all entries that are neither settled nor set aside.
    public func pendingIDs() throws(JournalError) -> [[UInt8]] {
        try read { db in try Data.fetchAll(db, sql: "SELECT id FROM entry WHERE state = 0").map(Array.init) }
    }

    /// The first `limit` entries that were set aside, in sequence order.
    public func aside(limit: Int = .max) throws(JournalError) -> [JournalEntry] {
        try read { db in try self.fetch(db, where: "state = 2 ORDER BY sequence LIMIT ?", [limit]) }
    }

    /// Everything that is not settled, waiting or set aside, in sequence order and as of one moment.
    public func unsettled() throws(JournalError) -> [JournalEntry] {
        try read { db in try self.fetch(db, where: "state IN (0, 2) ORDER BY sequence", []) }
    }

    /// The entry, in whatever state, while it is remembered.
    public func entry(id: [UInt8]) throws(JournalError) -> JournalEntry? {
        try read { db in try self.fetch(db, where: "id = ?", [Data(id)]).first }
    }

    /// How many entries are neither settled nor set aside.
    public func pendingCount() throws(JournalError) -> Int {
        try read { db in try Int.fetchOne(db, sql: "SELECT count(*) FROM entry WHERE state = 0") ?? 0 }
    }

    /// When the first of them was made, in milliseconds since 1970; nil where nothing waits. Unseals nothing.
    public func pendingSince() throws(JournalError) -> Int64? {
        try read { db in
            try Int64.fetchOne(db, sql: "SELECT made_at FROM entry WHERE state = 0 ORDER BY sequence LIMIT 1")
        }
    }

    /// How many entries were set aside.
    public func asideCount() throws(JournalError) -> Int {
        try read { db in try Int.fetchOne(db, sql: "SELECT count(*) FROM entry WHERE state = 2") ?? 0 }
    }

    /// Runs `body` while no other process or thread drains this journal; nil, without calling it, when one does. The
    /// kernel frees the lock of a process that dies. Throws what `body` throws, or `cannotWrite`.
    public func withDrainLock<T>(_ body: () throws -> T) throws -> T? {
        guard let lock = try FileLock.immediate(path: folder.drainLock) else { return nil }
        return try withExtendedLifetime(lock) { try body() }
    }

    /// Seals bytes under the desk's key, for what else the desk keeps beside the journal.
    public func seal(_ bytes: [UInt8]) -> [UInt8] {
        seals.seal(bytes, purpose: [])
    }

    /// What `seal` was given; nil when it was damaged or sealed under another key.
    public func unseal(_ bytes: [UInt8]) -> [UInt8]? {
        seals.unseal(bytes, purpose: [])
    }

    private func takeSerial(_ db: Database, event: Int32) throws -> Int64 {
        let statement = try db.cachedStatement(
            sql: """
                UPDATE block SET next = next + 1
                WHERE event = ?1 AND first = (SELECT min(first) FROM block WHERE event = ?1 AND next <= last)
                RETURNING next - 1
                """)
        guard let serial = try Int64.fetchOne(statement, arguments: [event]) else {
            throw JournalError.noSerials(event: event)
        }
        return serial
    }

    private func fetch(_ db: Database, where clause: String, _ values: StatementArguments) throws -> [JournalEntry] {
        let statement = try db.cachedStatement(
            sql: "SELECT sequence, id, event, serial, payload, state, note, made_at FROM entry WHERE \(clause)")
        return try Row.fetchAll(statement, arguments: values).map { row in
            let id = Array(row["id"] as Data)
            guard let state = JournalEntry.State(rawValue: row["state"]) else {
                throw DatabaseError(resultCode: .SQLITE_CORRUPT)
            }
            return JournalEntry(
                sequence: row["sequence"], id: id, event: row["event"], serial: row["serial"],
                payload: try self.unseal(row["payload"], of: id) ?? [], state: state,
                note: try self.unseal(row["note"], of: id).map { String(decoding: $0, as: UTF8.self) },
                madeAt: row["made_at"])
        }
    }

    private func unseal(_ column: Data?, of id: [UInt8]) throws(DatabaseError) -> [UInt8]? {
        guard let column else { return nil }
        return try opened(column, of: id)
    }

    /// What does not open was damaged: the key has opened others.
    func opened(_ column: Data, of id: [UInt8]) throws(DatabaseError) -> [UInt8] {
        guard let bytes = seals.unseal(Array(column), purpose: id) else {
            throw DatabaseError(resultCode: .SQLITE_CORRUPT)
        }
        return bytes
    }

    private func insert(_ db: Database, _ entry: JournalEntry) throws {
        try Self.insert(db, entry, seals)
    }

    static func insert(_ db: Database, _ entry: JournalEntry, _ seals: Seal, replacing: Bool = false) throws {
        let statement = try db.cachedStatement(
            sql: """
                INSERT OR \(replacing ? "REPLACE" : "ABORT")
                INTO entry (sequence, id, event, serial, payload, state, note, made_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """)
        try statement.execute(arguments: [
            entry.sequence, Data(entry.id), entry.event, entry.serial,
            entry.state == .done ? nil : Data(seals.seal(entry.payload, purpose: entry.id)), entry.state.rawValue,
            entry.note.map { Data(seals.seal(Array($0.utf8), purpose: entry.id)) }, entry.madeAt,
        ])
    }

    private static func nextSequence(_ db: Database) throws -> Int64 {
        try fetchOne(db, "UPDATE desk SET last_sequence = last_sequence + 1 RETURNING last_sequence")
    }

    /// A number that the statement always has.
    private static func fetchOne(_ db: Database, _ sql: String) throws -> Int64 {
        guard let number = try Int64.fetchOne(db.cachedStatement(sql: sql)) else {
            throw DatabaseError(resultCode: .SQLITE_CORRUPT)
        }
        return number
    }

    func write<T>(_ body: (Database) throws -> T) throws(JournalError) -> T {
        try database.use { try $0.write(body) }
    }

    func read<T>(_ body: (Database) throws -> T) throws(JournalError) -> T {
        try database.use { try $0.read(body) }
    }
}

// A journal whose file is damaged is made anew with what can be read of it. The damaged file stays.

import FoundationEssentials
import GRDB
import Glibc

extension Journal {
    /// Whether there is one in a data folder. Makes nothing.
    public static func exists(in dataFolder: String) -> Bool {
        DeskFolder(existingIn: dataFolder).hasDatabase
    }

    /// Looks through the whole file (SQLite's `PRAGMA quick_check`) and at everything that is not settled, and makes the
    /// journal anew where any of it is damaged.
    public func examine() throws(JournalError) {
        try database.examine { queue in
            try queue.read { db in try String.fetchAll(db, sql: "PRAGMA quick_check(1)") == ["ok"] }
        }
        _ = try unsettled()
    }

    /// What was made anew since this program has opened the journal, by whichever program of the desk.
    public var rebuilds: [JournalRebuild] { database.rebuilds }

    /// What was made anew, the oldest first, for as long as the damaged files are there: whoever has looked at one removes
    /// it.
    public func damagedFiles() -> [JournalRebuild] {
        RebuildLog(folder, seals).read().filter { access($0.file, F_OK) == 0 }
    }
}

extension JournalRows {
    /// Makes the journal of the next number with these rows, and records it. After a crash it is there whole or not at all.
    /// - Parameters:
    ///   - number: of the damaged one.
    ///   - deskID: where it is known; nil takes the damaged one's, or another where that cannot be read.
    func rebuild(_ number: Int, _ folder: DeskFolder, _ seals: Seal, deskID: [UInt8]?) throws {
        let path = folder.newDatabase(number + 1)
        for end in ["", "-wal", "-shm"] { unlink(path + end) }
        close(try DeskFolder.openFile(path, O_RDWR | O_CREAT))
        let last = max(desk?.lastSequence ?? 0, entries.keys.max() ?? 0)
        // Where nobody knows how far it had come no number comes twice: others hold the last ones for known.
        let next = desk?.isLatest != true ? last + Int64(Journal.remembered) : last
        let queue = try DatabaseQueue(path: path, configuration: Journal.configuration())
        try Journal.setUp(queue, seals, deskID: deskID ?? desk?.id, lastSequence: next) { try fill($0, seals) }
        // Takes the log into the file, which alone gets its name. Closing would say nothing of a disk that is full.
        _ = try queue.writeWithoutTransaction { try $0.checkpoint(.truncate) }
        try queue.close()
        let log = RebuildLog(folder, seals)
        var record = record(
            of: folder.database(number), upTo: last, after: log.read().filter { $0.file != folder.database(number) })
        if next > last { record.missing.append([last + 1, next]) }
        try log.add(record)
        guard rename(path, folder.database(number + 1)) == 0 else { throw DeskFolder.failure(path) }
        try DeskFolder.sync(folder: folder.path)
    }

    private func fill(_ db: Database, _ seals: Seal) throws {
        for entry in entries.values.sorted(by: { $0.sequence < $1.sequence }) {
            // Two rows of one id are a page's old and new place: the later counts.
            try Journal.insert(db, entry, seals, replacing: true)
        }
        for (place, row) in confirmed.sorted(by: { $0.key < $1.key }) {
            try db.execute(
                sql: "INSERT OR REPLACE INTO confirmed (place, id, origin, payload, settled_at) VALUES (?, ?, ?, ?, ?)",
                arguments: [
                    place, Data(row.id), String(decoding: row.origin, as: UTF8.self),
                    Data(seals.seal(row.payload, purpose: row.id)), row.settledAt,
                ])
        }
        for (key, block) in blocks {
            try db.execute(
                sql: "INSERT INTO block (event, first, last, next) VALUES (?, ?, ?, ?)",
                arguments: [key.event, key.first, block.last, block.next])
        }
    }

    private func record(of file: String, upTo last: Int64, after earlier: [JournalRebuild]) -> JournalRebuild {
        let known = Set(entries.keys).union(earlier.flatMap { $0.missing.flatMap { Array($0[0]...$0[1]) } })
        var missing: [[Int64]] = []
        for sequence in stride(from: max(1, last - Int64(Journal.remembered) + 1), through: last, by: 1)
        where !known.contains(sequence) {
            if let run = missing.last, run[1] == sequence - 1 {
                missing[missing.count - 1][1] = sequence
            } else {
                missing.append([sequence, sequence])
            }
        }
        return JournalRebuild(
            at: Int64(Date().timeIntervalSince1970 * 1_000), file: file,
            kept: entries.values.count { $0.state != .done },
            unreadable: missing.reduce(0) { $0 + Int($1[1] - $1[0] + 1) },
            mayLackMore: desk?.isLatest != true || lacksLog,
            missing: missing)
    }
}

// The file of a journal that is in use. Where it turns out to be damaged, another is made with what can be read of it, and
// every program of the desk goes on with that one.

import GRDB
internal import Synchronization

/// One thread at a time uses it, and no program while one makes another in its place.
final class JournalDatabase: Sendable {
    private struct Current {
        var number: Int
        /// Nil where it has to be opened anew.
        var queue: DatabaseQueue?
        var rebuilds: [JournalRebuild] = []
    }

    /// 16 bytes, as they were when it was opened.
    let deskID: [UInt8]
    private let folder: DeskFolder
    private let seals: Seal
    private let usage: FileLock
    private let current: Mutex<Current>

    init(_ folder: DeskFolder, _ seals: Seal) throws(JournalError) {
        self.folder = folder
        self.seals = seals
        usage = try FileLock.free(path: folder.usageLock)
        var current = Current(number: folder.latestDatabase)
        do throws(JournalError) {
            (current.queue, deskID) = try usage.shared { () throws(JournalError) in
                try Self.open(current.number, folder, seals)
            }
        } catch .corrupted {
            (current, deskID) = try usage.alone { () throws(JournalError) in try Self.openOrRebuild(folder, seals) }
        }
        self.current = Mutex(current)
    }

    /// What was made anew since this program has opened the journal, by whichever program.
    var rebuilds: [JournalRebuild] { current.withLock(\.rebuilds) }

    /// Runs `body` over the file that is in use; a second time, over a new one, where it is found to be damaged.
    func use<T>(_ body: (DatabaseQueue) throws -> T) throws(JournalError) -> T {
        try locked { current throws(JournalError) in
            do throws(JournalError) {
                return try attempt(&current, body)
            } catch .corrupted {
                try rebuild(&current)
                return try attempt(&current, body)
            }
        }
    }

    /// Makes another with what can be read of the one that is in use, where `isSound` says that it is not.
    func examine(_ isSound: (DatabaseQueue) throws -> Bool) throws(JournalError) {
        try locked { current throws(JournalError) in
            do throws(JournalError) {
                if try attempt(&current, isSound) { return }
            } catch .corrupted {}
            try rebuild(&current)
        }
    }

    private func locked<T>(_ body: (inout Current) throws(JournalError) -> T) throws(JournalError) -> T {
        // A Mutex gives out only what nobody else holds, which is not for a caller of any kind to promise.
        var result: Result<T, JournalError>?
        current.withLock { current in
            do throws(JournalError) {
                result = .success(try body(&current))
            } catch {
                result = .failure(error)
            }
        }
        guard let result else { throw .locked }
        return try result.get()
    }

    private func attempt<T>(
        _ current: inout Current, _ body: (DatabaseQueue) throws -> T
    ) throws(JournalError) -> T {
        try usage.shared { () throws(JournalError) in
            let latest = folder.latestDatabase
            if latest != current.number { goOn(&current, with: latest) }
            let queue: DatabaseQueue
            if let open = current.queue {
                queue = open
            } else {
                queue = try Self.open(current.number, folder, seals).queue
                current.queue = queue
            }
            do {
                return try body(queue)
            } catch {
                throw Journal.refusal(error, path: folder.database(current.number))
            }
        }
    }

    /// Another program may have been faster, or this one's earlier attempt: then that is used.
    private func rebuild(_ current: inout Current) throws(JournalError) {
        try usage.alone { () throws(JournalError) in
            let latest = folder.latestDatabase
            guard latest == current.number else { return goOn(&current, with: latest) }
            if current.queue == nil {
                do throws(JournalError) {
                    // What looked damaged while it was opened beside others that wrote may be whole.
                    current.queue = try Self.open(latest, folder, seals).queue
                    return
                } catch .corrupted {}
            }
            // Open for as long: whoever closes it last writes the log into it, damaged or not.
            try Self.rebuild(latest, folder, seals, deskID: deskID)
            goOn(&current, with: latest + 1)
        }
    }

    private func goOn(_ current: inout Current, with number: Int) {
        let files = (current.number..<number).map { folder.database($0) }
        current.queue = nil
        current.number = number
        current.rebuilds += RebuildLog(folder, seals).read().filter { files.contains($0.file) }
    }

    /// Nobody else uses it now: what looked damaged while others wrote may be whole.
    private static func openOrRebuild(
        _ folder: DeskFolder, _ seals: Seal
    ) throws(JournalError) -> (Current, deskID: [UInt8]) {
        var current = Current(number: folder.latestDatabase)
        do throws(JournalError) {
            let opened = try open(current.number, folder, seals)
            current.queue = opened.queue
            return (current, opened.deskID)
        } catch .corrupted(let file) {
            try rebuild(current.number, folder, seals, deskID: nil)
            current.number += 1
            current.rebuilds = RebuildLog(folder, seals).read().filter { $0.file == file }
            let opened = try open(current.number, folder, seals)
            current.queue = opened.queue
            return (current, opened.deskID)
        }
    }

    private static func open(
        _ number: Int, _ folder: DeskFolder, _ seals: Seal
    ) throws(JournalError) -> (queue: DatabaseQueue, deskID: [UInt8]) {
        let path = folder.database(number)
        // SQLite would leave out what is behind a damaged place of its log, and wipe it.
        let log = WriteAheadLog(try JournalFiles.log(of: path), pageSize: SQLitePages.size)
        guard !log.isBroken, !log.isUnreadable else { throw .corrupted(path: path) }
        return try Journal.openDatabase(number, folder, seals)
    }

    private static func rebuild(
        _ number: Int, _ folder: DeskFolder, _ seals: Seal, deskID: [UInt8]?
    ) throws(JournalError) {
        let path = folder.database(number)
        let files = try JournalFiles(path)
        // A disk that gives nothing at all may give it again.
        guard files.pages.isEmpty || files.pages.contains(where: { $0 != nil }) else { throw .corrupted(path: path) }
        let rows = JournalRows(files, seals)
        guard rows.opensAny || !rows.hasSealed || deskID != nil else { throw .otherKey(path: folder.key) }
        do {
            try rows.rebuild(number, folder, seals, deskID: deskID)
        } catch {
            throw Journal.refusal(error, path: folder.newDatabase(number + 1))
        }
    }
}

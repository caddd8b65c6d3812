// How a journal comes to be: its key, its tables, and what SQLite's errors mean. Everything that is made once is made
// under set-up.lock, so that any number of processes may start at once.

import FoundationEssentials
import GRDB
import Glibc

extension Journal {
    /// The number in `PRAGMA user_version`.
    static let schemaVersion = 1
    /// What the desk's id is sealed for. It is unsealed at every opening, which tells a wrong key at once.
    static let deskPurpose = Array("desk".utf8)

    /// Done rows keep only what tells a repeated command from a new one. `block` keeps taken and dropped serials, so that
    /// a lease that is added twice hands out nothing twice.
    static let schema = """
        CREATE TABLE desk (
            one INTEGER PRIMARY KEY CHECK (one = 1),
            sealed_id BLOB NOT NULL,
            last_sequence INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE entry (
            sequence INTEGER PRIMARY KEY,
            id BLOB NOT NULL UNIQUE,
            event INTEGER NOT NULL,
            serial INTEGER,
            payload BLOB,
            state INTEGER NOT NULL,
            note BLOB,
            made_at INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX entry_pending ON entry (sequence) WHERE state = 0;
        CREATE INDEX entry_aside ON entry (sequence) WHERE state = 2;
        CREATE TABLE block (
            event INTEGER NOT NULL,
            first INTEGER NOT NULL,
            last INTEGER NOT NULL,
            next INTEGER NOT NULL,
            PRIMARY KEY (event, first)
        ) STRICT, WITHOUT ROWID;
        """

    /// The desk's seal, made when the folder is new. A key that is lost beside a journal that exists is not made again:
    /// the journal would never open.
    static func openSeal(_ folder: DeskFolder, _ passphrase: [UInt8]?) throws(JournalError) -> Seal {
        if let file = try folder.readKey() { return try seal(file.key(passphrase, path: folder.key), folder) }
        let lock = try FileLock.waiting(path: folder.setUpLock)
        defer { withExtendedLifetime(lock) {} }
        if let file = try folder.keyFile() { return try seal(file.key(passphrase, path: folder.key), folder) }
        guard !folder.hasDatabase else { throw .lostKey(path: folder.key) }
        guard let key = Seal.randomBytes(Seal.keyLength) else {
            throw .cannotWrite(path: folder.key, reason: "no random bytes")
        }
        try DeskFolder.replace(folder.key, with: key, lasting: true)
        return try seal(key, folder)
    }

    private static func seal(_ key: [UInt8], _ folder: DeskFolder) throws(JournalError) -> Seal {
        guard let seal = Seal(key: key) else { throw .damagedKey(path: folder.key) }
        return seal
    }

    /// Opens the journal's file of this number, making the first where there is none.
    static func openDatabase(
        _ number: Int, _ folder: DeskFolder, _ seal: Seal
    ) throws(JournalError) -> (queue: DatabaseQueue, deskID: [UInt8]) {
        let path = folder.database(number)
        do {
            // SQLite would make the file with the process's umask; the -wal and -shm files take the modes of this one.
            if access(path, F_OK) != 0 { close(try DeskFolder.openFile(path, O_RDWR | O_CREAT)) }
            let database = try DatabaseQueue(path: path, configuration: configuration())
            var version = try database.read(Self.version)
            if version == 0 {
                let lock = try FileLock.waiting(path: folder.setUpLock)
                try withExtendedLifetime(lock) { try setUp(database, seal) }
                version = try database.read(Self.version)
            }
            guard version == schemaVersion else { throw JournalError.newerVersion(path: path) }
            if try !database.read({ try $0.tableExists("confirmed") }) {
                try database.write { try $0.execute(sql: confirmedSchema) }
            }
            try forgetOldConfirmed(database)
            let sealed = try database.read { try Data.fetchOne($0, sql: "SELECT sealed_id FROM desk") }
            guard let sealed, let deskID = seal.unseal(Array(sealed), purpose: deskPurpose) else {
                throw DatabaseError(resultCode: .SQLITE_CORRUPT)
            }
            return (database, deskID)
        } catch {
            throw refusal(error, path: path)
        }
    }

    static func configuration() -> Configuration {
        var configuration = Configuration()
        configuration.label = "journal"
        configuration.busyMode = .timeout(TimeInterval(patience))
        configuration.foreignKeysEnabled = false
        configuration.prepareDatabase { db in
            // FULL: a commit is on the disk before it returns, in WAL mode too. secure_delete: wiped means wiped.
            try db.execute(sql: "PRAGMA synchronous = FULL; PRAGMA secure_delete = ON")
        }
        return configuration
    }

    private static func version(_ db: Database) throws -> Int {
        try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
    }

    /// Makes the tables where there are none, and fills them.
    static func setUp(
        _ database: DatabaseQueue, _ seal: Seal, deskID: [UInt8]? = nil, lastSequence: Int64 = 0,
        fill: (Database) throws -> Void = { _ in }
    ) throws {
        // Stays in the file. Outside of a transaction, or SQLite refuses it.
        try database.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = WAL") }
        try database.write { db in
            guard try version(db) == 0 else { return }
            guard let deskID = deskID ?? Seal.randomBytes(16) else { throw DatabaseError(resultCode: .SQLITE_ERROR) }
            try db.execute(sql: schema + confirmedSchema)
            try db.execute(
                sql: "INSERT INTO desk VALUES (1, ?, ?)",
                arguments: [Data(seal.seal(deskID, purpose: deskPurpose)), lastSequence])
            try fill(db)
            try db.execute(sql: "PRAGMA user_version = \(schemaVersion)")
        }
    }

    /// What SQLite's error means to a person.
    static func refusal(_ error: any Error, path: String) -> JournalError {
        if let refusal = error as? JournalError { return refusal }
        guard let error = error as? DatabaseError else {
            return .cannotWrite(path: path, reason: String(describing: error))
        }
        // The shared-memory file finds the disk full in its own way.
        if error.extendedResultCode == .SQLITE_IOERR_SHMSIZE { return .full(path: path) }
        // A disk that gives other bytes than it was given, or none.
        switch error.extendedResultCode {
        case .SQLITE_IOERR_READ, .SQLITE_IOERR_SHORT_READ, .SQLITE_IOERR_CORRUPTFS, .SQLITE_IOERR_DATA:
            return .corrupted(path: path)
        default: break
        }
        switch error.resultCode {
        case .SQLITE_FULL: return .full(path: path)
        case .SQLITE_CORRUPT, .SQLITE_NOTADB: return .corrupted(path: path)
        case .SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_PROTOCOL: return .locked
        default: return .cannotWrite(path: path, reason: error.message ?? error.resultCode.description)
        }
    }
}

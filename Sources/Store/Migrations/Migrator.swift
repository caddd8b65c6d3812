// Brings a database's schema up to this program's, as the schema's owner.

public import Postgres

/// Brings a database's schema up to this program's. Runs as the owner; desks only look with `requireCurrent`.
public struct Migrator {
    /// Any two numbers that nothing else uses: only one program migrates a database at a time.
    private static let lockKey: Int64 = 0x6578_706F_6465_736B

    private let connection: Connection

    public init(_ connection: Connection) {
        self.connection = connection
    }

    /// Applies what is missing, each step in a transaction of its own.
    /// - Returns: the numbers of the steps applied; empty when there was nothing to do.
    /// - Throws: `StoreError.schemaNewer` for a database from a newer program, `.schemaChanged` where a step that was
    ///   applied is not the step this program knows; nothing is changed then.
    public func migrate() throws(StoreError) -> [Int] {
        try migrate(through: Migration.all.count)
    }

    /// Up to the step of this number: a database as an older program left it.
    func migrate(through last: Int) throws(StoreError) -> [Int] {
        var applied: [Int] = []
        // Looked at first: where nothing is missing, whoever may only look gets the same answer as the owner.
        let found = try recorded()
        try check(found)
        guard found.count < last else { return [] }
        try prepare()
        for migration in Migration.all.prefix(last) {
            if try apply(migration) { applied.append(migration.number) }
        }
        return applied
    }

    /// For a desk: the schema must be exactly this program's.
    public func requireCurrent() throws(StoreError) {
        let found = try recorded()
        try check(found)
        let missing = Migration.all.count - found.count
        guard missing == 0 else { throw .schemaOlder(missing: missing) }
    }

    /// The steps a database says it has, without their order being checked.
    private func recorded() throws(StoreError) -> [(number: Int, checksum: [UInt8])] {
        try StoreError.wrap {
            let exists = try connection.run(
                Statement("migration.exists", "SELECT to_regclass('expo.migration') IS NOT NULL"))
            guard try exists[0].bool(0) else { return [] }
            let rows = try connection.run(
                Statement("migration.list", "SELECT number, checksum FROM expo.migration ORDER BY number"))
            return try rows.map { (Int(try $0.int(0)), try $0.bytes(1)) }
        }
    }

    private func check(_ found: [(number: Int, checksum: [UInt8])]) throws(StoreError) {
        if let newest = found.last?.number, newest > Migration.all.count {
            throw .schemaNewer(found: newest, known: Migration.all.count)
        }
        for (step, migration) in zip(found, Migration.all) {
            let expected = try checksum(migration)
            guard step.number == migration.number, step.checksum == expected else {
                throw .schemaChanged(step: migration.number)
            }
        }
    }

    private func checksum(_ migration: Migration) throws(StoreError) -> [UInt8] {
        try StoreError.wrap {
            try connection.run(
                Statement("migration.checksum", "SELECT sha256(convert_to($1, 'UTF8'))"), [.text(migration.sql)])[0]
                .bytes(0)
        }
    }

    /// The schema, the role of the desks and the list of steps: what the first step needs.
    private func prepare() throws(StoreError) {
        try StoreError.wrap {
            try connection.transaction {
                try lock()
                try connection.script(
                    """
                    DO $$ BEGIN
                        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'expo_desk') THEN
                            CREATE ROLE expo_desk LOGIN;
                        END IF;
                    EXCEPTION WHEN duplicate_object OR unique_violation THEN
                        NULL;  -- another database of this server made it in the same moment
                    END $$;
                    CREATE SCHEMA IF NOT EXISTS expo;
                    CREATE TABLE IF NOT EXISTS expo.migration (
                        number     integer     PRIMARY KEY,
                        name       text        NOT NULL,
                        checksum   bytea       NOT NULL,
                        applied_at timestamptz NOT NULL DEFAULT now()
                    );
                    """)
            }
        }
    }

    /// - Returns: whether the step was still to do.
    private func apply(_ migration: Migration) throws(StoreError) -> Bool {
        try StoreError.wrap {
            try connection.transaction {
                try lock()
                // Read again under the lock: another program may have done it while this one waited.
                let found = try recorded()
                try check(found)
                guard !found.contains(where: { $0.number == migration.number }) else { return false }
                try connection.script(migration.begin)
                if migration.fillsSearch { try SearchFilling(connection).run() }
                if !migration.end.isEmpty { try connection.script(migration.end) }
                _ = try connection.run(
                    Statement(
                        "migration.record",
                        """
                        INSERT INTO expo.migration (number, name, checksum)
                        VALUES ($1, $2, sha256(convert_to($3, 'UTF8')))
                        """),
                    [.int(Int64(migration.number)), .text(migration.name), .text(migration.sql)])
                return true
            }
        }
    }

    private func lock() throws {
        _ = try connection.run(
            Statement("migration.lock", "SELECT pg_advisory_xact_lock($1)"), [.int(Self.lockKey)])
    }
}

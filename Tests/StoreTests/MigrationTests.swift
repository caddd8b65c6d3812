// Bringing a schema up: fresh, again, two at once, and from another program's hands.

import Postgres
import Store
import TestSupport
import Testing

@Suite("Migrations")
struct MigrationTests {
    let conninfo: String

    init() throws {
        conninfo = try TestCluster.shared.makeDatabase()
    }

    private func connect() throws -> Connection {
        try Connection(conninfo, applicationName: "migration tests")
    }

    private var all: [Int] { Migration.all.map(\.number) }

    private func fault(_ body: () throws -> Void) -> StoreError? {
        do {
            try body()
            return nil
        } catch {
            return error as? StoreError
        }
    }

    @Test("steps are numbered from one without a gap")
    func numbering() {
        #expect(all == Array(1...Migration.all.count))
    }

    @Test("a step that was released never changes: its checksum is in every database")
    func frozen() throws {
        let checksums = try connect().run(
            Statement(
                "frozen", "SELECT encode(sha256(convert_to(step, 'UTF8')), 'hex') FROM unnest($1::text[]) AS step"),
            [.texts(Migration.all.map(\.sql))])
        #expect(
            try checksums.map { try $0.string(0) } == [
                "8539394b626b51db9fab1c290924e35731da3426430ee58843901079ff3d9908",
                "fb300d863cd99a3b8a5abff405763b1c44396179a03f7774bd554d073012b1ee",
            ])
    }

    @Test("an empty database takes every step, and a second time none")
    func freshAndTwice() throws {
        let connection = try connect()
        #expect(try Migrator(connection).migrate() == all)
        #expect(try Migrator(connection).migrate() == [])
        try Migrator(connection).requireCurrent()
    }

    @Test("two programs that migrate at once take each step once")
    func twoAtOnce() async throws {
        let conninfo = conninfo
        let taken = try await together(2) { _ in
            try Migrator(Connection(conninfo, applicationName: "migration tests")).migrate()
        }
        #expect(taken.flatMap { $0 }.sorted() == all)
        let recorded = try connect().run(Statement("steps", "SELECT count(*) FROM expo.migration"))[0].int(0)
        #expect(recorded == Int64(all.count))
    }

    @Test("a database without a schema, or with too few steps, is older: to be migrated, not used")
    func older() throws {
        let connection = try connect()
        guard case .schemaOlder(let missing)? = fault({ try Migrator(connection).requireCurrent() }) else {
            Issue.record("not told to be older")
            return
        }
        #expect(missing == Migration.all.count)
        _ = try Migrator(connection).migrate()
        try connection.script("DELETE FROM expo.migration WHERE number = \(Migration.all.count)")
        guard case .schemaOlder(1)? = fault({ try Store(connection).requireCurrentSchema() }) else {
            Issue.record("not told to be one step older")
            return
        }
    }

    @Test("a newer program's schema is refused by desk and migration alike, and left as it is")
    func newer() throws {
        let connection = try connect()
        _ = try Migrator(connection).migrate()
        let next = Migration.all.count + 1
        try connection.script("INSERT INTO expo.migration (number, name, checksum) VALUES (\(next), 'future', '\\x00')")
        for attempt in [{ try Migrator(connection).requireCurrent() }, { _ = try Migrator(connection).migrate() }] {
            guard case .schemaNewer(let found, let known)? = fault(attempt) else {
                Issue.record("not refused")
                continue
            }
            #expect(found == next)
            #expect(known == Migration.all.count)
        }
    }

    @Test("a step that is not the step this program knows is refused")
    func changed() throws {
        let connection = try connect()
        _ = try Migrator(connection).migrate()
        try connection.script("UPDATE expo.migration SET checksum = '\\x00' WHERE number = 1")
        for attempt in [{ try Migrator(connection).requireCurrent() }, { _ = try Migrator(connection).migrate() }] {
            guard case .schemaChanged(1)? = fault(attempt) else {
                Issue.record("not refused")
                continue
            }
        }
    }
}

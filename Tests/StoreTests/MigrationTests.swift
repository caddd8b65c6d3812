// Bringing a schema up: fresh, again, two at once, and from another program's hands.

import Domain
import Postgres
import TestSupport
import Testing

@testable import Store

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
                "3d3a0250d5312c0686845af21f19a057535e968c7182d0c766df8775b7a6a778",
                "fb300d863cd99a3b8a5abff405763b1c44396179a03f7774bd554d073012b1ee",
                "bdd3115234b284db7da0f0ea85ece100129445bfdda5003021b9dc9e0e0f1313",
                "697541df30f3cbba9d81ac9516a239cb93d9c26be791a6ed6e9a16935930adff",
                "6776850dacaff174b36a0b9e377f0168739c873195d8b60142cd80e5b55cea37",
                "79a7695233fc6815ff0fc8051d757d2b8f3698791831b7fc1896ee21b95976ec",
                "4c4e9aba51e6597523c509ed6f557c3e04f0d88b1f9ec1f7feb526d38912b7db",
                "aa51fa1da29d652d0608c3fe30f74ca9ed995bc0f7475765120dba4627459ac3",
                "579f2dea4755ad568135ef6e583e429c3e586bba2500e32baff321fa23410047",
                "8b89e076b1ac1a1b458ca46ed1e76f000d86455f0940bc50dd1cbce9ab5f0b16",
                "6fa2dea62a348603f710a382b845a3a43212514c0a617d9492ed0e893009f1b1",
                "31fce1271fea06b3a821e37978a7005da4331207dfc26da5e95c297fef3a7d3c",
                "34e106fa0874d563997b232faf4affa817269a02dc889ab5219412cb63528e26",
                "deb7097547917035f5f54daeb48dd30fc3301251327ed883b8cf42bdc9d6e5bc",
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

    @Test("people registered under the first step are found and sorted after the second as they are")
    func searchRows() throws {
        let connection = try connect()
        #expect(try Migrator(connection).migrate(through: 1) == [1])
        try connection.script(
            """
            INSERT INTO expo.event (slug, title, first_day, last_day, time_zone, number, is_sample)
            SELECT slug, slug, '2026-05-01', '2026-05-02', 'Asia/Seoul', number, false
            FROM (VALUES ('one', 1111), ('two', 2222)) AS event (slug, number);
            INSERT INTO expo.form (event_id, id, version, definition)
            SELECT event_id, 'walk-in', 1, '{}' FROM expo.event;
            INSERT INTO expo.registration (event_id, serial, status, source, name, phone, affiliation, answers, form_id,
                form_version, consent_version, consent_at, public_id, version, registered_at)
            SELECT 1, n, CASE WHEN n % 10 = 0 THEN 'cancelled' ELSE 'approved' END, 'walk_in', '김 민준' || n,
                '8210' || lpad(n::text, 8, '0'), 'Ｈarbor ' || n % 7, '{"diet": "vegan"}', 'walk-in', 1, '1', now(),
                gen_random_uuid(), 1, '2026-05-01 09:00+09'::timestamptz + n * interval '1.000001 seconds'
            FROM generate_series(1, 5200) n;
            INSERT INTO expo.registration (event_id, serial, status, source, name, answers, form_id, form_version,
                consent_version, consent_at, public_id, version, registered_at)
            VALUES (2, 7, 'held', 'import', '제갈공명', '{}', 'walk-in', 1, '1', now(), gen_random_uuid(), 1, now());
            INSERT INTO expo.search (event_id, serial, grams, haystack)
            SELECT event_id, serial, '{}', '' FROM expo.registration;
            """)
        #expect(try Migrator(connection).migrate() == Migration.all.dropFirst().map(\.number))
        let store = Store(connection)
        func found(_ text: String, _ sort: AttendeeColumn = .serial, event: Int32 = 1) throws -> [Int64] {
            try store.attendees(
                AttendeeQuery(
                    event: EventID(rawValue: event), filter: AttendeeFilter(search: SearchQuery(text)),
                    sort: AttendeeSort(sort, isDescending: true), limit: 3)
            ).rows.map(\.key.serial.rawValue)
        }
        #expect(try found("") == [5200, 5199, 5198])
        #expect(try found("ㄱㅁㅈ harbor4") == [5198, 5191, 5184])
        #expect(try found("김민준77", .name) == [779, 778, 777])
        #expect(try found("00004321", .phone) == [4321])
        #expect(try found("5201") == [])
        #expect(try found("제갈", event: 2) == [7])
        #expect(try found("", .registeredAt) == [5200, 5199, 5198])
        let statuses = try store.attendees(
            AttendeeQuery(
                event: EventID(rawValue: 1),
                filter: AttendeeFilter(clauses: [AttendeeFilter.Clause(.status([.cancelled]))]), limit: 2))
        #expect(statuses.rows.map(\.key.serial.rawValue) == [10, 20])
        let diet = try #require(FieldID("diet"))
        let vegans = AttendeeFilter(clauses: [AttendeeFilter.Clause(.answerIs(diet, ["vegan"]))])
        #expect(try store.count(vegans, event: EventID(rawValue: 1)) == 5200)
    }
}

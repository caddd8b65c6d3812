// Statements, values and errors over one connection to a real server.

import Postgres
import TestSupport
import Testing

@Suite("Connection")
struct ConnectionTests {
    let connection: Connection

    init() throws {
        connection = try Connection(TestCluster.shared.makeDatabase(), applicationName: "connection tests")
    }

    @Test("every kind of value comes back as it was sent")
    func values() throws {
        let statement = Statement(
            "values", "SELECT $1::text, $2::bigint, $3::bool, $4::bytea, $5::text[], $6::uuid, $7::bigint[], $8::jsonb")
        let uuid: [UInt8] = Array(0..<16)
        let bytes: [UInt8] = [0, 1, 0x5c, 0x27, 0xff]
        let row = try connection.run(
            statement,
            [
                "김민준 'O''Brien' \\ \"x\"", .int(.min), true, .bytes(bytes), .texts(["가", "b"]), .uuid(uuid),
                .ints([.max, -1, 0]), "{\"키\": 1}",
            ])[0]
        #expect(try row.string(0) == "김민준 'O''Brien' \\ \"x\"")
        #expect(try row.int(1) == .min)
        #expect(try row.bool(2))
        #expect(try row.bytes(3) == bytes)
        #expect(try row.texts(4) == ["가", "b"])
        #expect(try row.uuid(5) == uuid)
        #expect(try row.ints(6) == [.max, -1, 0])
        #expect(try row.string(7) == "{\"키\": 1}")
    }

    @Test("null comes back as nil, and a required getter names its column")
    func nulls() throws {
        let row = try connection.run(Statement("nulls", "SELECT $1::text AS phone, $2::bigint AS serial"), [nil, nil])[
            0]
        #expect(try row.optionalString(0) == nil)
        #expect(try row.optionalInt(1) == nil)
        #expect(try row.isNull(0))
        let error = #expect(throws: PostgresError.self) { try row.string(0) }
        #expect(error?.kind == .protocolViolation)
        #expect(error?.message.contains("phone") == true)
    }

    @Test("a getter of the wrong shape names the column and does not quote its content")
    func wrongShape() throws {
        let row = try connection.run(
            Statement("shapes", "SELECT 'Kim Minjun' AS name, '{{1,2}}'::int[] AS numbers, 99999999999999999999 AS big")
        )[0]
        let getters: [(String, (Row) throws -> Void)] = [
            ("name", { _ = try $0.int(0) }), ("name", { _ = try $0.bool(0) }), ("name", { _ = try $0.bytes(0) }),
            ("name", { _ = try $0.uuid(0) }), ("numbers", { _ = try $0.texts(1) }), ("big", { _ = try $0.int(2) }),
        ]
        for (column, getter) in getters {
            let error = #expect(throws: PostgresError.self) { try getter(row) }
            #expect(error?.message.contains(column) == true)
            #expect(error?.message.contains("Minjun") == false)
        }
        #expect(throws: PostgresError.self) { try row.string(3) }
        #expect(throws: PostgresError.self) { try row.string(-1) }
    }

    @Test("arrays keep quotes, backslashes, braces, commas, empty texts, the word NULL and Hangul")
    func arrays() throws {
        let texts = ["", "NULL", "\"", "\\", "a,b", "{}", "가나다", " ", "줄\n바꿈", "\\\"", "\u{1112}\u{1161}\u{11AB}"]
        let echo = Statement("array_echo", "SELECT $1::text[]")
        let back = try connection.run(echo, [.texts(texts)])[0].texts(0)
        #expect(back.map { Array($0.unicodeScalars) } == texts.map { Array($0.unicodeScalars) })
        #expect(try connection.run(echo, [.texts([])])[0].texts(0) == [])
        let withNull = try connection.run(Statement("array_null", "SELECT ARRAY['a', NULL, 'NULL', 'null']"))[0]
        #expect(try withNull.nullableTexts(0) == ["a", nil, "NULL", "null"])
        #expect(throws: PostgresError.self) { try withNull.texts(0) }
    }

    @Test("random arrays survive the round trip")
    func randomArrays() throws {
        var random = SeededRandom.fromEnvironment()
        let seed = random.seed
        let pieces = ["\"", "\\", "{", "}", ",", "NULL", " ", "김", "\u{1100}", "a", "\t", "😀", "'", "\u{301}"]
        let statement = Statement("array_random", "SELECT $1::text[]")
        for _ in 0..<200 {
            let texts = (0..<random.int(in: 0...6)).map { _ in
                (0..<random.int(in: 0...8)).map { _ in random.pick(pieces) }.joined()
            }
            let back = try connection.run(statement, [.texts(texts)])[0].texts(0)
            #expect(back.map { Array($0.utf8) } == texts.map { Array($0.utf8) }, "seed \(seed)")
        }
    }

    @Test("composed and decomposed Hangul keep their own bytes")
    func normalisationForms() throws {
        let statement = Statement("forms", "SELECT $1::text, octet_length($1::text)")
        for (text, length) in [("\u{D55C}", 3), ("\u{1112}\u{1161}\u{11AB}", 9), ("e\u{301}", 3), ("\u{E9}", 2)] {
            let row = try connection.run(statement, [.text(text)])[0]
            #expect(try Array(row.string(0).utf8) == Array(text.utf8))
            #expect(try row.int(1) == Int64(length))
        }
    }

    @Test("ten thousand bytes, and a megabyte, come back whole")
    func largeValues() throws {
        let statement = Statement("large", "SELECT $1::text, $2::bytea")
        for size in [10_000, 1_000_000] {
            let text = String(repeating: "가나다라마", count: size / 15)
            let bytes = (0..<size).map { UInt8(truncatingIfNeeded: $0) }
            let row = try connection.run(statement, [.text(text), .bytes(bytes)])[0]
            #expect(try row.string(0) == text)
            #expect(try row.bytes(1) == bytes)
        }
    }

    @Test("a NUL is refused before anything is sent, in a text, an array and a script")
    func nul() throws {
        try connection.script("CREATE TABLE kept (n int)")
        let insert = Statement("nul_insert", "INSERT INTO kept VALUES ($1)")
        let text = Statement("nul", "SELECT $1::text")
        for value in [Value.text("a\0b"), .texts(["x", "\0"])] {
            let error = #expect(throws: PostgresError.self) { try connection.run(text, [value]) }
            #expect(error?.kind == .protocolViolation)
            #expect(throws: PostgresError.self) { try connection.pipeline([Call(insert, [1]), Call(text, [value])]) }
        }
        #expect(throws: PostgresError.self) { try connection.script("SELECT '\0'") }
        #expect(try connection.run(Statement("nul_count", "SELECT count(*) FROM kept"))[0].int(0) == 0)
    }

    @Test("a UUID of another length is refused")
    func shortUUID() {
        #expect(throws: PostgresError.self) {
            try connection.run(Statement("short_uuid", "SELECT $1::uuid"), [.uuid([1, 2, 3])])
        }
    }

    @Test("a unique violation names its constraint, and the connection goes on")
    func uniqueViolation() throws {
        try connection.script("CREATE TABLE person (phone text CONSTRAINT one_phone UNIQUE)")
        let insert = Statement("person_insert", "INSERT INTO person VALUES ($1)")
        #expect(try connection.run(insert, ["+821012345678"]).affected == 1)
        let error = #expect(throws: PostgresError.self) { try connection.run(insert, ["+821012345678"]) }
        #expect(error?.isUniqueViolation(of: "one_phone") == true)
        #expect(error?.isUniqueViolation(of: "another") == false)
        #expect(error?.kind == .server)
        #expect(error?.statement == "person_insert")
        #expect(error?.detail?.contains("phone") == true)
        #expect(try connection.run(insert, ["+821012345679"]).affected == 1)
    }

    @Test("a transaction commits, rolls back what threw, and refuses to commit a failed one")
    func transactions() throws {
        struct Refusal: Error {}
        try connection.script("CREATE TABLE item (n int PRIMARY KEY)")
        let insert = Statement("item_insert", "INSERT INTO item VALUES ($1)")
        let count = Statement("item_count", "SELECT count(*) FROM item")
        try connection.transaction { _ = try connection.run(insert, [1]) }
        #expect(throws: Refusal.self) {
            try connection.transaction {
                try connection.run(insert, [2])
                throw Refusal()
            }
        }
        let error = #expect(throws: PostgresError.self) {
            try connection.transaction {
                try connection.run(insert, [3])
                _ = try? connection.run(insert, [3])
            }
        }
        #expect(error?.sqlState == "25P02")
        #expect(connection.transactionStatus == .idle)
        #expect(try connection.run(count)[0].int(0) == 1)
    }

    @Test("a script runs several statements, and all or none of them")
    func scripts() throws {
        try connection.script("CREATE TABLE a (n int); INSERT INTO a VALUES (1); INSERT INTO a VALUES (2)")
        #expect(throws: PostgresError.self) { try connection.script("INSERT INTO a VALUES (3); SELECT 1/0") }
        #expect(try connection.run(Statement("a_count", "SELECT count(*) FROM a"))[0].int(0) == 2)
        let error = #expect(throws: PostgresError.self) { try connection.script("COPY a FROM STDIN") }
        #expect(error?.kind == .protocolViolation)
        #expect(throws: PostgresError.self) { try connection.script("COPY a TO STDOUT") }
        #expect(try connection.run(Statement("a_count", "SELECT count(*) FROM a"))[0].int(0) == 2)
    }

    @Test("rows are a collection, with names for their columns")
    func rows() throws {
        let rows = try connection.run(
            Statement("series", "SELECT n, n / 4.0 AS quarter FROM generate_series(1, 5) AS n"))
        #expect(rows.count == 5)
        #expect(try rows.map { try $0.int(0) } == [1, 2, 3, 4, 5])
        #expect(rows.column("quarter") == 1)
        #expect(rows.column("none") == nil)
        #expect(try rows[2].double(1) == 0.75)
    }

    @Test("notices go nowhere and spoil nothing")
    func notices() throws {
        try connection.script("DO $$ BEGIN RAISE WARNING 'loud'; END $$")
        #expect(try connection.run(Statement("after_notice", "SELECT 1"))[0].int(0) == 1)
    }

    @Test("UTF-8 is asked for whatever the environment or the string says")
    func encoding() throws {
        let other = try Connection(
            TestCluster.shared.makeDatabase() + " client_encoding=LATIN1", applicationName: "encoding")
        #expect(other.parameter("client_encoding") == "UTF8")
        #expect(other.serverVersion >= 150_000)
    }
}

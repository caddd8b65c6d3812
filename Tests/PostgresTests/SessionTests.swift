// The life of a connection: opening, losing, cancelling, listening, copying.

import Dispatch
import Postgres
import TestSupport
import Testing

@Suite("Session")
struct SessionTests {
    let conninfo: String

    init() throws {
        conninfo = try TestCluster.shared.makeDatabase()
    }

    func connect(_ extra: String = "") throws -> Connection {
        try Connection(conninfo + extra, applicationName: "session tests")
    }

    @Test("a statement is cancelled from another thread, and the connection goes on")
    func cancel() throws {
        let connection = try connect()
        let handle = try #require(connection.makeCancel())
        let processID = Int64(connection.processID)
        let conninfo = conninfo
        let done = DispatchSemaphore(value: 0)
        DispatchQueue.global().async {
            // Cancelling before the statement runs would do nothing: wait until the server says that it does.
            let running = Statement(
                "running",
                "SELECT 1 FROM pg_stat_activity WHERE pid = $1 AND state = 'active' AND query LIKE '%pg_sleep%'")
            if let watcher = try? Connection(conninfo, applicationName: "watcher") {
                while (try? watcher.run(running, [.int(processID)]).isEmpty) == true {}
            }
            handle.cancel()
            done.signal()
        }
        let error = #expect(throws: PostgresError.self) {
            try connection.run(Statement("sleep", "SELECT pg_sleep(60)"))
        }
        done.wait()
        #expect(error?.isCancelled == true)
        #expect(try connection.run(Statement("one", "SELECT 1"))[0].int(0) == 1)
    }

    @Test("notifications arrive in order with their payload, also those that came during a statement")
    func notifications() throws {
        let listener = try connect()
        let speaker = try connect()
        try listener.script("LISTEN expo")
        #expect(try listener.notifications(waitingMilliseconds: 0).isEmpty)
        try speaker.script("NOTIFY expo, '하나'")
        try speaker.script("NOTIFY expo, 'two'")
        var received: [Notification] = []
        while received.count < 2 { received += try listener.notifications(waitingMilliseconds: 10_000) }
        #expect(received.map(\.payload) == ["하나", "two"])
        #expect(received.allSatisfy { $0.channel == "expo" && $0.processID == speaker.processID })
        try speaker.script("NOTIFY expo, 'three'")
        try listener.script("SELECT 1")
        #expect(try listener.notifications(waitingMilliseconds: 10_000).map(\.payload) == ["three"])
        try listener.script("NOTIFY expo, 'self'")
        #expect(try listener.notifications(waitingMilliseconds: 10_000).map(\.processID) == [listener.processID])
    }

    @Test("a wait for notifications ends when its own descriptor is readable")
    func wake() throws {
        let listener = try connect()
        let other = try connect()
        try listener.script("LISTEN expo")
        // Any readable descriptor will do: one end of a pipe that holds a byte.
        let pipe = TestPipe()
        pipe.write()
        #expect(try listener.notifications(waitingMilliseconds: -1, wake: pipe.readEnd).isEmpty)
        try other.script("NOTIFY expo")
        #expect(try listener.notifications(waitingMilliseconds: 10_000).map(\.payload) == [""])
    }

    @Test("a connection whose server process died says so, and works again after a reset")
    func lost() throws {
        let connection = try connect()
        let other = try connect()
        let one = Statement("one", "SELECT 1")
        try connection.run(one)
        let terminate = Statement("terminate", "SELECT pg_terminate_backend($1, 10000)")
        #expect(try other.run(terminate, [.int(Int64(connection.processID))])[0].bool(0))
        let error = #expect(throws: PostgresError.self) { try connection.run(one) }
        #expect(error?.isConnectionLoss == true)
        #expect(!connection.isUsable)
        #expect(throws: PostgresError.self) { try connection.pipeline([Call(one), Call(one)]) }
        #expect(throws: PostgresError.self) { try connection.notifications(waitingMilliseconds: 10_000) }
        connection.rollBack()
        try connection.reset()
        #expect(connection.isUsable)
        #expect(try connection.run(one)[0].int(0) == 1)
    }

    @Test("a connection lost in the middle of a pipeline, or while listening, says so")
    func lostInPipeline() throws {
        let connection = try connect()
        let suicide = Statement("suicide", "SELECT pg_terminate_backend(pg_backend_pid())")
        let one = Statement("one", "SELECT 1")
        let error = #expect(throws: PostgresError.self) {
            try connection.pipeline([Call(one), Call(suicide), Call(one), Call(one)])
        }
        #expect(error?.isConnectionLoss == true)
        try connection.reset()
        try connection.script("LISTEN expo")
        let other = try connect()
        try other.run(
            Statement("terminate", "SELECT pg_terminate_backend($1, 10000)"), [.int(Int64(connection.processID))])
        let second = #expect(throws: PostgresError.self) { try connection.notifications(waitingMilliseconds: -1) }
        #expect(second?.isConnectionLoss == true)
    }

    @Test("a refusal at the door has its SQLSTATE")
    func refused() throws {
        let missing = #expect(throws: PostgresError.self) { try connect(" dbname=missing_database") }
        #expect(missing?.sqlState == "3D000")
        #expect(missing?.isConnectionLoss == true)
        #expect(missing?.message.contains("LOCATION") == false)
        #expect(missing?.message.contains("3D000") == false)
        let owner = try connect()
        try owner.script("CREATE ROLE lonely LOGIN CONNECTION LIMIT 0")
        let crowded = #expect(throws: PostgresError.self) { try connect(" user=lonely") }
        #expect(crowded?.isTooManyConnections == true)
        try owner.script("DROP ROLE lonely")
    }

    @Test("no server, a senseless string, an unknown setting: errors of the connection")
    func unreachable() throws {
        for conninfo in ["host=/nonexistent/folder", "postgresql://[::", "nonsense=1", "host=127.0.0.1 port=1"] {
            let error = #expect(throws: PostgresError.self) { try Connection(conninfo, applicationName: "x") }
            #expect(error?.kind == .connection)
            #expect(error?.message.isEmpty == false)
        }
    }

    @Test("rows stream in by COPY with every awkward character")
    func copy() throws {
        let connection = try connect()
        try connection.script("CREATE TABLE person (n bigint, name text, tags text[], note bytea, ok bool, id uuid)")
        let names = ["김민준", "tab\there", "line\nbreak", "back\\slash", "\\N", "", "\r"]
        let lines = try names.enumerated().map { index, name in
            try CopyLine.bytes(of: [
                .int(Int64(index)), .text(name), .texts([name, "\"{,"]), .bytes([0, 0x5c, 0xff]), true,
                .uuid(Array(repeating: 7, count: 16)),
            ])
        }
        #expect(try connection.copyIn("COPY person FROM STDIN", rows: lines) == names.count)
        let rows = try connection.run(Statement("people", "SELECT name, tags, note, ok, id FROM person ORDER BY n"))
        #expect(try rows.map { try $0.string(0) } == names)
        #expect(try rows.map { try $0.texts(1) } == names.map { [$0, "\"{,"] })
        #expect(try rows.allSatisfy { try $0.bytes(2) == [0, 0x5c, 0xff] && $0.bool(3) })
        let nulls = try CopyLine.bytes(of: [.int(99), .null, .null, .null, .null, .null])
        #expect(try connection.copyIn("COPY person FROM STDIN", rows: [nulls]) == 1)
        #expect(
            try connection.run(Statement("null", "SELECT name FROM person WHERE n = 99"))[0].optionalString(0) == nil)
        #expect(throws: PostgresError.self) { try CopyLine.bytes(of: ["a\0"]) }
    }

    @Test("rows are sent as they are made")
    func copyAsMade() throws {
        let connection = try connect()
        try connection.script("CREATE TABLE number (n int, word text)")
        let count = try connection.copyIn("COPY number FROM STDIN") { row in
            for number in 0..<20_000 { try row([.int(Int64(number)), "tab\t and \\"]) }
        }
        #expect(count == 20_000)
        let rows = try connection.run(
            Statement("all", "SELECT count(DISTINCT n), min(word), max(word) FROM number"))
        #expect(try rows[0].int(0) == 20_000)
        #expect(try [rows[0].string(1), rows[0].string(2)] == ["tab\t and \\", "tab\t and \\"])
    }

    private struct StoppedInBetween: Error {}

    @Test("a bad line undoes the whole COPY, and something else than a COPY is refused")
    func badCopy() throws {
        let connection = try connect()
        try connection.script("CREATE TABLE number (n int CONSTRAINT number_key PRIMARY KEY)")
        let line = { (text: String) in Array((text + "\n").utf8) }
        let syntax = #expect(throws: PostgresError.self) {
            try connection.copyIn("COPY number FROM STDIN", rows: ["1", "x"].map(line))
        }
        #expect(syntax?.sqlState == "22P02")
        let double = #expect(throws: PostgresError.self) {
            try connection.copyIn("COPY number FROM STDIN", rows: (0..<20_000).map { line("\($0 % 10_000)") })
        }
        #expect(double?.isUniqueViolation(of: "number_key") == true)
        #expect(throws: StoppedInBetween.self) {
            try connection.copyIn("COPY number FROM STDIN") { row in
                // More than is sent at once.
                for number in 0..<20_000 { try row([.int(Int64(number))]) }
                throw StoppedInBetween()
            }
        }
        #expect(throws: PostgresError.self) { try connection.copyIn("SELECT 1", rows: []) }
        #expect(throws: PostgresError.self) { try connection.copyIn("COPY number TO STDOUT", rows: []) }
        #expect(throws: PostgresError.self) { try connection.copyIn("COPY nowhere FROM STDIN", rows: []) }
        #expect(try connection.run(Statement("count", "SELECT count(*) FROM number"))[0].int(0) == 0)
    }
}

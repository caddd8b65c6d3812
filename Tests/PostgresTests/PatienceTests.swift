// Statements that are waited for only so long.

import Glibc
import Postgres
import TestSupport
import Testing

@Suite("Patience")
struct PatienceTests {
    let connection: Connection

    init() throws {
        connection = try Connection(TestCluster.shared.makeDatabase(), applicationName: "tests")
    }

    @Test("an answer in time is an answer as any other, and the connection goes on")
    func answer() throws {
        let sum = Statement("sum", "SELECT $1::bigint + 1")
        #expect(try connection.run(sum, [.int(41)], within: 20_000)[0].int(0) == 42)
        #expect(try connection.run(sum, [.int(1)])[0].int(0) == 2)
        #expect(try connection.run(Statement("none", "SELECT 1 WHERE false"), within: 20_000).isEmpty)
    }

    @Test("what the server refuses is thrown, and the connection goes on")
    func refusal() throws {
        #expect {
            try connection.run(.unnamed("SELECT 1 / 0"), within: 20_000)
        } throws: {
            ($0 as? PostgresError)?.sqlState == "22012"
        }
        #expect(try connection.run(.unnamed("SELECT 7"), within: 20_000)[0].int(0) == 7)
    }

    @Test("an answer that does not come is given up as a lost line, and the connection is good again after a reset")
    func silence() throws {
        #expect {
            try connection.run(.unnamed("SELECT pg_sleep(600)"), within: 50)
        } throws: {
            ($0 as? PostgresError)?.isConnectionLoss == true
        }
        try connection.reset()
        #expect(try connection.run(.unnamed("SELECT 7"), within: 20_000)[0].int(0) == 7)
    }

    @Test("a server that hangs up in the middle is a lost line")
    func hangUp() throws {
        #expect {
            try connection.run(.unnamed("SELECT pg_terminate_backend(pg_backend_pid())"), within: 20_000)
        } throws: {
            ($0 as? PostgresError)?.isConnectionLoss == true
        }
    }

    @Test("a server on this machine that is slow and at work is waited for, one that was stopped is not")
    func working() throws {
        func work(_ rounds: String) throws {
            try connection.script("DO $$ BEGIN FOR n IN 1..\(rounds) LOOP NULL; END LOOP; END $$")
        }
        connection.answerPatience = 1
        connection.workingPatience = 60_000
        try work("5000000")
        // No longer than it is given: that would take an hour.
        let server = connection.processID
        connection.workingPatience = 300
        #expect(throws: PostgresError.self) { try work("2147483647") }
        connection.answerPatience = 20_000
        try connection.reset()
        _ = try connection.run(.unnamed("SELECT pg_terminate_backend(\(server), 10000)"))

        connection.answerPatience = 1
        connection.workingPatience = 60_000
        let stopped = connection.processID
        kill(stopped, SIGSTOP)
        defer { kill(stopped, SIGCONT) }
        #expect(throws: PostgresError.self) { try work("5000000") }
    }

    @Test("every way to ask gives up a server that hangs, and says so; after a reset all is well")
    func hanging() throws {
        let sleep = Statement("sleep", "SELECT pg_sleep($1::float8)")
        _ = try connection.run(sleep, [.int(0)])
        let ways: [(Connection) throws -> Void] = [
            { _ = try $0.run(sleep, [.int(600)]) },
            { _ = try $0.run(.unnamed("SELECT pg_sleep(600)")) },
            { _ = try $0.pipeline([Call(Statement("one", "SELECT 1")), Call(sleep, [.int(600)])]) },
            { try $0.script("SELECT pg_sleep(600)") },
            { connection in try connection.transaction { _ = try connection.run(sleep, [.int(600)]) } },
        ]
        for (number, way) in ways.enumerated() {
            connection.answerPatience = 50
            #expect("way \(number)") {
                try way(connection)
            } throws: { error in
                guard let error = error as? PostgresError else { return false }
                return error.isConnectionLoss && error.message == "No answer in time from the server"
            }
            #expect(!connection.isUsable)
            connection.answerPatience = 20_000
            try connection.reset()
            _ = try connection.run(sleep, [.int(0)])
            #expect(try connection.run(.unnamed("SELECT 7"))[0].int(0) == 7)
        }
    }
}

// Several statements in one round trip, and what is left when one of them fails.

import Postgres
import TestSupport
import Testing

@Suite("Pipeline")
struct PipelineTests {
    let conninfo: String
    let connection: Connection
    let insert = Statement("insert", "INSERT INTO item VALUES ($1)")
    let count = Statement("count", "SELECT count(*) FROM item")

    init() throws {
        conninfo = try TestCluster.shared.makeDatabase()
        connection = try Connection(conninfo, applicationName: "pipeline tests")
        try connection.script("CREATE TABLE item (n int CONSTRAINT item_key PRIMARY KEY)")
    }

    @Test("each call answers in its place, the first time and prepared")
    func answers() throws {
        for round in 0..<2 {
            let first = Int64(round * 10)
            let answers = try connection.pipeline([
                Call(insert, [.int(first)]), Call(insert, [.int(first + 1)]), Call(count),
            ])
            #expect(answers.map(\.affected) == [1, 1, 1])
            #expect(try answers[2][0].int(0) == Int64(round * 2 + 2))
        }
        #expect(try connection.pipeline([]).isEmpty)
    }

    @Test("an error in the middle undoes the whole, is the one thrown, and leaves the connection usable")
    func errorInTheMiddle() throws {
        let error = #expect(throws: PostgresError.self) {
            try connection.pipeline([
                Call(insert, [1]), Call(insert, [1]), Call(Statement("unheard", "SELECT 1"), []), Call(count),
            ])
        }
        #expect(error?.isUniqueViolation(of: "item_key") == true)
        #expect(error?.statement == "insert")
        #expect(connection.transactionStatus == .idle)
        #expect(connection.isUsable)
        #expect(try connection.run(count)[0].int(0) == 0)
        #expect(try connection.run(Statement("unheard", "SELECT 1"))[0].int(0) == 1)
    }

    @Test("an error inside an explicit transaction waits for ROLLBACK")
    func errorInTransaction() throws {
        let begin = Statement("begin", "BEGIN")
        let commit = Statement("commit", "COMMIT")
        #expect(throws: PostgresError.self) {
            try connection.pipeline([Call(begin), Call(insert, [1]), Call(insert, [1]), Call(commit)])
        }
        #expect(connection.transactionStatus == .failed)
        connection.rollBack()
        #expect(connection.transactionStatus == .idle)
        let answers = try connection.pipeline([Call(begin), Call(insert, [1]), Call(commit)])
        #expect(answers.map(\.commandTag) == ["BEGIN", "INSERT 0 1", "COMMIT"])
    }

    @Test("SQL that cannot be prepared fails like any other statement")
    func badSQL() throws {
        let bad = Statement("bad", "SELEC 1")
        for _ in 0..<2 {
            let error = #expect(throws: PostgresError.self) { try connection.pipeline([Call(insert, [1]), Call(bad)]) }
            #expect(error?.sqlState == "42601")
            #expect(error?.statement == "bad")
        }
        #expect(throws: PostgresError.self) { try connection.run(bad) }
        #expect(try connection.run(count)[0].int(0) == 0)
    }

    @Test("a constraint that is checked at the end fails the pipeline")
    func deferredConstraint() throws {
        try connection.script(
            """
            CREATE TABLE child (n int CONSTRAINT child_item REFERENCES item DEFERRABLE INITIALLY DEFERRED)
            """)
        let child = Statement("child", "INSERT INTO child VALUES ($1)")
        let error = #expect(throws: PostgresError.self) { try connection.pipeline([Call(child, [7])]) }
        #expect(error?.constraint == "child_item")
        #expect(try connection.pipeline([Call(child, [7]), Call(insert, [7])]).count == 2)
    }

    @Test("thousands of calls with large answers do not block one another")
    func large() throws {
        let echo = Statement("echo", "SELECT $1::text || repeat('x', 2000)")
        let text = String(repeating: "가", count: 500)
        let answers = try connection.pipeline((0..<3000).map { _ in Call(echo, [.text(text)]) })
        #expect(answers.count == 3000)
        #expect(try answers.allSatisfy { try $0[0].string(0).utf8.count == 3500 })
    }

    @Test("statements that the server forgot are prepared again")
    func forgotten() throws {
        try connection.run(count)
        try connection.script("DEALLOCATE ALL")
        #expect(try connection.run(count)[0].int(0) == 0)
        try connection.script("DISCARD ALL")
        #expect(try connection.pipeline([Call(count), Call(insert, [1])]).count == 2)
        #expect(try connection.run(count)[0].int(0) == 1)
    }

    @Test("in a transaction a forgotten statement is an error once, and good after ROLLBACK")
    func forgottenInTransaction() throws {
        try connection.run(count)
        try connection.run(insert, [1])
        try connection.script("BEGIN; DEALLOCATE \"count\"")
        let error = #expect(throws: PostgresError.self) { try connection.pipeline([Call(insert, [2]), Call(count)]) }
        #expect(error?.isStatementStale == true)
        connection.rollBack()
        #expect(try connection.run(insert, [2]).affected == 1)
        #expect(try connection.run(count)[0].int(0) == 2)
    }

    @Test("a pipeline that committed on the way is not run again by itself")
    func forgottenAfterCommit() throws {
        let (begin, commit) = (Statement("begin", "BEGIN"), Statement("commit", "COMMIT"))
        let other = Statement("other", "INSERT INTO item VALUES ($1 + 100)")
        try connection.pipeline([Call(begin), Call(insert, [1]), Call(commit), Call(other, [1])])
        try connection.script("DEALLOCATE other")
        let error = #expect(throws: PostgresError.self) {
            try connection.pipeline([Call(begin), Call(insert, [2]), Call(commit), Call(other, [2])])
        }
        #expect(error?.isStatementStale == true)
        #expect(try connection.run(count)[0].int(0) == 3)
        try connection.script("DEALLOCATE \"count\"")
        #expect(try connection.pipeline([Call(other, [3]), Call(count)])[1][0].int(0) == 4)
    }

    @Test("a table changed by a migration does not break the statements prepared before")
    func changedTable() throws {
        let all = Statement("all", "SELECT * FROM item")
        try connection.run(all)
        let migrator = try Connection(conninfo, applicationName: "migrator")
        try migrator.script("ALTER TABLE item ADD COLUMN name text DEFAULT '이름'; INSERT INTO item VALUES (1)")
        #expect(try connection.run(all)[0].string(1) == "이름")
        try migrator.script("ALTER TABLE item ADD COLUMN more text DEFAULT 'm'")
        #expect(try connection.pipeline([Call(count), Call(all)])[1][0].string(2) == "m")
    }
}

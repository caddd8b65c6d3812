// Several hosts in one connection string, some of which do not answer.

import Foundation
import Glibc
import TestSupport
import Testing

@testable import Postgres

@Suite("Several hosts", .timeLimit(.minutes(1)))
struct HostRaceTests {
    let conninfo: String
    /// The socket folder of the server.
    let folder: String

    init() throws {
        conninfo = try TestCluster.shared.makeDatabase()
        folder = String(try #require(conninfo.split(separator: "'").dropFirst().first))
    }

    private func connect(_ hosts: [String], _ ports: [String], _ more: String = "") throws -> Connection {
        try Connection(
            conninfo + " host='\(hosts.joined(separator: ","))' port=\(ports.joined(separator: ",")) sslmode=disable "
                + "gssencmode=disable \(more)", applicationName: "several hosts", connectTimeout: 20)
    }

    private func isGood(_ connection: Connection) throws -> Bool {
        try connection.run(Statement("one", "SELECT 1"))[0].int(0) == 1
    }

    @Test("hosts that take the call and never speak are given up together, and all of them named")
    func silent() throws {
        let (first, second) = (try OddServer(), try OddServer())
        let both = #expect(throws: PostgresError.self) {
            try connect(["127.0.0.1", "127.0.0.1"], ["\(first.port)", "\(second.port)"], "connect_timeout=1")
        }
        #expect(both?.kind == .connection)
        #expect(both?.message == "No answer in time from 127.0.0.1 port \(first.port), 127.0.0.1 port \(second.port)")
        let one = #expect(throws: PostgresError.self) {
            try connect(["127.0.0.1"], ["\(first.port)"], "connect_timeout=1")
        }
        #expect(one?.message == "No answer in time from 127.0.0.1 port \(first.port)")
    }

    @Test("behind a silent host the next one is called, and the silent one is hung up on")
    func next() throws {
        let silent = try OddServer()
        #expect(try isGood(connect(["127.0.0.1", folder], ["\(silent.port)", "5432"])))
        silent.hearToTheEnd()
    }

    @Test("a host that was slow to answer still wins when the one called after it says nothing")
    func slow() throws {
        let slow = try Relay(to: conninfo)
        defer { slow.close() }
        slow.hang(true)
        let silent = try OddServer()
        let called = Thread {
            silent.take()
            slow.hang(false)
        }
        called.start()
        #expect(try isGood(connect([slow.folder, "127.0.0.1"], ["5432", "\(silent.port)"])))
    }

    @Test("a primary that hangs is told before the standby, which only says that it takes no writes")
    func readOnly() throws {
        try connect([folder], ["5432"]).script(
            """
            DO $$ BEGIN
            EXECUTE format('ALTER DATABASE %I SET default_transaction_read_only = on', current_database());
            END $$
            """)
        let silent = try OddServer()
        for (hosts, ports) in [
            (["127.0.0.1", folder], ["\(silent.port)", "5432"]), ([folder, "127.0.0.1"], ["5432", "\(silent.port)"]),
        ] {
            let error = #expect(throws: PostgresError.self) {
                try connect(hosts, ports, "target_session_attrs=read-write connect_timeout=1")
            }
            let message = error?.message ?? ""
            #expect(message.hasPrefix("No answer in time from 127.0.0.1 port \(silent.port); "), "\(message)")
            #expect(message.contains(folder) && message.hasSuffix("session is read-only"), "\(message)")
            #expect(!message.contains("\n"))
        }
        let relay = try Relay(to: conninfo)
        defer { relay.close() }
        let alone = #expect(throws: PostgresError.self) {
            try connect([folder, relay.folder], ["5432"], "target_session_attrs=read-write")
        }
        #expect(alone?.message.components(separatedBy: "session is read-only").count == 3, "\(alone?.message ?? "")")
        #expect(try isGood(connect([folder, relay.folder], ["5432"], "target_session_attrs=read-only")))
    }

    @Test("a server that starts up is passed over; alone, or with others that fail, it is waited for as before")
    func startingUp() throws {
        let starting = try OddServer()
        let refuse = { Thread { starting.refuse("57P03", "the database system is starting up") }.start() }
        refuse()
        #expect(try isGood(connect(["127.0.0.1", folder], ["\(starting.port)", "5432"])))
        refuse()
        let error = #expect(throws: PostgresError.self) {
            try connect(["/nonexistent", "127.0.0.1"], ["5432", "\(starting.port)"])
        }
        #expect(error?.isServerNotReady == true)
        // With one that hangs beside it nobody tries for longer.
        refuse()
        let silent = try OddServer()
        let mixed = #expect(throws: PostgresError.self) {
            try connect(
                ["127.0.0.1", "127.0.0.1"], ["\(starting.port)", "\(silent.port)"], "connect_timeout=1")
        }
        #expect(mixed?.sqlState == "" && mixed?.message.contains("starting up") == true, "\(mixed?.message ?? "")")
    }

    @Test("what one server refuses is not asked of the next, and has its SQLSTATE")
    func refusal() throws {
        let behind = try OddServer()
        let error = #expect(throws: PostgresError.self) {
            try connect([folder, "127.0.0.1"], ["5432", "\(behind.port)"], "dbname=missing_database")
        }
        #expect(error?.sqlState == "3D000")
        #expect(!behind.isCalled)
    }

    @Test("where no standby is to be had, whoever wants one gets the first that there is")
    func prefersStandby() throws {
        let relays = [try Relay(to: conninfo), try Relay(to: conninfo)]
        defer { for relay in relays { relay.close() } }
        #expect(try isGood(connect(relays.map(\.folder), ["5432"], "target_session_attrs=prefer-standby")))
        #expect(relays.map(\.taken) == [1, 1])
        let silent = try OddServer()
        #expect(
            try isGood(
                connect(
                    ["127.0.0.1", folder], ["\(silent.port)", "5432"],
                    "target_session_attrs=prefer-standby connect_timeout=1")))
    }

    @Test("hosts from a service file are raced as those of the string")
    func service() throws {
        let silent = try OddServer()
        let file = TestRun.shared.makeFolder() + "/services"
        let text = "[expo]\nhost=127.0.0.1,\(folder)\nport=\(silent.port),5432\nsslmode=disable\nuser=expo\n"
        try text.write(toFile: file, atomically: true, encoding: .utf8)
        setenv("PGSERVICEFILE", file, 1)
        defer { unsetenv("PGSERVICEFILE") }
        let name = try #require(conninfo.split(separator: " ").first { $0.hasPrefix("dbname=") })
        #expect(try isGood(Connection("service=expo \(name)", applicationName: "service", connectTimeout: 20)))
        silent.hearToTheEnd()
    }

    @Test("of the addresses of a name the next is called when one says nothing")
    func addresses() throws {
        let relay = try Relay(to: conninfo, over: .tcp)
        defer { relay.close() }
        let port = try #require(relay.address.split(separator: "=").last.flatMap { UInt16($0) })
        // Where this machine knows ::1 by that name, it comes first.
        let silent = try? OddServer(port: port, onIPv6: true)
        #expect(try isGood(connect(["localhost"], ["\(port)"])))
        if let silent, silent.isCalled { silent.hearToTheEnd() }
    }

    @Test("only a name is looked up: not an address, and not a socket")
    func names() {
        let hosts = ["localhost", "db.example", "127.0.0.1", "::1", "/run/postgresql", "@abstract"]
        let names = hosts.filter { ConnectionEndpoint(host: $0, place: [0]).isName }
        #expect(names == ["localhost", "db.example"])
        #expect(!ConnectionEndpoint(host: "localhost", address: "127.0.0.1", place: [0]).isName)
        #expect(!ConnectionEndpoint(place: [0]).isName)
    }
}

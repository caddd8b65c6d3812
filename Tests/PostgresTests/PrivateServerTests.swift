// A private cluster from nothing to running, and what it must survive.

import Dispatch
import Glibc
import Synchronization
import TestSupport
import Testing

@testable import Postgres

@Suite("Private server")
struct PrivateServerTests {
    static let one = Statement("one", "SELECT 1")

    /// A server that runs, with one row in it.
    func makeRunning(_ folder: String = TestRun.shared.makeFolder()) throws -> (PrivateServer, RunningServer) {
        let server = makeServer(folder)
        let running = try server.ensureRunning()
        let connection = try Connection(running.conninfo(), applicationName: "tests")
        try connection.script("CREATE TABLE kept AS SELECT '여기'::text AS word")
        return (server, running)
    }

    func word(_ running: RunningServer) throws -> String {
        let connection = try Connection(running.conninfo(), applicationName: "tests")
        return try connection.run(Statement("kept", "SELECT word FROM kept"))[0].string(0)
    }

    /// As a crash leaves it: the files of a server that is not there, with the process number of another.
    func crash(_ server: PrivateServer, _ running: RunningServer, leaving processID: pid_t? = nil) throws {
        let path = server.cluster + "/postmaster.pid"
        let text = try #require(Files.text(path))
        kill(running.processID, SIGKILL)
        while ServerProcess(running.processID, cluster: server.cluster) == .server { usleep(1000) }
        guard let processID else { return }
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        lines[0] = "\(processID)"
        #expect(Files.replace(path, with: lines.joined(separator: "\n")) == nil)
    }

    @Test("a fresh folder gets a cluster of ours: socket only, UTF-8, our role, our settings")
    func fresh() throws {
        let server = PrivateServer(
            dataFolder: TestRun.shared.makeFolder() + "/a folder/데스크", settings: ["fsync": "off"])
        #expect(try server.status() == .absent)
        var steps: [PrivateServerStep] = []
        let running = try server.ensureRunning { steps.append($0) }
        defer { _ = try? server.stop() }
        #expect(steps == [.creating, .starting])
        #expect(try server.status() == .running(running))
        let connection = try Connection(running.conninfo(), applicationName: "tests")
        let settings = [
            "listen_addresses": "", "max_connections": "250", "shared_buffers": "256MB", "server_encoding": "UTF8",
            "lc_collate": "C.UTF-8", "fsync": "off", "unix_socket_permissions": "0700", "data_checksums": "on",
            "TimeZone": "UTC",
        ]
        let show = Statement("show", "SELECT current_setting($1), current_user")
        for (name, value) in settings {
            let row = try connection.run(show, [.text(name)])[0]
            #expect(try row.string(0) == value, "\(name)")
            #expect(try row.string(1) == "expo")
        }
        let socketFolder = try #require(Files.status(running.socketFolder))
        #expect(socketFolder.st_mode & 0o777 == 0o700)
        #expect(Files.names(in: server.dataFolder).filter { $0.hasPrefix("postgres.new") }.isEmpty)
    }

    @Test("a second call finds the same server and does nothing")
    func second() throws {
        let (server, running) = try makeRunning()
        #expect(try server.ensureRunning { Issue.record("\($0)") } == running)
        #expect(try PrivateServer(dataFolder: server.dataFolder + "/").ensureRunning() == running)
    }

    @Test("stopping ends the server and breaks connections off; the next start has the data")
    func stop() throws {
        let (server, running) = try makeRunning()
        let connection = try Connection(running.conninfo(), applicationName: "tests")
        #expect(try server.stop())
        #expect(try server.status() == .stopped)
        #expect(throws: PostgresError.self) { try connection.run(Self.one) }
        #expect(try !server.stop())
        let again = try server.ensureRunning()
        #expect(again.processID != running.processID)
        #expect(try word(again) == "여기")
    }

    @Test("stopping where there is nothing says so and makes nothing")
    func stopNothing() throws {
        let server = makeServer(TestRun.shared.makeFolder() + "/none")
        #expect(try !server.stop())
        #expect(Files.status(server.dataFolder) == nil)
    }

    @Test("threads and processes that start in the same moment all get the one server")
    func atOnce() throws {
        let folder = TestRun.shared.makeFolder()
        let found = Mutex<[String]>([])
        DispatchQueue.concurrentPerform(iterations: 6) { index in
            let line: String
            if index.isMultiple(of: 2) {
                line = Machine.probe("ensure", folder, "fsync=off")
            } else {
                do {
                    line = try "running \(makeServer(folder).ensureRunning().processID)"
                } catch {
                    line = "error \(error)"
                }
            }
            found.withLock { $0.append(line) }
        }
        let running = try makeServer(folder).ensureRunning()
        #expect(found.withLock { $0 } == Array(repeating: "running \(running.processID)", count: 6))
    }

    @Test("after kill -9 of the server the next call brings it back with everything in it")
    func killed() throws {
        let (server, running) = try makeRunning()
        try crash(server, running)
        let again = try server.ensureRunning()
        #expect(again.processID != running.processID)
        #expect(try word(again) == "여기")
    }

    @Test("a pid file that names another live process is seen through")
    func stranger() throws {
        let (server, running) = try makeRunning()
        let sleeper = try Sleeper()
        try crash(server, running, leaving: sleeper.processID)
        #expect(try server.status() == .stopped)
        #expect(try !server.stop())
        let again = try server.ensureRunning()
        #expect(try word(again) == "여기")
        #expect(kill(sleeper.processID, 0) == 0)
    }

    @Test("a pid file that names this very process, a dead one, a zombie or nothing is seen through")
    func stalePidFiles() throws {
        let (server, first) = try makeRunning()
        var running = first
        let zombie = try Sleeper()
        kill(zombie.processID, SIGKILL)
        while ServerProcess(zombie.processID, cluster: server.cluster) != .zombie { usleep(1000) }
        for processID in [getpid(), 0x3f_fffe, zombie.processID] {
            try crash(server, running, leaving: processID)
            running = try server.ensureRunning()
            #expect(try word(running) == "여기")
        }
        try crash(server, running)
        #expect(Files.replace(server.cluster + "/postmaster.pid", with: "") == nil)
        // PostgreSQL itself refuses an empty file: it may be that of a server that has just made it.
        unlink(server.cluster + "/postmaster.pid")
        #expect(try word(server.ensureRunning()) == "여기")
    }

    @Test("a socket that vanished under a running server is made anew")
    func vanishedSocket() throws {
        let (server, running) = try makeRunning()
        unlink(running.socketFolder + "/.s.PGSQL.5432")
        #expect(try word(server.ensureRunning()) == "여기")
    }

    @Test("the server has nothing of ours: session, terminal, descriptors, lock, working folder")
    func detached() throws {
        let (server, running) = try makeRunning()
        #expect(getsid(running.processID) == running.processID)
        let descriptors = "/proc/\(running.processID)/fd"
        for name in Files.names(in: descriptors) {
            let target = try Self.link("\(descriptors)/\(name)")
            #expect(!target.hasPrefix("/dev/pts") && !target.hasSuffix("postgres.lock"), "\(target)")
            if let number = Int(name), number < 3 {
                #expect(target == (number == 0 ? "/dev/null" : server.logFile))
            }
        }
    }

    @Test("killing the console that started the server leaves the server")
    func killedConsole() throws {
        let folder = TestRun.shared.makeFolder()
        let console = try Sleeper([Machine.probe, "hold", folder, "fsync=off"])
        let server = makeServer(folder)
        while server.running() == nil { usleep(5000) }
        let running = try server.ensureRunning()
        kill(-console.processID, SIGHUP)
        kill(-console.processID, SIGKILL)
        console.wait()
        #expect(try server.status() == .running(running))
        let connection = try Connection(running.conninfo(), applicationName: "tests")
        #expect(try connection.run(Self.one)[0].int(0) == 1)
    }

    /// How far the making of a cluster has come.
    enum Stage: CaseIterable {
        case locked, begun, bootstrapping, nearlyDone, named

        func isReached(in folder: String) -> Bool {
            if Files.status(folder + "/postgres") != nil { return true }
            let draft = Files.names(in: folder).first { $0.hasPrefix("postgres.new") }.map { folder + "/" + $0 }
            return switch self {
            case .locked: Files.status(folder + "/postgres.lock") != nil
            case .begun: draft != nil
            case .bootstrapping: draft.map { Files.status($0 + "/base/1") != nil } ?? false
            case .nearlyDone: draft.map { Files.names(in: $0 + "/base").count >= 3 } ?? false
            case .named: false
            }
        }
    }

    @Test("kill -9 while the cluster is made leaves no half of one", arguments: Stage.allCases)
    func killedWhileCreating(stage: Stage) throws {
        let folder = TestRun.shared.makeFolder()
        let console = try Sleeper([Machine.probe, "hold", folder, "fsync=off"])
        while !stage.isReached(in: folder) { usleep(500) }
        kill(console.processID, SIGKILL)
        console.wait()
        let server = makeServer(folder)
        #expect(server.clusterVersion() != nil || Files.status(server.cluster) == nil)
        let connection = try Connection(server.ensureRunning().conninfo(), applicationName: "tests")
        #expect(try connection.run(Self.one)[0].int(0) == 1)
    }

    static func link(_ path: String) throws -> String {
        var buffer = [CChar](repeating: 0, count: 4096)
        let count = readlink(path, &buffer, buffer.count)
        // A descriptor may have been closed since the folder was read.
        return count > 0 ? String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self) : ""
    }
}

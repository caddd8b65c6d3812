// The ways a private server cannot be had, each with an error of its own and without a hang.

import Glibc
import TestSupport
import Testing

@testable import Postgres

@Suite("Private server that cannot run")
struct PrivateServerFailureTests {
    @Test("a data folder below a file is not writable")
    func belowFile() {
        let file = TestRun.shared.makeFolder() + "/file"
        #expect(Files.replace(file, with: "x") == nil)
        let error = #expect(throws: PrivateServerError.self) { try makeServer(file + "/data").ensureRunning() }
        #expect(error == .folderNotWritable(path: file + "/data", reason: String(cString: strerror(ENOTDIR))))
    }

    @Test("a folder on a read-only disk is not writable", .enabled(if: Machine.canMount, "no mount namespace here"))
    func readOnly() {
        let said = Machine.inMountNamespace(
            "mount -t tmpfs -o ro none \"$1\" && \"$0\" ensure \"$1\"", TestRun.shared.makeFolder())
        #expect(said.hasPrefix("error folderNotWritable"))
        #expect(said.contains("Read-only"))
    }

    @Test("a disk without room for a cluster is full", .enabled(if: Machine.canMount, "no mount namespace here"))
    func tooSmall() {
        let said = Machine.inMountNamespace(
            "mount -t tmpfs -o size=20m none \"$1\" && \"$0\" ensure \"$1\"; ls -A \"$1\"", TestRun.shared.makeFolder())
        #expect(said.hasPrefix("error diskFull"))
        #expect(!said.contains("postgres.new"))
    }

    @Test(
        "a disk that fills up while the cluster is made is full, and nothing half made stays",
        .enabled(if: Machine.canMount, "no mount namespace here"))
    func fillsUp() {
        // Few inodes: there seems to be room until the files are made.
        let said = Machine.inMountNamespace(
            "mount -t tmpfs -o size=200m,nr_inodes=300 none \"$1\" && \"$0\" ensure \"$1\"; echo; ls -A \"$1\"",
            TestRun.shared.makeFolder())
        #expect(said.hasPrefix("error diskFull"))
        #expect(said.contains("No space left on device"))
        #expect(!said.split(separator: "\n").contains { $0.hasPrefix("postgres.new") })
    }

    @Test(
        "a disk that is full at the start of an existing cluster is full, and starts once there is room",
        .enabled(if: Machine.canMount, "no mount namespace here"))
    func fullAtStart() {
        let said = Machine.inMountNamespace(
            """
            mount -t tmpfs -o size=120m none "$1" && "$0" ensure "$1" > /dev/null && "$0" stop "$1" &&
            { head -c 200m /dev/zero > "$1/filler"; "$0" ensure "$1" other=1 | head -c 15; rm "$1/filler"
            echo; "$0" ensure "$1" | head -c 8; echo; "$0" stop "$1"; } 2> /dev/null
            """, TestRun.shared.makeFolder())
        #expect(said == "stopped true\nerror diskFull(\nrunning \nstopped true\n")
    }

    @Test("a cluster of a version that is not installed names both")
    func version() throws {
        let server = makeServer()
        _ = try server.ensureRunning()
        try server.stop()
        let installed = ServerBinaries.installed().map(\.majorVersion)
        for version in [13, 99] {
            #expect(Files.replace(server.cluster + "/PG_VERSION", with: "\(version)\n") == nil)
            let error = #expect(throws: PrivateServerError.self) { try server.ensureRunning() }
            #expect(error == .versionMismatch(path: server.cluster, cluster: version, installed: installed))
        }
    }

    @Test("a machine without PostgreSQL says where it looked")
    func missing() {
        var server = makeServer()
        server.installed = { [] }
        let error = #expect(throws: PrivateServerError.self) { try server.ensureRunning() }
        guard case .serverMissing(let searched)? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(searched.contains("/usr/lib/postgresql"))
    }

    @Test("a folder that is not a cluster is left alone")
    func notACluster() {
        let server = makeServer()
        mkdir(server.cluster, 0o700)
        #expect(Files.replace(server.cluster + "/notes", with: "mine") == nil)
        #expect(throws: PrivateServerError.notACluster(path: server.cluster)) { try server.ensureRunning() }
        #expect(Files.text(server.cluster + "/notes") == "mine")
    }

    @Test("a server that does not start gives the end of its log")
    func badSetting() throws {
        let server = PrivateServer(dataFolder: TestRun.shared.makeFolder(), settings: ["work_mem": "plenty"])
        let error = #expect(throws: PrivateServerError.self) { try server.ensureRunning() }
        guard case .failed(_, let log)? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(log.contains("work_mem"))
        #expect(try PrivateServer(dataFolder: server.dataFolder).ensureRunning().majorVersion >= 15)
    }

    @Test("more shared memory than there is has an error of its own")
    func memory() {
        let server = PrivateServer(
            dataFolder: TestRun.shared.makeFolder(), settings: ["shared_buffers": "8000GB", "huge_pages": "off"])
        let error = #expect(throws: PrivateServerError.self) { try server.ensureRunning() }
        guard case .notEnoughMemory(_, let log)? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(log.contains("shared memory"))
    }

    @Test("a data folder whose path is too long for a socket, or has a comma, gets its socket elsewhere")
    func longPath() throws {
        let folder = TestRun.shared.makeFolder()
        for name in ["/" + String(repeating: "길", count: 40), "/a,b"] {
            let server = makeServer(folder + name)
            let running = try server.ensureRunning()
            #expect(!running.socketFolder.hasPrefix(folder))
            #expect(running.socketFolder.utf8.count + 14 <= 107)
            let connection = try Connection(running.conninfo(), applicationName: "tests")
            #expect(try connection.run(PrivateServerTests.one)[0].int(0) == 1)
            try server.stop()
            rmdir(running.socketFolder)
        }
    }

    @Test("a path with a shell's and libpq's special characters is only a path")
    func awkwardPath() throws {
        let server = makeServer(TestRun.shared.makeFolder() + "/it's $HOME \"`x`\\ 데")
        let running = try server.ensureRunning()
        let connection = try Connection(running.conninfo(), applicationName: "tests")
        #expect(try connection.run(PrivateServerTests.one)[0].int(0) == 1)
        try server.stop()
        rmdir(running.socketFolder)
    }

    @Test(
        "a socket folder that is a link or somebody else's is not trusted",
        .enabled(if: Machine.isRoot, "needs root"))
    func untrustedSocketFolder() throws {
        for makeTrap in [
            { (path: String) in _ = symlink("/tmp", path) },
            { (path: String) in
                mkdir(path, 0o777)
                chown(path, 65534, 65534)
            },
        ] {
            let server = makeServer()
            makeTrap(server.dataFolder + "/run")
            #expect(throws: PrivateServerError.self) { try server.ensureRunning() }
            unlink(server.dataFolder + "/run")
            rmdir(server.dataFolder + "/run")
            _ = try server.ensureRunning()
        }
    }
}

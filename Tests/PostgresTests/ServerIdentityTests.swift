// As whom a private server runs, and what becomes of its files when that changes.

import Glibc
import TestSupport
import Testing

@testable import Postgres

@Suite("Private server as whom")
struct ServerIdentityTests {
    @Test(
        "root runs it in a user namespace, and the files stay root's",
        .enabled(if: Machine.isRoot && Machine.canNamespace, "needs root and user namespaces"))
    func namespace() throws {
        let server = makeServer()
        let running = try server.ensureRunning()
        #expect(Files.status(server.cluster)?.st_uid == 0)
        #expect(Files.text("/proc/\(running.processID)/uid_map")?.split(separator: " ").first == "1000")
    }

    @Test(
        "root without namespaces runs it as another user, inside a folder closed to that user",
        .enabled(if: Machine.canSwitchUser, "needs root with its capabilities"))
    func otherUser() throws {
        var server = makeServer(TestRun.shared.makeFolder() + "/closed")
        server.forcedIdentity = .user(65534, group: 65534)
        let running = try server.ensureRunning()
        #expect(Files.status("/proc/\(running.processID)")?.st_uid == 65534)
        let connection = try Connection(running.conninfo(), applicationName: "tests")
        #expect(try connection.run(PrivateServerTests.one)[0].int(0) == 1)
        try server.stop()
        // Left to choose for itself, it stays with the owner of the cluster.
        server.forcedIdentity = nil
        let again = try server.ensureRunning()
        #expect(Files.status("/proc/\(again.processID)")?.st_uid == 65534)
        try server.stop()
    }

    @Test(
        "a cluster made in a namespace is handed over where namespaces are refused later",
        .enabled(if: Machine.canSwitchUser && Machine.canNamespace, "needs root with its capabilities"))
    func handedOver() throws {
        var server = makeServer()
        _ = try server.ensureRunning()
        try server.stop()
        server.forcedIdentity = .user(65534, group: 65534)
        let running = try server.ensureRunning()
        #expect(Files.status("/proc/\(running.processID)")?.st_uid == 65534)
        try server.stop()
    }

    @Test(
        "where namespaces are refused, root finds the other user by itself",
        .enabled(if: Machine.canSwitchUser && Machine.canMount, "needs root with its capabilities"))
    func refusedNamespaces() {
        let folder = TestRun.shared.makeFolder()
        let said = Machine.inMountNamespace(
            """
            mount --bind /bin/false "$(command -v unshare)" && "$0" query "$1" fsync=off && stat -c %U "$1/postgres"
            "$0" stop "$1"
            """, folder)
        let owner = said.split(separator: "\n").dropFirst().first
        #expect(said.hasPrefix("user expo"), "\(said)")
        #expect(owner == "postgres" || owner == "nobody")
    }

    @Test(
        "a plain user needs nothing special, and another user's cluster is refused",
        .enabled(if: Machine.canSwitchUser, "needs root to become somebody"))
    func plainUser() throws {
        let plain = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--bounding-set=-all", "--"]
        let folder = TestRun.shared.makeFolder()
        // The built probe may lie in a closed folder: a copy lies where anybody can run it.
        let copy = folder + "/probe"
        #expect(Subprocess.run(["cp", Machine.probe, copy], in: "/", milliseconds: 10_000)?.didSucceed == true)
        let data = folder + "/data"
        mkdir(data, 0o700)
        chown(data, 65534, 65534)
        for path in [TestRun.base, TestRun.shared.folder, folder] { chmod(path, 0o755) }
        func run(_ arguments: String...) -> String {
            Subprocess.run(plain + [copy] + arguments, in: "/", milliseconds: 60_000)?.output ?? "not started"
        }
        #expect(run("query", data, "fsync=off") == "user expo listens ''\n")
        #expect(Files.status(data + "/postgres")?.st_uid == 65534)
        #expect(run("stop", data) == "stopped true\n")

        // Root may use the desk of a plain user, as that user.
        let running = try makeServer(data).ensureRunning()
        #expect(Files.status("/proc/\(running.processID)")?.st_uid == 65534)
        try makeServer(data).stop()

        // Not the other way round.
        let closed = folder + "/closed"
        _ = try makeServer(closed).ensureRunning()
        chown(closed, 65534, 65534)
        #expect(run("ensure", closed).hasPrefix("error ownedByAnother"))
        // What cannot be looked into is not taken for empty.
        for command in ["status", "stop"] {
            chmod(closed, 0o755)
            #expect(run(command, closed).hasPrefix("error ownedByAnother"), "\(command)")
            chown(closed, 0, 0)
            chmod(closed, 0o700)
            #expect(run(command, closed) == "error ownedByAnother(path: \"\(closed)\", userID: 0)\n", "\(command)")
            #expect(run(command, closed + "/below").hasPrefix("error folderNotWritable"), "\(command)")
        }
        chmod(data, 0o500)
        unlink(data + "/postgres.lock")
        #expect(run("ensure", data).hasPrefix("error folderNotWritable"))
    }
}

// A primary and its streaming standby, to be killed and promoted.

import Foundation
import Glibc
import Postgres
import TestSupport

/// An expo whose server has a standby.
final class StreamingPair {
    let expo: Expo
    let standby: PrivateServer
    /// Between the two servers.
    let stream: Relay
    /// What a desk's configuration says: both servers, whichever takes writes.
    let address: String

    init() throws {
        expo = try Expo(settings: ["wal_level": "replica", "max_wal_senders": "5", "wal_keep_size": "64MB"])
        guard case .running(let primary) = try expo.server.status() else { throw SupportError("no primary") }
        stream = try Relay(to: expo.conninfo)
        let folder = TestRun.shared.makeFolder()
        let binary = "/usr/lib/postgresql/\(primary.majorVersion)/bin/pg_basebackup"
        // The copy keeps the relay's address: what the standby is to follow.
        let copy = try ChildProcess(
            [
                binary, "-D", folder + "/postgres", "-R", "-X", "stream", "-c", "fast", "-N", "-h", stream.folder, "-p",
                "5432", "-U", PrivateServer.owner,
            ], environment: ["PATH": "/usr/bin:/bin", "HOME": folder])
        guard copy.wait(within: 60_000) == .exited(0) else { throw SupportError("pg_basebackup failed") }
        standby = PrivateServer(dataFolder: folder, settings: ["fsync": "off", "cluster_name": "standby"])
        let second = try standby.ensureRunning()
        address =
            "host='\(primary.socketFolder),\(second.socketFolder)' port=5432 dbname=postgres "
            + "target_session_attrs=read-write connect_timeout=2"
        guard eventually({ try isFollowing() }) else { throw SupportError("the standby does not follow") }
    }

    deinit {
        stream.close()
        _ = try? standby.stop()
    }

    private func eventually(_ condition: () throws -> Bool) -> Bool {
        (try? FaultTests.eventually(within: 30_000, condition)) == true
    }

    private func isFollowing() throws -> Bool {
        try !expo.owner().run(question("SELECT 1 FROM pg_stat_replication WHERE state = 'streaming'")).isEmpty
    }

    /// From now on nothing is acknowledged that the standby does not have.
    func makeSynchronous() throws {
        let owner = try expo.owner()
        try owner.script("ALTER SYSTEM SET synchronous_standby_names = '*'")
        try owner.script("SELECT pg_reload_conf()")
        guard
            eventually({
                try !owner.run(question("SELECT 1 FROM pg_stat_replication WHERE sync_state = 'sync'")).isEmpty
            })
        else { throw SupportError("the standby is not synchronous") }
    }

    /// The standby hears nothing any more.
    func partTheTwo() throws {
        try stream.set(.refusing)
        stream.cut()
    }

    /// kill -9 of the primary, then the standby takes over.
    func failOver() throws {
        guard case .running(let primary) = try expo.server.status() else { throw SupportError("no primary") }
        kill(primary.processID, SIGKILL)
        let next = try Connection(standbyConninfo(), applicationName: "owner")
        _ = try next.run(question("SELECT pg_promote(true, 60)"))
    }

    /// As the owner, on the standby.
    func standbyConninfo() throws -> String {
        try standby.ensureRunning().conninfo()
    }
}

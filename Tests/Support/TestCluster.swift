// A real PostgreSQL server for tests: one private cluster a test process, a fresh database a test.

import Postgres
import Synchronization

/// The cluster of this test process, started by its first use and stopped when the process ends.
public final class TestCluster: Sendable {
    public static let shared = TestCluster()

    private struct State {
        var server: RunningServer?
        var databases = 0
    }

    /// Tests do not survive a power cut, so nothing waits for the disk.
    private let server = PrivateServer(
        dataFolder: TestRun.shared.makeFolder(),
        settings: ["fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"])
    private let state = Mutex(State())

    /// The conninfo of a new, empty database, owned by the role `expo`.
    /// - Parameter template: the name of a database to copy (one that nobody is connected to).
    public func makeDatabase(template: String? = nil) throws -> String {
        try state.withLock { state in
            let running = try state.server ?? server.ensureRunning()
            state.server = running
            state.databases += 1
            let name = "test_\(state.databases)"
            let connection = try Connection(running.conninfo(), applicationName: "tests")
            try connection.script("CREATE DATABASE \(name)" + (template.map { " TEMPLATE \($0)" } ?? ""))
            return running.conninfo(database: name)
        }
    }
}

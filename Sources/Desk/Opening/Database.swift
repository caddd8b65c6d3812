// Reaching the database: the embedded server, started when it is needed, or somebody's own.

public import Postgres
import Store

/// Where connections come from.
public struct Database: Sendable {
    let settings: DeskSettings

    public init(_ settings: DeskSettings) {
        self.settings = settings
    }

    /// The embedded server, nil where the database is somebody's own.
    public var privateServer: PrivateServer? {
        settings.database == .embedded ? PrivateServer(dataFolder: settings.dataFolder) : nil
    }

    /// Connects as a desk: the role with the least grants in the embedded server, else whoever the address names. The
    /// embedded server is started, and its schema brought up, where that is still to do; somebody's own database is
    /// only checked.
    public func connectAsDesk(progress: (PrivateServerStep) -> Void = { _ in }) throws(DeskError) -> Connection {
        switch settings.database {
        case .server(let address): return try deskConnection(address)
        case .embedded:
            let running = try runningServer(progress)
            if let connection = try connectIfPrepared(running) { return connection }
            // The desks' role and tables come with the migrations, which are the owner's to run.
            _ = try migrate(try connect(running.conninfo()))
            return try deskConnection(running.conninfo(user: Self.deskRole))
        }
    }

    /// Connects to hear of changes. Starts nothing: a server that somebody has stopped is to stay so until it is needed.
    public func connectToWatch() throws(DeskError) -> Connection {
        let address: String
        switch settings.database {
        case .server(let given): address = given
        case .embedded:
            let server = PrivateServer(dataFolder: settings.dataFolder)
            guard case .running(let running) = try DeskError.wrap({ try server.status() }) else {
                throw .outOfReach("the embedded server does not run")
            }
            address = running.conninfo(user: Self.deskRole)
        }
        return try DeskError.wrap { try Connection(address, applicationName: "expodesk live", connectTimeout: 2) }
    }

    private func deskConnection(_ address: String) throws(DeskError) -> Connection {
        let connection = try connect(address)
        // A server may hang right after it has taken the connection.
        connection.answerPatience = settings.answerPatience
        defer { connection.answerPatience = nil }
        try DeskError.wrap {
            try Store.limit(connection)
            try Migrator(connection).requireCurrent()
        }
        return connection
    }

    /// Connects as the schema's owner: for setting up events and for migrations.
    public func connectAsOwner(progress: (PrivateServerStep) -> Void = { _ in }) throws(DeskError) -> Connection {
        switch settings.database {
        case .server(let address): try connect(address)
        case .embedded: try connect(try runningServer(progress).conninfo())
        }
    }

    private func runningServer(_ progress: (PrivateServerStep) -> Void) throws(DeskError) -> RunningServer {
        let server = PrivateServer(dataFolder: settings.dataFolder)
        return try DeskError.wrap {
            if case .running(let running) = try server.status() { return running }
            return try server.ensureRunning(progress: progress)
        }
    }

    /// A desk's connection, nil where the schema is older than this program's.
    private func connectIfPrepared(_ running: RunningServer) throws(DeskError) -> Connection? {
        let begin = Monotonic.milliseconds()
        do {
            return try deskConnection(running.conninfo(user: Self.deskRole))
        } catch {
            switch error {
            case .store(.schemaOlder): return nil
            case .outOfReach:
                // One that has hung says nothing to its owner either: nobody waits twice.
                guard Monotonic.milliseconds() - begin < Self.connectTimeout * 1_000 else { throw error }
                // A server that lets its owner in only lacks the desks' role.
                guard (try? connect(running.conninfo())) != nil else { throw error }
                return nil
            default: throw error
            }
        }
    }

    /// Brings the schema up.
    /// - Returns: the numbers of the steps that were missing.
    public func migrate(_ connection: Connection) throws(DeskError) -> [Int] {
        try DeskError.wrap { try Migrator(connection).migrate() }
    }

    static let deskRole = "expo_desk"
    /// Seconds to wait for a server to take a connection.
    private static let connectTimeout: Int64 = 2

    /// Connects, waiting up to ten seconds where every place on the server is taken.
    private func connect(_ address: String) throws(DeskError) -> Connection {
        try DeskError.wrap {
            let deadline = Monotonic.milliseconds() + 10_000
            while true {
                do throws(PostgresError) {
                    return try Connection(
                        address, applicationName: "expodesk", connectTimeout: Int(Self.connectTimeout))
                } catch {
                    let passes = error.isTooManyConnections || error.isServerNotReady
                    guard passes, Monotonic.milliseconds() < deadline else { throw error }
                    // Jitter, so that desks that were turned away together do not come back together.
                    Monotonic.wait(milliseconds: Int.random(in: 20...200))
                }
            }
        }
    }
}

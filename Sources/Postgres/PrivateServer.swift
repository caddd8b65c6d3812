// A PostgreSQL cluster of our own inside a data folder: what callers see. How it is made and started is in
// PrivateServer+Creating.swift and PrivateServer+Starting.swift.

import Glibc

/// A private PostgreSQL cluster in `<data folder>/postgres`, reachable over a unix socket only and shared by every process
/// that uses the folder. It outlives the process that started it, until `stop()`.
///
/// Blocking, and safe to call from several threads and processes at once. Each wait inside is bounded by 30 s.
public struct PrivateServer: Sendable {
    /// The role that owns everything, a superuser.
    public static let owner = "expo"

    /// Absolute, without a slash at its end.
    public let dataFolder: String
    /// Server settings (`fsync`, …) over our own; taken up when the server starts.
    public let settings: [String: String]
    /// Replaced by tests: what is installed, and as whom to run.
    var installed: @Sendable () -> [ServerBinaries] = { ServerBinaries.installed() }
    var forcedIdentity: ServerIdentity?

    /// - Parameter dataFolder: made with mode 0700 where it is missing; a relative path starts at the working folder.
    public init(dataFolder: String, settings: [String: String] = [:]) {
        var path = dataFolder
        if !path.hasPrefix("/"), let working = getcwd(nil, 0) {
            path = String(cString: working) + "/" + path
            free(working)
        }
        while path.count > 1, path.hasSuffix("/") { path.removeLast() }
        self.dataFolder = path
        self.settings = settings
    }

    var cluster: String { dataFolder + "/postgres" }
    var logFile: String { dataFolder + "/postgres.log" }
    var lockFile: String { dataFolder + "/postgres.lock" }

    /// Makes the cluster where there is none, starts it where it does not run, and says where it is.
    /// - Parameter progress: called before each step that takes time.
    public func ensureRunning(
        progress: (PrivateServerStep) -> Void = { _ in }
    ) throws(PrivateServerError) -> RunningServer {
        // Nearly always it runs already: no lock, and nothing to write.
        if let running = running() { return running }
        try refuseForeignCluster()
        try prepareDataFolder()
        let lock = try ServerLock(path: lockFile) { progress(.waitingForAnother) }
        defer { extendLifetime(lock) }
        if let running = running() { return running }
        try createIfMissing(progress)
        return try start(progress)
    }

    /// Stops the server, breaking off its connections; false when it was not running.
    @discardableResult
    public func stop() throws(PrivateServerError) -> Bool {
        guard try hasCluster() else { return false }
        try refuseForeignCluster()
        let lock = try ServerLock(path: lockFile) {}
        defer { extendLifetime(lock) }
        return try stopLocked()
    }

    /// What there is, without changing anything.
    public func status() throws(PrivateServerError) -> PrivateServerStatus {
        guard try hasCluster() else { return .absent }
        guard let version = clusterVersion() else {
            try refuseForeignCluster()
            throw .notACluster(path: cluster)
        }
        guard let file = PostmasterFile(cluster: cluster), ServerProcess(file.processID, cluster: cluster) == .server
        else {
            return .stopped
        }
        guard file.isReady else { return .starting(processID: file.processID) }
        return .running(
            RunningServer(processID: file.processID, socketFolder: file.socketFolder, majorVersion: version))
    }

    /// The server when it is ready and can be reached; a socket can vanish under a running server, with the login session
    /// whose runtime folder it lay in.
    func running() -> RunningServer? {
        guard case .running(let server)? = try? status(),
            Files.status("\(server.socketFolder)/.s.PGSQL.5432") != nil
        else { return nil }
        return server
    }

    func clusterVersion() -> Int? {
        Files.text(cluster + "/PG_VERSION").flatMap { Int($0.prefix { $0.isNumber }) }
    }

    /// A folder that we may not look into is not one without a cluster.
    private func hasCluster() throws(PrivateServerError) -> Bool {
        if Files.status(cluster) != nil { return true }
        let reason = errno
        guard reason != ENOENT, reason != ENOTDIR else { return false }
        if geteuid() != 0, let owner = Files.status(dataFolder)?.st_uid, owner != geteuid() {
            throw .ownedByAnother(path: dataFolder, userID: owner)
        }
        throw PrivateServerError(errno: reason, path: dataFolder)
    }

    /// A plain user cannot use what belongs to another, however the folders' modes are.
    private func refuseForeignCluster() throws(PrivateServerError) {
        guard geteuid() != 0, let owner = Files.status(cluster)?.st_uid, owner != geteuid() else { return }
        throw .ownedByAnother(path: cluster, userID: owner)
    }

    private func prepareDataFolder() throws(PrivateServerError) {
        if let failure = Files.makeFolder(dataFolder) {
            throw PrivateServerError(errno: failure, path: dataFolder)
        }
        guard access(dataFolder, W_OK | X_OK) == 0 else {
            throw PrivateServerError(errno: errno, path: dataFolder)
        }
    }
}

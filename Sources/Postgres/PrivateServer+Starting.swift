// Starting and stopping the server, whatever the last one left behind. All of it under the lock.

import Glibc

extension PrivateServer {
    private static let longestWait = 30_000
    /// For how long a server that was killed may still be in the way.
    private static let aftermath = 5_000

    func start(_ progress: (PrivateServerStep) -> Void) throws(PrivateServerError) -> RunningServer {
        let binaries = try matchingBinaries()
        let identity = try identity(binaries)
        try identity.takeOver(cluster)
        progress(.starting)
        let aftermath = Deadline(milliseconds: Self.aftermath)
        while true {
            try clearTheWay(aftermath)
            if let running = running() { return running }
            let socketFolder = try configure(identity)
            clearSocketLock(socketFolder, aftermath)
            let logStart = Files.size(logFile)
            // A relative path, because pg_ctl hands its arguments to a shell without quoting them.
            let command = [
                binaries.pgCtl, "start", "-D", "postgres", "-l", "postgres.log", "-w", "-t",
                "\(Self.longestWait / 1000)", "-s",
            ]
            guard
                let said = Subprocess.run(
                    identity.prefix + command, in: dataFolder, milliseconds: Self.longestWait + 5_000)
            else { throw .failed(path: cluster, log: command[0]) }
            if let running = running() { return running }
            let log = said.output + Files.tail(logFile, from: logStart)
            let isInTheWay =
                (log.contains("lock file \"") && log.contains("already exists"))
                || log.contains("pre-existing shared memory block")
            if isInTheWay, !aftermath.isOver {
                usleep(50_000)
                continue
            }
            throw startFailure(said, log)
        }
    }

    private func startFailure(_ said: Subprocess, _ log: String) -> PrivateServerError {
        if case .starting? = try? status() { return .noAnswer(path: cluster, log: log) }
        if said.didTimeOut { return .noAnswer(path: cluster, log: log) }
        if let free = Files.freeSpace(cluster), free == 0 { return .diskFull(path: cluster, log: log) }
        return PrivateServerError(log: log, path: cluster)
    }

    private func matchingBinaries() throws(PrivateServerError) -> ServerBinaries {
        guard let version = clusterVersion() else { throw .notACluster(path: cluster) }
        let candidates = installed()
        guard !candidates.isEmpty else {
            throw .serverMissing(searched: ServerBinaries.packageFolders + ServerBinaries.searchPath)
        }
        guard let binaries = candidates.first(where: { $0.majorVersion == version }) else {
            throw .versionMismatch(path: cluster, cluster: version, installed: candidates.map(\.majorVersion))
        }
        return binaries
    }

    /// Waits for a server that is on its way, and removes a postmaster.pid that PostgreSQL would never get past.
    private func clearTheWay(_ aftermath: Deadline) throws(PrivateServerError) {
        let deadline = Deadline(milliseconds: Self.longestWait)
        while let file = PostmasterFile(cluster: cluster) {
            switch ServerProcess(file.processID, cluster: cluster) {
            case .gone:
                return
            case .zombie:
                // Usually collected within a second; where nobody does, it is dead all the same.
                if aftermath.isOver { return removePostmasterFile() }
            case .stranger:
                return removePostmasterFile()
            case .server:
                if file.isReady {
                    if running() != nil { return }
                    // It runs where nobody can reach it any more.
                    try stopLocked()
                    return
                }
                guard !deadline.isOver else {
                    throw .noAnswer(path: cluster, log: Files.tail(logFile))
                }
            }
            usleep(10_000)
        }
    }

    /// The socket has a lock file of its own, with the same number in it and the same ways to be stale. Its folder is ours
    /// alone, so whoever the number belongs to now has no socket there.
    private func clearSocketLock(_ socketFolder: String, _ aftermath: Deadline) {
        let path = socketFolder + "/.s.PGSQL.5432.lock"
        while let file = Files.text(path).flatMap(PostmasterFile.init(text:)) {
            switch ServerProcess(file.processID, cluster: cluster) {
            case .gone, .server: return
            case .zombie where !aftermath.isOver: usleep(10_000)
            case .zombie, .stranger:
                unlink(path)
                return
            }
        }
    }

    /// Safe even if we were wrong: the server also marks its shared memory.
    private func removePostmasterFile() {
        unlink(cluster + "/postmaster.pid")
    }

    /// Writes the settings and makes the socket's folder, whose path it gives.
    private func configure(_ identity: ServerIdentity) throws(PrivateServerError) -> String {
        let socketFolder = try SocketFolder.prepare(dataFolder: dataFolder, identity: identity) { name in
            String(optional: getenv(name))
        }
        let configuration = ServerConfiguration(socketFolder: socketFolder, settings: settings)
        let path = cluster + "/" + ServerConfiguration.fileName
        if Files.text(path) != configuration.text {
            var owner: (user: UInt32, group: UInt32)?
            if case .user(let user, let group) = identity { owner = (user, group) }
            if let failure = Files.replace(path, with: configuration.text, owner: owner) {
                throw PrivateServerError(errno: failure, path: path)
            }
        }
        if Files.size(logFile) > 10 << 20 { rename(logFile, logFile + ".1") }
        return socketFolder
    }

    @discardableResult
    func stopLocked() throws(PrivateServerError) -> Bool {
        guard let file = PostmasterFile(cluster: cluster),
            ServerProcess(file.processID, cluster: cluster) == .server
        else { return false }
        // Fast shutdown first; immediate, which costs the next start a recovery, if that takes too long.
        for (signal, wait) in [(SIGINT, Self.longestWait), (SIGQUIT, Self.aftermath)] {
            guard kill(file.processID, signal) == 0 || errno == ESRCH else {
                throw .ownedByAnother(path: cluster, userID: Files.status(cluster)?.st_uid ?? 0)
            }
            let deadline = Deadline(milliseconds: wait)
            repeat {
                if ServerProcess(file.processID, cluster: cluster) != .server { return true }
                usleep(5_000)
            } while !deadline.isOver
        }
        throw .noAnswer(path: cluster, log: Files.tail(logFile))
    }
}

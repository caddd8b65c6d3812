// The first start in a data folder: initdb, made complete before it is given its name.

import CLinux
import Glibc

extension PrivateServer {
    /// What a fresh cluster and its first start need, with room to work: about 40 MB are written.
    private static let neededSpace: Int64 = 96 << 20
    private static let draftPrefix = "postgres.new."

    func createIfMissing(_ progress: (PrivateServerStep) -> Void) throws(PrivateServerError) {
        removeDrafts()
        if let status = Files.status(cluster) {
            guard clusterVersion() == nil else { return }
            // An empty folder may have been put there to mount a disk on, and is as good as none.
            guard Files.isFolder(status), rmdir(cluster) == 0 else { throw .notACluster(path: cluster) }
        }
        guard let binaries = installed().first else {
            throw .serverMissing(searched: ServerBinaries.packageFolders + ServerBinaries.searchPath)
        }
        progress(.creating)
        if let free = Files.freeSpace(dataFolder), free < Self.neededSpace {
            throw .diskFull(path: dataFolder, log: "")
        }
        let draft = Self.draftPrefix + "\(getpid()).\(UInt32.random(in: 0 ... .max))"
        do {
            try initialise(draft, binaries)
        } catch {
            Files.removeTree(dataFolder + "/" + draft)
            throw error
        }
    }

    private func initialise(_ draft: String, _ binaries: ServerBinaries) throws(PrivateServerError) {
        let identity = try identity(binaries)
        // Syncing file by file takes longer than all the rest; the whole of it is synced once below.
        let command = [
            binaries.initdb, "-D", draft, "-U", Self.owner, "--auth-local=trust", "--auth-host=reject", "-E", "UTF8",
            "--locale=C.UTF-8", "--text-search-config=simple", "--data-checksums", "--no-sync", "--no-instructions",
        ]
        guard let said = Subprocess.run(identity.prefix + command, in: dataFolder, milliseconds: 30_000) else {
            throw .failed(path: dataFolder, log: command[0])
        }
        guard !said.didTimeOut else { throw .noAnswer(path: dataFolder, log: said.output) }
        let path = dataFolder + "/" + draft
        guard said.didSucceed else { throw PrivateServerError(log: said.output, path: dataFolder) }
        let include = "\ninclude '\(ServerConfiguration.fileName)'\n"
        if let failure = Files.append(include, to: path + "/postgresql.conf") {
            throw PrivateServerError(errno: failure, path: path)
        }
        try syncAndName(path)
    }

    private func syncAndName(_ draft: String) throws(PrivateServerError) {
        let descriptor = open(draft, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw PrivateServerError(errno: errno, path: draft) }
        defer { close(descriptor) }
        guard cl_sync_file_system(descriptor) == 0, rename(draft, cluster) == 0 else {
            throw PrivateServerError(errno: errno, path: draft)
        }
        let folder = open(dataFolder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { return }
        fsync(folder)
        close(folder)
    }

    /// What a run that was killed has left. Nobody works on one of these now: we hold the lock (an initdb that outlived its
    /// parent fails, and nobody misses it).
    private func removeDrafts() {
        for name in Files.names(in: dataFolder) where name.hasPrefix(Self.draftPrefix) {
            Files.removeTree(dataFolder + "/" + name)
        }
    }

    func identity(_ binaries: ServerBinaries) throws(PrivateServerError) -> ServerIdentity {
        if let forcedIdentity { return forcedIdentity }
        return try .choose(dataFolder: dataFolder, cluster: cluster, binaries: binaries)
    }
}

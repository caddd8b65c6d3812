// Finding the PostgreSQL server programs that the distribution has installed.

import Glibc

/// The programs of one installed major version.
struct ServerBinaries: Sendable, Equatable {
    /// Holds initdb, pg_ctl and postgres.
    let folder: String
    let majorVersion: Int

    /// What is below this lacks things we build on.
    static let oldestVersion = 15

    var initdb: String { folder + "/initdb" }
    var pgCtl: String { folder + "/pg_ctl" }
    var postgres: String { folder + "/postgres" }

    /// Where Debian (one folder a version) and others put them.
    static let packageFolders = ["/usr/lib/postgresql"]

    /// Every usable installation, the newest first.
    static func installed(packageFolders: [String] = packageFolders) -> [ServerBinaries] {
        var found: [ServerBinaries] = []
        for parent in packageFolders {
            for name in Files.names(in: parent) {
                guard let version = Int(name) else { continue }
                found.append(ServerBinaries(folder: "\(parent)/\(name)/bin", majorVersion: version))
            }
        }
        found = found.filter(\.isComplete)
        if found.isEmpty { found = inPath() }
        return found.filter { $0.majorVersion >= oldestVersion }.sorted { $0.majorVersion > $1.majorVersion }
    }

    /// The folders of PATH, and the one that pg_config names.
    private static func inPath() -> [ServerBinaries] {
        var folders = searchPath
        if let said = Subprocess.run(["pg_config", "--bindir"], in: "/", milliseconds: 5000), said.didSucceed {
            folders.append(String(said.output.prefix { $0 != "\n" }))
        }
        return folders.compactMap { folder in
            let candidate = ServerBinaries(folder: folder, majorVersion: 0)
            guard candidate.isComplete, let version = candidate.askVersion() else { return nil }
            return ServerBinaries(folder: folder, majorVersion: version)
        }
    }

    static var searchPath: [String] {
        guard let path = getenv("PATH") else { return [] }
        return String(cString: path).split(separator: ":").map(String.init).filter { $0.hasPrefix("/") }
    }

    private var isComplete: Bool {
        [initdb, pgCtl, postgres].allSatisfy { (path: String) in access(path, X_OK) == 0 }
    }

    /// `postgres (PostgreSQL) 16.4 (…)`
    private func askVersion() -> Int? {
        guard let said = Subprocess.run([postgres, "--version"], in: "/", milliseconds: 5000), said.didSucceed,
            let start = said.output.firstIndex(where: \.isNumber)
        else { return nil }
        return Int(said.output[start...].prefix { $0.isNumber })
    }
}

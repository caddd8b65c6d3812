// As whom the server runs. PostgreSQL refuses root, and a desk may be run by root.

import Glibc

/// The user the server's programs run as, and how they become it.
enum ServerIdentity: Sendable, Equatable {
    case ourselves
    /// In a user namespace where root has another number: outside, every file stays root's, so that the data folder may
    /// lie in root's closed home.
    case namespace
    /// As somebody else, with the right to pass root's closed folders.
    case user(UInt32, group: UInt32)

    /// What goes before a command.
    var prefix: [String] {
        switch self {
        case .ourselves: []
        case .namespace: ["unshare", "--user", "--map-user=1000", "--map-group=1000", "--"]
        case .user(let user, let group):
            [
                "setpriv", "--reuid=\(user)", "--regid=\(group)", "--clear-groups", "--inh-caps=-all,+dac_override",
                "--ambient-caps=+dac_override", "--bounding-set=-all,+dac_override", "--",
            ]
        }
    }

    /// Decides for a data folder. The owner of an existing cluster decides, because PostgreSQL runs as nobody else.
    static func choose(
        dataFolder: String, cluster: String, binaries: ServerBinaries
    ) throws(PrivateServerError) -> ServerIdentity {
        let owner = Files.status(cluster)?.st_uid
        guard geteuid() == 0 else { return .ourselves }
        if let owner, owner != 0 {
            return .user(owner, group: Files.status(cluster)?.st_gid ?? owner)
        }
        var refusals: [String] = []
        for candidate in [.namespace] + otherUsers() {
            guard let refusal = candidate.refusal(dataFolder: dataFolder, binaries: binaries) else { return candidate }
            refusals.append(refusal)
        }
        throw .rootRefused(path: dataFolder, reason: refusals.joined(separator: "\n"))
    }

    private static func otherUsers() -> [ServerIdentity] {
        ["postgres", "nobody"].compactMap { name in
            guard let entry = getpwnam(name) else { return nil }
            return .user(entry.pointee.pw_uid, group: entry.pointee.pw_gid)
        }
    }

    /// Why this way does not work here, nil when it does: tried with the two things that matter, writing in the data folder
    /// and running the server's program. (`test -w` would ask access(2), which ignores capabilities.)
    private func refusal(dataFolder: String, binaries: ServerBinaries) -> String? {
        let probe = [
            "/bin/sh", "-c", "mkdir \"$0\" && rmdir \"$0\" && exec \"$1\" --version",
            "\(dataFolder)/.probe-\(getpid())-\(UInt32.random(in: 0 ... .max))", binaries.postgres,
        ]
        guard let said = Subprocess.run(prefix + probe, in: "/", milliseconds: 5000) else {
            return "\(prefix.first ?? ""): not installed"
        }
        guard !said.didSucceed else { return nil }
        return said.output.isEmpty ? "\(prefix.first ?? ""): cannot write to \(dataFolder)" : said.output
    }

    /// Gives the cluster to whom the server runs as, after it was made in another way.
    func takeOver(_ cluster: String) throws(PrivateServerError) {
        guard case .user(let user, let group) = self, let owner = Files.status(cluster)?.st_uid, owner != user else {
            return
        }
        let said = Subprocess.run(
            ["chown", "-R", "--no-dereference", "\(user):\(group)", cluster], in: "/", milliseconds: 30_000)
        guard said?.didSucceed == true else {
            throw .failed(path: cluster, log: said?.output ?? "chown: not installed")
        }
    }
}

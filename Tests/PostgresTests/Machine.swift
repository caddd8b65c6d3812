// What the tests of the private server need of the machine: other processes, other users, other mounts.

import Glibc
import TestSupport

@testable import Postgres

enum Machine {
    static let isRoot = geteuid() == 0

    /// Can this machine mount file systems of its own, as the tests of full and read-only disks need?
    static let canMount: Bool =
        Subprocess.run(
            ["unshare", "--mount", "--", "mount", "-t", "tmpfs", "none", "/mnt"], in: "/", milliseconds: 5000)?
        .didSucceed ?? false

    static let canNamespace: Bool =
        Subprocess.run(
            ServerIdentity.namespace.prefix + ["true"], in: "/", milliseconds: 5000)?.didSucceed ?? false

    /// Can root hand the right to pass closed folders to another user?
    static let canSwitchUser: Bool =
        isRoot
        && (Subprocess.run(ServerIdentity.user(65534, group: 65534).prefix + ["true"], in: "/", milliseconds: 5000)?
            .didSucceed ?? false)

    /// The probe, built next to the test bundle, which is run by a program of the toolchain's.
    static let probe: String = {
        let bundle = CommandLine.arguments.first { $0.contains(".xctest") } ?? ""
        return String(bundle[..<(bundle.lastIndex(of: "/") ?? bundle.startIndex)]) + "/ClusterProbe"
    }()

    /// Runs the probe; gives its line.
    static func probe(_ arguments: String..., prefix: [String] = []) -> String {
        let said = Subprocess.run(prefix + [probe] + arguments, in: "/", milliseconds: 60_000)
        return said.map { String($0.output.prefix { $0 != "\n" }) } ?? "not started"
    }

    /// Runs shell commands in a mount namespace of their own; `$0` is the probe. Gives what they said.
    static func inMountNamespace(_ script: String, _ arguments: String...) -> String {
        Subprocess.run(
            ["unshare", "--mount", "--", "/bin/sh", "-c", script, probe] + arguments, in: "/", milliseconds: 60_000)?
            .output ?? "not started"
    }
}

/// A private server in a folder of its own, that does not wait for the disk.
func makeServer(_ folder: String = TestRun.shared.makeFolder()) -> PrivateServer {
    PrivateServer(dataFolder: folder, settings: ["fsync": "off"])
}

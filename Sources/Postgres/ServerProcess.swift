// What the kernel says of the process that postmaster.pid names.

import Glibc

/// The state of a process with respect to one cluster.
enum ServerProcess: Equatable {
    /// No such process.
    case gone
    /// Dead, and not yet collected by its parent. For PostgreSQL it still counts as alive.
    case zombie
    /// The number was given to something that has nothing to do with our cluster.
    case stranger
    case server

    init(_ processID: Int32, cluster: String) {
        guard processID > 0, kill(processID, 0) == 0 || errno != ESRCH else {
            self = .gone
            return
        }
        guard let stat = Files.text("/proc/\(processID)/stat") else {
            self = .gone
            return
        }
        // The name in parentheses may hold anything; the state is the first word after the last of them.
        if let name = stat.lastIndex(of: ")"), stat[name...].dropFirst(2).first == "Z" {
            self = .zombie
            return
        }
        self = Self.isServer(processID, of: cluster) ? .server : .stranger
    }

    /// A server works in its data directory. Its program may have been replaced by an upgrade since.
    private static func isServer(_ processID: Int32, of cluster: String) -> Bool {
        guard let program = link("/proc/\(processID)/exe") else {
            // Not ours to look at (root without CAP_SYS_PTRACE): its command line is open to everybody.
            let command = Files.text("/proc/\(processID)/cmdline")?.prefix { $0 != "\0" } ?? ""
            return command.hasSuffix("/postgres") && owner(of: "/proc/\(processID)") == owner(of: cluster)
        }
        let isPostgres = program.hasSuffix("/postgres") || program.hasSuffix("/postgres (deleted)")
        var working = stat()
        var folder = stat()
        guard isPostgres, stat("/proc/\(processID)/cwd", &working) == 0, stat(cluster, &folder) == 0 else {
            return false
        }
        return working.st_dev == folder.st_dev && working.st_ino == folder.st_ino
    }

    private static func owner(of path: String) -> UInt32? {
        Files.status(path)?.st_uid
    }

    private static func link(_ path: String) -> String? {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: 4096) { buffer in
            guard let base = buffer.baseAddress else { return nil }
            let count = readlink(path, base, buffer.count)
            guard count > 0 else { return nil }
            return String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
        }
    }
}

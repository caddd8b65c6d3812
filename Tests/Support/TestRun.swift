// A folder of its own for every test process, cleared away when it ends, or by a later run when it was killed.

import CLinux
import Glibc
import Postgres
import Synchronization

/// The folders of this test process, below `/tmp/expodesk-tests-UID`. Short, so that a socket's path fits below it.
///
/// A run holds a lock for as long as it lives; what a killed run has left is known by its lock being free.
public final class TestRun: Sendable {
    public static let shared = TestRun()

    /// Holds the folders of all runs of this user.
    public static let base = "/tmp/expodesk-tests-\(geteuid())"

    public let folder: String
    private let count = Mutex(0)

    private init() {
        let base = Self.base
        mkdir(base, 0o700)
        let gate = open(base + "/lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        // Held while a run makes its own lock, so that nobody takes the fresh folder for a dead one.
        _ = cl_lock_exclusive(gate)
        Self.clearDeadRuns(base)
        folder = base + "/\(getpid())-\(UInt16.random(in: 0 ... .max))"
        mkdir(folder, 0o755)
        let alive = open(folder + "/alive", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        _ = cl_try_lock_exclusive(alive)
        close(gate)
        atexit { TestRun.clear(TestRun.shared.folder) }
    }

    /// A fresh empty folder, mode 0700. A private server in it is stopped at the end of the run.
    public func makeFolder() -> String {
        let number = count.withLock { count in
            count += 1
            return count
        }
        let path = folder + "/\(number)"
        mkdir(path, 0o700)
        return path
    }

    private static func clearDeadRuns(_ base: String) {
        for name in names(in: base) where name != "lock" {
            let path = base + "/" + name
            let alive = open(path + "/alive", O_RDWR | O_CLOEXEC)
            if alive >= 0, cl_try_lock_exclusive(alive) == 0 || errno != EWOULDBLOCK { clear(path) }
            if alive < 0, errno == ENOENT { clear(path) }
            if alive >= 0 { close(alive) }
        }
    }

    private static func clear(_ run: String) {
        stopServers(below: run)
        remove(tree: run)
    }

    private static func stopServers(below folder: String) {
        for name in names(in: folder) where name != "postgres" {
            stopServers(below: folder + "/" + name)
        }
        if access(folder + "/postgres/postmaster.pid", F_OK) == 0 {
            _ = try? PrivateServer(dataFolder: folder).stop()
        }
    }

    private static func names(in folder: String) -> [String] {
        guard let stream = opendir(folder) else { return [] }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { tuple in
                tuple.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != "." && name != ".." { names.append(name) }
        }
        return names
    }

    private static func remove(tree path: String) {
        var found = stat()
        guard lstat(path, &found) == 0 else { return }
        if found.st_mode & S_IFMT == S_IFDIR {
            for name in names(in: path) { remove(tree: path + "/" + name) }
            rmdir(path)
        } else {
            unlink(path)
        }
    }
}

// Another process, alive for as long as a test wants it.

import Glibc

/// A child in a process group of its own, killed with the value. Nobody collects it before `wait()`, so that it can be a
/// zombie in between.
final class Sleeper {
    let processID: pid_t
    private var isCollected = false

    struct NotStarted: Error {}

    init(_ command: [String] = ["sleep", "600"]) throws {
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))
        posix_spawnattr_setpgroup(&attributes, 0)
        var arguments = command.map { strdup($0) }
        arguments.append(nil)
        defer { for text in arguments { free(text) } }
        var child: pid_t = 0
        guard posix_spawnp(&child, command[0], nil, &attributes, arguments, environ) == 0 else { throw NotStarted() }
        processID = child
    }

    func wait() {
        guard !isCollected else { return }
        var status: Int32 = 0
        waitpid(processID, &status, 0)
        isCollected = true
    }

    deinit {
        guard !isCollected else { return }
        kill(processID, SIGKILL)
        wait()
    }
}

// A program under test.

import CLinux
import Glibc

/// A child process, killed and reaped at the latest when it is let go of.
public final class ChildProcess {
    /// How a process ended.
    public enum End: Equatable, Sendable {
        case exited(Int32)
        case signalled(Int32)
        case stopped(Int32)
        case continued
    }

    public let id: Int32
    private var end: End?

    /// Start a program.
    ///
    /// - Parameters:
    ///   - environment: the whole environment, not an addition.
    ///   - terminal: a terminal's path: the child leads a session of its own on it, and has it as 0, 1 and 2.
    ///   - descriptors: the child's numbers for descriptors of ours. All others are closed there if they are close-on-exec.
    public init(
        _ words: [String], environment: [String: String], terminal: String? = nil, descriptors: [Int32: Int32] = [:]
    ) throws {
        var actions = posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        defer {
            posix_spawn_file_actions_destroy(&actions)
            posix_spawnattr_destroy(&attributes)
        }
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        var flags = POSIX_SPAWN_SETSIGMASK
        if let terminal {
            flags |= cl_spawn_new_session()
            // A session leader's first terminal becomes its controlling one.
            posix_spawn_file_actions_addopen(&actions, 0, terminal, O_RDWR, 0)
            posix_spawn_file_actions_adddup2(&actions, 0, 1)
            posix_spawn_file_actions_adddup2(&actions, 0, 2)
        }
        for (theirs, ours) in descriptors { posix_spawn_file_actions_adddup2(&actions, ours, theirs) }
        posix_spawnattr_setflags(&attributes, Int16(flags))
        let arguments = words.map { strdup($0) }
        let variables = environment.map { strdup("\($0.key)=\($0.value)") }
        defer { for text in arguments + variables { free(text) } }
        var child: pid_t = 0
        let code = posix_spawnp(&child, words[0], &actions, &attributes, arguments + [nil], variables + [nil])
        guard code == 0 else { throw SupportError("cannot start \(words[0]): \(String(cString: strerror(code)))") }
        id = child
    }

    deinit {
        guard !hasEnded else { return }
        kill(id, SIGKILL)
        waitpid(id, nil, 0)
    }

    /// Whether it is known to have ended, by `wait` or `status`.
    private var hasEnded: Bool {
        switch end {
        case .exited, .signalled: true
        default: false
        }
    }

    public func signal(_ number: Int32) {
        if !hasEnded { kill(id, number) }
    }

    /// Wait for its end, its stop or its continuation, at most that long; nil at the limit.
    public func wait(within milliseconds: Int = 20_000) -> End? {
        if hasEnded { return end }
        let deadline = Deadline(milliseconds)
        while !deadline.isPast {
            var status: Int32 = 0
            if waitpid(id, &status, WNOHANG | WUNTRACED | WCONTINUED) == id {
                let change = Self.decode(status)
                end = change
                return change
            }
            // Only waitpid tells of stops, and it has no limit of its own: look again shortly.
            poll(nil, 0, 2)
        }
        return nil
    }

    private static func decode(_ status: Int32) -> End {
        if status == 0xFFFF { return .continued }
        if status & 0xFF == 0x7F { return .stopped(status >> 8 & 0xFF) }
        if status & 0x7F == 0 { return .exited(status >> 8 & 0xFF) }
        return .signalled(status & 0x7F)
    }
}

// Running the server's own tools: bounded in time, and cut off from everything that is ours.

import CLinux
import Glibc

/// A program that ran to its end, or did not.
struct Subprocess {
    /// Nil when it was killed, or when somebody else in this process collected it.
    let exitCode: Int32?
    let didTimeOut: Bool
    /// Standard output and standard error, as they came.
    let output: String

    var didSucceed: Bool { exitCode == 0 }

    /// Runs `command` (looked up in PATH) and waits for it; kills it after `milliseconds`. Nil when it cannot be started.
    ///
    /// It runs in a session of its own, with no terminal, no descriptor of ours, no signal blocked or ignored: what it
    /// leaves behind (the server) must not die, hang or hold a lock because of us.
    static func run(_ command: [String], in folder: String, milliseconds: Int) -> Subprocess? {
        var ends: [Int32] = [-1, -1]
        guard cl_pipe(&ends) == 0 else { return nil }
        defer { close(ends[0]) }
        // Our end only: a program does not expect its own output to refuse a write.
        cl_set_nonblocking(ends[0])
        let started = start(command, in: folder, output: ends[1])
        close(ends[1])
        guard let child = started else { return nil }
        return follow(child, output: ends[0], deadline: Deadline(milliseconds: milliseconds))
    }

    private static func start(_ command: [String], in folder: String, output: Int32) -> pid_t? {
        guard let program = command.first else { return nil }
        var actions = posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        guard posix_spawn_file_actions_init(&actions) == 0 else { return nil }
        defer { posix_spawn_file_actions_destroy(&actions) }
        guard posix_spawnattr_init(&attributes) == 0 else { return nil }
        defer { posix_spawnattr_destroy(&attributes) }

        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, output, 1)
        posix_spawn_file_actions_adddup2(&actions, output, 2)
        cl_spawn_closing_from(&actions, 3)
        cl_spawn_in_folder(&actions, folder)

        var none = sigset_t()
        sigemptyset(&none)
        var all = sigset_t()
        sigfillset(&all)
        sigdelset(&all, SIGKILL)
        sigdelset(&all, SIGSTOP)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        let flags = cl_spawn_new_session() | Int32(POSIX_SPAWN_SETSIGMASK) | Int32(POSIX_SPAWN_SETSIGDEF)
        posix_spawnattr_setflags(&attributes, Int16(flags))

        var arguments = command.map { strdup($0) }
        arguments.append(nil)
        var environment = childEnvironment().map { strdup($0) }
        environment.append(nil)
        defer {
            for text in arguments + environment { free(text) }
        }
        var child: pid_t = 0
        guard posix_spawnp(&child, program, &actions, &attributes, arguments, environment) == 0 else { return nil }
        return child
    }

    /// Ours without what steers PostgreSQL's tools, and in English, because their messages are read here.
    private static func childEnvironment() -> [String] {
        var entries: [String] = []
        var entry = Glibc.environ
        while let text = entry.pointee {
            let line = String(cString: text)
            let isSteering = line.hasPrefix("PG") || line.hasPrefix("LC_") || line.hasPrefix("LANG")
            if !isSteering { entries.append(line) }
            entry += 1
        }
        return entries + ["LC_ALL=C"]
    }

    private static func follow(_ child: pid_t, output: Int32, deadline: Deadline) -> Subprocess {
        var bytes: [UInt8] = []
        var isOpen = true
        while true {
            if isOpen {
                var descriptor = pollfd(fd: output, events: Int16(POLLIN), revents: 0)
                poll(&descriptor, 1, 20)
                isOpen = drain(output, into: &bytes)
            } else {
                // The end of its output is nearly always the end of the program itself.
                usleep(1000)
            }
            var status: Int32 = 0
            let ended = waitpid(child, &status, WNOHANG)
            if ended == child || (ended < 0 && errno != EINTR) {
                if isOpen { _ = drain(output, into: &bytes) }
                let hasExited = ended == child && status & 0x7f == 0
                return Subprocess(
                    exitCode: hasExited ? (status >> 8) & 0xff : nil, didTimeOut: false,
                    output: String(decoding: bytes, as: UTF8.self))
            }
            if deadline.isOver {
                // It leads a group of its own; a server it has already let go does not belong to it.
                kill(-child, SIGKILL)
                waitpid(child, &status, 0)
                return Subprocess(
                    exitCode: nil, didTimeOut: true, output: String(decoding: bytes, as: UTF8.self))
            }
        }
    }

    /// False at the end of the output.
    private static func drain(_ descriptor: Int32, into bytes: inout [UInt8]) -> Bool {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 4096) { buffer in
            while true {
                let count = read(descriptor, buffer.baseAddress, buffer.count)
                if count == 0 { return false }
                if count < 0 { return errno == EAGAIN || errno == EINTR }
                bytes.append(contentsOf: buffer[..<count])
            }
        }
    }
}

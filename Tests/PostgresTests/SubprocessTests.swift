// Programs that share nothing with us.

import Glibc
import TestSupport
import Testing

@testable import Postgres

@Suite("Subprocess")
struct SubprocessTests {
    func say(_ script: String, milliseconds: Int = 10_000) -> Subprocess? {
        Subprocess.run(["sh", "-c", script], in: "/usr", milliseconds: milliseconds)
    }

    @Test("what a program says on both outputs comes back with its exit code")
    func output() {
        let said = say("pwd; echo two >&2; exit 3")
        #expect(said?.output == "/usr\ntwo\n")
        #expect(said?.exitCode == 3)
        #expect(say("head -c 300000 /dev/zero")?.output.utf8.count == 300_000)
    }

    @Test("a program that is not there, or is killed, has no exit code")
    func failures() {
        #expect(Subprocess.run(["no-such-program"], in: "/", milliseconds: 1000) == nil)
        let killed = say("kill -9 $$")
        #expect(killed?.exitCode == nil && killed?.didTimeOut == false && killed?.didSucceed == false)
    }

    @Test("a program that does not end is ended, with its children")
    func endless() {
        let said = say("sleep 600 & echo $!; wait", milliseconds: 300)
        #expect(said?.didTimeOut == true)
        let child = said.flatMap { Int32($0.output.prefix { $0.isNumber }) } ?? 1
        while case .stranger = ServerProcess(child, cluster: "/") { usleep(1000) }
    }

    @Test("a program that leaves another behind is over when it ends itself")
    func leftBehind() {
        let said = say("sleep 600 & echo $!")
        #expect(said?.didSucceed == true)
        if let child = said.flatMap({ Int32($0.output.prefix { $0.isNumber }) }) { kill(child, SIGKILL) }
    }

    @Test("no signal is blocked or ignored, no descriptor is handed down, no terminal, a session of its own")
    func sharesNothing() {
        // Held open across the spawn, and without close-on-exec.
        let descriptor = dup(2)
        defer { close(descriptor) }
        var blocked = sigset_t()
        sigemptyset(&blocked)
        sigaddset(&blocked, SIGTERM)
        sigaddset(&blocked, SIGUSR2)
        var before = sigset_t()
        pthread_sigmask(SIG_BLOCK, &blocked, &before)
        defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
        let status = say("exec cat /proc/self/status")?.output.split(separator: "\n").map(String.init) ?? []
        #expect(status.contains("SigBlk:\t0000000000000000"))
        let ignored = status.first { $0.hasPrefix("SigIgn:\t") }.flatMap { UInt64($0.dropFirst(8), radix: 16) }
        // The C library keeps 32 and 33 to itself.
        #expect(ignored.map { $0 & 0x7fff_ffff } == 0)
        // The fourth is ls's own, for the folder.
        #expect(say("exec ls /proc/self/fd")?.output == "0\n1\n2\n3\n")
        #expect(say("readlink /proc/self/fd/0")?.output == "/dev/null\n")
        let words = say("exec cat /proc/self/stat")?.output.split(separator: " ") ?? []
        // pid, session and terminal: proc(5), fields 1, 6 and 7.
        #expect(words.count > 7 && words[0] == words[5] && words[6] == "0")
    }

    @Test("PostgreSQL's own variables are not handed down, and messages are in English")
    func environment() {
        setenv("PGDATA_FOR_TEST", "/elsewhere", 1)
        defer { unsetenv("PGDATA_FOR_TEST") }
        let said = say("env")?.output.split(separator: "\n") ?? []
        #expect(!said.contains { $0.hasPrefix("PG") })
        #expect(said.contains("LC_ALL=C"))
        #expect(said.contains { $0.hasPrefix("PATH=") })
    }
}

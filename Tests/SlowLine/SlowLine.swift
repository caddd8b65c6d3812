// A bad line: a program behind a relay that delays all bytes and splits every write, in both directions.

import CLinux
import Glibc
import TestSupport

/// `SlowLine SEED DELAY GAP PROGRAM [ARGUMENT …]` runs the program on a terminal of its own and carries bytes between
/// that and the terminal it was started on. Each read is cut at random places; each piece comes `DELAY` milliseconds
/// late, and up to `GAP` more after the piece before it. Both terminals have 80 columns and 24 rows.
@main
struct SlowLine {
    static func main() throws {
        let arguments = CommandLine.arguments
        guard arguments.count >= 5, let seed = UInt64(arguments[1]), let delay = Int64(arguments[2]),
            let gap = Int(arguments[3])
        else { exit(2) }
        let far = try FarEnd(Array(arguments.dropFirst(4)))
        makeRaw(0)
        var random = SeededRandom(seed: seed)
        var input = Direction(from: 0, to: far.master)
        var output = Direction(from: far.master, to: 1)
        while input.isOpen || output.isWaiting {
            var pollers = [
                pollfd(fd: input.isOpen ? 0 : -1, events: Int16(POLLIN), revents: 0),
                pollfd(fd: output.isOpen ? far.master : -1, events: Int16(POLLIN), revents: 0),
            ]
            let due = [input.nextDue, output.nextDue].compactMap(\.self).min()
            _ = poll(&pollers, 2, due.map { Int32(clamping: max(0, $0 - Direction.now())) } ?? -1)
            if pollers[0].revents != 0 { input.send(input.read(), delay: delay, gap: gap, &random) }
            if pollers[1].revents != 0 { output.send(output.read(), delay: delay, gap: gap / 4, &random) }
            input.pass()
            output.pass()
            // The program has ended: nobody reads what is still on its way to it.
            if !output.isOpen { input.close() }
        }
        if case .exited(let code)? = far.program.wait(within: 5_000) { exit(code) }
        exit(1)
    }

    private static func makeRaw(_ terminal: Int32) {
        var modes = termios()
        tcgetattr(terminal, &modes)
        cfmakeraw(&modes)
        tcsetattr(terminal, TCSANOW, &modes)
    }
}

/// The program and the terminal it believes to be on.
struct FarEnd {
    let master: Int32
    let program: ChildProcess

    init(_ words: [String]) throws {
        var (leader, follower): (Int32, Int32) = (-1, -1)
        var path = [CChar](repeating: 0, count: 128)
        guard openpty(&leader, &follower, &path, nil, nil) == 0 else { throw SupportError("no pseudo-terminal") }
        for descriptor in [leader, follower] { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
        _ = cl_resize_window(leader, 80, 24)
        master = leader
        let name = String(decoding: path.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        program = try ChildProcess(words, environment: Self.environment, terminal: name)
        close(follower)
    }

    private static var environment: [String: String] {
        var variables: [String: String] = [:]
        var entry = cl_environment()
        while let text = entry?.pointee {
            let pair = String(cString: text).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            if pair.count == 2 { variables[String(pair[0])] = String(pair[1]) }
            entry = entry?.successor()
        }
        return variables
    }
}

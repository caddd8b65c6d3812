// A program on a pseudo-terminal, seen byte by byte.

import CLinux
import Glibc

/// Runs a program on a pseudo-terminal of its own, with the idle handshake on a pipe.
///
/// Everything the program writes is gathered in `output`; `type` sends input and waits until the program has read all of it
/// and is at rest. The terminal answers no questions unless the test writes the answers.
public final class Pty {
    public let process: ChildProcess
    public let idle: IdleWaiter
    /// Everything the program has written so far, as far as it was read.
    public private(set) var output: [UInt8] = []
    /// Input bytes sent so far.
    public private(set) var sent = 0

    private let master: Descriptor
    private let path: String

    /// - Parameters:
    ///   - environment: added to a bare one: `PATH`, `HOME`, `LC_ALL=C.UTF-8`, `TERM=xterm-256color`. An empty value
    ///     removes a variable.
    public init(
        _ words: [String], columns: Int = 80, rows: Int = 24, environment: [String: String] = [:]
    ) throws {
        var (leader, follower): (Int32, Int32) = (-1, -1)
        var size = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
        var path = [CChar](repeating: 0, count: 128)
        guard openpty(&leader, &follower, &path, nil, &size) == 0 else { throw SupportError.system("openpty") }
        self.path = String(decoding: path.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        master = Descriptor(leader)
        let slave = Descriptor(follower)
        for descriptor in [leader, follower] { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
        var ends: [Int32] = [-1, -1]
        guard cl_pipe(&ends) == 0 else { throw SupportError.system("pipe") }
        idle = IdleWaiter(reading: Descriptor(ends[0]))
        let writer = Descriptor(ends[1])
        process = try ChildProcess(
            words, environment: BareEnvironment.with(environment, ["EXPODESK_IDLE_FD": "9"]),
            terminal: self.path, descriptors: [9: ends[1]])
        writer.close()
        slave.close()
    }

    /// Send input and go on.
    public func write(_ bytes: some Collection<UInt8>) {
        sent += bytes.count
        master.write(bytes)
    }

    /// Answer the program's questions at its start; these bytes are none of the user's and not counted as input.
    public func answer(_ text: String) {
        master.write(Array(text.utf8))
    }

    /// Wait until the line holds no input the program has not read; false at the limit. Unlike `settle` this works in the
    /// middle of a sequence, where no program is at rest.
    public func waitUntilRead(within milliseconds: Int = 20_000) -> Bool {
        let line = Descriptor(open(path, O_RDWR | O_NOCTTY | O_CLOEXEC))
        let deadline = Deadline(milliseconds)
        var waiting: Int32 = 1
        while cl_input_waiting(line.number, &waiting) == 0, waiting > 0 {
            if deadline.isPast { return false }
            sched_yield()
        }
        return waiting == 0
    }

    /// Send input and wait until the program has read all of it and is at rest; nil if it never is.
    @discardableResult
    public func type(_ text: String) -> IdleWaiter.Rest? {
        write(Array(text.utf8))
        return settle()
    }

    /// Wait until the program has read everything sent and is at rest, and gather what it wrote.
    @discardableResult
    public func settle() -> IdleWaiter.Rest? {
        let rest = idle.rest(afterBytes: sent)
        gather()
        return rest
    }

    /// Change the window's size; the program is told by a signal.
    public func resize(columns: Int, rows: Int) {
        var size = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
        _ = cl_set_window_size(master.number, &size)
    }

    /// Read what the program has written, without waiting for more. At rest this is all of it: the frame is out before
    /// the handshake.
    public func gather() {
        while let more = master.read(within: 0), !more.isEmpty { output += more }
    }

    /// Read until the program has written this since `start`; false at the limit or its end.
    public func expect(_ text: String, from start: Int = 0, within milliseconds: Int = 20_000) -> Bool {
        let wanted = Array(text.utf8)
        while !Pty.contains(output[min(start, output.count)...], wanted) {
            guard let more = master.read(within: milliseconds), !more.isEmpty else { return false }
            output += more
        }
        return true
    }

    /// Wait for the program's end, reading along so that it is never blocked on output.
    public func end(within milliseconds: Int = 20_000) -> ChildProcess.End? {
        while let more = master.read(within: milliseconds), !more.isEmpty { output += more }
        return process.wait(within: milliseconds)
    }

    /// Let go of the terminal, as a dropped connection does.
    public func hangUp() {
        master.close()
    }

    /// Whether the line is as shells have it: whole lines, echoed, with Ctrl-C a signal and output processed.
    public var isCooked: Bool {
        modes.c_lflag & Self.cookedInput == Self.cookedInput && modes.c_oflag & tcflag_t(OPOST) != 0
    }

    /// Whether the line is as full-screen programs have it: each byte at once, none echoed, none a signal.
    public var isRaw: Bool { modes.c_lflag & Self.cookedInput == 0 }

    /// Do what a shell does when it takes the terminal back.
    public func cook() {
        var modes = self.modes
        modes.c_lflag |= Self.cookedInput
        tcsetattr(master.number, TCSANOW, &modes)
    }

    private static let cookedInput = tcflag_t(ICANON | ECHO | ISIG)

    private var modes: termios {
        var modes = termios()
        tcgetattr(master.number, &modes)
        return modes
    }

    /// Whether the program wrote this since `start`.
    public func wrote(_ text: String, from start: Int = 0) -> Bool {
        Pty.contains(output[min(start, output.count)...], Array(text.utf8))
    }

    /// The place of the last occurrence in the output; nil if there is none.
    public func lastPlace(of text: String) -> Int? {
        let wanted = Array(text.utf8)
        guard output.count >= wanted.count else { return nil }
        return (0...(output.count - wanted.count)).last { output[$0..<$0 + wanted.count].elementsEqual(wanted) }
    }

    private static func contains(_ bytes: ArraySlice<UInt8>, _ wanted: [UInt8]) -> Bool {
        guard bytes.count >= wanted.count else { return false }
        return (bytes.startIndex...(bytes.endIndex - wanted.count)).contains {
            bytes[$0..<$0 + wanted.count].elementsEqual(wanted)
        }
    }
}

/// The environment programs under test get: the tests must not depend on who runs them.
enum BareEnvironment {
    static func with(_ additions: [String: String]...) -> [String: String] {
        var environment = ["LC_ALL": "C.UTF-8", "TERM": "xterm-256color", "CUPS_SERVER": "/dev/null"]
        for name in ["PATH", "HOME", "TMPDIR"] {
            if let value = getenv(name) { environment[name] = String(cString: value) }
        }
        for addition in additions { environment.merge(addition) { $1 } }
        return environment.filter { !$0.value.isEmpty }
    }
}

// A program in tmux: a real terminal emulator, whose screen can be read back.

import CLinux
import Glibc

/// A private tmux server with one window and one program in it. The server is killed when this is let go of.
public final class Tmux {
    public let idle: IdleWaiter
    private let name: String
    private let folder: String
    private var sent = 0

    /// - Parameters:
    ///   - environment: of the program, added to a bare one; an empty value removes a variable. `TERM` is what the program
    ///     believes in, tmux itself is unmoved.
    public init(
        _ words: [String], columns: Int = 80, rows: Int = 24, environment: [String: String] = [:]
    ) throws {
        var template = Array("/tmp/expodesk-tmux-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw SupportError.system("mkdtemp") }
        folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        name = "expodesk"
        let fifo = folder + "/idle"
        guard mkfifo(fifo, 0o600) == 0 else { throw SupportError.system("mkfifo") }
        idle = IdleWaiter(reading: Descriptor(open(fifo, O_RDWR | O_CLOEXEC)))
        let variables = BareEnvironment.with(environment, ["EXPODESK_IDLE_FIFO": fifo])
        let program =
            ["env", "-i"] + variables.map { "\($0.key)=\($0.value)" }.sorted() + words
        let command = "exec " + program.map(Self.quoted).joined(separator: " ")
        // One command starts the server with its settings: no status line, and a pane that outlives the program. Nobody is
        // attached, so the size stays what it is; setting `window-size manual` for all windows ends tmux 3.3a.
        try run([
            "start-server", ";", "set-option", "-g", "status", "off", ";", "set-option", "-g", "remain-on-exit", "on",
            ";",
            "new-session", "-d", "-x", "\(columns)", "-y", "\(rows)", command,
        ])
    }

    deinit {
        _ = try? run(["kill-server"])
        for entry in ["/idle", "/\(name)"] { unlink(folder + entry) }
        rmdir(folder)
    }

    /// Send text as typed, and wait until the program has read it and is at rest.
    @discardableResult
    public func type(_ text: String) throws -> IdleWaiter.Rest? {
        try send(Array(text.utf8))
    }

    /// Send bytes, and wait until the program has read them and is at rest.
    @discardableResult
    public func send(_ bytes: [UInt8]) throws -> IdleWaiter.Rest? {
        // tmux answers the program's questions on the same line, so the count begins where the program is now.
        let goal = (idle.last?.bytes ?? 0) + bytes.count
        try run(["send-keys", "-H"] + bytes.map { String($0, radix: 16) })
        return idle.rest(afterBytes: goal)
    }

    /// Press a key by tmux's name for it (`Up`, `F5`, `C-s`), and wait for the next frame at rest.
    @discardableResult
    public func press(_ key: String) throws -> IdleWaiter.Rest? {
        let frame = idle.last?.frame ?? 0
        try run(["send-keys", key])
        return idle.rest(afterFrame: frame)
    }

    /// Change the window's size, and wait for the frame that follows.
    @discardableResult
    public func resize(columns: Int, rows: Int) throws -> IdleWaiter.Rest? {
        let frame = idle.last?.frame ?? 0
        try run(["resize-window", "-x", "\(columns)", "-y", "\(rows)"])
        return idle.rest(afterFrame: frame)
    }

    /// The screen's rows, without the blanks at their ends.
    public func screen() throws -> [String] {
        try lines(["capture-pane", "-p"]).map { line in
            var line = Substring(line)
            while line.last == " " { line.removeLast() }
            return String(line)
        }
    }

    /// The screen's rows once they satisfy the condition, else as they are when patience ends.
    ///
    /// Rest means that the program has written its frame; tmux reads it a moment later. So compare screens with this, not
    /// with one look at `screen()`.
    public func screen(
        within milliseconds: Int = 10_000, until condition: ([String]) throws -> Bool
    ) throws -> [String] {
        let deadline = Deadline(milliseconds)
        while true {
            let rows = try screen()
            if try condition(rows) || deadline.isPast { return rows }
        }
    }

    /// The screen's rows with their styles as escape sequences.
    public func styledScreen() throws -> [String] {
        try lines(["capture-pane", "-p", "-e"])
    }

    /// The cursor's place from 0, and whether it is shown.
    public func cursor() throws -> (column: Int, row: Int, isVisible: Bool) {
        let text = try run(["display-message", "-p", "#{cursor_x} #{cursor_y} #{cursor_flag}"])
        let numbers = text.split { $0 == " " || $0 == "\n" }.compactMap { Int($0) }
        guard numbers.count == 3 else { throw SupportError("tmux told no cursor: \(text)") }
        return (numbers[0], numbers[1], numbers[2] == 1)
    }

    private func lines(_ words: [String]) throws -> [String] {
        var lines = try run(words).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if lines.last == "" { lines.removeLast() }
        return lines
    }

    /// Run one tmux command on the private server and return what it printed.
    @discardableResult
    public func run(_ words: [String]) throws -> String {
        var ends: [Int32] = [-1, -1]
        guard cl_pipe(&ends) == 0 else { throw SupportError.system("pipe") }
        let reader = Descriptor(ends[0])
        let writer = Descriptor(ends[1])
        let child = try ChildProcess(
            ["tmux", "-S", "\(folder)/\(name)", "-f", "/dev/null", "-u"] + words,
            environment: BareEnvironment.with(), descriptors: [1: ends[1], 2: ends[1]])
        writer.close()
        var output: [UInt8] = []
        while let more = reader.read(within: 20_000), !more.isEmpty { output += more }
        let text = String(decoding: output, as: UTF8.self)
        guard child.wait() == .exited(0) else { throw SupportError("tmux \(words.joined(separator: " ")): \(text)") }
        return text
    }

    private static func quoted(_ word: String) -> String {
        "'" + word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
    }
}

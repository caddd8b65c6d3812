// A terminal taken over for a full-screen program, and given back in every way there is to leave.

import CLinux
import CNcurses
import Glibc
public import Text

/// The terminal while a program has it. Made on the program's thread, once the signals are blocked and before any thread
/// starts; one at a time.
public final class TerminalSession: Device {
    /// What the session had to make do with.
    public private(set) var notes: [TerminalNote] = []
    /// Whether frames are sent as synchronized updates.
    public internal(set) var synchronizes: Bool
    /// How wide characters of ambiguous width are on this terminal.
    public internal(set) var ambiguous: AmbiguousWidth
    /// Whether only ASCII can be shown.
    public let isASCIIOnly: Bool
    public let input: Int32

    let output: TerminalOutput
    private let options: TerminalOptions
    private let modes: TerminalModes
    private let errorStream: ErrorStream
    private let screen: OpaquePointer
    private var earlyInput: [UInt8] = []
    private var isActive = true
    /// What turns on the modes that ncurses does not see to, and what takes them back.
    private var modesOn: [UInt8] = []
    private var modesOff: [UInt8] = []
    private var capturesMouse = false

    // Presses, releases and the wheel (1000), told in decimal numbers (1006), which no width of a window can break.
    private static let mouseOn = Array("\u{1B}[?1000h\u{1B}[?1006h".utf8)
    private static let mouseOff = Array("\u{1B}[?1006l\u{1B}[?1000l".utf8)
    private static let pasteOn = Array("\u{1B}[?2004h".utf8)
    private static let pasteOff = Array("\u{1B}[?2004l".utf8)
    private static let updateOff = Array("\u{1B}[?2026l".utf8)

    /// Take the terminal: modes, alternate screen, bracketed paste, the error stream, crash handlers, and ask it what it
    /// can do. Nothing has changed when this throws.
    public init(_ options: TerminalOptions = TerminalOptions()) throws(TerminalError) {
        let type = try Self.checkedType(options)
        self.options = options
        input = options.input
        synchronizes = options.synchronized ?? false
        ambiguous = options.ambiguous ?? .narrow
        modes = try TerminalModes(line: options.input)
        output = try TerminalOutput(terminal: options.output)
        var notes: [TerminalNote] = []
        isASCIIOnly = Self.chooseLocale(&notes)
        screen = try Self.openScreen(type, memory: output.memory, &notes)
        do {
            errorStream = try ErrorStream(log: options.errorLog)
        } catch {
            Self.close(screen)
            throw error
        }
        self.notes = notes
        takeLine()
        setUpCurses()
        modesOn = Self.capability("smkx") + Self.pasteOn
        modesOff = Self.pasteOff + Self.capability("rmkx")
        output.flush(tail: modesOn)
        probe(options)
    }

    deinit {
        leave()
    }

    // MARK: Opening

    private static func checkedType(_ options: TerminalOptions) throws(TerminalError) -> String {
        guard isatty(options.input) == 1, isatty(options.output) == 1 else { throw .notATerminal }
        guard let type = options.type, !type.isEmpty else { throw .noTerminalType }
        guard type != "dumb", type != "unknown" else { throw .cannotPlaceCursor(type) }
        return type
    }

    private static func chooseLocale(_ notes: inout [TerminalNote]) -> Bool {
        switch TerminalLocale.choose() {
        case .fromEnvironment:
            return false
        case .replaced(let name):
            notes.append(.localeReplaced(by: name))
            return false
        case .asciiOnly:
            notes.append(.asciiOnly)
            return true
        }
    }

    /// `initscr` would end the process on a type the database does not have, and Debian's base has no kitty, ghostty, foot
    /// or alacritty. All of them understand xterm.
    private static func openScreen(
        _ type: String, memory: Int32, _ notes: inout [TerminalNote]
    ) throws(TerminalError) -> OpaquePointer {
        guard let writer = fdopen(dup(memory), "w"), let reader = fdopen(dup(memory), "r") else {
            throw .system(call: "fdopen", code: errno)
        }
        for name in [type, "xterm-256color", "vt100"] {
            guard let screen = newterm(name, writer, reader) else { continue }
            guard !capability("cup").isEmpty else {
                close(screen)
                throw .cannotPlaceCursor(type)
            }
            if name != type { notes.append(.typeReplaced(type, by: name)) }
            return screen
        }
        fclose(writer)
        fclose(reader)
        throw .unknownTerminalType(type)
    }

    /// A string capability of the terminal, without padding; empty when it has none.
    static func capability(_ name: String) -> [UInt8] {
        guard let text = tigetstr(name), Int(bitPattern: text) != -1 else { return [] }
        var bytes = Array(String(cString: text).utf8)
        // `$<5>` asks for a pause of five milliseconds on lines of the seventies.
        while let start = bytes.firstIndex(of: UInt8(ascii: "$")),
            let end = bytes[start...].firstIndex(of: UInt8(ascii: ">"))
        {
            bytes.removeSubrange(start...end)
        }
        return bytes
    }

    private func takeLine() {
        // ncurses has put handlers of its own on these; they are blocked, and a suspension wants the default.
        for signal in [SIGINT, SIGTERM, SIGTSTP, SIGWINCH] { cl_default_signal(signal) }
        CrashRestore.install(
            input: options.input, output: options.output, modes: modes.found, note: options.crashNote)
        modes.takeOver()
    }

    private func setUpCurses() {
        nonl()
        typeahead(-1)
        let window = cn_stdscr()
        cn_use_insert_delete_line(window)
        cn_keep_cursor(window)
        cn_no_scrolling(window)
        start_color()
        use_default_colors()
        // What ncurses believes, from LINES and COLUMNS perhaps, which some shells export, is not asked.
        let size = measure()
        resizeterm(Int32(size.rows), Int32(size.columns))
        // Until the first endwin ncurses flushes at every cursor motion. What this says is not worth sending.
        refresh()
        endwin()
        output.discard()
        refresh()
    }

    // MARK: Device

    public func takeEarlyInput() -> [UInt8] {
        defer { earlyInput = [] }
        return earlyInput
    }

    /// Whether the terminal decides on synchronized updates, not the configuration.
    var asksForSynchronization: Bool { options.synchronized == nil }

    func keepEarlyInput(_ bytes: [UInt8]) {
        earlyInput += bytes
    }

    public func measure() -> Size {
        var size = winsize()
        guard cl_get_window_size(options.output, &size) == 0, size.ws_col > 0, size.ws_row > 0 else {
            // A line that does not know, a serial one: what every terminal has.
            return Size(columns: 80, rows: 24)
        }
        return Size(columns: Int(size.ws_col), rows: Int(size.ws_row))
    }

    /// Have the mouse reported, or leave it to the terminal. It comes back with the other modes after a suspension.
    func captureMouse(_ isOn: Bool) {
        guard isActive, isOn != capturesMouse else { return }
        capturesMouse = isOn
        output.flush(tail: isOn ? Self.mouseOn : Self.mouseOff)
    }

    public func suspend() {
        guard isActive else { return }
        stopDrawing()
        modes.giveBack()
        stopProcess()
        reenter()
    }

    public func reenter() {
        guard isActive else { return }
        modes.takeOver()
        // ncurses enters the alternate screen again with its next frame; the modes are ours.
        output.flush(tail: modesOn + (capturesMouse ? Self.mouseOn : []))
    }

    public func leave() {
        guard isActive else { return }
        stopDrawing()
        modes.giveBack()
        isActive = false
        CrashRestore.remove()
        errorStream.restore()
        Self.close(screen)
    }

    private func stopDrawing() {
        endwin()
        output.flush(tail: (synchronizes ? Self.updateOff : []) + (capturesMouse ? Self.mouseOff : []) + modesOff)
    }

    private static func close(_ screen: OpaquePointer) {
        delscreen(screen)
    }

    /// Stop this process as Ctrl-Z would, and return when it is continued. In a process group that nobody can continue, an
    /// ssh command for example, the kernel ignores the stop.
    private func stopProcess() {
        var stop = ProgramSignals.mask([SIGTSTP])
        var continued = ProgramSignals.mask([SIGCONT])
        cl_default_signal(SIGTSTP)
        pthread_sigmask(SIG_UNBLOCK, &stop, nil)
        // The whole job, as the terminal would: a script around this program must stop with it, or no shell comes back.
        kill(0, SIGTSTP)
        pthread_sigmask(SIG_BLOCK, &stop, nil)
        // The news of having been continued is this return; the loop must not take the terminal a second time for it.
        var now = timespec()
        _ = sigtimedwait(&continued, nil, &now)
    }

    /// Counts of write(2) calls on the terminal and of the bytes in them, since the session began.
    public var traffic: (writes: Int, bytes: Int) { (output.writes, output.bytes) }
}

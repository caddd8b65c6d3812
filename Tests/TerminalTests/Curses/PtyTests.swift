// The session from outside: bytes, modes, signals.

import Glibc
import TestSupport
import Testing

@Suite struct PtyTests {
    /// What a session sets, and what takes it back.
    private static let marks = [
        (on: "\u{1B}[?1049h", off: "\u{1B}[?1049l"), (on: "\u{1B}[?2004h", off: "\u{1B}[?2004l"),
        (on: "\u{1B}[?1h", off: "\u{1B}[?1l"), (on: "\u{1B}[?25l", off: "\u{1B}[?25h"),
    ]

    private final class Report {
        let path: String

        init() throws {
            var template = Array("/tmp/expodesk-report-XXXXXX".utf8CString)
            let file = mkstemp(&template)
            guard file >= 0 else { throw SupportError("no report") }
            close(file)
            path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        }

        deinit { unlink(path) }

        var lines: [String] {
            guard let file = fopen(path, "r") else { return [] }
            defer { fclose(file) }
            var buffer = [UInt8](repeating: 0, count: 10_000)
            let count = fread(&buffer, 1, buffer.count, file)
            return String(decoding: buffer[..<count], as: UTF8.self).split(separator: "\n").map(String.init)
        }
    }

    private func start(
        _ argument: String = "1", columns: Int = 80, rows: Int = 24, _ environment: [String: String] = [:]
    ) throws -> Pty {
        try Pty(
            [Product.path("FrameProbe"), argument], columns: columns, rows: rows,
            environment: ["FRAMEPROBE_NO_QUESTIONS": "1"].merging(environment) { $1 })
    }

    private func expectUndone(
        _ pty: Pty, _ marks: some Sequence<(on: String, off: String)> = Self.marks,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        for mark in marks {
            let on = try #require(pty.lastPlace(of: mark.on), "never set", sourceLocation: sourceLocation)
            let off = try #require(pty.lastPlace(of: mark.off), "never unset", sourceLocation: sourceLocation)
            #expect(on < off, sourceLocation: sourceLocation)
        }
        #expect(pty.isCooked, sourceLocation: sourceLocation)
    }

    // MARK: Leaving

    @Test("a quit gives the terminal back, finishes what was told and keeps the exit status")
    func quit() throws {
        let report = try Report()
        let pty = try start("1", ["FRAMEPROBE_REPORT": report.path])
        try #require(pty.settle() != nil)
        #expect(pty.isRaw)
        pty.write(Array("nq".utf8))
        #expect(pty.end() == .exited(7))
        try expectUndone(pty)
        #expect(report.lines.contains("left"))
    }

    @Test("a signal to stop gives the terminal back", arguments: [SIGTERM, SIGHUP, SIGINT, SIGQUIT])
    func stopped(_ signal: Int32) throws {
        let pty = try start()
        try #require(pty.type("n") != nil)
        pty.process.signal(signal)
        #expect(pty.end() == .exited(128 + signal))
        try expectUndone(pty)
    }

    @Test("a trap gives the terminal back and says so")
    func trap() throws {
        let pty = try start()
        try #require(pty.type("n") != nil)
        pty.write(Array("t".utf8))
        guard case .signalled(let signal) = pty.end() else {
            Issue.record("the trap did not end it by a signal")
            return
        }
        #expect([SIGILL, SIGTRAP, SIGABRT].contains(signal))
        try expectUndone(pty)
        #expect(pty.wrote("the probe crashed"))
        #expect(!pty.wrote("told to trap"), "the runtime's message belongs into the log")
    }

    @Test("a connection that drops ends the program")
    func hangUp() throws {
        let pty = try start()
        try #require(pty.settle() != nil)
        pty.hangUp()
        #expect(pty.process.wait() == .exited(128 + SIGHUP))
    }

    // MARK: Suspending

    @Test(
        "a suspension, asked for inside or outside, gives the terminal back and takes it again whole",
        arguments: [true, false])
    func suspend(_ inside: Bool) throws {
        let pty = try start("echo")
        let shell = try #require(pty.type("xy"))
        if inside { pty.write([0x7A]) } else { pty.process.signal(SIGTSTP) }
        try #require(pty.expect("\u{1B}[?1049l"))
        // Whoever leads the only process group of a session cannot be stopped by SIGTSTP: the kernel knows that nobody
        // could continue it. The program goes on at once then, which is what is seen here.
        let frame = try #require(pty.idle.rest(afterFrame: shell.frame))
        pty.gather()
        let off = try #require(pty.lastPlace(of: "\u{1B}[?2004l"))
        #expect(try #require(pty.lastPlace(of: "\u{1B}[?2004h")) > off)
        #expect(try #require(pty.lastPlace(of: "\u{1B}[?1049h")) > off)
        #expect(pty.wrote("key x", from: off), "the whole screen is painted again")
        #expect(pty.isRaw)
        #expect(frame.frame > shell.frame)
    }

    @Test("under a shell with job control it stops, leaves the terminal to the shell, and comes back")
    func jobControl() throws {
        let pty = try Pty(
            ["bash", "-c", "set -m; \"$0\" echo; echo status-$?; fg; exit $?", Product.path("FrameProbe")],
            environment: ["FRAMEPROBE_NO_QUESTIONS": "1"])
        let before = try #require(pty.type("xy"))
        pty.write(Array("z".utf8))
        #expect(pty.expect("status-\(128 + SIGTSTP)"))
        let place = pty.output.count
        try #require(pty.idle.rest(afterFrame: before.frame) != nil)
        try #require(pty.type("w") != nil)
        #expect(pty.wrote("key x", from: place) && pty.wrote("key w", from: place))
        pty.write(Array("q".utf8))
        #expect(pty.end() == .exited(7))
        try expectUndone(pty, Self.marks.dropLast())
    }

    @Test("a stop stops the whole job: a script around the program too, or nobody would take the terminal back")
    func wholeJob() throws {
        let pty = try Pty(
            [
                "bash", "-c", "set -m; sh -c '\"$0\" echo; exit $?' \"$0\"; echo status-$?; fg; exit $?",
                Product.path("FrameProbe"),
            ],
            environment: ["FRAMEPROBE_NO_QUESTIONS": "1"])
        let before = try #require(pty.type("xy"))
        pty.write(Array("z".utf8))
        #expect(pty.expect("status-\(128 + SIGTSTP)"))
        let place = pty.output.count
        try #require(pty.idle.rest(afterFrame: before.frame) != nil)
        try #require(pty.type("w") != nil)
        #expect(pty.wrote("key x", from: place) && pty.wrote("key w", from: place))
        pty.write(Array("q".utf8))
        #expect(pty.end() == .exited(7))
    }

    @Test("stopped and continued by others, the program takes its modes again and repaints")
    func continued() throws {
        let pty = try start("echo")
        let before = try #require(pty.type("xy"))
        pty.process.signal(SIGSTOP)
        #expect(pty.process.wait() == .stopped(SIGSTOP))
        pty.cook()
        let place = pty.output.count
        pty.process.signal(SIGCONT)
        try #require(pty.idle.rest(afterFrame: before.frame) != nil)
        pty.gather()
        #expect(pty.isRaw)
        #expect(pty.wrote("key x", from: place))
    }

    // MARK: Mouse

    /// What turns the mouse on, and what gives it back.
    private static let mouseMarks = [
        (on: "\u{1B}[?1000h", off: "\u{1B}[?1000l"), (on: "\u{1B}[?1006h", off: "\u{1B}[?1006l"),
    ]

    @Test("the mouse is left alone unless asked for, and its reports are nothing then")
    func noMouse() throws {
        let pty = try start("echo")
        try #require(pty.type("x\u{1B}[<0;5;3M\u{1B}[<35;5;3M\u{1B}[M !!y") != nil)
        #expect(!pty.wrote("\u{1B}[?1000h") && !pty.wrote("\u{1B}[?1006h") && !pty.wrote("mouse"))
        #expect(pty.wrote("key x") && pty.wrote("key y"))
    }

    @Test("asked for, it is reported, and given back when asked so")
    func mouseOnAndOff() throws {
        let pty = try start("echo")
        try #require(pty.type("o") != nil)
        #expect(pty.wrote(Self.mouseMarks[0].on) && pty.wrote(Self.mouseMarks[1].on))
        let place = pty.output.count
        try #require(pty.type("\u{1B}[<0;5;3M\u{1B}[<64;1;1M") != nil)
        #expect(pty.wrote("mouse press", from: place) && pty.wrote("4,2", from: place))
        #expect(pty.wrote("wheelUp", from: place))
        try #require(pty.type("f") != nil)
        let off = pty.output.count
        #expect(pty.wrote(Self.mouseMarks[0].off, from: place) && pty.wrote(Self.mouseMarks[1].off, from: place))
        try #require(pty.type("\u{1B}[<1;5;3M") != nil)
        #expect(!pty.wrote("middle", from: off))
        pty.write(Array("q".utf8))
        #expect(pty.end() == .exited(7))
        try expectUndone(pty, Self.mouseMarks)
    }

    @Test("however the program ends, the mouse is the terminal's again", arguments: ["q", "t", "TERM", "HUP"])
    func mouseAtTheEnd(_ way: String) throws {
        let pty = try start()
        try #require(pty.type("no") != nil)
        #expect(pty.wrote(Self.mouseMarks[0].on))
        switch way {
        case "TERM": pty.process.signal(SIGTERM)
        case "HUP": pty.process.signal(SIGHUP)
        default: pty.write(Array(way.utf8))
        }
        #expect(pty.end() != nil)
        try expectUndone(pty, Self.mouseMarks)
    }

    @Test("a suspension gives the mouse back and takes it again")
    func mouseSuspended() throws {
        let pty = try Pty(
            ["bash", "-c", "set -m; \"$0\" echo; echo status-$?; fg; exit $?", Product.path("FrameProbe")],
            environment: ["FRAMEPROBE_NO_QUESTIONS": "1"])
        let before = try #require(pty.type("o"))
        pty.write(Array("z".utf8))
        #expect(pty.expect("status-\(128 + SIGTSTP)"))
        let stopped = try #require(pty.lastPlace(of: "status-\(128 + SIGTSTP)"))
        for mark in Self.mouseMarks { #expect(try #require(pty.lastPlace(of: mark.off)) < stopped) }
        try #require(pty.idle.rest(afterFrame: before.frame) != nil)
        try #require(pty.type("\u{1B}[<0;5;3M") != nil)
        for mark in Self.mouseMarks { #expect(try #require(pty.lastPlace(of: mark.on)) > stopped) }
        #expect(pty.wrote("4,2"))
        pty.write(Array("q".utf8))
        #expect(pty.end() == .exited(7))
    }

    // MARK: Clipboard

    @Test("what is copied goes to the terminal as OSC 52, in Base64, and to no multiplexer that is not there")
    func clipboard() throws {
        let pty = try start("echo")
        try #require(pty.type("c") != nil)
        #expect(pty.wrote("\u{1B}]52;c;7ZaJ7IKs\u{7}"))
    }

    // MARK: Terminals

    @Test(
        "unknown terminals are taken for xterm; others are themselves",
        arguments: [
            ("xterm-ghostty", true), ("xterm-256color", false), ("tmux-256color", false), ("linux", false),
            ("vt100", false),
            ("screen", false),
        ])
    func types(_ type: String, _ replaced: Bool) throws {
        let report = try Report()
        let pty = try start("echo", ["TERM": type, "FRAMEPROBE_REPORT": report.path])
        try #require(pty.type("가x") != nil)
        #expect(pty.wrote("가") && pty.wrote("80x24"))
        #expect(report.lines.contains { $0.hasPrefix("note typeReplaced") } == replaced)
        pty.write(Array("q".utf8))
        #expect(pty.end() == .exited(7))
    }

    @Test(
        "a terminal that cannot be used is told, and nothing is written on it",
        arguments: [
            ("dumb", "cannotPlaceCursor(\"dumb\")"), ("", "noTerminalType"),
            ("unknown", "cannotPlaceCursor(\"unknown\")"),
        ])
    func unusable(_ type: String, _ error: String) throws {
        let report = try Report()
        let pty = try start("1", ["TERM": type, "FRAMEPROBE_REPORT": report.path])
        #expect(pty.end() == .exited(3))
        #expect(pty.output.isEmpty)
        #expect(report.lines.contains { $0.contains(error) }, "\(report.lines)")
    }

    @Test(
        "without the locale asked for, Hangul is shown all the same",
        arguments: ["ko_KR.EUC-KR", "xx_XX.UTF-8", "C", ""])
    func locales(_ locale: String) throws {
        let pty = try start("echo", ["LC_ALL": locale])
        try #require(pty.type("한") != nil)
        #expect(pty.wrote("key 한"))
    }

    // MARK: Bytes

    @Test("input split anywhere is the same input")
    func splitInput() throws {
        let bytes = Array("한\u{1B}[A\u{1B}OPé\u{1B}[200~가\u{1B}[201~".utf8)
        let pty = try start("echo")
        try #require(pty.settle() != nil)
        for byte in bytes {
            // The program has read each byte before the next is sent; in the middle of a sequence it is not at rest, so
            // only the line's queue tells.
            pty.write([byte])
            try #require(pty.waitUntilRead())
        }
        try #require(pty.settle() != nil)
        for line in ["key 한", "key Up", "key F1", "key é", "paste ac00"] { #expect(pty.wrote(line), "\(line)") }
    }

    @Test("a frame is at most one write, and rest costs none")
    func oneWrite() throws {
        let report = try Report()
        let pty = try start("7", columns: 132, rows: 43, ["FRAMEPROBE_REPORT": report.path])
        try #require(pty.settle() != nil)
        for _ in 0..<40 { try #require(pty.type("n") != nil) }
        let before = pty.output.count
        for _ in 0..<10 { try #require(pty.type("m") != nil) }
        let toggled = pty.output.count
        #expect(toggled > before)
        // A key that changes nothing on the screen.
        for _ in 0..<10 { try #require(pty.type("x") != nil) }
        #expect(pty.output.count == toggled)
        pty.write(Array("q".utf8))
        #expect(pty.end() == .exited(7))
        let traffic = try #require(report.lines.first { $0.hasPrefix("traffic") }).split(separator: " ").compactMap {
            Int($0)
        }
        // The first frame, 40 new ones, 10 in the other theme; the last ten and the one at the end had nothing to say.
        #expect(traffic.first == 62)
        #expect(traffic.dropFirst().first == 51)
    }

    @Test("a storm of resizes ends in the last size")
    func resizeStorm() throws {
        let pty = try start("echo")
        try #require(pty.settle() != nil)
        var random = SeededRandom.fromEnvironment()
        for _ in 0..<60 { pty.resize(columns: random.int(in: 1...200), rows: random.int(in: 1...80)) }
        pty.resize(columns: 77, rows: 11)
        #expect(pty.expect("77x11"), "seed \(random.seed)")
        try #require(pty.type("k") != nil)
        #expect(pty.wrote("key k"))
    }

    @Test("answers of the terminal are heard; keys between them are kept")
    func questions() throws {
        let pty = try start("echo", ["FRAMEPROBE_NO_QUESTIONS": ""])
        try #require(pty.expect("\u{1B}[?2026$p"))
        try #require(pty.expect("\u{1B}[c"))
        pty.write(Array("a".utf8))
        pty.answer("\u{1B}[?2026;2$y\u{1B}[2;2R")
        pty.write(Array("b".utf8))
        pty.answer("\u{1B}[?62;22c")
        try #require(pty.settle() != nil)
        #expect(pty.wrote("key a") && pty.wrote("key b"))
    }

    @Test("synchronized updates bracket frames only for terminals that know them", arguments: [(2, true), (0, false)])
    func synchronized(_ state: Int, _ support: Bool) throws {
        let pty = try start("1", ["FRAMEPROBE_NO_QUESTIONS": ""])
        try #require(pty.expect("\u{1B}[c"))
        pty.answer("\u{1B}[?2026;\(state)$y\u{1B}[2;2R\u{1B}[?62;22c")
        try #require(pty.type("n") != nil)
        #expect(pty.wrote("\u{1B}[?2026h") == support && pty.wrote("\u{1B}[?2026l") == support)
    }

    @Test("on a terminal with wide ambiguous characters nothing ambiguous is drawn")
    func wideAmbiguous() throws {
        let pty = try start("1", ["FRAMEPROBE_NO_QUESTIONS": ""])
        try #require(pty.expect("\u{1B}[c"))
        let place = pty.output.count
        pty.answer("\u{1B}[2;3R\u{1B}[?62;22c")
        try #require(pty.type("nn") != nil)
        let drawn = String(decoding: pty.output[place...], as: UTF8.self)
        #expect(drawn.unicodeScalars.contains { $0.value >= 0xAC00 })
        let ambiguous = drawn.unicodeScalars.filter { "─│┌┐└┘├┤═║▀▄█▒".unicodeScalars.contains($0) }
        #expect(ambiguous.isEmpty)
    }
}

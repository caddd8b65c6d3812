// How quickly the console answers keys, and with how many bytes.

import Glibc
import Postgres
import TestSupport

/// Types into the real console, with few and with many registrations behind it.
enum ConsoleMeasurement {
    private static let (up, down) = ("\u{1B}OA", "\u{1B}OB")
    private static let (pageUp, pageDown) = ("\u{1B}[5~", "\u{1B}[6~")
    private static let (walkIn, attendees) = ("\u{1B}OQ", "\u{1B}OS")

    static func run(_ options: Options) throws -> [Finding] {
        // Its server is stopped with the run.
        let folder = TestRun.shared.makeFolder()
        let expo = try SampleExpo(options.program, dataFolder: folder)
        var findings = try starts(options, folder)
        for count in options.crowds {
            Note.say("  with \(Number.text(Double(count), 0)) registrations …")
            try expo.grow(to: count)
            findings += try acts(options, folder, count)
        }
        return findings
    }

    private static var screen: String { "\(ConsoleTerminal.size.columns)x\(ConsoleTerminal.size.rows)" }

    // MARK: Starting

    private static func starts(_ options: Options, _ folder: String) throws -> [Finding] {
        let server = PrivateServer(dataFolder: folder)
        var (running, stopped): ([Double], [Double]) = ([], [])
        for _ in 0..<(options.isQuick ? 2 : 7) {
            _ = try server.ensureRunning()
            running.append(try start(options.program, folder))
            _ = try server.stop()
            stopped.append(try start(options.program, folder))
        }
        return [
            .limit(
                "start to first frame", "server running, median of \(running.count)", ours: Number.median(running),
                limit: 150, unit: "ms", digits: 1),
            .limit(
                "start to first frame", "server stopped, median of \(stopped.count)", ours: Number.median(stopped),
                limit: 150, unit: "ms", digits: 1),
        ]
    }

    private static func start(_ program: String, _ folder: String) throws -> Double {
        let console = try ConsoleTerminal(program, dataFolder: folder)
        let time = try console.firstFrame()
        try console.rest()
        console.leave()
        return time
    }

    // MARK: Keys

    private static func acts(_ options: Options, _ folder: String, _ count: Int) throws -> [Finding] {
        let console = try ConsoleTerminal(options.program, dataFolder: folder)
        _ = try console.firstFrame()
        let firstPaint = console.opening.count
        try console.rest()
        let typing = try repeatedly(options.isQuick ? 20 : 150) { index in
            // Letters and back again, so that the name never grows full.
            try console.press(index % 8 < 4 ? "a" : "\u{7F}")
        }
        let table = try console.press(attendees)
        let moves = try repeatedly(options.isQuick ? 20 : 150) { index in
            try console.press(index / 10 % 2 == 0 ? down : up)
        }
        for _ in 0..<ConsoleTerminal.size.rows { _ = try console.press(down) }
        let scrolls = try repeatedly(options.isQuick ? 20 : 150) { _ in try console.press(down) }
        let pages = try repeatedly(options.isQuick ? 8 : 60) { index in
            try console.press(index / 5 % 2 == 0 ? pageDown : pageUp)
        }
        _ = try console.press("/")
        let searches = try repeatedly(options.isQuick ? 9 : 90) { index in
            try console.press(["민", "준", "\u{7F}", "\u{7F}", "ㄱ", "ㅁ", "ㅈ", "\u{7F}\u{7F}", "\u{7F}"][index % 9])
        }
        let idle = console.bytesWhileIdle(milliseconds: options.isQuick ? 1_000 : 6_000)
        let memory = Machine.memory(of: console.process.id)
        console.leave()
        let crowd = "\(screen), \(Number.text(Double(count), 0)) rows"
        var findings = [
            times("typing into the form", crowd, typing), times("move selection", crowd, moves),
            times("scroll one line", crowd, scrolls), times("page", crowd, pages),
            times("search as you type", crowd, searches),
        ].flatMap(\.self)
        findings += [
            bytes("bytes: move selection", crowd, moves.map(\.bytes), limit: 400),
            bytes("bytes: scroll one line", crowd, scrolls.map(\.bytes), limit: 400),
            bytes("bytes: page", crowd, pages.map(\.bytes), limit: 4_000),
            .limit(
                "bytes: first paint", "\(crowd), with modes and questions", ours: Double(firstPaint), limit: 8_000,
                unit: "B", digits: 0),
            .limit(
                "bytes: table opened", crowd, ours: Double(table.bytes), limit: 8_000, unit: "B", digits: 0),
            .limit("bytes: idle", crowd, ours: Double(idle), limit: 0, unit: "B", digits: 0),
            .limit(
                "memory of the console", "\(crowd), after all this; peak \(Number.text(memory.peak, 0)) MB",
                ours: memory.now, limit: 60, unit: "MB", digits: 1),
        ]
        return findings
    }

    private static func repeatedly(
        _ count: Int, _ act: (Int) throws -> ConsoleTerminal.Act
    ) throws -> [ConsoleTerminal.Act] {
        try (0..<count).map(act)
    }

    /// Key to the last byte of its frame, and to the last byte before rest.
    private static func times(_ row: String, _ crowd: String, _ acts: [ConsoleTerminal.Act]) -> [Finding] {
        let frames = acts.map(\.frame)
        let rests = acts.map(\.last)
        let first = Number.text(Number.median(acts.map(\.first)), 2)
        return [
            .limit(
                "key to frame: \(row), p50", "\(crowd), \(acts.count) keys; first byte \(first) ms",
                ours: Number.median(frames), limit: 5, unit: "ms"),
            .limit("key to frame: \(row), p99", crowd, ours: Number.percentile(frames, 0.99), limit: 16, unit: "ms"),
            .limit(
                "key to rest: \(row), p50 (p99 \(Number.text(Number.percentile(rests, 0.99), 1)) ms)",
                "\(crowd), with the database's answer", ours: Number.median(rests), limit: nil, unit: "ms"),
        ]
    }

    private static func bytes(_ row: String, _ crowd: String, _ counts: [Int], limit: Double) -> Finding {
        let values = counts.map(Double.init)
        return .limit(
            row, "\(crowd), median; most \(Number.text(values.max() ?? 0, 0)) B", ours: Number.median(values),
            limit: limit, unit: "B", digits: 0)
    }
}

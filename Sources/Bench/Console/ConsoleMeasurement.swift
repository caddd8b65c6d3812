// How quickly the console answers keys, and with how many bytes.

import Glibc
import Postgres
import TestSupport

/// Types into the real console, with few and with many registrations behind it.
enum ConsoleMeasurement {
    private static let (up, down) = ("\u{1B}OA", "\u{1B}OB")
    private static let (pageUp, pageDown) = ("\u{1B}[5~", "\u{1B}[6~")
    private static let (attendees, checkIn) = ("\u{1B}OS", "\u{1B}[15~")

    static func run(_ options: Options) throws -> [Finding] {
        // Its server is stopped with the run.
        let folder = TestRun.shared.makeFolder()
        let expo = try SampleExpo(options.program, dataFolder: folder)
        var findings = try starts(options, folder)
        for count in options.crowds {
            Note.say("  with \(Number.text(Double(count), 0)) registrations …")
            try expo.grow(to: count)
            findings += try acts(options, folder, count, expo)
        }
        return findings
    }

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
        let console = try ConsoleTerminal(program, dataFolder: folder, size: .large)
        let time = try console.firstFrame()
        try console.rest()
        console.leave()
        return time
    }

    // MARK: Keys

    /// What the keys brought about, kind by kind.
    private struct Session {
        var typing: [ConsoleTerminal.Act] = []
        var moves: [ConsoleTerminal.Act] = []
        var scrolls: [ConsoleTerminal.Act] = []
        var pages: [ConsoleTerminal.Act] = []
        var searches: [ConsoleTerminal.Act] = []
        var scans: [ConsoleTerminal.Act] = []
        var tableOpened = ConsoleTerminal.Act()
        var firstPaint = 0
        var idle = 0
        var memory = (now: 0.0, peak: 0.0)
    }

    private static func acts(
        _ options: Options, _ folder: String, _ count: Int, _ expo: SampleExpo
    ) throws -> [Finding] {
        let scans = options.isQuick ? 20 : 60
        let passes = try expo.passes(options.program, folder, count: 2 * scans)
        let small = try session(options, folder, .small, Array(passes.prefix(scans)))
        let large = try session(options, folder, .large, Array(passes.dropFirst(scans)))
        let rows = "\(Number.text(Double(count), 0)) rows"
        let crowd = "\(ConsoleTerminal.Size.large), \(rows)"
        var findings = [
            times("typing into the form", crowd, large.typing), times("move selection", crowd, large.moves),
            times("scroll one line", crowd, large.scrolls), times("page", crowd, large.pages),
            times("search as you type", crowd, large.searches), scanned(crowd, large.scans),
        ]
        for (size, session) in [(ConsoleTerminal.Size.small, small), (.large, large)] {
            let crowd = "\(size), \(rows)"
            findings += [
                bytes("bytes: move selection", crowd, session.moves, limit: 400),
                bytes("bytes: scroll one line", crowd, session.scrolls, limit: 400),
                bytes("bytes: page", crowd, session.pages, limit: 4_000),
                .limit(
                    "bytes: first paint", "\(crowd), with modes and questions", ours: Double(session.firstPaint),
                    limit: 8_000, unit: "B", digits: 0),
                .limit(
                    "bytes: table opened", crowd, ours: Double(session.tableOpened.bytes), limit: 8_000, unit: "B",
                    digits: 0),
            ]
        }
        findings += [
            .limit("bytes: idle", "\(crowd), 6 s", ours: Double(large.idle), limit: 0, unit: "B", digits: 0),
            .limit(
                "memory of the console", "\(crowd), after all this; peak \(Number.text(large.memory.peak, 0)) MB",
                ours: large.memory.now, limit: 60, unit: "MB", digits: 1),
        ]
        return findings
    }

    private static func session(
        _ options: Options, _ folder: String, _ size: ConsoleTerminal.Size, _ passes: [String]
    ) throws -> Session {
        let console = try ConsoleTerminal(options.program, dataFolder: folder, size: size)
        let keys = options.isQuick ? 20 : 150
        var session = Session()
        _ = try console.firstFrame()
        try console.rest()
        session.firstPaint = console.opening.count
        session.typing = try repeatedly(keys) { index in
            // Letters and back again, so that the name never grows full.
            try console.press(index % 8 < 4 ? "a" : "\u{7F}")
        }
        session.tableOpened = try console.press(attendees)
        session.moves = try repeatedly(keys) { try console.press($0 / 10 % 2 == 0 ? down : up) }
        for _ in 0..<size.rows { _ = try console.press(down) }
        session.scrolls = try repeatedly(keys) { _ in try console.press(down) }
        session.pages = try repeatedly(options.isQuick ? 8 : 60) { index in
            try console.press(index / 5 % 2 == 0 ? pageDown : pageUp)
        }
        _ = try console.press("/")
        let terms = ["민", "준", "\u{7F}", "\u{7F}", "ㄱ", "ㅁ", "ㅈ", "\u{7F}", "\u{7F}", "\u{7F}"]
        session.searches = try repeatedly(options.isQuick ? 10 : 100) { try console.press(terms[$0 % terms.count]) }
        _ = try console.press(checkIn)
        session.scans = try passes.map { try console.press($0 + "\r") }
        session.idle = console.bytesWhileIdle(milliseconds: options.isQuick ? 1_000 : 6_000)
        session.memory = Machine.memory(of: console.process.id)
        console.leave()
        return session
    }

    private static func repeatedly(
        _ count: Int, _ act: (Int) throws -> ConsoleTerminal.Act
    ) throws -> [ConsoleTerminal.Act] {
        try (0..<count).map(act)
    }

    /// Key to the last byte of its frame; to the last byte before rest is said beside it.
    private static func times(_ row: String, _ crowd: String, _ acts: [ConsoleTerminal.Act]) -> Finding {
        func both(_ values: [Double]) -> (Double, Double) {
            (Number.median(values), Number.percentile(values, 0.99))
        }
        func text(_ pair: (Double, Double)) -> String { "\(Number.text(pair.0, 1)), \(Number.text(pair.1, 1)) ms" }
        let (median, worst) = both(acts.map(\.frame))
        var finding = Finding(
            row: "key to frame: \(row)",
            conditions: "\(crowd), \(acts.count) keys; p50, p99; with the database's answer "
                + text(both(acts.map(\.last))),
            ours: text((median, worst)))
        finding.other = "limit"
        finding.budget = "≤ 5, ≤ 16 ms"
        finding.ratio = Number.text(max(median / 5, worst / 16), 2)
        finding.verdict = median <= 5 && worst <= 16 ? .within : .missed
        return finding
    }

    /// The first digit of a scan to the last byte of the frame with the answer. The limit is that of a check-in through the
    /// store and that of a frame.
    private static func scanned(_ crowd: String, _ acts: [ConsoleTerminal.Act]) -> Finding {
        let times = acts.map(\.longestFrame)
        return .limit(
            "scan to the answer's frame",
            "\(crowd), \(acts.count) scans, p99; p50 \(Number.text(Number.median(times), 1)) ms",
            ours: Number.percentile(times, 0.99), limit: 20 + 16, unit: "ms", digits: 1)
    }

    /// All bytes until rest: the key's own frame, and what the database's answer added to it.
    private static func bytes(
        _ row: String, _ crowd: String, _ acts: [ConsoleTerminal.Act], limit: Double
    ) -> Finding {
        let own = Number.median(acts.map { Double($0.frameBytes) })
        let most = acts.map { Double($0.bytes) }.max() ?? 0
        return .limit(
            row, "\(crowd), median; the key's own frame \(Number.text(own, 0)) B; most \(Number.text(most, 0)) B",
            ours: Number.median(acts.map { Double($0.bytes) }), limit: limit, unit: "B", digits: 0)
    }
}

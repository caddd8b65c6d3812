// The real console on a pseudo-terminal, with the clock in hand.

import CLinux
import Glibc
import TestSupport

/// A console and the terminal it runs on. The terminal answers questions at once, takes every byte as it comes and notes
/// the time of each piece.
final class ConsoleTerminal {
    /// What one key brought about. Times are milliseconds from the key, bytes are those sent to the terminal.
    struct Act {
        /// The first byte.
        var first = 0.0
        /// The last byte of the frame the key itself caused: the last one before a silence of `silence` milliseconds.
        var frame = 0.0
        /// The last byte before the console was at rest: with the database's answer, where one was asked for.
        var last = 0.0
        /// The last byte of the longest frame. A scan's longest is its answer: the digits before it and the counters after
        /// it change a few cells each.
        var longestFrame = 0.0
        var bytes = 0
        /// Bytes of the key's own frame.
        var frameBytes = 0
    }

    /// The least the console is made for, and one with room for the detail pane.
    enum Size: CustomStringConvertible {
        case small, large

        var columns: Int { self == .small ? 80 : 120 }
        var rows: Int { self == .small ? 24 : 40 }
        var description: String { "\(columns)x\(rows)" }
    }

    /// A frame leaves in one write, so its pieces come at once; what comes later is the answer's frame.
    private static let silence = 1.0
    /// Synchronized output is known and off; the circle was narrow; a VT220 with colours.
    private static let answers = Array("\u{1B}[?2026;2$y\u{1B}[2;2R\u{1B}[?62;22c".utf8)
    private static let lastQuestion = Array("\u{1B}[c".utf8)
    private static let endOfUpdate = Array("\u{1B}[?2026l".utf8)

    let process: ChildProcess
    private let watch: Stopwatch
    private let master: Descriptor
    private let idle: Descriptor
    private var sent = 0
    private var idleText: [UInt8] = []
    /// Until the first rest: what was written, and when its last piece came.
    private(set) var opening: [UInt8] = []

    /// Starts the program in a data folder.
    init(_ program: String, dataFolder: String, size: Size) throws {
        var (leader, follower): (Int32, Int32) = (-1, -1)
        var name = [CChar](repeating: 0, count: 128)
        guard openpty(&leader, &follower, &name, nil, nil) == 0 else { throw SupportError("no pseudo-terminal") }
        master = Descriptor(leader)
        let slave = Descriptor(follower)
        _ = cl_resize_window(leader, UInt16(size.columns), UInt16(size.rows))
        for descriptor in [leader, follower] { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
        var ends: [Int32] = [-1, -1]
        guard cl_pipe(&ends) == 0 else { throw SupportError("no pipe") }
        idle = Descriptor(ends[0])
        let writer = Descriptor(ends[1])
        let path = String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        watch = Stopwatch()
        process = try ChildProcess(
            [program, "console"], environment: Self.environment(dataFolder), terminal: path, descriptors: [9: ends[1]])
        writer.close()
        slave.close()
    }

    private static func environment(_ dataFolder: String) -> [String: String] {
        [
            "PATH": getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin", "HOME": dataFolder,
            "LC_ALL": "C.UTF-8", "TERM": "xterm-256color", "EXPODESK_IDLE_FD": "9",
            "EXPODESK_DATA_DIR": dataFolder, "EXPODESK_LANGUAGE": "ko",
        ]
    }

    /// Milliseconds from the start of the process to the last byte of its first frame.
    func firstFrame() throws -> Double {
        var hasAnswered = false
        while true {
            guard let more = master.read(within: 10_000), !more.isEmpty else {
                throw SupportError(
                    "the console ended before its first frame: \(String(decoding: opening, as: UTF8.self))")
            }
            let now = watch.milliseconds
            opening += more
            if !hasAnswered, Self.find(Self.lastQuestion, in: opening) {
                hasAnswered = true
                master.write(Self.answers)
            }
            if Self.find(Self.endOfUpdate, in: opening) { return now }
        }
    }

    /// Waits for rest after the start: the database is open, everything is shown.
    func rest() throws {
        _ = try watchUntilRest(sentAt: watch.milliseconds, needsInput: false)
    }

    /// Sends a key and watches what comes of it.
    func press(_ key: String) throws -> Act {
        let bytes = Array(key.utf8)
        sent += bytes.count
        let begun = watch.milliseconds
        master.write(bytes)
        return try watchUntilRest(sentAt: begun, needsInput: true)
    }

    /// Bytes written while nobody does anything.
    func bytesWhileIdle(milliseconds: Int) -> Int {
        let limit = watch.milliseconds + Double(milliseconds)
        var count = 0
        while watch.milliseconds < limit {
            count += master.read(within: max(1, Int(limit - watch.milliseconds)))?.count ?? 0
        }
        return count
    }

    /// Leaves with Ctrl-Q and waits for the end.
    func leave() {
        master.write([0x11])
        while let more = master.read(within: 10_000), !more.isEmpty {}
        if process.wait(within: 5_000) == nil { process.signal(SIGKILL) }
    }

    private func watchUntilRest(sentAt: Double, needsInput: Bool) throws -> Act {
        var act = Act()
        var pieces: [(at: Double, count: Int)] = []
        var pollers = [master, idle].map { pollfd(fd: $0.number, events: Int16(POLLIN), revents: 0) }
        var isResting = false
        while true {
            // At rest the frame is out: what has not been read by now lies in the terminal's buffer.
            let ready = poll(&pollers, 2, isResting ? 0 : 20_000)
            if pollers[0].revents != 0 {
                guard let more = master.read(within: 0), !more.isEmpty else { throw SupportError("the console ended") }
                pieces.append((watch.milliseconds - sentAt, more.count))
                continue
            }
            if isResting { break }
            guard ready > 0 else { throw SupportError("the console did not come to rest in 20 s") }
            if pollers[1].revents != 0 {
                guard let more = idle.read(within: 0), !more.isEmpty else { throw SupportError("the console ended") }
                idleText += more
                isResting = hasRested(needsInput)
            }
        }
        act.first = pieces.first?.at ?? 0
        act.last = pieces.last?.at ?? 0
        act.bytes = pieces.reduce(0) { $0 + $1.count }
        for (index, piece) in pieces.enumerated() {
            if index > 0, piece.at - pieces[index - 1].at > Self.silence { break }
            act.frame = piece.at
            act.frameBytes += piece.count
        }
        act.longestFrame = Self.longestFrame(pieces)
        return act
    }

    /// Pieces less than `silence` apart are one frame, read in parts.
    private static func longestFrame(_ pieces: [(at: Double, count: Int)]) -> Double {
        var (longest, frame) = ((at: 0.0, count: 0), (at: -Double.infinity, count: 0))
        for piece in pieces {
            frame = (piece.at, piece.at - frame.at > silence ? piece.count : frame.count + piece.count)
            if frame.count > longest.count { longest = frame }
        }
        return longest.at
    }

    /// Whether a line `idle FRAME BYTES` has come that counts everything sent.
    private func hasRested(_ needsInput: Bool) -> Bool {
        var isAtRest = false
        while let end = idleText.firstIndex(of: 0x0A) {
            let words = String(decoding: idleText[..<end], as: UTF8.self).split(separator: " ")
            idleText.removeFirst(end + 1)
            guard words.count == 3, let bytes = Int(words[2]) else { continue }
            isAtRest = !needsInput || bytes >= sent
        }
        return isAtRest
    }

    private static func find(_ wanted: [UInt8], in bytes: [UInt8]) -> Bool {
        guard bytes.count >= wanted.count else { return false }
        return (0...(bytes.count - wanted.count)).contains { bytes[$0...].starts(with: wanted) }
    }
}

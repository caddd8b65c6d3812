// Reading a console's screen in tmux.

import Foundation
import Glibc
import TestSupport
import Testing
import Text

extension Tmux {
    /// Waits until some row holds the text, and returns the screen; a test failure when it never does.
    @discardableResult
    func expect(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) throws -> [String] {
        let rows = try screen { $0.contains { $0.contains(text) } }
        #expect(
            rows.contains { $0.contains(text) }, "no “\(text)” on\n\(rows.joined(separator: "\n"))",
            sourceLocation: sourceLocation)
        return rows
    }

    /// Waits until no row holds the text.
    @discardableResult
    func expectGone(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) throws -> [String] {
        let rows = try screen { !$0.contains { $0.contains(text) } }
        #expect(
            !rows.contains { $0.contains(text) }, "still “\(text)” on\n\(rows.joined(separator: "\n"))",
            sourceLocation: sourceLocation)
        return rows
    }

    /// Types an answer, and Enter as late as a hand does: at a scanner's pace it would be a code.
    func answer(_ text: String) throws {
        try type(text)
        usleep(150_000)
        try send(KeyBytes.enter)
    }

    /// Bytes in several writes, one by one unless told, without waiting in between: no program is at rest in
    /// mid-character.
    func trickle(_ bytes: [UInt8], at once: Int = 1) throws {
        let goal = (idle.last?.bytes ?? 0) + bytes.count
        for start in stride(from: 0, to: bytes.count, by: once) {
            let piece = bytes[start..<min(start + once, bytes.count)]
            try run(["send-keys", "-H"] + piece.map { String($0, radix: 16) })
        }
        _ = idle.rest(afterBytes: goal)
    }

    /// What zbar reads from the blocks on the screen.
    func decodedSymbols() throws -> [String] {
        let scratch = try ScratchFolder()
        // A wide glyph is one character in two columns; modules are counted in columns.
        let columns = try screen().map { row in
            row.map { ColumnWidth.of($0) == 2 ? "\($0) " : String($0) }.joined()
        }
        return try Zbar.decode(try scratch.write(ArtRaster.pgm(columns), to: "screen.pgm"))
    }

    /// Kills the console as a power cut would.
    func killProgram() throws {
        let shell = try run(["display-message", "-p", "#{pane_pid}"]).filter(\.isNumber)
        let children = try String(contentsOfFile: "/proc/\(shell)/task/\(shell)/children", encoding: .utf8)
        guard let id = children.split(separator: " ").first.flatMap({ Int32($0) }) else {
            throw SupportError("no console below the shell \(shell)")
        }
        kill(id, SIGKILL)
        try expect("ended with 137")
    }

    /// Presses Ctrl-Q, and returns the program's exit status as the shell under it tells; nil when it did not leave.
    func leave() throws -> Int? {
        try run(["send-keys", "C-q"])
        let mark = "ended with "
        let line = try expect(mark).first { $0.hasPrefix(mark) }
        return line.flatMap { Int($0.dropFirst(mark.count)) }
    }
}

/// Keys as a terminal sends them.
enum KeyBytes {
    static let enter: [UInt8] = [0x0D]
    static let escape: [UInt8] = [0x1B]
    static let save: [UInt8] = [0x13]
    static let backTab: [UInt8] = [0x1B, 0x5B, 0x5A]

    static func function(_ number: Int) -> [UInt8] {
        let names = [1: "OP", 2: "OQ", 3: "OR", 4: "OS", 5: "[15~", 6: "[17~", 8: "[19~"]
        return [0x1B] + Array((names[number] ?? "").utf8)
    }
}

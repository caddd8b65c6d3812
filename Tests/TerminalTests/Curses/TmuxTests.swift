// Frames as a real terminal emulator shows them.

import TestSupport
import Testing

@testable import FrameProbe
@testable import Terminal

@Suite struct TmuxTests {
    private func expected(_ frame: Frame, _ size: Size) -> [String] {
        (0..<size.rows).map { row in
            // The last cell stays blank, and so does a wide glyph in it or right before it.
            var cells = Array(frame.buffer.row(row))
            if row == size.rows - 1 {
                for column in [size.columns - 1, size.columns - 2] where column > 0 && cells[column].width == 0 {
                    cells[column - 1] = .blank(.text)
                    cells[column] = .blank(.text)
                }
                cells[size.columns - 1] = .blank(.text)
            }
            var text = ""[...]
            for cell in cells where cell.width > 0 { text.append(cell.glyph) }
            while text.last == " " { text.removeLast() }
            return String(text)
        }
    }

    @Test(
        "random frames through ncurses are on the screen exactly",
        arguments: ["xterm-256color", "tmux-256color"], [Size(columns: 80, rows: 24), Size(columns: 31, rows: 7)])
    func randomFrames(_ type: String, _ size: Size) throws {
        let seed = SeededRandom.fromEnvironment().seed
        let tmux = try Tmux(
            [Product.path("FrameProbe"), "\(seed)"], columns: size.columns, rows: size.rows, environment: ["TERM": type]
        )
        try #require(tmux.idle.next() != nil)
        var frames = RandomFrames(seed: seed, size: size)
        for number in 1...60 {
            let frame = frames.next()
            try #require(tmux.type("n") != nil, "seed \(seed), frame \(number)")
            let wanted = expected(frame, size)
            #expect(try tmux.screen { $0 == wanted } == wanted, "seed \(seed), frame \(number)")
            let cursor = try tmux.cursor()
            #expect(cursor.isVisible == (frame.cursor != nil), "seed \(seed), frame \(number)")
            if let place = frame.cursor {
                #expect(cursor.row == place.row && cursor.column == place.column, "seed \(seed), frame \(number)")
            }
        }
    }

    @Test("sizes down to one cell and back")
    func resizing() throws {
        let tmux = try Tmux([Product.path("FrameProbe"), "3"])
        try #require(tmux.idle.next() != nil)
        try tmux.type("n")
        for size in [(132, 43), (20, 5), (2, 2), (1, 1), (3, 1), (80, 24)] {
            let size = Size(columns: size.0, rows: size.1)
            try #require(tmux.resize(columns: size.columns, rows: size.rows) != nil)
            var frames = RandomFrames(seed: 3, size: size)
            let wanted = expected(frames.next(), size)
            #expect(try tmux.screen { $0 == wanted } == wanted, "\(size)")
        }
    }

    @Test("looks reach the screen: colours by theme, reverse and bold without them")
    func looks() throws {
        let tmux = try Tmux([Product.path("FrameProbe"), "echo"])
        try #require(tmux.idle.next() != nil)
        _ = try tmux.screen { $0.first == "80x24" }
        let title = try #require(tmux.styledScreen().first)
        #expect(title.contains("48;5;24") && title.contains("\u{1B}[1m"))
        try tmux.type("m")
        _ = try tmux.screen { $0.contains("key m") }
        let mono = try #require(tmux.styledScreen().first)
        #expect(mono.contains("\u{1B}[7m") && !mono.contains("48;5;24"))
    }

    @Test("the clipboard reaches tmux's own buffer")
    func clipboard() throws {
        let tmux = try Tmux([Product.path("FrameProbe"), "1"])
        try #require(tmux.idle.next() != nil)
        let socket = try tmux.run(["display-message", "-p", "#{socket_path},#{pid},0"]).filter { $0 != "\n" }
        let inside = try Tmux([Product.path("FrameProbe"), "1"], environment: ["TMUX": socket])
        try #require(inside.idle.next() != nil)
        try inside.type("c")
        // The helper works beside the program; tmux itself can be asked to wait for nothing, so ask until it is there.
        let deadline = Deadline(10_000)
        var buffer = ""
        while buffer.isEmpty, !deadline.isPast { buffer = (try? tmux.run(["show-buffer"])) ?? "" }
        #expect(buffer == "행사")
    }
}

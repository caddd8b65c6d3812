// The console and the terminal it runs on: stopped and continued by a shell, and with the mouse.

import Foundation
import Glibc
import TestSupport
import Testing

extension EndToEnd {
    @Suite struct TerminalManners {
        /// The console as a job of a shell that waits for a line before it brings it back.
        private func openAsJob(_ venue: Venue) throws -> Pty {
            let pty = try Pty(
                [
                    "bash", "-c", "set -m; \"$0\"; echo status-$?; read -r line; fg; exit $?",
                    Product.path("expodesk"),
                ],
                environment: venue.variables([:]))
            try #require(pty.expect("\u{1B}[c"))
            pty.answer("\u{1B}[?2026;0$y\u{1B}[2;2R\u{1B}[?62;22c")
            try #require(pty.settle() != nil)
            return pty
        }

        @Test(
            "stopped from the palette or from outside, it comes back as it was, in the size the window has then",
            arguments: [true, false])
        func suspended(_ byPalette: Bool) throws {
            let venue = try Venue()
            let pty = try openAsJob(venue)
            let before = try #require(pty.type("황하빈\r"))
            if byPalette {
                try #require(pty.type("\u{10}") != nil)
                try #require(pty.type("셸로") != nil)
                pty.write([0x0D])
            } else {
                try stopForeground(of: pty)
            }
            #expect(pty.expect("status-\(128 + SIGTSTP)"))
            #expect(pty.isCooked)
            #expect(try #require(pty.lastPlace(of: "\u{1B}[?1049l")) < (try #require(pty.lastPlace(of: "status-"))))
            pty.resize(columns: 100, rows: 30)
            let place = pty.output.count
            pty.write(Array("go\n".utf8))
            #expect(pty.expect("황하빈", from: place))
            #expect(pty.expect("\u{1B}[30", from: place), "the last row of the larger window")
            #expect(pty.isRaw)
            #expect(try #require(pty.lastPlace(of: "\u{1B}[?2004h")) > place)
            // The form has its caret where it was, and its timers run: people like the one being typed are looked for.
            pty.write(Array("01099990003".utf8))
            #expect(pty.expect("010-9999-0003", from: place))
            #expect(pty.expect("뒤 4자리", from: place))
            #expect(try #require(pty.idle.rest(afterFrame: before.frame)).frame > before.frame)
            pty.write([0x11])
            #expect(pty.end() == .exited(0))
        }

        /// What `kill -TSTP` from another window does: the console is the shell's only child.
        private func stopForeground(of pty: Pty) throws {
            let shell = pty.process.id
            let children = try #require(
                try? String(contentsOfFile: "/proc/\(shell)/task/\(shell)/children", encoding: .utf8))
            let child = try #require(children.split(separator: " ").first.flatMap { Int32($0) })
            kill(child, SIGTSTP)
        }

        @Test("with the setting a click presses the key it shows; without it the mouse stays the terminal's")
        func mouse() throws {
            let venue = try Venue()
            let clicks = "\u{1B}[<0;3;24M\u{1B}[<0;3;24m"
            let without = try venue.openOnPty()
            try #require(without.type(clicks) != nil)
            #expect(!without.wrote("\u{1B}[?1000h") && !without.wrote("여기서 되는 키"))
            let pty = try venue.openOnPty(["EXPODESK_MOUSE": "true"])
            #expect(pty.wrote("\u{1B}[?1000h") && pty.wrote("\u{1B}[?1006h"))
            // Ctrl-S on an empty form, by its place in the line of keys.
            try #require(pty.type(clicks) != nil)
            #expect(pty.wrote("동의"), "what is missing is said")
            pty.write([0x11])
            #expect(pty.end() == .exited(0))
            let off = try #require(pty.lastPlace(of: "\u{1B}[?1000l"))
            #expect(off > (try #require(pty.lastPlace(of: "\u{1B}[?1000h"))))
        }
    }
}

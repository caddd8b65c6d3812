// Windows of every size, bytes that are no text, no terminal, no database.

import Foundation
import TestSupport
import Testing

extension EndToEnd {
    @Suite struct RoughHandlingTests {
        @Test("typing goes on through a storm of resizes, down to one cell")
        func resizes() throws {
            var random = SeededRandom.fromEnvironment()
            let venue = try Venue()
            let tmux = try venue.openInTmux()
            let name = "류채원 Storm"
            for character in name {
                let size = random.pick([(1, 1), (2, 3), (132, 43), (7, 24), (80, 1), (300, 5)])
                try tmux.run(["resize-window", "-x", "\(size.0)", "-y", "\(size.1)"])
                try tmux.trickle(Array(String(character).utf8))
            }
            // By way of a size that the storm never has: a size that stays makes no frame to wait for.
            try tmux.resize(columns: 5, rows: 2)
            try tmux.resize(columns: 1, rows: 1)
            try tmux.send(KeyBytes.function(4))
            try tmux.send(KeyBytes.function(2))
            try tmux.resize(columns: 80, rows: 24)
            let rows = try tmux.expect(name)
            #expect(rows.contains { $0.contains("Ctrl-S") }, "seed \(random.seed)")
            // As if it had never been another size: a fresh console with the same draft draws the same.
            let before = try tmux.screen().prefix(22)
            try tmux.killProgram()
            let again = try venue.openInTmux()
            try again.expect(name)
            #expect(try again.screen().prefix(22).elementsEqual(before), "seed \(random.seed)")
        }

        @Test("ten thousand pasted bytes fill the field to its limit and break nothing")
        func paste() throws {
            let venue = try Venue()
            let tmux = try venue.openInTmux()
            let long = String(repeating: "가나다라마바사아자차\n", count: 325)
            try tmux.trickle(Array("\u{1B}[200~\(long)\u{1B}[201~".utf8), at: 1_000)
            try tmux.expect("가나다라")
            try tmux.type("\r\r\r\r ")
            try tmux.send(KeyBytes.save)
            let person = try #require(try venue.show(Venue.sampleCount + 1))
            #expect(person.name.count == 40, "\(person.name)")
            #expect(try venue.newRegistrations() == 1)
        }

        @Test("bytes that are no text never reach a name")
        func wrongBytes() throws {
            let venue = try Venue()
            let tmux = try venue.openInTmux()
            try tmux.type("황")
            try tmux.send([0x00])
            let wrong: [[UInt8]] = [
                [0xFF], [0xC3, 0x28], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xFE, 0xBF],
            ]
            for bytes in wrong { try tmux.send(bytes) }
            try tmux.type("별")
            try tmux.expect("별")
            try tmux.type("\r\r\r\r ")
            try tmux.send(KeyBytes.save)
            let stored = try venue.show(Venue.sampleCount + 1)?.name
            if let stored {
                #expect(!stored.unicodeScalars.contains { $0.value < 0x20 || $0 == "\u{FFFD}" }, "\(stored)")
                #expect(stored.first == "황" && stored.last == "별", "\(stored)")
            } else {
                // Refused is as good, when the screen says which field.
                try tmux.expect("고칠 칸")
                #expect(try venue.newRegistrations() == 0)
            }
        }

        @Test("in a pipe the console talks in lines; without TERM it says so and ends with 2")
        func noTerminal() throws {
            let venue = try Venue()
            let pipe = try venue.run()
            #expect(pipe.code == 0 && pipe.errors.isEmpty, "\(pipe)")
            #expect(pipe.output.contains("명령:") && !pipe.output.contains("\u{1B}"), "\(pipe)")
            let pty = try Pty([Product.path("expodesk")], environment: venue.variables(["TERM": ""]))
            #expect(pty.end() == .exited(2))
            let said = String(decoding: pty.output, as: UTF8.self)
            #expect(said.contains("TERM") && said.contains("--plain") && !said.contains("\u{1B}"), "\(said)")
        }

        @Test("a database out of reach does not keep the first frame away, and is named on it")
        func noDatabase() throws {
            let venue = try Venue()
            let tmux = try venue.openInTmux(["EXPODESK_DATABASE": "postgresql://127.0.0.1:9/nowhere"])
            try tmux.expect("연결 끊김")
            let rows = try tmux.type("오가람").map { _ in try tmux.expect("오가람") }
            #expect(rows?.contains { $0.contains("연결되면 저절로 나옵니다") } == true, "the sentence says what happens next")
            try tmux.send(KeyBytes.function(8))
            try tmux.expect("127.0.0.1")
            try tmux.send(KeyBytes.function(2))
            try tmux.type("\r\r\r\r ")
            try tmux.send(KeyBytes.save)
            try tmux.expect("연결되지 않았습니다")
            #expect(try tmux.leave() == 0)
            // The same desk with its server back: what was typed is there.
            let back = try venue.openInTmux()
            try back.expect("오가람")
            try back.send(KeyBytes.save)
            try back.expect("등록했습니다")
            #expect(try venue.registrations(named: "오가람") == 1)
        }
    }
}

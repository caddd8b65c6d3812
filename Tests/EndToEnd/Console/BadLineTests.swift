// Over a line that delays every byte and splits every write: the same screens, no letter lost, doubled or made up.

import Glibc
import TestSupport
import Testing

extension EndToEnd {
    @Suite struct BadLineTests {
        /// One thing somebody does. Each changes the screen, so that both consoles can be waited for.
        private static let steps: [(name: String, bytes: String)] = [
            ("Hangul", "김민준"), ("more Hangul", "뷁쿼리"), ("backspaces", "\u{7F}\u{7F}\u{7F}"),
            ("arrows and letters between them", "\u{1B}OD\u{1B}OD가\u{1B}OC\u{1B}[H나\u{1B}[F다"),
            ("delete", "\u{1B}[H\u{1B}[3~"), ("the phone", "\r01077"), ("digits one by one", "778888"),
            ("back and forth", "\u{1B}[Z\u{1B}[Z\t\t\t"),
            ("a paste with a line feed and an escape", "\u{1B}[200~선린\n인터넷\u{1B}고등학교 OA[A\u{1B}[201~"),
            ("control keys", "\u{1}끝"), ("the table", "\u{1B}OS"),
            ("a key held down", String(repeating: "\u{1B}OB", count: 35)), ("pages", "\u{1B}[6~\u{1B}[5~\u{1B}OA"),
            ("End", "\u{1B}[F"), ("a search", "/김"), ("more of it", "ㅁㅈ"), ("less of it", "\u{7F}\u{7F}\u{7F}선"),
            ("Escape", "\u{1B}"), ("Home", "\u{1B}[H"), ("help", "\u{1B}OP"), ("Escape from help", "\u{1B}"),
            ("a function key by its number", "\u{7}2"), ("consent", "\u{1B}[Z\r\r\r\r "),
        ]

        @Test("150 ms each way and every write split: each screen is the one of a good line, and so is what is stored")
        func sameScreens() throws {
            let seed = SeededRandom.fromEnvironment().seed
            // As config.example.toml advises for such lines; a busy machine adds to the gaps.
            let remote = ["EXPODESK_ESCAPE_DELAY": "1000"]
            let venues = [try Venue(), try Venue()]
            let near = try venues[0].openInTmux(remote)
            let far = try venues[1].openInTmux(
                remote, behind: [Product.path("SlowLine"), "\(seed)", "150", "150"])
            for tmux in [near, far] { try tmux.expect("연결됨") }
            var last: [String] = []
            for (name, bytes) in Self.steps {
                for tmux in [near, far] {
                    try tmux.run(["send-keys", "-H"] + bytes.utf8.map { String($0, radix: 16) })
                }
                let screens = try Self.meet(near, far, after: last)
                guard screens.near == screens.far, screens.near != last else {
                    Issue.record(
                        "seed \(seed), \(name)\n\(screens.near.joined(separator: "\n"))\n\(screens.far.joined(separator: "\n"))"
                    )
                    return
                }
                last = screens.near
            }
            for tmux in [near, far] { try tmux.run(["send-keys", "C-s"]) }
            for tmux in [near, far] { try tmux.expect("등록했습니다") }
            let people = try venues.map { try #require(try $0.show(Venue.sampleCount + 1)) }
            #expect(people[0] == people[1], "seed \(seed)")
            #expect(people[0].affiliation?.contains("고등학교 OA[A") == true, "\(people[0])")
            for venue in venues { #expect(try venue.newRegistrations() == 1, "seed \(seed)") }
        }

        /// Both screens once they are equal and other than `last`, else as they are when patience ends. Without the line
        /// of news, which goes by itself after some time.
        private static func meet(
            _ near: Tmux, _ far: Tmux, after last: [String]
        ) throws -> (near: [String], far: [String]) {
            func withoutNews(_ rows: [String]) -> [String] {
                rows.enumerated().filter { $0.offset != rows.count - 2 }.map(\.element)
            }
            let deadline = Deadline(30_000)
            while true {
                let screens = (near: withoutNews(try near.screen()), far: withoutNews(try far.screen()))
                if screens.near == screens.far && screens.near != last || deadline.isPast { return screens }
                poll(nil, 0, 20)
            }
        }

        @Test("an arrow key split after its ESC leaves no letters, over ssh and elsewhere", arguments: [true, false])
        func tornEscape(_ isRemote: Bool) throws {
            let venue = try Venue()
            let tmux = try venue.openInTmux(
                isRemote ? ["SSH_CONNECTION": "192.0.2.1 50000 192.0.2.2 22"] : ["EXPODESK_ESCAPE_DELAY": "1"])
            try tmux.expect("연결됨")
            try tmux.type("한별")
            try tmux.run(["send-keys", "-H", "1b"])
            if !isRemote {
                // Taken for Escape, which goes to the table: the tail is read after that.
                try tmux.expect("참가자")
            }
            try tmux.send(Array("OD".utf8))
            try tmux.send(KeyBytes.function(2))
            let rows = try tmux.expect("한별")
            #expect(!rows.contains { $0.contains("OD") || $0.contains("별D") }, "\(rows.joined(separator: "\n"))")
        }

        @Test("a dropped connection keeps the form being typed, and an edit half done")
        func hangUp() throws {
            let venue = try Venue()
            let pty = try venue.openOnPty()
            pty.type("남궁하늘\r0105555")
            pty.hangUp()
            #expect(pty.process.wait() == .exited(128 + SIGHUP))

            let second = try venue.openOnPty()
            second.type("\u{1B}OS")
            second.type("e")
            second.type(" 고침")
            second.hangUp()
            #expect(second.process.wait() == .exited(128 + SIGHUP))

            let tmux = try venue.openInTmux()
            let rows = try tmux.expect("남궁하늘")
            #expect(
                rows.contains { $0.contains("0105555") || $0.contains("010-5555") }, "\(rows.joined(separator: "\n"))")
            try tmux.expect("저장하지 않은 수정이 남아 있습니다")
            try tmux.send(KeyBytes.function(4))
            try tmux.type("e")
            try tmux.expect("고침")
            try tmux.send(KeyBytes.save)
            try tmux.expect("고쳤습니다")
            #expect(try venue.number("SELECT count(*) FROM expo.registration WHERE name LIKE '%고침'") == 1)
            #expect(try tmux.leave() == 0)
            let last = try venue.openInTmux()
            try last.expect("남궁하늘")
            try last.expectGone("저장하지 않은")
        }
    }
}

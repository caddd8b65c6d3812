// A visitor's whole path on the real parts: registered, shown, found, changed, cancelled, brought back.

import TestSupport
import Testing

extension EndToEnd {
    @Suite struct WholePathTests {
        /// How a screen is asked to look.
        enum Look: String, CaseIterable {
            case dark, mono, noColour

            var environment: [String: String] {
                switch self {
                case .dark: ["EXPODESK_THEME": "dark"]
                case .mono: ["EXPODESK_THEME": "mono"]
                case .noColour: ["NO_COLOR": "1"]
                }
            }
        }

        @Test("a visitor is registered, found, edited, cancelled and brought back, and the command line says the same")
        func path() throws {
            let venue = try Venue()
            let serial = Venue.sampleCount + 1
            let tmux = try venue.openInTmux()
            try tmux.expect("연결됨")

            try tmux.trickle(Array("김민준".utf8))
            try tmux.type("\r01077778888")
            let typed = try tmux.expect("010-7777-8888")
            #expect(typed.contains { $0.contains("김민준") })
            try tmux.type("\r\r\r ")
            try tmux.send(KeyBytes.save)
            try tmux.expect("등록했습니다")
            let person = try #require(try venue.show(serial))
            #expect(person.name == "김민준" && person.phone == "+821077778888" && person.status == "approved")
            #expect(try tmux.decodedSymbols() == [person.pass])

            try tmux.send(KeyBytes.function(4))
            try tmux.type("/민준")
            try tmux.expect("010-7777-8888")
            try tmux.send(KeyBytes.escape)
            try tmux.type("/ㄱㅁㅈ")
            try tmux.expect("010-7777-8888")
            // The sample may hold other people of these initials: the telephone's end names one.
            try tmux.send(KeyBytes.escape)
            try tmux.type("/77778888\r")
            try tmux.expectGone("불러오는")

            try tmux.type("q")
            try tmux.expect("QR")
            #expect(try tmux.decodedSymbols() == [person.pass])
            try tmux.send(KeyBytes.escape)
            try tmux.expectGone("█")

            try tmux.type("e")
            try tmux.expect("수정:")
            try tmux.type("\r\r선린인터넷고등학교")
            try tmux.send(KeyBytes.save)
            try tmux.expect("고쳤습니다")
            #expect(try venue.show(serial)?.affiliation == "선린인터넷고등학교")

            try tmux.type("x")
            try tmux.expect("등록 취소")
            try tmux.answer("전화로 취소")
            try tmux.expect("취소했습니다")
            #expect(try venue.show(serial)?.status == "cancelled")

            try tmux.type("u")
            try tmux.expect("취소를 되돌립니다")
            try tmux.send(KeyBytes.enter)
            try tmux.expect("되돌렸습니다")
            let back = try #require(try venue.show(serial))
            #expect(back.status == "approved" && back.affiliation == "선린인터넷고등학교" && back.pass == person.pass)

            #expect(try tmux.leave() == 0)
            #expect(try venue.newRegistrations() == 1)
        }

        @Test("a phone reads the pass from the screen in every theme", arguments: Look.allCases)
        func themes(_ look: Look) throws {
            let venue = try Venue()
            let tmux = try venue.openInTmux(look.environment)
            try tmux.type("이하나\r\r\r\r ")
            try tmux.send(KeyBytes.save)
            try tmux.expect("등록했습니다")
            let person = try #require(try venue.show(Venue.sampleCount + 1))
            #expect(person.name == "이하나" && person.phone == nil)
            #expect(try tmux.decodedSymbols() == [person.pass])
            // White blocks on black, said outright: a light theme must not turn the symbol round.
            let symbol = try tmux.styledScreen().filter { $0.contains("█▀") || $0.contains("▄█") || $0.contains("███") }
            #expect(symbol.count >= 12)
            for row in symbol { #expect(row.contains("[") && Self.isWhiteOnBlack(row), "\(row)") }
        }

        /// Whether the row sets a white foreground and a black background, in the 8, 16 or 256 colours of tmux's capture.
        private static func isWhiteOnBlack(_ row: String) -> Bool {
            var parameters: [String] = []
            for part in row.split(separator: "\u{1B}[").dropFirst() {
                parameters.append(String(part.prefix { $0 != "m" }))
            }
            let all = ";" + parameters.joined(separator: ";") + ";"
            let white = ["37", "97", "38;5;15", "38;5;231", "38;5;7"].contains { all.contains(";\($0);") }
            let black = ["40", "48;5;16", "48;5;0"].contains { all.contains(";\($0);") }
            return white && black
        }
    }
}

// A scanner goes off in the middle of something else: whatever was in front stays as it was.

import TestSupport
import Testing

extension EndToEnd {
    @Suite struct ScanTests {
        /// A desk, its console, and a pass to scan.
        private struct Desk {
            let venue: Venue
            let tmux: Tmux
            let person: ShownPerson
            let pass: [UInt8]

            init() throws {
                venue = try Venue()
                tmux = try venue.openInTmux()
                try tmux.expect("연결됨")
                person = try #require(try venue.show(7))
                pass = Array(person.pass.utf8)
            }
        }

        /// Scans, and holds the screen before against the screen after: all but the line of news is the same.
        private func expectNoTrace(
            _ desk: Desk, of code: [UInt8], saying news: String, sourceLocation: SourceLocation = #_sourceLocation
        ) throws {
            let before = try desk.tmux.screen()
            let cursor = try desk.tmux.cursor()
            try desk.tmux.send(code)
            let after = try desk.tmux.expect(news, sourceLocation: sourceLocation)
            let newsRow = before.count - 2
            for row in before.indices where row != newsRow {
                #expect(before[row] == after[row], sourceLocation: sourceLocation)
            }
            let now = try desk.tmux.cursor()
            #expect(now.column == cursor.column && now.row == cursor.row, sourceLocation: sourceLocation)
        }

        @Test("in a half-typed form, in one burst or in two, whatever the field")
        func form() throws {
            let desk = try Desk()
            try desk.tmux.type("박서연\r0105555")
            let news = desk.person.name
            try expectNoTrace(desk, of: desk.pass + KeyBytes.enter, saying: news)
            // Drafts are written and look-ups done in the pause; the code verifies however slowly it came.
            let before = try desk.tmux.screen().dropLast(2)
            try desk.tmux.send(Array(desk.pass[..<17]))
            try desk.tmux.send(Array(desk.pass[17...]) + KeyBytes.enter)
            let after = try desk.tmux.screen { $0.dropLast(2).elementsEqual(before) }
            #expect(after.dropLast(2).elementsEqual(before))
            // Digits pick a category there.
            try desk.tmux.type("\r\r")
            try expectNoTrace(desk, of: desk.pass + [0x09], saying: news)

            // And the draft: another console goes on with exactly this.
            let form = try desk.tmux.screen()[1...6]
            let focused = try desk.tmux.cursor().row
            try desk.tmux.killProgram()
            let again = try desk.venue.openInTmux()
            try again.expect("박서연")
            #expect(Array(try again.screen()[1...6]) == Array(form))
            #expect(try again.cursor().row == focused)
            #expect(try desk.venue.newRegistrations() == 0)
        }

        @Test("in the search field, in the table, in the edit form and in dialogs")
        func elsewhere() throws {
            let desk = try Desk()
            let tmux = desk.tmux
            // Everywhere another pass: the same one again within two seconds is the same scan.
            func scan(_ serial: Int) throws {
                let person = try #require(try desk.venue.show(serial))
                try expectNoTrace(desk, of: Array(person.pass.utf8) + KeyBytes.enter, saying: " · 00000\(serial)")
            }
            try tmux.send(KeyBytes.function(4))
            try tmux.expect("000001")
            try scan(1)
            try tmux.type("/선린")
            try tmux.expectGone("불러오는")
            try scan(2)
            // Not Enter: right after a scan's own it would be taken for the second half of CR LF.
            try tmux.press("Down")
            try tmux.type("e")
            try tmux.expect("수정:")
            try tmux.type("가")
            try scan(3)
            try tmux.send(KeyBytes.escape)
            try tmux.type("x")
            try tmux.expect("등록 취소")
            try tmux.type("이유")
            try scan(4)
            try tmux.send(KeyBytes.escape)
            try tmux.expectGone("등록 취소")
            try tmux.send(KeyBytes.enter)
            try tmux.expect("> 1")
            try scan(5)
            #expect(try desk.venue.number("SELECT count(*) FROM expo.registration WHERE version > 1") == 0)
        }

        @Test("a code nobody here signed says why")
        func foreign() throws {
            let desk = try Desk()
            try desk.tmux.type("박서연")
            let elsewhere = desk.pass[1] == 0x39 ? 0x38 : desk.pass[1] + 1
            try expectNoTrace(
                desk, of: [desk.pass[0], elsewhere] + desk.pass[2...] + KeyBytes.enter, saying: "다른 행사")
            let forged = desk.pass.dropLast() + [desk.pass[33] == 0x30 ? 0x31 : 0x30]
            try expectNoTrace(desk, of: forged + KeyBytes.enter, saying: "확인값 틀림")
            // No Enter at the end: the pause says it is over.
            try desk.tmux.send(Array(forged))
            #expect(try desk.tmux.screen().contains { $0.contains("박서연") && !$0.contains("박서연0") })
        }
    }
}

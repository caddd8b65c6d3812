import Terminal
import TestSupport
import Testing

@Suite("Input parser")
struct InputParserTests {
    private func events(_ bytes: [UInt8]) -> [InputEvent] {
        var parser = InputParser()
        parser.feed(bytes, at: 0)
        return parser.drain().map(\.event)
    }

    private func keys(_ text: String) -> [String] {
        events(Array(text.utf8)).map { event in
            if case .key(let press) = event { press.description } else { "\(event)" }
        }
    }

    @Test(
        "every spelling of a key is that key",
        arguments: [
            ("\u{1B}[A", "Up"), ("\u{1B}OA", "Up"), ("\u{1B}[B", "Down"), ("\u{1B}OC", "Right"), ("\u{1B}[D", "Left"),
            ("\u{1B}[H", "Home"), ("\u{1B}OH", "Home"), ("\u{1B}[1~", "Home"), ("\u{1B}[7~", "Home"),
            ("\u{1B}[F", "End"),
            ("\u{1B}[4~", "End"), ("\u{1B}[8~", "End"), ("\u{1B}[2~", "Ins"), ("\u{1B}[3~", "Del"),
            ("\u{1B}[5~", "PgUp"),
            ("\u{1B}[6~", "PgDn"), ("\u{1B}[Z", "Shift-Tab"), ("\u{1B}OP", "F1"), ("\u{1B}[11~", "F1"),
            ("\u{1B}[[A", "F1"),
            ("\u{1B}OS", "F4"), ("\u{1B}[[E", "F5"), ("\u{1B}[15~", "F5"), ("\u{1B}[17~", "F6"), ("\u{1B}[21~", "F10"),
            ("\u{1B}[24~", "F12"), ("\u{1B}[25~", "F13"), ("\u{1B}[34~", "F20"), ("\u{1B}[1;5A", "Ctrl-Up"),
            ("\u{1B}[1;2D", "Shift-Left"), ("\u{1B}[3;5~", "Ctrl-Del"), ("\u{1B}[1;6P", "Ctrl-Shift-F1"),
            ("\u{1B}[15;3~", "Alt-F5"), ("\u{1B}[3$", "Shift-Del"), ("\u{1B}[3^", "Ctrl-Del"),
            ("\u{1B}[3@", "Ctrl-Shift-Del"),
            ("\u{1B}[a", "Shift-Up"), ("\u{1B}Oa", "Ctrl-Up"), ("\u{1B}OM", "Enter"), ("\u{1B}Op", "0"),
            ("\u{1B}Oy", "9"),
            ("\u{1B}Ok", "+"), ("\u{1B}x", "Alt-x"), ("\u{1B}\r", "Alt-Enter"), ("\u{1B}\u{7F}", "Alt-Backspace"),
            ("\u{1B}가", "Alt-가"), ("\u{1B}\u{1B}[A", "Alt-Up"), ("\u{1B}[115;5u", "Ctrl-S"),
            ("\u{1B}[27;5;9~", "Ctrl-Tab"),
            ("\u{1B}[97;2u", "A"), ("\r", "Enter"), ("\n", "Enter"), ("\t", "Tab"), ("\u{7F}", "Backspace"),
            ("\u{8}", "Backspace"), ("\u{1}", "Ctrl-A"), ("\u{1A}", "Ctrl-Z"), ("\u{1C}", "Ctrl-\\"),
            ("\u{1F}", "Ctrl-_"),
            (" ", "Space"), ("한", "한"),
        ])
    func spellings(_ bytes: String, _ name: String) {
        #expect(keys(bytes) == [name])
        // And nothing of it is left to colour the next key.
        #expect(keys(bytes + "q") == [name, "q"])
    }

    @Test(
        "what means nothing to us is swallowed whole",
        arguments: [
            "\u{1B}[<0;10;10M", "\u{1B}[M !!", "\u{1B}[I", "\u{1B}[O", "\u{1B}[>1;2c", "\u{1B}[99~",
            "\u{1B}[1;2;3;4;5x",
            "\u{1B}]11;rgb:00/00/00\u{7}", "\u{1B}]52;c;aGk=\u{1B}\\", "\u{1B}P>|xterm\u{1B}\\", "\u{1B}[[Z",
            "\u{1B}[ q",
            "\u{0}", "\u{9B}", "\u{85}", "\u{1B}[200~\u{1B}[201~", "\u{1B}[97;1:3u",
            "\u{1B}[" + String(repeating: "1;", count: 500) + "m", "\u{1B}[99999999999999999999~",
        ])
    func swallowed(_ bytes: String) {
        #expect(keys(bytes) == [])
        #expect(keys(bytes + "q") == ["q"])
    }

    @Test("a broken sequence ends at a byte that cannot belong to it, and that byte counts")
    func broken() {
        #expect(keys("\u{1B}[1\r") == ["Enter"])
        #expect(keys("\u{1B}[1\u{1B}[A") == ["Up"])
        #expect(keys("\u{1B}[1가") == ["가"])
        #expect(keys("\u{1B}]0;title\r") == ["Enter"])
        #expect(keys("\u{1B}O\u{1B}OA") == ["Up"])
    }

    @Test("replies are told from keys")
    func replies() {
        #expect(events(Array("\u{1B}[12;3R".utf8)) == [.reply(.cursorPosition(row: 12, column: 3))])
        #expect(events(Array("\u{1B}[?2026;2$y".utf8)) == [.reply(.mode(number: 2026, state: 2))])
        #expect(events(Array("\u{1B}[?62;22;c".utf8)) == [.reply(.attributes([62, 22, 0]))])
    }

    @Test("invalid UTF-8 is one U+FFFD for each part that cannot be")
    func invalid() {
        for bytes: [UInt8] in [
            [0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF0, 0x9F, 0x41], [0xE1, 0x80, 0xE1, 0x80, 0x80], [0xF5, 0x80],
            [0x80, 0x41], [0xF4, 0x90, 0x80, 0x80],
        ] {
            let typed = events(bytes + [0x61]).compactMap { event -> Character? in
                if case .key(let press) = event { press.typed } else { nil }
            }
            #expect(typed == Array(String(decoding: bytes + [0x61], as: UTF8.self)))
        }
    }

    @Test("a combining scalar comes as a character of its own")
    func scalars() {
        #expect(keys("\u{1112}\u{1161}\u{11AB}").count == 3)
    }

    @Test("a lone ESC is Escape after the delay, not before and not twice")
    func loneEscape() {
        var parser = InputParser(escapeDelay: 25)
        parser.feed([0x1B], at: 100)
        #expect(parser.deadline == 125)
        parser.expire(at: 124)
        #expect(parser.drain() == [])
        parser.expire(at: 125)
        #expect(parser.drain() == [TimedEvent(event: .key(KeyPress(.escape)), at: 100)])
        #expect(parser.deadline == nil)
        parser.expire(at: 999)
        #expect(parser.drain() == [])
    }

    @Test("what scanners put around a code and between its parts is no key, and the Enter after it is the code's")
    func framing() {
        #expect(keys("\u{2}12\u{1D}34\u{3}\u{4}\r") == ["1", "2", "3", "4", "Enter"])
        #expect(keys("\u{1E}5\u{4}\u{4}\t") == ["5", "Tab"])
        // Nobody's hand is on Ctrl-D as soon after a digit as a scanner's EOT comes.
        var parser = InputParser()
        parser.feed("7".utf8, at: 0)
        parser.feed([0x04], at: 101)
        parser.feed("8".utf8, at: 200)
        parser.feed([0x04], at: 300)
        parser.feed("가".utf8, at: 310)
        parser.feed([0x04], at: 311)
        let presses = parser.drain().map { event in
            if case .key(let press) = event.event { press.description } else { "\(event)" }
        }
        #expect(presses == ["7", "Ctrl-D", "8", "가", "Ctrl-D"])
        #expect(keys("\u{4}") == ["Ctrl-D"])
    }

    @Test("Escape twice is two Escapes")
    func doubleEscape() {
        var parser = InputParser()
        parser.feed([0x1B, 0x1B], at: 0)
        parser.expire(at: 25)
        #expect(parser.drain().map(\.event) == [.key(KeyPress(.escape)), .key(KeyPress(.escape))])
    }

    @Test("Escape just before the terminal says something is not lost")
    func escapeBeforeReport() {
        for report in ["\u{1B}[I", "\u{1B}[12;3R", "\u{1B}[M !!", "\u{1B}[200~x\u{1B}[201~", "\u{1B}[1\r", "\u{1B}Oz"] {
            #expect(keys("\u{1B}" + report).first == "Esc", "\(report.debugDescription)")
        }
        var parser = InputParser()
        parser.feed("\u{1B}\u{1B}[1".utf8, at: 0)
        parser.expire(at: 1000)
        #expect(parser.drain().map(\.event) == [.key(KeyPress(.escape))])
    }

    @Test("a begun sequence waits a second; without more it was Alt with a character")
    func sequenceDeadline() {
        for opener in ["[", "O", "]", "P"] {
            var parser = InputParser()
            parser.feed([0x1B], at: 0)
            parser.feed(opener.utf8, at: 20)
            #expect(parser.deadline == 1020)
            parser.expire(at: 1020)
            #expect(parser.drain().map(\.event) == [.key(KeyPress(.character(Character(opener)), .alt))])
        }
        var parser = InputParser()
        parser.feed("\u{1B}[1;".utf8, at: 0)
        parser.expire(at: 1000)
        parser.feed("q".utf8, at: 1001)
        #expect(parser.drain().map(\.event) == [.key(KeyPress(.character("q")))])
    }

    @Test("late reading is no deadline: bytes that are there count")
    func feedIgnoresTheClock() {
        var parser = InputParser()
        parser.feed([0x1B], at: 0)
        parser.feed("[A".utf8, at: 60_000)
        #expect(parser.drain() == [TimedEvent(event: .key(KeyPress(.up)), at: 60_000)])
    }

    /// Feeds pieces with a pause before each but the first, expiring what is due in between, as the loop does.
    private func events(_ pieces: [String], pause: Int64, escapeDelay: Int64 = 25) -> [String] {
        var parser = InputParser(escapeDelay: escapeDelay)
        var now: Int64 = 0
        var names: [String] = []
        for piece in pieces + [""] {
            while let deadline = parser.deadline, deadline <= now { parser.expire(at: deadline) }
            parser.feed(piece.utf8, at: now)
            now += pause
        }
        parser.expire(at: now + 10_000)
        for timed in parser.drain() {
            switch timed.event {
            case .key(let press): names.append(press.description)
            case .paste(let text): names.append("paste \(text)")
            case .mouse(let mouse): names.append("mouse \(mouse.place.column),\(mouse.place.row)")
            case .reply: names.append("reply")
            }
        }
        return names
    }

    @Test(
        "a sequence whose ESC came long before the rest leaves no letters",
        arguments: [
            (["\u{1B}", "[A"], ["Esc", "Up"]), (["\u{1B}", "[", "A"], ["Esc", "Up"]),
            (["\u{1B}", "[", "1", ";", "5", "A"], ["Esc", "Ctrl-Up"]), (["\u{1B}", "OS"], ["Esc", "F4"]),
            (["\u{1B}", "[200~가\n", "나\u{1B}", "[201~"], ["Esc", "paste 가\n나"]),
            (["\u{1B}\u{1B}", "[B"], ["Esc", "Esc", "Down"]), (["\u{1B}", "[?2026;2$y"], ["Esc", "reply"]),
            (["\u{1B}", "[A[A"], ["Esc", "Up", "[", "A"]),
        ] as [([String], [String])])
    func tornAfterEscape(_ pieces: [String], _ names: [String]) {
        #expect(events(pieces, pause: 150) == names)
        #expect(events(pieces, pause: 900).prefix(2) == names.prefix(2))
        // With a delay for slow lines it is the key alone.
        guard pieces.first == "\u{1B}" else { return }
        #expect(events(pieces, pause: 150, escapeDelay: 200) == Array(names.dropFirst()))
    }

    @Test("what people type after Escape is what they typed")
    func typedAfterEscape() {
        #expect(events(["\u{1B}", "O", "B"], pause: 100) == ["Esc", "O", "B"])
        #expect(events(["\u{1B}", "Ok"], pause: 100) == ["Esc", "O", "k"])
        #expect(events(["\u{1B}", "["], pause: 100) == ["Esc", "["])
        #expect(events(["\u{1B}", "q", "[A"], pause: 100) == ["Esc", "q", "[", "A"])
        #expect(events(["\u{1B}", "[A"], pause: 1_100) == ["Esc", "[", "A"])
        #expect(events(["\u{1B}", "\u{1B}", "OA"], pause: 100) == ["Esc", "Esc", "Up"])
    }
}

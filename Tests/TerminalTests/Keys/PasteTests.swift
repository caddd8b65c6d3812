import Terminal
import Testing

@Suite("Paste")
struct PasteTests {
    private func paste(_ text: String) -> [InputEvent] {
        var parser = InputParser()
        parser.feed("\u{1B}[200~\(text)\u{1B}[201~".utf8, at: 0)
        return parser.drain().map(\.event)
    }

    @Test(
        "a paste is one event with nothing in it that acts",
        arguments: [
            ("김민준\t010", "김민준\t010"), ("a\r\nb\rc\nd", "a\nb\nc\nd"), ("x\u{1B}[2Jy\u{0}\u{7F}z", "x[2Jyz"),
            ("\u{1112}\u{1161}\u{11AB}", "한"), ("\u{1B}[201", "[201"), ("\u{1B}\u{1B}[20", "[20"), ("\r\n\r\n", "\n\n"),
        ])
    func cleans(_ pasted: String, _ expected: String) {
        #expect(paste(pasted) == [.paste(expected)])
        guard case .paste(let text)? = paste(pasted).first else { return }
        #expect(Array(text.unicodeScalars) == Array(expected.unicodeScalars))
    }

    @Test("undecodable bytes are U+FFFD")
    func invalid() {
        var parser = InputParser()
        parser.feed(Array("\u{1B}[200~".utf8) + [0x61, 0xFF, 0x62] + Array("\u{1B}[201~".utf8), at: 0)
        #expect(parser.drain().map(\.event) == [.paste("a\u{FFFD}b")])
    }

    @Test("a paste whose end is lost gives the keyboard back after a pause")
    func lostEnd() {
        var parser = InputParser()
        parser.feed("\u{1B}[200~abc".utf8, at: 0)
        parser.feed("d".utf8, at: 1500)
        #expect(parser.deadline == 3500)
        parser.expire(at: 3500)
        parser.feed("q".utf8, at: 4000)
        #expect(parser.drain().map(\.event) == [.paste("abcd"), .key(KeyPress(.character("q")))])
    }

    @Test("more than a mebibyte is cut, and the rest is not typed")
    func tooLong() {
        var parser = InputParser()
        parser.feed("\u{1B}[200~".utf8, at: 0)
        parser.feed([UInt8](repeating: 0x61, count: (1 << 20) + 5000), at: 0)
        parser.feed("\u{1B}[201~q".utf8, at: 0)
        let events = parser.drain().map(\.event)
        #expect(events.count == 2)
        guard case .paste(let text)? = events.first else {
            Issue.record("no paste")
            return
        }
        #expect(text.utf8.count == 1 << 20)
        #expect(events.last == .key(KeyPress(.character("q"))))
    }
}

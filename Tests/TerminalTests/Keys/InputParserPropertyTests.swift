import Terminal
import TestSupport
import Testing

@Suite("Input parser, any split")
struct InputParserPropertyTests {
    private static let pieces: [[UInt8]] =
        [
            "a", "김", "\u{1112}\u{1161}\u{11AB}", "e\u{301}", "😀", "👩‍👩‍👧", "\u{1B}", "\u{1B}[A", "\u{1B}OA", "\u{1B}[1;5A",
            "\u{1B}[3~", "\u{1B}[[B", "\u{1B}[M !!", "\u{1B}[<0;1;1M", "\u{1B}[<0;80;24m", "\u{1B}[<65;7;3M",
            "\u{1B}[<35;1;1M", "\u{1B}[<0;0;1M", "\u{1B}[12;3R", "\u{1B}[?2026;2$y",
            "\u{1B}]0;x\u{7}",
            "\u{1B}P1$r\u{1B}\\", "\u{1B}[200~붙여\r\n넣기\u{1B}[201~", "\u{1B}[200~", "\u{1B}[201~", "\u{1B}[", "\u{1B}O",
            "\r",
            "\n", "\t", "\u{7F}", "\u{0}", "\u{9B}", "\u{1B}x", "[", "O", "0", ";", "~", "$", "\u{1B}[3$",
        ].map { Array($0.utf8) } + [[0xFF], [0xE1, 0x80], [0xF0, 0x9F], [0x80], [0xC3]]

    private func stream(_ random: inout SeededRandom) -> [UInt8] {
        (0..<random.int(in: 0...25)).flatMap { _ in
            random.int(in: 0...5) == 0 ? [UInt8(truncatingIfNeeded: random.next())] : random.pick(Self.pieces)
        }
    }

    /// The events of a stream and those that time makes of its end.
    private func events(_ chunks: [ArraySlice<UInt8>], reportsMouse: Bool = true) -> [InputEvent] {
        var parser = InputParser()
        parser.reportsMouse = reportsMouse
        for (index, chunk) in chunks.enumerated() { parser.feed(chunk, at: Int64(index)) }
        for second in 1...10 { parser.expire(at: Int64(second) * 10_000) }
        return parser.drain().map(\.event)
    }

    @Test("any split of the same bytes gives the same events")
    func anySplit() {
        var random = SeededRandom.fromEnvironment()
        for _ in 0..<1500 {
            let bytes = stream(&random)
            let whole = events([bytes[...]])
            var chunks: [ArraySlice<UInt8>] = []
            var rest = bytes[...]
            while !rest.isEmpty {
                let count = random.int(in: 1...4)
                chunks.append(rest.prefix(count))
                rest = rest.dropFirst(count)
            }
            #expect(events(chunks) == whole, "seed \(random.seed): \(bytes)")
            #expect(events(bytes.indices.map { bytes[$0...$0] }) == whole, "seed \(random.seed): \(bytes)")
        }
    }

    @Test("what reports the mouse, or does not, changes no other event, however the bytes are split")
    func mouse() {
        var random = SeededRandom.fromEnvironment()
        for _ in 0..<1500 {
            let bytes = stream(&random)
            let withMouse = events([bytes[...]])
            let others = withMouse.filter { if case .mouse = $0 { false } else { true } }
            #expect(events(bytes.indices.map { bytes[$0...$0] }, reportsMouse: false) == others, "seed \(random.seed)")
        }
    }

    @Test("after the deadline nothing waits, and the next key is itself")
    func keyboardComesBack() {
        var random = SeededRandom.fromEnvironment()
        for _ in 0..<1500 {
            var parser = InputParser()
            parser.feed(stream(&random), at: 0)
            parser.expire(at: parser.deadline ?? 0)
            #expect(parser.deadline == nil, "seed \(random.seed)")
            _ = parser.drain()
            parser.feed("q".utf8, at: 100_000)
            #expect(parser.drain().last?.event == .key(KeyPress(.character("q"))), "seed \(random.seed)")
        }
    }

    @Test("no event carries a control character or an undecoded byte")
    func harmless() {
        var random = SeededRandom.fromEnvironment()
        for _ in 0..<1500 {
            for event in events([stream(&random)[...]]) {
                switch event {
                case .key(let press):
                    guard case .character(let character) = press.key else { continue }
                    #expect(
                        character.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control },
                        "seed \(random.seed)")
                case .paste(let text):
                    let controls = text.unicodeScalars.filter { $0.properties.generalCategory == .control }
                    #expect(controls.allSatisfy { $0 == "\n" || $0 == "\t" }, "seed \(random.seed)")
                case .mouse(let mouse):
                    #expect(mouse.place.column >= 0 && mouse.place.row >= 0, "seed \(random.seed)")
                case .reply: continue
                }
            }
        }
    }
}

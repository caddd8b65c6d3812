// The terminal's replies, taken out of what the user typed meanwhile.

import TestSupport
import Testing

@testable import Terminal

@Suite struct ProbeReaderTests {
    private let stream = "a가\u{1B}[?2026;2$yb\u{1B}[A\u{1B}[2;3Rc\u{1B}Od\u{1B}[1;2R\u{1B}[?62;22cz\u{1B}"

    @Test("any split of the bytes gives the same replies and the same input")
    func splits() {
        var random = SeededRandom.fromEnvironment()
        for _ in 0..<200 {
            var rest = Array(stream.utf8)[...]
            var reader = ProbeReader()
            while !rest.isEmpty {
                let count = random.int(in: 1...rest.count)
                reader.feed(rest.prefix(count))
                rest = rest.dropFirst(count)
            }
            #expect(reader.column == 3, "seed \(random.seed)")
            #expect(reader.synchronizes == true, "seed \(random.seed)")
            #expect(reader.isComplete, "seed \(random.seed)")
            #expect(
                String(decoding: reader.rest(), as: UTF8.self) == "a가b\u{1B}[Ac\u{1B}Od\u{1B}[1;2Rz\u{1B}",
                "seed \(random.seed)")
        }
    }

    @Test(
        "modes that are not known, or fixed, are no support",
        arguments: [(0, false), (1, true), (2, true), (3, false), (4, false)])
    func states(_ state: Int, _ support: Bool) {
        var reader = ProbeReader()
        reader.feed(Array("\u{1B}[?2026;\(state)$y".utf8))
        #expect(reader.synchronizes == support)
        #expect(reader.rest().isEmpty)
    }

    @Test("replies to other questions stay input")
    func others() {
        let text = "\u{1B}[?25;1$y\u{1B}[5;3R\u{1B}[M\u{1B}]52;c;?\u{07}"
        var reader = ProbeReader()
        reader.feed(Array(text.utf8))
        #expect(String(decoding: reader.rest(), as: UTF8.self) == text)
        #expect(reader.column == nil && reader.synchronizes == nil && !reader.isComplete)
    }

    @Test(
        "base64 as in RFC 4648",
        arguments: [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("행사", "7ZaJ7IKs")])
    func base64(_ text: String, _ encoded: String) {
        #expect(Base64.encoded(text.utf8) == encoded)
    }
}

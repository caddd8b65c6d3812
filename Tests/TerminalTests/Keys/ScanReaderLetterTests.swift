import Terminal
import TestSupport
import Testing

/// What becomes of a code that a letter got into.
@Suite("Scan reader, letters between digits")
struct ScanReaderLetterTests {
    private typealias Desk = ScanDesk

    private static func code(_ code: String, with letter: Character, at index: Int) -> String {
        String(code.prefix(index)) + String(letter) + String(code.dropFirst(index))
    }

    @Test("a code that verifies without a letter in its middle is that code, and nothing stays", arguments: "ㅂ김aQ")
    func wholeCode(_ letter: Character) {
        for index in 1...33 {
            var desk = Desk()
            let text = Self.code(Desk.good, with: letter, at: index)
            let now = desk.type("홍길동" + text, gap: 5, from: 0)
            desk.press(KeyPress(.enter), at: now + 5)
            #expect(desk.scans == [Desk.good] && desk.field == "홍길동" && desk.entered == 0, "\(text)")
        }
    }

    @Test("a code that lost digits to a letter is told with it, and nothing stays")
    func brokenCode() {
        for index in 1...33 {
            let text = Self.code(Desk.good, with: "ㅂ", at: index)
            let broken = String(text.prefix(index + 1)) + String(text.dropFirst(index + 2))
            for end in [Key.enter, .tab] {
                // A letter at the end is not between digits, and whole runs of digits are another matter.
                guard broken.last != "ㅂ" else { continue }
                var desk = Desk()
                let now = desk.type("a" + broken, gap: 5, from: 0)
                desk.press(KeyPress(end), at: now + 5)
                #expect(desk.scans == [broken] && desk.field == "a" && desk.entered == 0, "\(broken)")
            }
        }
        // Without Enter it ends by its pause.
        var desk = Desk()
        let broken = "123456789ㅂ" + Desk.bad.dropFirst(10)
        let now = desk.type("a" + broken, gap: 5, from: 0)
        #expect(desk.reader.deadline == now + 101)
        desk.expire(at: now + 101)
        #expect(desk.scans == [broken] && desk.field == "a" && desk.reader.deadline == nil)
    }

    @Test("a symbology prefix goes with the code that a letter got into")
    func prefix() {
        for code in [Desk.good, Desk.bad] {
            var desk = Desk()
            let now = desk.type("x]Q3" + Self.code(code, with: "ㅂ", at: 20), gap: 5, from: 0)
            desk.press(KeyPress(.enter), at: now + 5)
            #expect(desk.scans.count == 1 && desk.field == "x")
        }
    }

    @Test("a spoilt code right before a good one is told, and both leave the field")
    func runTogether() {
        for letters in ["ㅂ", "ㅂㅈ"] {
            var desk = Desk()
            let broken = String(Desk.other.prefix(12)) + letters + String(Desk.other.suffix(20))
            let now = desk.type("x" + broken + "]Q3" + Desk.good, gap: 5, from: 0)
            desk.press(KeyPress(.enter), at: now + 5)
            #expect(desk.scans == [Desk.good] && desk.damaged.count == 1 && desk.field == "x")
        }
    }

    @Test("what was typed by hand just before the scanner began stays")
    func typedBefore() {
        for (typed, gap) in [("01", Int64(60)), ("2호", 30), ("홍ㄷ", 90)] {
            for code in [Desk.good, Desk.bad] {
                var desk = Desk()
                var now = desk.type(typed, gap: gap, from: 0)
                now = desk.type(Self.code(code, with: "ㅂ", at: 17), gap: 5, from: now + gap)
                desk.press(KeyPress(.enter), at: now + 5)
                #expect(desk.scans.count == 1 && desk.field == typed, "\(typed)")
            }
        }
    }

    @Test("digits with letters between them that a hand could have typed, or that are too few for a code, stay")
    func typedByHand() {
        for (text, gap) in [(Self.code(Desk.bad, with: "ㅂ", at: 17), Int64(30)), ("12345678ㅂ1234567", 5)] {
            var desk = Desk()
            let now = desk.type(text, gap: gap, from: 0)
            desk.expire(at: now + 200)
            desk.press(KeyPress(.enter), at: now + 201)
            #expect(desk.scans.isEmpty && desk.field == text && desk.entered == 1)
        }
    }

    @Test("whatever letters get into codes, no digit of them stays and everything typed by hand does")
    func streams() {
        var random = SeededRandom.fromEnvironment()
        for _ in 0..<1_000 {
            var desk = Desk()
            var (now, typed, codes, good): (Int64, String, Int, Int) = (0, "", 0, 0)
            for _ in 0..<random.int(in: 1...6) {
                if random.int(in: 0...1) == 0 {
                    let text = String((0..<random.int(in: 0...12)).map { _ in random.pick("0123456789가ㅂa- ") })
                    now = desk.type(text, gap: Int64(random.int(in: 30...400)), from: now)
                    typed += text
                } else {
                    var code = Array(random.pick([Desk.good, Desk.other]))
                    let isWhole = random.int(in: 0...1) == 0
                    if !isWhole { code.removeSubrange(5..<(5 + random.int(in: 2...12))) }
                    for _ in 0..<random.int(in: 1...4) {
                        code.insert(random.pick("ㅂㅈ김aQ"), at: random.int(in: 1...(code.count - 1)))
                    }
                    now = desk.type(String(code), gap: Int64(random.int(in: 0...20)), from: now + 30)
                    desk.press(KeyPress(random.pick([Key.enter, .tab])), at: now + 3)
                    codes += 1
                    if isWhole { good += 1 }
                }
                now += 101
            }
            #expect(desk.field == typed && desk.entered == 0, "seed \(random.seed)")
            let scans = desk.scans + desk.repeats
            #expect(scans.count == codes, "seed \(random.seed)")
            #expect(scans.count { [Desk.good, Desk.other].contains($0) } == good, "seed \(random.seed)")
        }
    }
}

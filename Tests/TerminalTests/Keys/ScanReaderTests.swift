import Terminal
import TestSupport
import Testing

@Suite("Scan reader")
struct ScanReaderTests {
    private typealias Desk = ScanDesk
    private static let good = ScanDesk.good
    private static let other = ScanDesk.other
    private static let bad = ScanDesk.bad

    @Test("a burst in the middle of typed text leaves the text as it was, and its Enter does nothing")
    func burst() {
        var desk = Desk()
        var now = desk.type("김민준 12", gap: 150, from: 0)
        now = desk.type(Self.good, gap: 5, from: now + 300)
        desk.press(KeyPress(.enter), at: now + 5)
        #expect(desk.field == "김민준 12" && desk.scans == [Self.good])
        #expect(desk.swallowed == 1 && desk.entered == 0)
        desk.type("3", gap: 100, from: now + 300)
        desk.press(KeyPress(.enter), at: now + 500)
        #expect(desk.field == "김민준 123" && desk.entered == 1)
    }

    @Test("a digit typed just before the burst stays")
    func digitBefore() {
        var desk = Desk()
        let now = desk.type("01", gap: 60, from: 0)
        desk.type(Self.good, gap: 5, from: now + 40)
        #expect(desk.field == "01" && desk.scans == [Self.good])
    }

    @Test("a code that verifies counts however slowly it is typed")
    func slow() {
        var desk = Desk()
        desk.type("77" + Self.good, gap: 900, from: 0)
        #expect(desk.field == "77" && desk.scans == [Self.good])
    }

    @Test("a code that does not verify counts only as a burst", arguments: [Int64(5), 100, 101])
    func unverified(_ gap: Int64) {
        var desk = Desk()
        let now = desk.type(Self.bad, gap: gap, from: 0)
        #expect(desk.scans.isEmpty)
        desk.press(KeyPress(.enter), at: now + 5)
        #expect(desk.scans == (gap <= 100 ? [Self.bad] : []))
        #expect(desk.field == (gap <= 100 ? "" : Self.bad))
        #expect(desk.entered == (gap <= 100 ? 0 : 1))
    }

    @Test("half a code without Enter goes by a second without a key; on a slow line its rest still makes it whole")
    func halfWithoutEnter() {
        var desk = Desk()
        var now = desk.type("Kim" + String(Self.good.prefix(20)), gap: 5, from: 0)
        #expect(desk.reader.deadline == now + 1_000)
        desk.expire(at: now + 999)
        #expect(desk.scans.isEmpty)
        desk.expire(at: now + 1_000)
        #expect(desk.scans == [String(Self.good.prefix(20))] && desk.field == "Kim")
        now = desk.type(String(Self.good.prefix(20)), gap: 5, from: now + 3_000)
        desk.type(String(Self.good.dropFirst(20)), gap: 5, from: now + 500)
        #expect(desk.scans.last == Self.good && desk.field == "Kim")
        // A telephone is no half code, however fast it came.
        desk.type("01012345678", gap: 5, from: now + 9_000)
        #expect(desk.reader.deadline == nil && desk.field == "Kim01012345678")
    }

    @Test("without Enter an unverified burst ends by its pause")
    func pause() {
        var desk = Desk()
        let now = desk.type("a" + Self.bad, gap: 5, from: 0)
        #expect(desk.reader.deadline == now + 101)
        desk.expire(at: now + 100)
        #expect(desk.scans.isEmpty)
        desk.expire(at: now + 101)
        #expect(desk.scans == [Self.bad] && desk.field == "a")
        #expect(desk.reader.deadline == nil)
    }

    @Test("typed digits just before an unverified burst stay")
    func digitsBeforeUnverified() {
        var desk = Desk()
        let now = desk.type("01" + Self.bad, gap: 50, from: 0)
        desk.press(KeyPress(.tab), at: now + 50)
        #expect(desk.scans == [Self.bad] && desk.field == "01")
    }

    @Test("codes run together are two scans")
    func runTogether() {
        var desk = Desk()
        let now = desk.type("x" + Self.good + Self.other, gap: 5, from: 0)
        desk.press(KeyPress(.enter), at: now + 5)
        #expect(desk.scans == [Self.good, Self.other] && desk.field == "x" && desk.swallowed == 1)
    }

    @Test("codes run together of which the first does not verify leave nothing in the field")
    func runTogetherUnverified() {
        for second in [Self.good, Self.bad] {
            var desk = Desk()
            let now = desk.type("x" + Self.bad + second, gap: 5, from: 0)
            desk.press(KeyPress(.enter), at: now + 5)
            #expect(desk.scans == [second] && desk.field == "x" && desk.entered == 0)
            #expect(desk.damaged == [Self.bad])
        }
    }

    @Test("only the Enter directly after a code is swallowed, within a second")
    func terminators() {
        for (delay, swallowed) in [(Int64(5), 1), (1000, 1), (1001, 0)] {
            var desk = Desk()
            let now = desk.type(Self.good, gap: 5, from: 0)
            desk.press(KeyPress(.enter), at: now + delay)
            #expect(desk.swallowed == swallowed && desk.entered == 1 - swallowed)
        }
        var desk = Desk()
        let now = desk.type(Self.good, gap: 5, from: 0)
        desk.press(KeyPress(.character("a")), at: now + 5)
        desk.press(KeyPress(.enter), at: now + 10)
        #expect(desk.field == "a" && desk.entered == 1)
    }

    @Test("a scanner's CR LF is one end, an Enter of a person after it is not part of it")
    func carriageReturnLineFeed() {
        var desk = Desk()
        let now = desk.type(Self.good, gap: 5, from: 0)
        desk.press(KeyPress(.enter), at: now + 5)
        desk.press(KeyPress(.enter), at: now + 6)
        #expect(desk.swallowed == 2 && desk.entered == 0)
        desk.press(KeyPress(.enter), at: now + 7)
        #expect(desk.entered == 1)
    }

    @Test("the same code within two seconds of its last sighting is folded, and the field is put back all the same")
    func repeated() {
        var desk = Desk()
        var now = desk.type("a" + Self.good, gap: 5, from: 0)
        for _ in 0..<3 { now = desk.type(Self.good, gap: 5, from: now + 1800) }
        #expect(desk.scans == [Self.good] && desk.repeats.count == 3 && desk.field == "a")
        now = desk.type(Self.other, gap: 5, from: now + 10)
        now = desk.type(Self.good, gap: 5, from: now + 10)
        // Another one in between does not end that.
        #expect(desk.scans == [Self.good, Self.other] && desk.repeats.count == 4)
        desk.type(Self.good, gap: 5, from: now + 2000)
        #expect(desk.scans.count == 3)
    }

    @Test("a symbology prefix belongs to the code", arguments: ["]Q3", "]Q1", "]C1", "]ㅃ3"])
    func prefix(_ prefix: String) {
        for code in [Self.good, Self.bad] {
            var desk = Desk()
            let now = desk.type("가" + prefix + code, gap: 5, from: 0)
            desk.press(KeyPress(.enter), at: now + 5)
            #expect(desk.scans == [code] && desk.field == "가")
        }
    }

    @Test("what only looks like a prefix stays")
    func noPrefix() {
        for text in ["]]3", "Q3", "]Q", "]Q33", "]QQ3"] {
            var desk = Desk()
            desk.type(text + Self.good, gap: 5, from: 0)
            #expect(desk.scans == [Self.good] && desk.field == text, "\(text)")
        }
    }

    @Test("full-width digits are digits")
    func fullWidth() {
        var desk = Desk()
        let wide = Self.good.unicodeScalars.compactMap { Unicode.Scalar($0.value + 0xFEE0) }.map(Character.init)
        desk.type(String(wide), gap: 5, from: 0)
        #expect(desk.scans == [Self.good] && desk.field.isEmpty)
    }

    @Test("another key within the digits makes them typing", arguments: ["Space", "Left", "Ctrl-A", "Backspace"])
    func interrupted(_ name: String) throws {
        var desk = Desk()
        let now = desk.type(String(Self.good.prefix(20)), gap: 5, from: 0)
        desk.press(try #require(KeyPress(name)), at: now + 5)
        desk.type(String(Self.good.suffix(14)), gap: 5, from: now + 5)
        #expect(desk.scans.isEmpty && desk.field.filter(\.isNumber) == Self.good)
    }

    @Test(
        "what is left of a code is a scan: alone before Enter or Tab, or right before a whole one",
        arguments: [16, 20, 33])
    func halfCode(_ left: Int) {
        let half = String(Self.good.suffix(left))
        for end in [Key.enter, .tab] {
            var desk = Desk()
            let now = desk.type("x" + half, gap: 5, from: 0)
            desk.press(KeyPress(end), at: now + 5)
            #expect(desk.scans == [half] && desk.field == "x" && desk.entered == 0)
        }
        for (code, isEnded) in [(Self.other, false), (Self.bad, true)] {
            var desk = Desk()
            let now = desk.type("x" + half + code, gap: 5, from: 0)
            if isEnded { desk.press(KeyPress(.enter), at: now + 5) }
            #expect(desk.damaged == [half] && desk.scans == [code] && desk.field == "x", "\(code)")
        }
        // By hand, and shorter than any code's remains, it is text.
        var desk = Desk()
        var now = desk.type(half, gap: 31, from: 0)
        desk.press(KeyPress(.enter), at: now + 31)
        #expect(desk.scans.isEmpty && desk.field == half && desk.entered == 1)
        desk = Desk()
        now = desk.type(String(half.prefix(15)), gap: 5, from: 0)
        desk.press(KeyPress(.enter), at: now + 5)
        #expect(desk.scans.isEmpty && desk.field == half.prefix(15))
    }

    @Test("where no telephone is typed fewer digits are what is left of a code, and by hand they are text as ever")
    func fewDigits() {
        for (left, letter, isCode) in [(9, "", true), (15, "", true), (10, "ㅂ", true), (8, "", false)] {
            var desk = Desk()
            desk.reader.fewestLeft = 9
            let digits = Self.good.suffix(left)
            let text = digits.prefix(4) + letter + digits.dropFirst(4)
            var now = desk.type("x" + text, gap: 5, from: 0)
            desk.press(KeyPress(.enter), at: now + 5)
            #expect(desk.scans == (isCode ? [String(text)] : []), "\(text)")
            #expect(desk.field == (isCode ? "x" : "x" + text) && desk.entered == (isCode ? 0 : 1), "\(text)")
            // A whole one after it is not joined to it.
            now = desk.type(Self.other, gap: 5, from: now + 500)
            #expect(desk.scans.last == Self.other)
        }
        var desk = Desk()
        desk.reader.fewestLeft = 9
        let now = desk.type("01012345678", gap: 40, from: 0)
        desk.press(KeyPress(.enter), at: now + 40)
        #expect(desk.scans.isEmpty && desk.field == "01012345678" && desk.entered == 1)
    }

    @Test("a code that is to count anew is a scan again at once")
    func forgotten() {
        var desk = Desk()
        let now = desk.type(Self.good, gap: 5, from: 0)
        desk.reader.forgetRecentScans()
        desk.type(Self.good, gap: 5, from: now + 100)
        #expect(desk.scans == [Self.good, Self.good] && desk.repeats.isEmpty)
    }

    @Test("two badges read in turn are a scan each, until one has been away for two seconds")
    func readInTurn() {
        var desk = Desk()
        var now: Int64 = 0
        for code in [Self.good, Self.other, Self.good, Self.other, Self.good] {
            now = desk.type(code, gap: 5, from: now + 100)
            desk.press(KeyPress(.enter), at: now + 5)
        }
        #expect(desk.scans == [Self.good, Self.other] && desk.repeats == [Self.good, Self.other, Self.good])
        // Counted from its own last sighting: the other one is seen in between.
        now = desk.type(Self.other, gap: 5, from: now + 1_000)
        desk.type(Self.good, gap: 5, from: now + 900)
        #expect(desk.scans == [Self.good, Self.other, Self.good], "\(desk.repeats.count)")
    }

    @Test(
        "after a code that was not read whole the next is a scan, also where it was seen just before: somebody was told to scan again"
    )
    func againAfterBadRead() {
        for (broken, isAnswered) in [(String(Self.good.suffix(20)), true), (Self.bad, false)] {
            var desk = Desk()
            var now: Int64 = 0
            for code in [Self.good, broken, Self.good] {
                now = desk.type(code, gap: 5, from: now + 100)
                desk.press(KeyPress(.enter), at: now + 5)
            }
            #expect(desk.scans == [Self.good, broken] + (isAnswered ? [Self.good] : []), "\(broken)")
        }
    }

    @Test("a thousand codes in ten seconds, some with half of it lost, some run together, some with a jamo in them")
    func thousand() {
        var random = SeededRandom.fromEnvironment()
        var desk = Desk()
        var (now, whole, broken): (Int64, [String], [String]) = (0, [], [])
        for number in 0..<1_000 {
            let code = number.isMultiple(of: 2) ? Self.good : Self.other
            // 34 digits in ten milliseconds: several of them in one.
            let fate = random.int(in: 0...9)
            // Two digits lost at least: for one, the digit before it may stand in, and the code is whole again.
            let text = fate == 0 ? String(code.suffix(random.int(in: 16...32))) : code
            let start = now
            for (index, digit) in text.enumerated() {
                now = start + Int64(index / 4)
                desk.press(KeyPress(.character(digit)), at: now)
            }
            fate == 0 ? broken.append(text) : whole.append(text)
            if fate > 1 { desk.press(KeyPress(random.pick([Key.enter, .tab])), at: now + 1) }
            now = start + 10
            // A letter after the last code would make the Enter below somebody's own.
            if fate == 9, number < 999 {
                desk.press(KeyPress(.character("ㅂ")), at: now)
                desk.field.removeLast()
            }
        }
        desk.press(KeyPress(.enter), at: now)
        #expect(desk.field.isEmpty && desk.entered == 0, "\(desk.field), seed \(random.seed)")
        let scans = desk.scans + desk.repeats
        let codes = [Self.good, Self.other]
        #expect(scans.filter(codes.contains).count == whole.count, "seed \(random.seed)")
        let left = (desk.damaged + scans.filter { !codes.contains($0) }).joined()
        #expect(left.count == broken.joined().count, "seed \(random.seed)")
    }

    @Test("whatever is typed around them, codes are found and everything else stays")
    func streams() {
        var random = SeededRandom.fromEnvironment()
        for _ in 0..<300 {
            var desk = Desk()
            var now: Int64 = 0
            var typed = ""
            var codes: [String] = []
            for _ in 0..<random.int(in: 1...6) {
                if random.int(in: 0...1) == 0 {
                    let text = (0..<random.int(in: 0...12)).map { _ in random.pick("0123456789가a") }
                    now = desk.type(String(text), gap: Int64(random.int(in: 30...400)), from: now)
                    typed += String(text)
                } else {
                    let code = random.pick([Self.good, Self.other])
                    now = desk.type(
                        code, gap: Int64(random.int(in: 0...20)), from: now + Int64(random.int(in: 0...300)))
                    codes.append(code)
                    if random.int(in: 0...1) == 0 { desk.press(KeyPress(random.pick([Key.enter, .tab])), at: now + 3) }
                }
                now += 1
            }
            #expect(desk.field == typed, "seed \(random.seed)")
            #expect(desk.entered == 0, "seed \(random.seed)")
            #expect(desk.scans.count + desk.repeats.count == codes.count, "seed \(random.seed)")
        }
    }
}

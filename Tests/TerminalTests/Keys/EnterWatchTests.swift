import Terminal
import TestSupport
import Testing

/// The Enter behind a code, told from a hand's.
@Suite("The Enter behind a code")
struct EnterWatchTests {
    /// A field: its text is the snapshot.
    private struct Field {
        var watch = EnterWatch<String>()
        var text = ""
        var told: [String] = []
        var entered = 0
        var now: Int64 = 0

        mutating func press(_ key: KeyPress, after pause: Int64) {
            now += pause
            guard !watch.isTail(key, at: now) else { return }
            if let code = watch.code(endedBy: key, at: now, fewest: 6) {
                text = code.before
                if !code.isRepeated { told.append(code.text) }
                return watch.told(code, at: now)
            }
            watch.press(key, at: now, snapshot: text)
            if let typed = key.typed { text.append(typed) } else if key == KeyPress(.enter) { entered += 1 }
        }

        mutating func type(_ characters: some Sequence<Character>, pace: Int64) {
            for character in characters { press(KeyPress(.character(character)), after: pace) }
        }
    }

    @Test("a code leaves the field, whatever was typed before it, with Enter or Tab, and one more of either")
    func code() {
        for end in [Key.enter, .tab] {
            for pause in [Int64(40), 90, 500] {
                var field = Field()
                field.type("환불 요청", pace: 120)
                field.press(KeyPress(.character("m")), after: pause)
                field.type("useum-2026", pace: 5)
                field.press(KeyPress(end), after: 5)
                #expect(field.text == "환불 요청" && field.told == ["museum-2026"] && field.entered == 0)
                field.press(KeyPress(end), after: 3)
                #expect(field.entered == 0 && field.told.count == 1)
                field.press(KeyPress(.enter), after: 400)
                #expect(field.entered == 1)
            }
        }
    }

    @Test("two codes read in turn are told once each")
    func inTurn() {
        var field = Field()
        for code in ["museum-1", "museum-2", "museum-1", "museum-2"] {
            field.now += 300
            field.type(code, pace: 5)
            field.press(KeyPress(.enter), after: 5)
        }
        #expect(field.told == ["museum-1", "museum-2"] && field.text.isEmpty)
    }

    @Test("lines behind the first of one code are no answer either")
    func lines() {
        var field = Field()
        for line in ["BEGIN:VCARD", "N:Kim", "F", "END:VCARD"] {
            field.type(line, pace: 4)
            field.press(KeyPress(.enter), after: 4)
        }
        #expect(field.text.isEmpty && field.entered == 0 && field.told == ["BEGIN:VCARD"])
        field.now += 1_000
        field.type("분실", pace: 150)
        #expect(field.text == "분실")
    }

    @Test("held before the scanner it is told once")
    func repeated() {
        var field = Field()
        for _ in 0..<3 {
            field.now += 700
            field.type("museum-2026", pace: 5)
            field.press(KeyPress(.enter), after: 5)
        }
        #expect(field.told.count == 1 && field.text.isEmpty && field.entered == 0)
        field.now += 2_000
        field.type("museum-2026", pace: 5)
        field.press(KeyPress(.enter), after: 5)
        #expect(field.told.count == 2)
    }

    @Test("no hand is taken for a scanner: fast, in bursts, by an input method, or few keys at once")
    func hands() {
        var random = SeededRandom.fromEnvironment()
        for _ in 0..<500 {
            var field = Field()
            let text = Array("오늘 못 온다고 전화 did not come 2026").prefix(random.int(in: 1...32))
            // Two or three keys together, and then a hand's pause.
            for (index, character) in text.enumerated() {
                let isRoll = index % 3 != 0 && random.int(in: 0...1) == 0
                field.press(KeyPress(.character(character)), after: Int64(random.int(in: isRoll ? 20...50 : 100...300)))
            }
            field.press(KeyPress(.enter), after: Int64(random.int(in: 5...400)))
            #expect(field.text == String(text) && field.entered == 1 && field.told.isEmpty, "seed \(random.seed)")
        }
        // A sentence that an input method lets go of as a whole, and a hand's Enter.
        var field = Field()
        field.type("전화로 취소했습니다", pace: 0)
        field.press(KeyPress(.enter), after: 80)
        #expect(field.entered == 1 && field.told.isEmpty)
        field = Field()
        field.type("abcde", pace: 1)
        field.press(KeyPress(.enter), after: 1)
        #expect(field.entered == 1)
        // Another key between is a hand's.
        field = Field()
        field.type("museum-20", pace: 5)
        field.press(KeyPress(.left), after: 5)
        field.type("26", pace: 5)
        field.press(KeyPress(.enter), after: 5)
        #expect(field.entered == 1 && field.told.isEmpty)
    }

    @Test("what comes from outside while a code is typed is not taken out with it")
    func amended() {
        var field = Field()
        field.type("museum", pace: 5)
        field.watch.amend { $0 += "!" }
        field.type("-2026", pace: 5)
        field.press(KeyPress(.enter), after: 5)
        #expect(field.text == "!" && field.told == ["museum-2026"])
    }
}

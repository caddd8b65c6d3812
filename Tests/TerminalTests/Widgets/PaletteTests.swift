import Terminal
import TestSupport
import Testing

@Suite("Palette")
struct PaletteTests {
    private static let entries = [
        CommandEntry(keys: "Ctrl-S", title: "저장", help: "어느 칸에서든 저장합니다."),
        CommandEntry(keys: "q", title: "QR 보기", help: "그 사람의 QR을 보여 줍니다.", place: "참가자"),
        CommandEntry(keys: "x", title: "등록 취소", help: "이유를 적습니다.", disabledReason: "고른 사람이 없습니다."),
        CommandEntry(keys: "F2", title: "현장 등록", help: "새 방문객을 등록합니다."),
        CommandEntry(keys: "", title: "등록대 보기", help: "큐와 프린터."),
        CommandEntry(keys: "F10, Ctrl-Q", title: "Leave", help: "Closes the console"),
    ]

    private func palette(_ typed: String = "") -> Palette {
        var palette = Palette(title: "명령", entries: Self.entries)
        for press in Typing.typed(typed) { _ = palette.handle(press) }
        return palette
    }

    private func titles(_ typed: String) -> [String] { palette(typed).matches.map(\.title) }

    @Test("the beginnings of words come first, then other parts of titles, then initials, then what mentions it")
    func ranking() {
        #expect(titles("") == Self.entries.map(\.title))
        // Two begin a title or a later word of it in the given order; the rest only mentions it.
        #expect(titles("등록") == ["등록 취소", "현장 등록", "등록대 보기"])
        #expect(titles("록") == ["등록 취소", "현장 등록", "등록대 보기"])
        #expect(titles("보") == ["QR 보기", "등록대 보기"])
        #expect(titles("ㄷㄹ") == ["등록 취소", "현장 등록", "등록대 보기"])
        #expect(titles("ㅎㅈ") == ["현장 등록"] && titles("현ㅈ") == ["현장 등록"])
        #expect(titles("장") == ["저장", "현장 등록"])
        #expect(titles("참가자") == ["QR 보기"] && titles("ctrl-q") == ["Leave"] && titles("f2") == ["현장 등록"])
        #expect(titles("저장") == ["저장"] && titles("LEAVE") == ["Leave"] && titles("eav") == ["Leave"])
        #expect(titles("방문객을") == ["현장 등록"])
        #expect(titles("zzz") == [])
        let mixed = Palette(
            title: "",
            entries: [
                CommandEntry(keys: "", title: "b", help: "one"), CommandEntry(keys: "", title: "phone", help: ""),
                CommandEntry(keys: "", title: "one by one", help: ""),
            ])
        var typed = mixed
        for press in Typing.typed("one") { _ = typed.handle(press) }
        #expect(typed.matches.map(\.title) == ["one by one", "phone", "b"])
    }

    @Test("words may stand in any order, and all of them have to fit")
    func words() {
        #expect(titles("등록 현장") == ["현장 등록"])
        #expect(titles("ㄷㄹ ㅂㄱ") == ["등록대 보기"])
        #expect(titles("등록 zzz") == [])
    }

    @Test("Enter picks the marked one, by its place among all; a disabled one says why and stays")
    func enter() {
        var palette = palette("취소")
        #expect(palette.handle(KeyPress(.enter)) == .consumed)
        #expect(palette.fault == "고른 사람이 없습니다.")
        #expect(Sketch.rows(70, 16) { palette.draw(in: &$0, words: .korean) }.contains { $0.contains("! 고른 사람이") })
        _ = palette.handle(KeyPress(.down))
        #expect(palette.fault == nil)
        palette = self.palette()
        #expect(Typing.keys("Down Down Down Enter").map { palette.handle($0) }.last == .chosen(3))
        palette = self.palette("현장")
        #expect(palette.handle(KeyPress(.enter)) == .chosen(3))
        palette = self.palette("zzz")
        #expect(palette.handle(KeyPress(.enter)) == .consumed)
        #expect(palette.handle(KeyPress(.escape)) == .dismissed)
    }

    @Test("the mark stays among the matches whatever is pressed, and digits only filter")
    func mark() {
        var random = SeededRandom.fromEnvironment()
        let keys = Typing.keys("Up Down PgUp PgDn Tab Shift-Tab Backspace Ctrl-U 1 9 2 ㄷ 록 q")
        for _ in 0..<300 {
            var palette = self.palette()
            for _ in 0..<random.int(in: 1...12) {
                let press = random.pick(keys)
                let outcome = palette.handle(press)
                #expect(outcome == .consumed, "\(press), seed \(random.seed)")
                #expect(palette.marked >= 0, "seed \(random.seed)")
                #expect(palette.marked < max(palette.matches.count, 1), "seed \(random.seed)")
            }
        }
    }

    @Test("a line shows title, key and why it cannot be used, without any colour")
    func drawing() throws {
        let wide = Sketch.rows(80, 20) { palette().draw(in: &$0, words: .korean) }
        let disabled = try #require(wide.first { $0.contains("등록 취소") })
        #expect(disabled.contains("(등록 취소)") && disabled.contains("지금은 안 됨: 고른 사람이") && disabled.contains("x"))
        #expect(wide.contains { $0.contains("참가자 > QR 보기") })
        #expect(wide.contains { $0.contains("> 저장") && $0.contains("Ctrl-S") })
    }

    @Test("it works in 40 by 10, with the caret in its field and the marked line in sight", arguments: [0, 3, 5])
    func small(_ steps: Int) throws {
        var palette = palette()
        for _ in 0..<steps { _ = palette.handle(KeyPress(.down)) }
        let frame = Sketch.frame(40, 10) { palette.draw(in: &$0, words: .korean) }
        #expect(frame.cursor?.row == 1)
        #expect(frame.rows.contains { $0.contains("> ") && $0.contains(Self.entries[steps].title) })
        // The sentence about the marked one stands below the list.
        #expect(frame.rows[8].contains(String(Self.entries[steps].help.prefix(3))))
    }

    @Test("nothing breaks from one cell up")
    func sizes() {
        for columns in 1...45 {
            for rows in 1...14 { _ = Sketch.frame(columns, rows) { palette("ㄷ").draw(in: &$0, words: .korean) } }
        }
    }

    @Test("help shows its sections, also of what a filter leaves")
    func help() {
        var help = HelpOverlay(
            title: "도움말",
            entries: [
                CommandEntry(keys: "/", title: "찾기", help: "", place: "참가자"),
                CommandEntry(keys: "q", title: "QR", help: "", place: "참가자"),
                CommandEntry(keys: "F10", title: "나가기", help: "", place: "어디서나"),
            ])
        func rows() -> [String] { Sketch.rows(60, 12) { help.draw(in: &$0, words: .korean) } }
        #expect(rows().contains { $0.contains("참가자") } && rows().contains { $0.contains("어디서나") })
        for press in Typing.typed("ㄴㄱㄱ") { _ = help.handle(press) }
        #expect(!rows().contains { $0.contains("참가자") } && rows().contains { $0.contains("어디서나") })
        #expect(help.handle(KeyPress(.enter)) == .chosen(2))
    }
}

import Terminal
import Testing

@Suite("Key map")
struct KeyMapTests {
    private enum Act: Equatable { case approve, sort, quit, join, help }

    private let map = KeyMap<Act>([
        Binding([KeyPress(.character("a"))], .approve, title: "승인", decides: true),
        Binding([KeyPress(.character("s"))], .sort, title: "정렬"),
        Binding([KeyPress(.character("q"))], .quit, title: "닫기"),
        Binding([KeyPress(.character("j"))], .join, title: "아래", disabledReason: "마지막 줄입니다"),
        Binding([KeyPress(.function(1)), KeyPress(.character("?"))], .help, title: "도움말"),
    ])

    private func actions(_ name: String) -> [Act]? {
        guard let press = KeyPress(name), case .run(let bindings) = map.lookup(press) else { return nil }
        return bindings.map(\.action)
    }

    @Test("a key runs its command")
    func runs() {
        #expect(actions("a") == [.approve] && actions("F1") == [.help] && actions("?") == [.help])
        #expect(map.lookup(KeyPress(.character("x"))) == .none)
        #expect(map.lookup(KeyPress(.character("a"), .control)) == .none)
    }

    @Test("Hangul letters are taken as the keys they were typed with, unless something would be decided")
    func hangul() {
        #expect(actions("ㄴ") == [.sort] && actions("ㅂ") == [.quit])
        #expect(map.lookup(KeyPress(.character("ㅁ"))) == .needsInputMethodOff(map.bindings[0]))
        // 마 is a, k: nothing else of it is run either. 냐 is s, i.
        #expect(map.lookup(KeyPress(.character("마"))) == .needsInputMethodOff(map.bindings[0]))
        #expect(actions("냐") == [.sort])
        #expect(map.lookup(KeyPress(.character("버"))) == .disabled(map.bindings[3]))
        #expect(map.lookup(KeyPress(.character("ㅋ"))) == .none)
    }

    @Test("a disabled command says so")
    func disabled() {
        #expect(map.lookup(KeyPress(.character("j"))) == .disabled(map.bindings[3]))
    }

    @Test("the key line names whole entries only, and marks disabled ones")
    func keyLine() {
        let line = KeyLine(map.bindings)
        #expect(Sketch.rows(60, 1) { line.draw(in: &$0, at: $0.bounds) } == ["a 승인  s 정렬  q 닫기  (j 아래)  F1 도움말"])
        #expect(Sketch.rows(24, 1) { line.draw(in: &$0, at: $0.bounds) } == ["a 승인  s 정렬  q 닫기"])
        // A terminal that wraps at its last cell is not given a wide glyph right before it either.
        #expect(Sketch.rows(23, 1) { line.draw(in: &$0, at: $0.bounds) } == ["a 승인  s 정렬"])
        let narrow = KeyLine([KeyLine.Entry(key: "a", title: "bc"), KeyLine.Entry(key: "d", title: "ef")])
        #expect(Sketch.rows(11, 1) { narrow.draw(in: &$0, at: $0.bounds) } == ["a bc  d ef"])
        #expect(Sketch.rows(10, 1) { narrow.draw(in: &$0, at: $0.bounds) } == ["a bc"])
        #expect(Sketch.rows(21, 1) { line.draw(in: &$0, at: $0.bounds) } == ["a 승인  s 정렬"])
        #expect(Sketch.rows(3, 1) { line.draw(in: &$0, at: $0.bounds) } == [""])
    }

    @Test("help is filtered by key, title, help and initials, and says why not")
    func help() {
        var help = HelpOverlay(title: "도움말", entries: map.bindings.map { CommandEntry($0) })
        func matches(_ text: String) -> [String] {
            var help = help
            for press in Typing.typed(text) { _ = help.handle(press) }
            return help.matches.map(\.title)
        }
        #expect(matches("") == ["승인", "정렬", "닫기", "아래", "도움말"])
        #expect(matches("정") == ["정렬"] && matches("ㄷㅇ") == ["도움말"] && matches("f1") == ["도움말"])
        #expect(matches("없음") == [])
        let rows = Sketch.rows(60, 12) { help.draw(in: &$0, words: .korean) }
        #expect(rows.contains { $0.contains("F1, ?") && $0.contains("도움말") })
        #expect(rows.contains { $0.contains("지금은 안 됨: 마지막 줄입니다") })
        #expect(rows.contains { $0.contains("> a") && $0.contains("승인") })
        #expect(help.handle(KeyPress(.escape)) == .dismissed)
        #expect(Typing.keys("Up Down Down Up Enter").map { help.handle($0) }.last == .chosen(1))
        var filtered = help
        #expect((Typing.typed("ㄷㅇ") + [KeyPress(.enter)]).map { filtered.handle($0) }.last == .chosen(4))
        help.paste("zzz")
        let frame = Sketch.frame(60, 12) { help.draw(in: &$0, words: .korean) }
        #expect(frame.rows.contains { $0.contains("찾은 것이 없습니다") })
        #expect(frame.cursor != nil)
        #expect(help.handle(KeyPress(.enter)) == .consumed)
    }
}

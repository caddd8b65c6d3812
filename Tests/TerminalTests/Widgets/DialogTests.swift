import Terminal
import Testing

@Suite("Dialog")
struct DialogTests {
    private let menu = Dialog(
        title: "신청 37", content: .menu([MenuItem("승인"), MenuItem("반려", disabledReason: "이미 반려됨"), MenuItem("보류")]))

    @Test("a menu takes digits, arrows and Enter; a disabled item says why")
    func picks() {
        var dialog = menu
        #expect(dialog.handle(KeyPress(.character("3"))) == .chosen(2))
        dialog = menu
        let outcomes = Typing.keys("Up Enter Down Down Enter 9 x Esc F2").map { dialog.handle($0) }
        #expect(
            outcomes == [
                .consumed, .chosen(2), .consumed, .consumed, .consumed, .consumed, .consumed, .dismissed, .ignored,
            ])
        dialog = menu
        _ = dialog.handle(KeyPress(.character("2")))
        #expect(dialog.fault == "이미 반려됨")
        _ = dialog.handle(KeyPress(.up))
        #expect(dialog.fault == nil)
        var empty = Dialog(title: "", content: .menu([]))
        #expect(Typing.keys("Down Enter 1").map { empty.handle($0) } == [.ignored, .ignored, .consumed])
    }

    @Test("an item too long for the box is wrapped, and takes a wider box where there is room")
    func longItems() {
        let reason = "서류가 모자랍니다: 재직 증명서와 단체 신청서를 함께 보내 주시면 다시 심사합니다."
        let dialog = Dialog(title: "거절", content: .menu([MenuItem(reason), MenuItem("직접 쓰기")]), selected: 1)
        let narrow = Sketch.frame(40, 10) { dialog.draw(in: &$0, words: .korean) }
        #expect(
            narrow.rows == [
                "", "  ┌─ 거절 ───────────────────────────┐", "  │   1 서류가 모자랍니다: 재직      │",
                "  │     증명서와 단체 신청서를 함께  │", "  │     보내 주시면 다시 심사합니다. │",
                "  │ > 2 직접 쓰기                    │", "  │                                  │",
                "  │ Enter 확인  Esc 취소             │", "  └──────────────────────────────────┘", "",
            ])
        let wide = Sketch.frame(120, 9) { dialog.draw(in: &$0, words: .korean) }
        #expect(wide.rows.contains { $0.contains("  1 \(reason)") })
    }

    @Test("a prompt gives its text, and shows what was wrong with it")
    func prompt() {
        var dialog = Dialog(title: "사유", body: "반려 사유를 적으세요", content: .prompt(TextField()))
        for press in Typing.typed("중복") { #expect(dialog.handle(press) == .consumed) }
        #expect(dialog.paste(" 신청") == .consumed)
        #expect(dialog.handle(KeyPress(.enter)) == .entered("중복 신청"))
        dialog.fault = "너무 짧습니다"
        let frame = Sketch.frame(40, 9) { dialog.draw(in: &$0, words: .korean) }
        #expect(
            frame.rows == [
                "", " ┌─ 사유 ─────────────────────────────┐", " │ 반려 사유를 적으세요               │",
                " │ 중복 신청                          │", " │ 너무 짧습니다                      │",
                " │                                    │", " │ Enter 확인  Esc 취소               │",
                " └────────────────────────────────────┘", "",
            ])
        #expect(frame.cursor != nil)
    }

    @Test("a message goes away by Enter, Space or Esc, and keeps letters from what is behind")
    func message() {
        for name in ["Enter", "Space", "Esc"] {
            var dialog = Dialog(title: "알림", body: "저장했습니다")
            #expect(Typing.keys(name).map { dialog.handle($0) } == [.dismissed])
        }
        var dialog = Dialog(title: "알림")
        #expect(Typing.keys("a F2").map { dialog.handle($0) } == [.consumed, .ignored])
    }

    @Test("the box is drawn in the middle over whole glyphs and hides the cursor behind it")
    func draws() {
        let frame = Sketch.frame(31, 7) { canvas in
            for row in 0..<7 { canvas.draw("가나다라마바사아자차카타파하거", at: Point(column: 0, row: row), role: .text) }
            canvas.cursor = Point(column: 0, row: 0)
            menu.draw(in: &canvas, words: .korean)
        }
        #expect(frame.brokenHalf == nil)
        #expect(frame.rows[0] == "가 ┌─ 신청 37 ────────────┐ 거")
        #expect(frame.rows.contains { $0.contains("> 1 승인") })
        #expect(frame.cursor.map { frame.buffer[column: $0.column, row: $0.row].glyph } == ">")
    }

    @Test("no screen is too small", arguments: [(1, 1), (4, 2), (10, 3), (200, 60)])
    func sizes(_ columns: Int, _ rows: Int) {
        let prompt = Dialog(title: "사유", body: "긴 글 긴 글 긴 글 긴 글", content: .prompt(TextField("x")))
        for dialog in [menu, prompt, Dialog(title: "", body: "")] {
            let frame = Sketch.frame(columns, rows) { dialog.draw(in: &$0, words: .english) }
            #expect(frame.brokenHalf == nil)
        }
    }
}

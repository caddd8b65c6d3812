import Terminal
import TestSupport
import Testing

@Suite("Form")
struct FormTests {
    static func walkIn() -> Form {
        Form([
            FormField(id: "name", label: "이름", control: .text(TextField()), isRequired: true, hint: "명찰에 찍힙니다"),
            FormField(
                id: "phone", label: "휴대전화", control: .text(TextField(mask: DisplayMask("010-####-####"))),
                advances: true),
            FormField(
                id: "category", label: "구분",
                control: .choice(ChoiceField([Choice(id: "visit", title: "참관"), Choice(id: "show", title: "전시")])),
                advances: true),
            FormField(id: "memo", label: "메모", control: .area(TextArea()), rows: 3),
            FormField(id: "consent", label: "동의", control: .check(CheckField(title: "개인정보")), isRequired: true),
        ])
    }

    @discardableResult
    private func press(_ names: String, _ form: inout Form) -> [FormOutcome] {
        Typing.keys(names).map { form.handle($0) }
    }

    @Test("Enter and Tab go on, Shift-Tab goes back, Enter on the last field submits")
    func movement() {
        var form = Self.walkIn()
        #expect(form.focusedID == "name")
        press("Enter Tab", &form)
        #expect(form.focusedID == "category")
        press("Shift-Tab", &form)
        #expect(form.focusedID == "phone")
        #expect(
            press("Enter Enter Enter Space Enter", &form) == [
                .consumed, .consumed, .consumed, .changed("consent"), .submit,
            ])
        #expect(form.focusedID == "consent")
        press("Tab", &form)
        #expect(form.focusedID == "name")
        press("Up", &form)
        #expect(form.focusedID == "name")
        press("Down Down", &form)
        #expect(form.focusedID == "category")
    }

    @Test("keys of the form work from any field")
    func commands() {
        var form = Self.walkIn()
        for id in form.visibleIDs {
            form.focus(id)
            #expect(press("Ctrl-S Ctrl-D Esc", &form) == [.submit, .copyFromLast(id), .leave])
            #expect(press("F2 Ctrl-P PgUp", &form) == [.ignored, .ignored, .ignored])
            #expect(form.focusedID == id)
        }
    }

    @Test("typing says which field changed; a full mask and a picked digit go on")
    func changes() {
        var form = Self.walkIn()
        #expect(press("김", &form) == [.changed("name")])
        form.focus("phone")
        #expect(press("0101234567", &form).last == .changed("phone"))
        #expect(form.focusedID == "phone")
        #expect(press("8", &form) == [.changed("phone")])
        #expect(form.focusedID == "category" && form.text("phone") == "01012345678")
        #expect(press("2", &form) == [.changed("category")])
        #expect(form.focusedID == "memo" && form.value("category") == .choice("show"))
        press("Shift-Tab 2", &form)
        #expect(form.focusedID == "memo")
        // Going back into a full field to mend it does not throw one out again.
        form.focus("phone")
        press("Left Backspace", &form)
        #expect(form.focusedID == "phone")
        press("9", &form)
        #expect(form.focusedID == "phone" && form.text("phone") == "01012345698")
    }

    @Test("a paste goes into text and nowhere else")
    func paste() {
        var form = Self.walkIn()
        #expect(form.paste("김\n민준") == .changed("name"))
        #expect(form.text("name") == "김 민준")
        form.focus("consent")
        #expect(form.paste("O") == .ignored)
        form.focus("memo")
        #expect(form.paste("a\nb") == .changed("memo"))
        #expect(form.text("memo") == "a\nb")
    }

    @Test("faults are shown, the first takes focus, and a change takes the fault away")
    func faults() {
        var form = Self.walkIn()
        form.focus("memo")
        form.setFaults(["consent": "동의가 필요합니다", "phone": "번호가 짧습니다"])
        #expect(form.focusedID == "phone")
        press("0", &form)
        #expect(form.faults == ["consent": "동의가 필요합니다"])
        form.setFaults([:])
        #expect(form.focusedID == "phone" && form.faults.isEmpty)
    }

    @Test("hidden fields are passed by, and focus never stays on one")
    func visibility() {
        var form = Self.walkIn()
        form.focus("phone")
        form.setVisible(["name", "memo", "consent"])
        #expect(form.focusedID == "memo")
        form.setVisible(["name"])
        #expect(form.focusedID == "name")
        #expect(press("Tab Shift-Tab Enter", &form) == [.consumed, .consumed, .submit])
        form.setVisible([])
        #expect(form.focusedID == nil)
        #expect(press("Tab Shift-Tab Enter a Ctrl-D Ctrl-S Esc", &form).suffix(2) == [.submit, .leave])
        #expect(form.paste("x") == .ignored)
        #expect(Sketch.rows(20, 3) { form.draw(in: &$0, at: $0.bounds) } == ["", "", ""])
        form.setVisible(["consent"])
        #expect(form.focusedID == "consent")
    }

    @Test("values are set by kind")
    func values() {
        var form = Self.walkIn()
        form.set("name", .text("김민준"))
        form.set("name", .flag(true))
        form.set("category", .choice("show"))
        form.set("consent", .flag(true))
        form.set("nothing", .text("x"))
        #expect(form.value("name") == .text("김민준") && form.value("category") == .choice("show"))
        #expect(form.value("consent") == .flag(true) && form.value("nothing") == nil)
        press("Ctrl-Z", &form)
        #expect(form.text("name") == "")
    }

    @Test("labels stand in a column, faults below, the hint on the last row, the cursor at the caret")
    func draws() {
        var form = Self.walkIn()
        form.set("name", .text("김민준"))
        form.setFaults(["name": "너무 짧습니다"])
        let frame = Sketch.frame(36, 10) { form.draw(in: &$0, at: $0.bounds) }
        #expect(
            frame.rows == [
                "> 이름 *     김민준", "             ! 너무 짧습니다", "  휴대전화", "  구분        1 참관   2 전시", "  메모", "", "",
                "  동의 *     [ ] 개인정보", "", "명찰에 찍힙니다",
            ])
        #expect(frame.cursor == Point(column: 19, row: 0))
    }

    @Test("the focused field and its fault are on the screen, however low it is")
    func scrolls() {
        for rows in 1...12 {
            for id in Self.walkIn().visibleIDs {
                var form = Self.walkIn()
                form.setFaults([id: "틀렸습니다"])
                let frame = Sketch.frame(40, rows) { form.draw(in: &$0, at: $0.bounds) }
                #expect(frame.rows.contains { $0.hasPrefix(">") }, "\(id) in \(rows) rows")
                let needed = (id == "memo" ? 4 : 2) + (rows >= 3 ? 1 : 0)
                if rows >= needed { #expect(frame.rows.contains { $0.contains("! 틀렸습니다") }, "\(id) in \(rows) rows") }
                if rows >= needed { #expect(frame.cursor != nil, "\(id) in \(rows) rows") }
            }
        }
    }

    @Test("any keys leave focus on a visible field, and Tab then Shift-Tab comes back")
    func properties() {
        var random = SeededRandom.fromEnvironment()
        let names =
            "Tab Shift-Tab Enter Up Down Left Right Home End Space 1 2 9 Backspace Del Esc Ctrl-S Ctrl-D Ctrl-Z Ctrl-W Alt-Enter"
        let presses = Typing.keys(names) + Typing.typed("김ㅊ0\u{301}")
        for _ in 0..<300 {
            var form = Self.walkIn()
            for _ in 0..<random.int(in: 0...60) {
                if random.int(in: 0...8) == 0 {
                    form.setVisible(form.fields.map(\.id).filter { _ in random.int(in: 0...1) == 0 })
                }
                _ = form.handle(random.pick(presses))
                let visible = form.visibleIDs
                #expect(
                    visible.isEmpty ? form.focusedID == nil : visible.contains(form.focusedID ?? ""),
                    "seed \(random.seed)")
                let (focused, before) = (form.focusedID, form)
                _ = form.handle(KeyPress(.tab))
                _ = form.handle(KeyPress(.tab, .shift))
                #expect(form.focusedID == focused && form == before, "seed \(random.seed)")
            }
            let frame = Sketch.frame(random.int(in: 1...50), random.int(in: 1...12)) {
                form.draw(in: &$0, at: $0.bounds)
            }
            #expect(frame.brokenHalf == nil, "seed \(random.seed)")
        }
    }
}

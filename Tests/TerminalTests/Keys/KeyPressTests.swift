import Terminal
import Testing

@Suite("Key names")
struct KeyPressTests {
    @Test(
        "a name and its key are two spellings of one thing",
        arguments: [
            ("F2", KeyPress(.function(2))), ("F12", KeyPress(.function(12))),
            ("Ctrl-S", KeyPress(.character("s"), .control)),
            ("Shift-Tab", KeyPress(.tab, .shift)), ("a", KeyPress(.character("a"))), ("A", KeyPress(.character("A"))),
            ("Enter", KeyPress(.enter)), ("PgDn", KeyPress(.pageDown)), ("Esc", KeyPress(.escape)),
            ("Space", KeyPress(.character(" "))), ("Alt-x", KeyPress(.character("x"), .alt)),
            ("-", KeyPress(.character("-"))),
            ("Ctrl-Alt-Shift-Del", KeyPress(.delete, [.control, .alt, .shift])), ("가", KeyPress(.character("가"))),
            ("Alt--", KeyPress(.character("-"), .alt)), ("Ctrl-Left", KeyPress(.left, .control)),
            ("/", KeyPress(.character("/"))),
        ])
    func names(_ name: String, _ press: KeyPress) {
        #expect(KeyPress(name) == press)
        #expect(press.description == name)
    }

    @Test("other spellings are read")
    func otherSpellings() {
        #expect(KeyPress("ctrl-s") == KeyPress("Ctrl-S"))
        #expect(KeyPress("PAGEUP") == KeyPress(.pageUp))
        #expect(KeyPress("return") == KeyPress(.enter))
    }

    @Test("what names no key is nil", arguments: ["", "Ctrl-", "F0", "F25", "Foo", "Ctrl-Foo", "ab"])
    func unknown(_ name: String) {
        #expect(KeyPress(name) == nil)
    }

    @Test("only plain characters are typed")
    func typed() {
        #expect(KeyPress("a")?.typed == "a")
        #expect(KeyPress("Ctrl-A")?.typed == nil)
        #expect(KeyPress("Alt-a")?.typed == nil)
        #expect(KeyPress("Enter")?.typed == nil)
    }
}

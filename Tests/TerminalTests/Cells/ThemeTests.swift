import Terminal
import Testing

@Suite("Themes and dumps")
struct ThemeTests {
    static let themes = [Theme.dark, Theme.light, Theme.mono, Theme.dark.withoutColour(), Theme.mono.withoutColour()]

    @Test("QR modules are plain white on black in every theme", arguments: themes)
    func qr(_ theme: Theme) {
        let white = Colour(231, fallback: 7)
        let black = Colour(16, fallback: 0)
        #expect(theme.look(.qr) == Look(foreground: white, background: black))
    }

    @Test("without colour nothing else has colour", arguments: themes.dropFirst(2))
    func withoutColour(_ theme: Theme) {
        for role in Role.allCases where role != .qr {
            #expect(theme.look(role).foreground == nil && theme.look(role).background == nil, "\(role)")
        }
    }

    @Test("roles that tell states apart look different", arguments: themes)
    func distinct(_ theme: Theme) {
        let pairs: [(Role, Role)] = [
            (.text, .selected), (.field, .fieldFocused), (.label, .labelFocused), (.key, .keyDisabled),
            (.selected, .selectedDim), (.overlay, .overlayDim), (.overlay, .overlayBad), (.overlay, .selected),
            (.text, .warning), (.text, .bad), (.good, .bad), (.good, .warning), (.warning, .bad),
        ]
        for (one, other) in pairs { #expect(theme.look(one) != theme.look(other), "\(one) and \(other)") }
    }

    @Test("a dump shows text, styles, cursor and a legend")
    func dump() {
        let frame = Sketch.frame(8, 2) {
            $0.draw("김a", at: Point(column: 1, row: 0), role: .heading)
            $0.draw("x", at: Point(column: 7, row: 1), role: .selected)
            $0.cursor = Point(column: 4, row: 1)
        }
        #expect(
            ScreenDump.text(frame, theme: .mono, header: "walk-in") == """
                8x2 mono cursor 4,1 walk-in
                | 김a    |
                |.CCC....|
                |       x|
                |.......B|
                . plain  B reverse  C bold

                """)
    }

    @Test("a dump without a cursor says so, and an empty screen is one")
    func emptyDump() {
        let frame = Sketch.frame(0, 0) { _ in }
        #expect(ScreenDump.text(frame, theme: .dark, header: "") == "0x0 dark cursor hidden\n\n")
    }
}

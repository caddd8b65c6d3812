// Whether every role of every theme can be read, by the formula of WCAG 2.2.

import Foundation
import Terminal
import Testing

@Suite("Contrast")
struct ContrastTests {
    /// A colour as a screen shows it, each part 0…255.
    struct RGB: Equatable {
        var red: Double
        var green: Double
        var blue: Double

        init(_ red: Double, _ green: Double, _ blue: Double) {
            (self.red, self.green, self.blue) = (red, green, blue)
        }

        /// An entry of xterm's 256 colours from the 17th on: a cube of six steps a side, then 24 greys (xterm's
        /// 256colres.pl). Themes use no other index of that palette: users set the first sixteen as they like.
        init(xterm index: UInt8) {
            if index >= 232 {
                let grey = Double(8 + 10 * (Int(index) - 232))
                self.init(grey, grey, grey)
            } else {
                let step = { (part: Int) in part == 0 ? 0.0 : Double(55 + 40 * part) }
                let place = Int(index) - 16
                self.init(step(place / 36), step(place / 6 % 6), step(place % 6))
            }
        }

        /// https://www.w3.org/TR/WCAG22/#dfn-relative-luminance
        var luminance: Double {
            func linear(_ part: Double) -> Double {
                let value = part / 255
                return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
            }
            return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
        }

        /// https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio
        func contrast(_ other: RGB) -> Double {
            let (one, two) = (luminance, other.luminance)
            return (max(one, two) + 0.05) / (min(one, two) + 0.05)
        }
    }

    /// The eight colours of a terminal and, for terminals that show bold text so, their bright forms.
    struct Palette: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var plain: [(Double, Double, Double)]
        var bright: [(Double, Double, Double)]

        /// As xterm has them (XTerm-col.ad).
        static let xterm = Palette(
            testDescription: "xterm",
            plain: [
                (0, 0, 0), (205, 0, 0), (0, 205, 0), (205, 205, 0), (0, 0, 238), (205, 0, 205), (0, 205, 205),
                (229, 229, 229),
            ],
            bright: [
                (127, 127, 127), (255, 0, 0), (0, 255, 0), (255, 255, 0), (92, 92, 255), (255, 0, 255), (0, 255, 255),
                (255, 255, 255),
            ])
        /// As the Linux console has them, after the VGA.
        static let vga = Palette(
            testDescription: "VGA",
            plain: [
                (0, 0, 0), (170, 0, 0), (0, 170, 0), (170, 85, 0), (0, 0, 170), (170, 0, 170), (0, 170, 170),
                (170, 170, 170),
            ],
            bright: [
                (85, 85, 85), (255, 85, 85), (85, 255, 85), (255, 255, 85), (85, 85, 255), (255, 85, 255),
                (85, 255, 255), (255, 255, 255),
            ])

        func plain(_ index: UInt8) -> RGB { RGB(plain[Int(index)].0, plain[Int(index)].1, plain[Int(index)].2) }
        func bright(_ index: UInt8) -> RGB { RGB(bright[Int(index)].0, bright[Int(index)].1, bright[Int(index)].2) }
    }

    /// Where a theme leaves the background to the terminal: black, and the dark greys that terminals come with.
    static let darkBackgrounds = [RGB(0, 0, 0), RGB(30, 30, 30), RGB(36, 31, 49)]
    /// What matters less, is only a line, or cannot be used.
    static let quiet: Set<Role> = [.dim, .border, .placeholder, .keyDisabled, .overlayDim]

    @Test("the formula is WCAG's: its own examples")
    func formula() {
        #expect(RGB(0, 0, 0).contrast(RGB(255, 255, 255)) == 21)
        #expect(abs(RGB(118, 118, 118).contrast(RGB(255, 255, 255)) - 4.54) < 0.01)
        #expect(RGB(xterm: 16) == RGB(0, 0, 0) && RGB(xterm: 231) == RGB(255, 255, 255))
        #expect(RGB(xterm: 24) == RGB(0, 95, 135) && RGB(xterm: 236) == RGB(48, 48, 48))
    }

    @Test("of 256 colours every role can be read", arguments: [Theme.dark, .light])
    func colours(_ theme: Theme) {
        for role in Role.allCases {
            let look = theme.look(role)
            #expect(!look.dim, "a terminal may halve the contrast of dim text: \(role)")
            // Neither given: the terminal's own, as its user set them.
            guard let foreground = look.foreground else {
                #expect(look.background == nil, "\(role)")
                continue
            }
            #expect(foreground.index >= 16 && look.background.map { $0.index >= 16 } != false, "\(role)")
            if theme.name == "light" { #expect(look.background != nil, "\(role) needs its own paper") }
            let backgrounds = look.background.map { [RGB(xterm: $0.index)] } ?? Self.darkBackgrounds
            for background in backgrounds {
                let contrast = RGB(xterm: foreground.index).contrast(background)
                #expect(contrast >= (Self.quiet.contains(role) ? 3 : 4.5), "\(role): \(contrast)")
            }
        }
    }

    @Test("of eight colours every role can be told from its background", arguments: [Theme.dark, .light])
    func eightColours(_ theme: Theme) {
        for palette in [Palette.xterm, .vga] {
            for role in Role.allCases {
                let look = theme.look(role)
                guard let foreground = look.foreground else { continue }
                let background = look.background.map { palette.plain($0.fallback) } ?? RGB(0, 0, 0)
                let plain = palette.plain(foreground.fallback).contrast(background)
                // Terminals of eight colours show bold text in the bright ones, but not all do, and black stays readable.
                let shown =
                    look.bold && foreground.fallback != 0
                    ? max(plain, palette.bright(foreground.fallback).contrast(background)) : plain
                #expect(shown >= 3, "\(role) on \(palette.testDescription): \(shown)")
            }
        }
    }
}

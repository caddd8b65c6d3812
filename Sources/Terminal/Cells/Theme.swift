// The looks of all roles.

/// Resolves roles to looks. Every state a theme shows also has a letter or a word in the cells: colour never stands alone.
public struct Theme: Sendable {
    public let name: String
    private let looks: [Look]

    /// A theme from a look for each role. `Role.qr` is not asked for: it is the same in every theme. Nor are inks: they are
    /// their blocks turned round.
    public init(name: String, look: (Role) -> Look) {
        self.name = name
        looks = Role.allCases.map { role in
            switch role {
            case .qr: Self.qr
            case .answerGoodInk: look(.answerGood).turnedRound
            case .answerWarningInk: look(.answerWarning).turnedRound
            case .answerHoldInk: look(.answerHold).turnedRound
            case .answerBadInk: look(.answerBad).turnedRound
            default: look(role)
            }
        }
    }

    public func look(_ role: Role) -> Look { looks[Int(role.rawValue)] }

    /// The same meanings without any colour (`NO_COLOR`), QR modules excepted: they are not decoration.
    public func withoutColour() -> Theme {
        Theme(name: "\(name)-nocolour", look: Self.monoLook)
    }

    /// For dark backgrounds.
    public static let dark = Theme(name: "dark", look: darkLook)
    /// For light backgrounds. It paints its own, so that it can be read on a dark terminal too.
    public static let light = Theme(name: "light", look: lightLook)
    /// Attributes only, for monochrome terminals.
    public static let mono = Theme(name: "mono", look: monoLook)

    /// Light modules are white blocks on explicit black; bold would brighten one colour and not the other.
    static let qr = Look(foreground: Colour(231, fallback: 7), background: Colour(16, fallback: 0))

    private static func darkLook(_ role: Role) -> Look {
        let white = Colour(255, fallback: 7)
        let grey = Colour(245, fallback: 7)
        let field = Colour(236, fallback: 0)
        let overlay = Colour(235, fallback: 0)
        let blue = Colour(111, fallback: 6)
        let black = Colour(16, fallback: 0)
        switch role {
        case .text, .value: return Look()
        case .dim, .placeholder: return Look(foreground: grey)
        case .keyDisabled: return Look(foreground: Colour(244, fallback: 7))
        case .title: return Look(foreground: white, background: Colour(24, fallback: 4), bold: true)
        case .heading: return Look(foreground: blue, bold: true)
        case .label: return Look(foreground: Colour(250, fallback: 7))
        case .labelFocused: return Look(foreground: blue, bold: true)
        case .field: return Look(foreground: white, background: field)
        case .fieldFocused: return Look(foreground: white, background: Colour(24, fallback: 4))
        case .selected: return Look(foreground: black, background: blue)
        case .selectedDim: return Look(foreground: white, background: Colour(238, fallback: 0))
        case .border: return Look(foreground: Colour(243, fallback: 7))
        case .key: return Look(foreground: Colour(222, fallback: 3), bold: true)
        case .status: return Look(foreground: white, background: field)
        case .good: return Look(foreground: Colour(114, fallback: 2), bold: true)
        case .warning: return Look(foreground: Colour(221, fallback: 3), bold: true)
        case .bad: return Look(foreground: Colour(210, fallback: 1), bold: true)
        case .badge: return Look(foreground: black, background: Colour(180, fallback: 3))
        case .match: return Look(foreground: Colour(221, fallback: 3), underline: true)
        case .overlay: return Look(foreground: white, background: overlay)
        case .overlayTitle:
            return Look(foreground: Colour(222, fallback: 3), background: overlay, bold: true)
        case .overlayDim: return Look(foreground: grey, background: overlay)
        case .overlayBad: return Look(foreground: Colour(210, fallback: 1), background: overlay, bold: true)
        case .answerGood: return Look(foreground: black, background: Colour(114, fallback: 2), bold: true)
        case .answerWarning: return Look(foreground: black, background: Colour(221, fallback: 3), bold: true)
        case .answerHold: return Look(foreground: black, background: Colour(213, fallback: 5), bold: true)
        case .answerBad: return Look(foreground: white, background: Colour(124, fallback: 1), bold: true)
        case .qr, .answerGoodInk, .answerWarningInk, .answerHoldInk, .answerBadInk: return qr
        }
    }

    private static func monoLook(_ role: Role) -> Look {
        switch role {
        case .text, .value, .label, .border, .overlay, .key: Look()
        case .dim, .placeholder, .keyDisabled, .overlayDim: Look(dim: true)
        case .title, .status, .selected: Look(reverse: true)
        case .heading, .good, .overlayTitle, .answerGood, .answerWarning: Look(bold: true)
        case .labelFocused, .warning, .match: Look(bold: true, underline: true)
        case .field: Look(underline: true)
        case .fieldFocused, .selectedDim: Look(bold: true, underline: true)
        case .bad, .badge, .overlayBad, .answerBad, .answerHold: Look(bold: true, reverse: true)
        case .qr, .answerGoodInk, .answerWarningInk, .answerHoldInk, .answerBadInk: qr
        }
    }
}

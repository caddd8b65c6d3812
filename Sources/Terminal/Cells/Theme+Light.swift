// The light theme's colours.

extension Theme {
    /// Of eight colours only black, blue and red can be read on "white", which is a light grey there.
    static func lightLook(_ role: Role) -> Look {
        let paper = Colour(231, fallback: 7)
        let raised = Colour(255, fallback: 7)
        let field = Colour(254, fallback: 7)
        let black = Colour(16, fallback: 0)
        let ink = Colour(234, fallback: 0)
        let grey = Colour(242, fallback: 0)
        let blue = Colour(24, fallback: 4)
        let red = Colour(124, fallback: 1)
        let brown = Colour(94, fallback: 1)
        switch role {
        case .text, .value: return Look(foreground: ink, background: paper)
        case .dim, .keyDisabled: return Look(foreground: grey, background: paper)
        case .placeholder: return Look(foreground: grey, background: field)
        case .title: return Look(foreground: paper, background: blue, bold: true)
        case .heading, .labelFocused: return Look(foreground: blue, background: paper, bold: true)
        case .label: return Look(foreground: Colour(238, fallback: 0), background: paper)
        case .field: return Look(foreground: ink, background: field)
        case .fieldFocused: return Look(foreground: black, background: Colour(153, fallback: 6))
        case .selected: return Look(foreground: paper, background: Colour(25, fallback: 4))
        case .selectedDim: return Look(foreground: ink, background: Colour(251, fallback: 6))
        case .border: return Look(foreground: Colour(244, fallback: 0), background: paper)
        case .key: return Look(foreground: Colour(94, fallback: 0), background: paper, bold: true)
        case .status: return Look(foreground: ink, background: Colour(252, fallback: 6))
        case .good: return Look(foreground: Colour(22, fallback: 0), background: paper, bold: true)
        case .warning: return Look(foreground: brown, background: paper, bold: true)
        case .bad, .overlayBad: return Look(foreground: paper, background: red, bold: true)
        case .badge: return Look(foreground: black, background: Colour(180, fallback: 3))
        case .match: return Look(foreground: brown, background: paper, underline: true)
        case .overlay: return Look(foreground: ink, background: raised)
        case .overlayTitle: return Look(foreground: blue, background: raised, bold: true)
        case .overlayDim: return Look(foreground: Colour(241, fallback: 0), background: raised)
        case .answerGood: return Look(foreground: black, background: Colour(114, fallback: 6), bold: true)
        case .answerWarning: return Look(foreground: black, background: Colour(221, fallback: 7), bold: true)
        case .answerHold: return Look(foreground: black, background: Colour(213, fallback: 5), bold: true)
        case .answerBad: return Look(foreground: paper, background: red, bold: true)
        case .qr, .answerGoodInk, .answerWarningInk, .answerHoldInk, .answerBadInk: return qr
        }
    }
}

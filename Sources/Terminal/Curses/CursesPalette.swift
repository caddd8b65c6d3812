// Roles as ncurses attributes and colour pairs.

import CNcurses

/// The looks of one theme, resolved once for this terminal: 256 colours, 8, or none.
struct CursesPalette {
    struct Style: Equatable {
        var attributes: attr_t = 0
        var pair: Int32 = 0
    }

    /// By the role's raw value.
    let styles: [Style]
    private let looks: [Look]

    init(_ theme: Theme) {
        looks = Self.looks(theme)
        styles = looks.map(Self.style)
    }

    /// Whether the theme looks the same: themes are compared by what they show, not by their names.
    func shows(_ theme: Theme) -> Bool {
        Role.allCases.allSatisfy { theme.look($0) == looks[Int($0.rawValue)] }
    }

    private static func looks(_ theme: Theme) -> [Look] {
        let last = Role.allCases.map { Int($0.rawValue) }.max() ?? 0
        var looks = [Look](repeating: Look(), count: last + 1)
        for role in Role.allCases { looks[Int(role.rawValue)] = theme.look(role) }
        return looks
    }

    private static func style(_ look: Look) -> Style {
        var style = Style()
        if look.bold { style.attributes |= cn_bold() }
        if look.dim { style.attributes |= cn_dim() }
        if look.underline { style.attributes |= cn_underline() }
        if look.reverse { style.attributes |= cn_reverse() }
        let (foreground, background) = (number(look.foreground), number(look.background))
        guard foreground >= 0 || background >= 0 else { return style }
        // Finds the pair if it was made before. A full table gives -1: then the default colours must do.
        style.pair = max(0, alloc_pair(foreground, background))
        return style
    }

    /// The colour's number on this terminal; -1 is the terminal's own.
    private static func number(_ colour: Colour?) -> Int32 {
        guard let colour else { return -1 }
        switch cn_colours() {
        case 256...: return Int32(colour.index)
        case 8...: return Int32(colour.fallback)
        default: return -1
        }
    }
}

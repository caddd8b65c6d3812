// What a role looks like.

/// Colours and attributes; nil is the terminal's own colour.
public struct Look: Hashable, Sendable {
    public var foreground: Colour?
    public var background: Colour?
    public var bold: Bool
    public var reverse: Bool
    public var underline: Bool
    public var dim: Bool

    public init(
        foreground: Colour? = nil, background: Colour? = nil,
        bold: Bool = false, reverse: Bool = false, underline: Bool = false, dim: Bool = false
    ) {
        self.foreground = foreground
        self.background = background
        self.bold = bold
        self.reverse = reverse
        self.underline = underline
        self.dim = dim
    }
}

extension Look {
    /// Foreground and background changed for each other, for blanks that are seen on this look.
    var turnedRound: Look {
        guard let foreground, let background else { return Look(reverse: !reverse) }
        return Look(foreground: background, background: foreground)
    }
}

extension Look: CustomStringConvertible {
    /// Such as `bold fg231/7 bg16/0`; `plain` when nothing is set.
    public var description: String {
        var parts: [String] = []
        if bold { parts.append("bold") }
        if dim { parts.append("dim") }
        if underline { parts.append("underline") }
        if reverse { parts.append("reverse") }
        if let foreground { parts.append("fg\(foreground.index)/\(foreground.fallback)") }
        if let background { parts.append("bg\(background.index)/\(background.fallback)") }
        return parts.isEmpty ? "plain" : parts.joined(separator: " ")
    }
}

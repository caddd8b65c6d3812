// The themes there are, by the names they go by in settings.

public import Terminal

public enum ThemeChoice: String, CaseIterable, Hashable, Sendable {
    case dark, light, mono

    public var theme: Theme {
        switch self {
        case .dark: .dark
        case .light: .light
        case .mono: .mono
        }
    }
}

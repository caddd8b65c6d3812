// The filter language's own words, in both languages at once.

/// A word that means something in a value, unless it is quoted.
public enum FilterKeyword: Hashable, Sendable, CaseIterable {
    /// Nothing is stored; something is.
    case missing, present
    case today, yesterday
    /// Of a box to tick.
    case yes, no

    public var names: Localized {
        switch self {
        case .missing: Localized(ko: "없음", en: "none")
        case .present: Localized(ko: "있음", en: "any")
        case .today: Localized(ko: "오늘", en: "today")
        case .yesterday: Localized(ko: "어제", en: "yesterday")
        case .yes: Localized(ko: "예", en: "yes")
        case .no: Localized(ko: "아니오", en: "no")
        }
    }
}

// Words in the product's two languages.

/// The languages the product speaks.
public enum Language: String, Sendable, Codable, CaseIterable {
    case korean = "ko"
    case english = "en"
}

/// One text in both languages.
public struct Localized: Hashable, Sendable, Codable {
    public var ko: String
    public var en: String

    public init(ko: String, en: String) {
        self.ko = ko
        self.en = en
    }

    public subscript(language: Language) -> String {
        switch language {
        case .korean: ko
        case .english: en
        }
    }
}

// The words of the product: every sentence a user reads, in both languages, split by subject into extensions.
//
// A sentence that reports a fault says what is wrong and what to do next.

public import Domain

/// The product's words in one language.
///
/// Screens add their labels in extensions of their own, each a property or function that returns
/// `say("한국어", "English")`.
public struct Words: Sendable, Hashable {
    public let language: Language
    /// What sessions are called, as far as that is known: others are named by their ids.
    var sessionNames: [SessionID: SessionName] = [:]

    public init(_ language: Language) {
        self.language = language
    }

    /// The text in this language. Only that one is made.
    public func say(_ korean: @autoclosure () -> String, _ english: @autoclosure () -> String) -> String {
        switch language {
        case .korean: korean()
        case .english: english()
        }
    }

    /// A text that a screen file or an event carries.
    public func say(_ text: Localized) -> String {
        text[language]
    }

    /// `1,234,567`.
    public func count(_ number: Int) -> String {
        let digits = Array(String(number.magnitude))
        var grouped = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index).isMultiple(of: 3) { grouped.append(",") }
            grouped.append(digit)
        }
        return (number < 0 ? "-" : "") + grouped
    }

    /// `1 person`, `2 people`; for English only, Korean has one form.
    func plural(_ number: Int, _ one: String, _ many: String) -> String {
        count(number) + " " + (number == 1 ? one : many)
    }

    /// A serial as people read it, at least six digits: `000123`.
    public func serial(_ serial: Serial) -> String {
        let digits = serial.description
        return String(repeating: "0", count: max(0, 6 - digits.utf8.count)) + digits
    }

    /// `000123 김민준`.
    public func person(_ row: Registration) -> String {
        serial(row.serial) + " " + row.name
    }
}

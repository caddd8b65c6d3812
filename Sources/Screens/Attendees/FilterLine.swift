// What the line above the attendee table knows beside its text.

import Domain
import Terminal

/// The filter as it was read last, and what its list of completions stands at.
struct FilterLine: Equatable, Sendable {
    /// More completions than this are not shown at once.
    static let mostShown = 6

    /// What can be asked for; nil until the desk is open.
    var vocabulary: FilterVocabulary?
    var reading: FilterText?
    /// The marked completion; nil while the keys go to the text.
    var chosen: Int?
    /// The view that was applied last, as it looked then.
    var applied: AttendeeView?
    /// Views from the configuration.
    var configured: [SavedView] = []

    /// What could be written at the caret.
    func completions(_ field: TextField) -> [FilterCompletion] {
        guard let reading, reading.text == field.text else { return [] }
        return reading.completions(at: field.caret)
    }

    /// The faults to show. What is still being written is not wrong yet.
    ///
    /// - Parameter caret: nil when nobody is writing.
    func faults(_ field: TextField, isWriting: Bool) -> [FilterFault] {
        guard let reading, reading.text == field.text else { return [] }
        guard isWriting else { return reading.faults }
        let isOffered = !completions(field).isEmpty
        return reading.faults.filter { fault in
            fault.place.upperBound != field.caret || !(isOffered || fault.kind.mayBeMendedByWritingOn)
        }
    }
}

extension FilterFault.Kind {
    /// Whether the rest of a word can make it right.
    fileprivate var mayBeMendedByWritingOn: Bool {
        switch self {
        case .missingValue, .unclosedQuote, .badDate, .badSerial, .reversedRange, .ambiguousField, .ambiguousValue,
            .negatedWord, .keywordNotAlone:
            true
        case .unknownField, .missingField, .unknownValue, .badNumber, .badDigits, .rangeNotAlone, .tooMany: false
        }
    }
}

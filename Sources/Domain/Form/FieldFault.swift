// What is wrong with one answer. Screens and the command line turn it into a sentence.

/// What is wrong with one answer.
public struct FieldFault: Error, Hashable, Sendable, Codable {
    public enum Problem: Error, Hashable, Sendable, Codable {
        case required
        case tooLong(maximum: Int)
        case notAPhone
        case notAnEmail
        case notANumber
        case notADate
        case tooSmall(minimum: Int)
        case tooLarge(maximum: Int)
        case tooEarly(earliest: CalendarDate)
        case tooLate(latest: CalendarDate)
        case unknownOption
        case consentMissing
        case unknownField
        /// The answer has another shape than the field: a list for a text, say.
        case wrongShape
    }

    public var field: FieldID
    public var problem: Problem

    public init(field: FieldID, problem: Problem) {
        self.field = field
        self.problem = problem
    }
}

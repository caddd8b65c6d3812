// Why a row of a file is not taken, cell by cell.

/// One thing that is wrong with a row.
public struct ImportRefusal: Hashable, Sendable {
    public enum Problem: Error, Hashable, Sendable {
        /// The form's own rules.
        case field(FieldFault.Problem)
        /// A formula without a value, or the error it gave.
        case formula
        /// Neither yes nor no.
        case unclear
        /// No moment at which somebody may have agreed.
        case notAMoment
        case unknownStatus
        /// A sum below people or a remark between them, and nobody.
        case notAPerson
        /// A telephone that a spreadsheet has rounded: `1.01235E+09`.
        case rounded
        /// Somebody with other data has the same telephone, or where there is none the same name and affiliation, in
        /// this earlier line.
        case sameAsLine(Int)
        /// The person is there already, and the new data do not go with what is there.
        case notAnUpdate(Serial)
    }

    /// The heading of the column that an import writes its reasons in; a column of this name is never read.
    public static let heading = Localized(ko: "거절 이유", en: "Refused because")

    public var column: String
    public var field: FieldID
    /// The cell as the file has it.
    public var value: String
    public var problem: Problem

    public init(column: String, field: FieldID, value: String, problem: Problem) {
        self.column = column
        self.field = field
        self.value = value
        self.problem = problem
    }
}

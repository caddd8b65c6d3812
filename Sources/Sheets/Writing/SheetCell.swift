// What goes into a cell.

/// A cell of a table that is written.
public enum SheetCell: Hashable, Sendable, ExpressibleByStringLiteral {
    case text(String)
    /// A whole number: a workbook can sort and sum it.
    case number(Int64)

    public init(stringLiteral value: String) { self = .text(value) }

    var isEmpty: Bool { self == .text("") }

    /// As it is read.
    var shown: String {
        switch self {
        case .text(let text): text
        case .number(let number): String(number)
        }
    }
}

// A row of a file that people bring, as its reader gives it: texts, nothing understood yet.

/// One row of a file: its number as spreadsheets show it, counted from 1, and its cells as texts.
public struct ImportRow: Hashable, Sendable {
    public var line: Int
    /// Without the marks that keep a spreadsheet from computing a text.
    public var cells: [String]
    /// The columns whose cells are formulas, of which the file does not hold the value.
    public var formulas: Set<Int>

    public init(line: Int, cells: [String], formulas: Set<Int> = []) {
        self.line = line
        self.cells = cells
        self.formulas = formulas
    }

    /// The cell without blanks at its ends; empty where the row is shorter.
    func text(_ column: Int) -> String {
        cells.indices.contains(column) ? Self.trimmed(cells[column]) : ""
    }

    /// The cell is a formula, or the error that one gave.
    func isFormula(_ column: Int) -> Bool {
        formulas.contains(column) || Self.errors.contains(text(column))
    }

    /// What stands for a formula without a value in a file of refused rows: a formula there would be computed by whoever
    /// opens it, and as a text it would be taken the next time.
    public static let noValue = "#VALUE!"

    private static let errors: Set<String> = [
        "#N/A", "#REF!", "#NAME?", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!", "#SPILL!", "#CALC!",
    ]

    private static func trimmed(_ text: String) -> String {
        guard let first = text.first, let last = text.last, first.isWhitespace || last.isWhitespace else {
            return text
        }
        let start = text.firstIndex { !$0.isWhitespace } ?? text.endIndex
        let end = text.lastIndex { !$0.isWhitespace } ?? text.startIndex
        return start <= end && start < text.endIndex ? String(text[start...end]) : ""
    }
}

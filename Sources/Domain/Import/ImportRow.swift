// A row of a file that people bring, as its reader gives it: texts, nothing understood yet.

/// One row of a file: the line it begins at, counted from 1, and its cells as texts.
public struct ImportRow: Hashable, Sendable {
    public var line: Int
    public var cells: [String]

    public init(line: Int, cells: [String]) {
        self.line = line
        self.cells = cells
    }

    /// The cell without blanks at its ends and without the mark that keeps a spreadsheet from taking it for a formula;
    /// empty where the row is shorter.
    func text(_ column: Int) -> String {
        guard cells.indices.contains(column) else { return "" }
        return ImportCell.plain(cells[column])
    }

    /// The cell is a formula whose value the file does not hold, or the error that it gave.
    func isFormula(_ column: Int) -> Bool {
        cells.indices.contains(column) && ImportCell.isFormula(cells[column])
    }
}

/// What spreadsheets put around a value, and what they put in its place.
enum ImportCell {
    /// `'+82…` and `="010…"` are how a text is kept a text.
    static func plain(_ raw: String) -> String {
        let text = trimmed(raw)
        if text.hasPrefix("'"), let next = text.dropFirst().first, "=+-@".contains(next) {
            return trimmed(String(text.dropFirst()))
        }
        if text.hasPrefix("=\""), text.hasSuffix("\""), text.utf8.count > 2 {
            return trimmed(String(text.dropFirst(2).dropLast()))
        }
        return text
    }

    static func isFormula(_ raw: String) -> Bool {
        let text = trimmed(raw)
        return text.hasPrefix("=") && plain(text) == text || errors.contains(text)
    }

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

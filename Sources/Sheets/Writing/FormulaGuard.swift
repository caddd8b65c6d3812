// Cells that a spreadsheet would compute.

/// Keeps a CSV file's cells from being taken for formulas (OWASP: CSV injection). A workbook needs none of it: its cells
/// say that they are text.
public enum FormulaGuard {
    private static let beginnings: Set<Unicode.Scalar> = [
        "=", "+", "-", "@", "\t", "\r", "\n", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}",
    ]

    /// The cell with `'` before it where it begins like a formula, or like a cell that this has been done to.
    public static func harmless(_ cell: String) -> String {
        isRisky(cell) ? "'" + cell : cell
    }

    /// The cell before `harmless`.
    public static func plain(_ cell: String) -> String {
        cell.first == "'" && isRisky(String(cell.dropFirst())) ? String(cell.dropFirst()) : cell
    }

    private static func isRisky(_ cell: String) -> Bool {
        cell.unicodeScalars.drop { $0 == "'" }.first.map(beginnings.contains) ?? false
    }
}

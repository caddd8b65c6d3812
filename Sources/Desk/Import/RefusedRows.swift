// What was refused, as a file that can be mended and imported again.

public import Domain
internal import Sheets

/// The rows that an import refused, as CSV: the file's own columns and one more with the reasons, which the next import
/// does not read.
public enum RefusedRows {
    /// UTF-8 with the mark that Excel needs, commas, CRLF.
    /// - Parameter reason: what is wrong with a row, in the user's language.
    public static func csv(
        _ report: ImportReport, reasonHeading: String, reason: ([ImportRefusal]) -> String
    ) -> [UInt8] {
        let columns = report.heading.mapping.columns
        let kept = columns.indices.filter { !isReason(columns[$0]) }
        var text = "\u{FEFF}" + line(kept.map { name(columns[$0], report) } + [reasonHeading])
        for (row, refusals) in report.refused {
            // Cells beyond the heading belong to nobody, but they are the file's.
            let beyond = row.cells.count > columns.count ? Array(row.cells[columns.count...]) : []
            let cells = kept.map { column in
                row.formulas.contains(column) && (columns[column].target ?? .nothing) != .nothing
                    ? ImportRow.noValue : row.cells.indices.contains(column) ? row.cells[column] : ""
            }
            text += line(cells + [reason(refusals)] + beyond)
        }
        return Array(text.utf8)
    }

    /// A file without a heading gets one here, by which it is understood when it comes back.
    private static func name(_ column: ImportMapping.Column, _ report: ImportReport) -> String {
        guard !report.heading.isThere, let target = column.target, target != .nothing else { return column.heading }
        return target.text
    }

    private static func isReason(_ column: ImportMapping.Column) -> Bool {
        column.target == .nothing
            && [ImportRefusal.heading.ko, ImportRefusal.heading.en].contains { $0 == column.heading }
    }

    private static func line(_ cells: [String]) -> String {
        cells.map(quoted).joined(separator: ",") + "\r\n"
    }

    /// A cell that a spreadsheet would take for a formula gets the mark that keeps it a text; an import takes it off.
    private static func quoted(_ cell: String) -> String {
        let safe = FormulaGuard.harmless(cell)
        guard safe.contains(where: { "\",\r\n".contains($0) || $0 == "\r\n" }) || safe.first == " " || safe.last == " "
        else { return safe }
        return "\"" + safe.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }
}

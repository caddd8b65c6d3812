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
        var bytes: [UInt8] = [0xEF, 0xBB, 0xBF]
        CSVLine.append((kept.map { name(columns[$0], report) } + [reasonHeading]).map(SheetCell.text), to: &bytes)
        for (row, refusals) in report.refused {
            // Cells beyond the heading belong to nobody, but they are the file's.
            let beyond = row.cells.count > columns.count ? Array(row.cells[columns.count...]) : []
            let cells = kept.map { column in
                row.formulas.contains(column) && (columns[column].target ?? .nothing) != .nothing
                    ? ImportRow.noValue : row.cells.indices.contains(column) ? row.cells[column] : ""
            }
            CSVLine.append((cells + [reason(refusals)] + beyond).map(SheetCell.text), to: &bytes)
        }
        return bytes
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
}

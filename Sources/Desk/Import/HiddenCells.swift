// What of a workbook's sheet nobody sees who opens it: hidden, folded away, or left out by a filter.

import Sheets

/// The hidden rows and columns of a sheet that have something in them.
public struct HiddenCells: Hashable, Sendable {
    /// The numbers of the rows, from 1.
    public private(set) var rows: [Int] = []
    /// The columns, from 0, in their order.
    public var columns: [Int] { hiddenColumns.sorted() }

    private var hiddenColumns: Set<Int> = []

    public init() {}

    public init(rows: [Int], columns: [Int]) {
        self.rows = rows
        hiddenColumns = Set(columns)
    }

    public var isEmpty: Bool { rows.isEmpty && hiddenColumns.isEmpty }

    mutating func add(_ row: SheetRow) {
        if row.isHidden, row.cells.contains(where: Self.isFilled) { rows.append(row.line) }
        for (column, cell) in Self.cells(row) where Self.isFilled(cell) { hiddenColumns.insert(column) }
    }

    /// A row as whoever opens the workbook sees it; nil where they do not. Its columns keep their places.
    static func seen(of row: SheetRow) -> SheetRow? {
        guard !row.isHidden else { return nil }
        var seen = row
        for (column, _) in cells(row) {
            seen.cells[column] = ""
            seen.formulas.remove(column)
        }
        return seen
    }

    /// The cells of a row that stand in hidden columns.
    private static func cells(_ row: SheetRow) -> [(Int, String)] {
        row.hiddenColumns.flatMap { range in
            range.clamped(to: 0...max(row.cells.count, 1)).filter(row.cells.indices.contains)
                .map { ($0, row.cells[$0]) }
        }
    }

    private static func isFilled(_ cell: String) -> Bool { cell.contains { !$0.isWhitespace } }

    /// `A`, `B`, …, `AA` as spreadsheets call a column.
    public static func name(ofColumn column: Int) -> String {
        var name = ""
        var rest = column + 1
        while rest > 0 {
            let letter = UInt8((rest - 1) % 26) + UInt8(ascii: "A")
            name = String(Character(Unicode.Scalar(letter))) + name
            rest = (rest - 1) / 26
        }
        return name
    }
}

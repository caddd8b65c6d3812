// The rows of a sheet.

/// Reads a sheet's cells as text. Formulas come as the value that was stored with them, or as themselves where none was; a
/// merged range has its value in its first cell and nothing in the others.
final class SheetRows: XMLHandler {
    private let strings: [String]
    private let dates: [Bool]
    private let countsFrom1904: Bool
    private var ready: [SheetRow] = []
    private var cells: [String] = []
    private var rowNumber = 0
    private var rowSize = 0
    private var column = 0
    private var kind = ""
    private var style = 0
    private var text = CellText()
    private var value: [UInt8] = []
    private var isValue = false
    private var formula: [UInt8]?
    private var isFormula = false
    private var formulas: Set<Int> = []
    private var cellCount = 0
    private var isRowHidden = false
    private var hiddenColumns: [ClosedRange<Int>] = []

    /// - Parameter dates: which styles show dates.
    init(strings: [String], dates: [Bool], countsFrom1904: Bool) {
        self.strings = strings
        self.dates = dates
        self.countsFrom1904 = countsFrom1904
    }

    /// The rows that are complete and have not been taken.
    func take() -> [SheetRow] {
        defer { ready.removeAll(keepingCapacity: true) }
        return ready
    }

    func began(_ name: String, _ attributes: XMLAttributes) throws(SheetError) {
        switch name {
        case "row":
            rowNumber = attributes["r"].flatMap { Int($0) } ?? rowNumber + 1
            guard (1...SheetLimits.rows).contains(rowNumber) else { throw .tooLarge }
            column = 0
            rowSize = 0
            formulas = []
            isRowHidden = Self.isHidden(attributes, size: "ht")
        case "col":
            // Columns come before the rows. A range that cannot be hides nothing.
            guard Self.isHidden(attributes, size: "width"), hiddenColumns.count < SheetLimits.columns,
                let first = attributes["min"].flatMap({ Int($0) }), let last = attributes["max"].flatMap({ Int($0) }),
                first >= 1, last >= first
            else { return }
            hiddenColumns.append((first - 1)...(min(last, SheetLimits.columns) - 1))
        case "c":
            column = attributes["r"].flatMap(Self.column) ?? column + 1
            guard column <= SheetLimits.columns else { throw .tooLarge }
            kind = attributes["t"] ?? "n"
            style = attributes["s"].flatMap { Int($0) } ?? 0
            value.removeAll(keepingCapacity: true)
            formula = nil
            text = CellText()
        case "v": isValue = true
        case "f": (isFormula, formula) = (true, [])
        default: text.began(name)
        }
    }

    func ended(_ name: String) throws(SheetError) {
        switch name {
        case "v": isValue = false
        case "f": isFormula = false
        case "c":
            // A formula that gives an empty text says so by its kind.
            guard let formula, value.isEmpty, kind != "str" else { return try keep(cell) }
            try keep("=" + String(decoding: formula, as: UTF8.self))
            formulas.insert(column - 1)
        case "row":
            if !cells.isEmpty {
                ready.append(
                    SheetRow(
                        line: rowNumber, cells: cells, isHidden: isRowHidden, hiddenColumns: hiddenColumns,
                        formulas: formulas))
            }
            cells.removeAll(keepingCapacity: true)
        default: text.ended(name)
        }
    }

    func text(_ bytes: UnsafeBufferPointer<UInt8>) throws(SheetError) {
        if isFormula {
            formula?.append(contentsOf: bytes)
            guard formula?.count ?? 0 <= SheetLimits.cell else { throw .tooLarge }
            return
        }
        guard isValue else { return try text.append(bytes) }
        value.append(contentsOf: bytes)
        guard value.count <= SheetLimits.cell else { throw .tooLarge }
    }

    private func keep(_ cell: String) throws(SheetError) {
        guard !cell.isEmpty else { return }
        // A cell that stands before its neighbour is out of order; Excel would not open such a file.
        guard column > cells.count else { throw .damaged(part: "row \(rowNumber)") }
        cellCount += column - cells.count
        rowSize += cell.utf8.count
        guard cellCount <= SheetLimits.cells, rowSize <= SheetLimits.row else { throw .tooLarge }
        while cells.count < column - 1 { cells.append("") }
        cells.append(cell)
    }

    /// Hidden by name, or drawn so small that nothing is left (ECMA-376 18.3.1.73 and 18.3.1.13).
    private static func isHidden(_ attributes: XMLAttributes, size: String) -> Bool {
        if let hidden = attributes["hidden"], ["1", "true"].contains(hidden) { return true }
        return attributes[size].flatMap { Double($0) } == 0
    }

    private var cell: String {
        if kind == "inlineStr" { return text.string }
        let written = String(decoding: value, as: UTF8.self)
        switch kind {
        case "s": return Int(written).flatMap { strings.indices.contains($0) ? strings[$0] : nil } ?? ""
        case "str": return CellText.unescaped(written)
        case "b": return written == "1" ? "TRUE" : written == "0" ? "FALSE" : written
        case "n":
            let isDate = dates.indices.contains(style) && dates[style]
            return NumberText.text(written, isDate: isDate, countsFrom1904: countsFrom1904)
        default: return written
        }
    }

    /// The column of a reference like `AB12`, from 1; nil where it has no letters or far too many.
    static func column(_ reference: String) -> Int? {
        var column = 0
        for byte in reference.utf8 {
            let letter = byte & 0xDF
            guard (0x41...0x5A).contains(letter) else { break }
            column = column * 26 + Int(letter) - 0x40
            if column > SheetLimits.columns { return SheetLimits.columns + 1 }
        }
        return column > 0 ? column : nil
    }
}

// A grid of cells that never holds half a glyph.

/// Cells in rows. After every write each wide glyph is followed by its right half, and no half stands alone: what a
/// write cuts in two becomes a blank, wherever its other half lies.
public struct CellBuffer: Equatable, Sendable {
    public let size: Size
    private var cells: [Cell]

    public init(size: Size, role: Role = .text) {
        self.size = Size(columns: max(size.columns, 0), rows: max(size.rows, 0))
        cells = Array(repeating: .blank(role), count: self.size.columns * self.size.rows)
    }

    public subscript(column column: Int, row row: Int) -> Cell {
        cells[index(column, row)]
    }

    /// The cells of one row, from column 0.
    public func row(_ row: Int) -> ArraySlice<Cell> {
        let start = row * size.columns
        return cells[start..<start + size.columns]
    }

    /// The glyphs of one row; wide glyphs appear once.
    public func text(row: Int) -> String {
        var text = ""
        for cell in self.row(row) where cell.width > 0 { text.append(cell.glyph) }
        return text
    }

    /// Writes a glyph of `width` 1 or 2. The caller has checked that all of it lies inside the buffer.
    mutating func put(_ glyph: Character, width: Int, role: Role, column: Int, row: Int) {
        let place = index(column, row)
        if cells[place].width == 0 { blankLeftOf(place) }
        let last = place + width - 1
        if cells[last].width == 2 { cells[last + 1] = .blank(cells[last + 1].role) }
        cells[place] = Cell(glyph: glyph, width: UInt8(width), role: role)
        if width == 2 { cells[last] = .rightHalf(role) }
    }

    /// Fills a rectangle that lies inside the buffer with a glyph one column wide.
    mutating func fill(_ rect: Rect, glyph: Character, role: Role) {
        guard !rect.isEmpty else { return }
        let cell = Cell(glyph: glyph, width: 1, role: role)
        for row in rect.row..<rect.endRow {
            let first = index(rect.column, row)
            let last = first + rect.columns - 1
            if cells[first].width == 0 { blankLeftOf(first) }
            if cells[last].width == 2 { cells[last + 1] = .blank(cells[last + 1].role) }
            for place in first...last { cells[place] = cell }
        }
    }

    /// Gives the cells of a rectangle another role and keeps their glyphs. Halves go with their glyph.
    mutating func restyle(_ rect: Rect, role: Role) {
        guard !rect.isEmpty else { return }
        for row in rect.row..<rect.endRow {
            let first = index(rect.column, row)
            let last = first + rect.columns - 1
            if cells[first].width == 0 { cells[first - 1].role = role }
            if cells[last].width == 2 { cells[last + 1].role = role }
            for place in first...last { cells[place].role = role }
        }
    }

    /// The glyph whose right half is about to be overwritten loses its left half too.
    private mutating func blankLeftOf(_ place: Int) {
        cells[place - 1] = .blank(cells[place - 1].role)
    }

    private func index(_ column: Int, _ row: Int) -> Int {
        precondition(
            column >= 0 && column < size.columns && row >= 0 && row < size.rows,
            "The cell \(column),\(row) lies outside a buffer of \(size.columns)x\(size.rows).")
        return row * size.columns + column
    }
}

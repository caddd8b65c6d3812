// A symbol as lines of text for a terminal. Light modules are drawn and dark ones left blank, because a terminal's ground
// is taken to be black: the caller sets white on black explicitly. Readers refuse the inverse.

extension QRSymbol {
    /// Two modules a character, one above the other, in `█`, `▀`, `▄` and space: 15 lines of 29 columns for version 1
    /// with the standard quiet zone. An odd number of rows is filled up with one more light row.
    /// Throws `quietZoneOutOfRange`.
    public func art(quietZone: Int = 4) throws(QRError) -> [String] {
        let range = try span(quietZone)
        return stride(from: range.lowerBound, to: range.upperBound, by: 2).map { row in
            var line = ""
            line.reserveCapacity(range.count * 3)
            for column in range {
                switch (isDark(column: column, row: row), isDark(column: column, row: row + 1)) {
                case (false, false): line.append("█")
                case (false, true): line.append("▀")
                case (true, false): line.append("▄")
                case (true, true): line.append(" ")
                }
            }
            return line
        }
    }

    /// Two characters a module, `##` for light and two spaces for dark, for terminals whose font has no half blocks: 29
    /// lines of 58 columns for version 1 with the standard quiet zone. Throws `quietZoneOutOfRange`.
    public func asciiArt(quietZone: Int = 4) throws(QRError) -> [String] {
        let range = try span(quietZone)
        return range.map { row in
            var line = ""
            line.reserveCapacity(range.count * 2)
            for column in range {
                line.append(isDark(column: column, row: row) ? "  " : "##")
            }
            return line
        }
    }

    /// Columns and rows of the symbol with its quiet zone, the symbol's own beginning at 0.
    private func span(_ quietZone: Int) throws(QRError) -> Range<Int> {
        guard Self.quietZones.contains(quietZone) else { throw .quietZoneOutOfRange(quietZone) }
        return -quietZone..<(size + quietZone)
    }
}

// A pass as the lines a screen shows. Made once when the pass comes, not in every frame.

import Domain
import QR
import Terminal
import Text

/// A pass drawn in half blocks, 29 columns by 15 rows, quiet zone included.
struct PassArt: Equatable, Sendable {
    static let size = Size(columns: 29, rows: 15)

    let lines: [String]

    /// Nil when the symbol cannot be made: no memory.
    init?(_ pass: Pass) {
        self.init(digits: pass.digits)
    }

    /// Of a pass's digits, the test pass's for one.
    init?(digits: String) {
        guard let lines = try? QRSymbol(digits: digits).art() else { return nil }
        self.lines = lines
    }

    /// Draws at `point`, or says why not: too little room, or a terminal that takes two columns for a block.
    func draw(in canvas: inout Canvas, at point: Point, _ words: Words) {
        guard canvas.ambiguous == .narrow else {
            canvas.draw(words.noHalfBlocks, at: point, role: .warning)
            return
        }
        let room = canvas.bounds.size
        guard room.columns >= point.column + Self.size.columns, room.rows >= point.row + Self.size.rows else {
            canvas.draw(words.noRoomForQR, at: point, role: .warning, columns: room.columns - point.column)
            return
        }
        for (row, line) in lines.enumerated() {
            canvas.draw(line, at: Point(column: point.column, row: point.row + row), role: .qr)
        }
    }
}

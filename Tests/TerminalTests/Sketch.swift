// Drawing for tests: a canvas of a size, and what is on it afterwards.

import Terminal
import Text

enum Sketch {
    static func frame(
        _ columns: Int, _ rows: Int, ambiguous: AmbiguousWidth = .narrow, _ draw: (inout Canvas) -> Void
    ) -> Frame {
        var canvas = Canvas(size: Size(columns: columns, rows: rows), ambiguous: ambiguous)
        draw(&canvas)
        return canvas.finish()
    }

    /// The rows of what is drawn, blanks at the end cut.
    static func rows(
        _ columns: Int, _ rows: Int, ambiguous: AmbiguousWidth = .narrow, _ draw: (inout Canvas) -> Void
    ) -> [String] {
        frame(columns, rows, ambiguous: ambiguous, draw).rows
    }
}

extension Frame {
    var rows: [String] {
        (0..<buffer.size.rows).map { row in
            let text = buffer.text(row: row)
            return String(text.reversed().drop { $0 == " " }.reversed())
        }
    }

    /// Nil when every wide glyph is followed by its half and no half stands alone; else where that is not so.
    var brokenHalf: Point? {
        for row in 0..<buffer.size.rows {
            var expectsHalf = false
            for column in 0..<buffer.size.columns {
                let cell = buffer[column: column, row: row]
                guard (cell.width == 0) == expectsHalf else { return Point(column: column, row: row) }
                expectsHalf = cell.width == 2
            }
            if expectsHalf { return Point(column: buffer.size.columns - 1, row: row) }
        }
        return nil
    }
}

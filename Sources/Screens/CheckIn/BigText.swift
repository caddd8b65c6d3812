// Words that are read from two metres: syllables and letters drawn in half blocks.

import Terminal
import Text

/// Marks in a grid of square points, two of them in a cell, one above the other.
struct BigText: Equatable, Sendable {
    private(set) var columns = 0
    private var points: Set<Point> = []
    /// Rows of cells.
    private(set) var rows: Int

    /// The text in the largest letters that fit; nil where none do, or a character has no shape.
    init?(_ text: String, columns: Int, rows: Int) {
        for height in [24, 20, 16, 14, 12, 10] where (height + 1) / 2 <= rows {
            for width in [height, height * 6 / 7, height * 5 / 7, 9, 8] where width >= 8 {
                guard let made = BigText(text, syllable: Size(columns: width, rows: height)) else { return nil }
                if made.columns <= columns {
                    self = made
                    return
                }
            }
        }
        return nil
    }

    private init?(_ text: String, syllable size: Size) {
        rows = (size.rows + 1) / 2
        let gap = max(size.columns / 8, 1)
        for character in text {
            guard let (shape, width) = BigShapes.shape(of: character, size) else { return nil }
            for stroke in shape {
                let thickness = stroke.isUpright && width >= 12 ? 2 : 1
                for point in stroke.points(in: Size(columns: width, rows: size.rows)) {
                    for extra in 0..<thickness {
                        points.insert(Point(column: columns + min(point.column + extra, width - 1), row: point.row))
                    }
                }
            }
            columns += width + gap
        }
        columns -= gap
    }

    /// Draws with its upper left corner at `point`.
    func draw(in canvas: inout Canvas, at point: Point, role: Role) {
        for row in 0..<rows {
            var line = ""
            for column in 0..<max(columns, 0) {
                let upper = points.contains(Point(column: column, row: row * 2))
                let lower = points.contains(Point(column: column, row: row * 2 + 1))
                line.append(upper ? lower ? "█" : "▀" : lower ? "▄" : " ")
            }
            canvas.draw(line, at: Point(column: point.column, row: point.row + row), role: role)
        }
    }
}

/// A straight line between two places of a box, each coordinate 0...1.
struct BigStroke: Equatable, Sendable {
    var from: (x: Double, y: Double)
    var to: (x: Double, y: Double)

    init(_ x0: Double, _ y0: Double, _ x1: Double, _ y1: Double) {
        from = (x0, y0)
        to = (x1, y1)
    }

    var isUpright: Bool { from.y != to.y }

    /// The same in a part of the box.
    func within(_ x: Double, _ y: Double, _ width: Double, _ height: Double) -> BigStroke {
        BigStroke(x + from.x * width, y + from.y * height, x + to.x * width, y + to.y * height)
    }

    func points(in size: Size) -> [Point] {
        let (right, bottom) = (Double(size.columns - 1), Double(size.rows - 1))
        let (dx, dy) = ((to.x - from.x) * right, (to.y - from.y) * bottom)
        let steps = max(Int(max(dx.magnitude, dy.magnitude).rounded(.up)), 1)
        return (0...steps).map { step in
            let part = Double(step) / Double(steps)
            return Point(
                column: Int((from.x * right + dx * part).rounded()), row: Int((from.y * bottom + dy * part).rounded()))
        }
    }

    static func == (left: BigStroke, right: BigStroke) -> Bool { left.from == right.from && left.to == right.to }
}

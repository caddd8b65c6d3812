// Words that are read from two metres: syllables and letters drawn in half blocks, or in coloured blanks.

import Terminal
import Text

/// Marks in a grid of points: two of them in a cell, one above the other, or one where each is a blank of its own colour.
struct BigText: Equatable, Sendable {
    /// What draws a point.
    enum Grain: Equatable, Sendable {
        /// Half blocks, two points in a cell.
        case halfBlocks
        /// Coloured blanks, a point in a cell: for terminals where blocks take two columns.
        case blanks
    }

    private(set) var columns = 0
    private var points: Set<Point> = []
    /// Rows of cells.
    private(set) var rows: Int
    private let grain: Grain

    /// Rows of cells of the smallest words.
    static func fewestRows(_ grain: Grain) -> Int { rows(smallest, grain) }

    /// Points of the smallest words: in fewer nobody reads a syllable.
    private static let smallest = 10

    /// The text in the largest letters that fit; nil where none do, or a character has no shape.
    init?(_ text: String, columns: Int, rows: Int, grain: Grain = .halfBlocks) {
        // A sign alone can be read in half as many points.
        let signs = text.count == 1 ? [8, 6, 5] : []
        for height in [24, 20, 16, 14, 12, Self.smallest] + signs where Self.rows(height, grain) <= rows {
            for width in [height, height * 6 / 7, height * 5 / 7, 9, 8] where width >= 8 {
                guard let made = BigText(text, syllable: Size(columns: width, rows: height), grain) else { return nil }
                if made.columns <= columns {
                    self = made
                    return
                }
            }
        }
        return nil
    }

    private init?(_ text: String, syllable size: Size, _ grain: Grain) {
        self.grain = grain
        rows = Self.rows(size.rows, grain)
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

    private static func rows(_ points: Int, _ grain: Grain) -> Int {
        grain == .blanks ? points : (points + 1) / 2
    }

    /// Draws with its upper left corner at `point`.
    /// - Parameter ink: the role of blanks that are points.
    func draw(in canvas: inout Canvas, at point: Point, role: Role, ink: Role) {
        switch grain {
        case .halfBlocks: drawBlocks(in: &canvas, at: point, role: role)
        case .blanks:
            for dot in points {
                let place = Rect(column: point.column + dot.column, row: point.row + dot.row, columns: 1, rows: 1)
                canvas.fill(place, role: ink)
            }
        }
    }

    private func drawBlocks(in canvas: inout Canvas, at point: Point, role: Role) {
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

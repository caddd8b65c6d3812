// The strokes that big letters are made of.

import Terminal

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

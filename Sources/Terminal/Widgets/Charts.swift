// Charts made of characters. Each only draws what is said in numbers beside it: without colour, and where a terminal
// draws block elements two columns wide, nothing is lost.

public import Text

/// Charts as lines of text. Block elements have one column each, or plain signs stand for them.
public struct Charts: Sendable {
    private let isPlain: Bool

    /// - Parameter ambiguous: where it is wide, block elements would take two columns.
    public init(ambiguous: AmbiguousWidth) {
        isPlain = ambiguous == .wide
    }

    private static let eighths: [Character] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
    private static let leftEighths: [Character] = ["▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"]

    /// A bar of at most `columns`, as long as `value` is of `most`; whatever is more than nothing shows.
    public func bar(_ value: Int, of most: Int, columns: Int) -> String {
        guard value > 0, most > 0, columns > 0 else { return "" }
        if isPlain {
            return String(repeating: "#", count: max(1, (columns * min(value, most) + most / 2) / most))
        }
        let parts = max(1, columns * 8 * min(value, most) / most)
        let rest = parts % 8
        return String(repeating: "█", count: parts / 8) + (rest > 0 ? String(Self.leftEighths[rest - 1]) : "")
    }

    /// A line of little columns, one a value: a blank for nothing, the highest for the largest.
    public func sparkline(_ values: [Int]) -> String {
        guard let most = values.max(), most > 0 else {
            return String(repeating: isPlain ? "." : " ", count: values.count)
        }
        return String(
            values.map { value -> Character in
                if isPlain { return value <= 0 ? "." : Character(String(min(9, max(1, value * 9 / most)))) }
                return value <= 0 ? " " : Self.eighths[max(0, (value * 8 + most - 1) / most - 1)]
            })
    }

    /// Upright bars, from the top line to the bottom one: each takes `columns` and leaves the last of them empty.
    public func histogram(_ values: [Int], rows: Int, columns: Int) -> [String] {
        guard rows > 0, columns > 1 else { return [] }
        let most = max(values.max() ?? 0, 1)
        let heights = values.map { $0 <= 0 ? 0 : max(1, $0 * rows * 8 / most) }
        return (0..<rows).map { row in
            let floor = (rows - 1 - row) * 8
            let line = heights.map { height -> String in
                let part = min(max(height - floor, 0), 8)
                let glyph: Character = part == 0 ? " " : isPlain ? (part > 3 ? "#" : ".") : Self.eighths[part - 1]
                return String(repeating: glyph, count: columns - 1) + " "
            }
            return line.joined()
        }
    }
}

// Dividing rectangles.

/// Divides a rectangle along an axis.
///
/// The parts lie side by side in order and are never negative. With a `.fill` or `.min` among them they cover the whole.
/// Where there is too little room the earlier parts get theirs first. A larger rectangle never makes a part smaller.
public struct Layout {
    public static func split(_ rect: Rect, _ axis: Axis, _ parts: [Length]) -> [Rect] {
        let total = axis == .columns ? rect.columns : rect.rows
        var offset = 0
        return lengths(total, parts).map { length in
            defer { offset += length }
            switch axis {
            case .columns:
                return Rect(column: rect.column + offset, row: rect.row, columns: length, rows: rect.rows)
            case .rows:
                return Rect(column: rect.column, row: rect.row + offset, columns: rect.columns, rows: length)
            }
        }
    }

    /// The lengths alone, for what is not a rectangle (the columns of a table).
    public static func lengths(_ total: Int, _ parts: [Length]) -> [Int] {
        var left = max(total, 0)
        var lengths = parts.map { part in
            let wanted = min(max(part.least, 0), left)
            left -= wanted
            return wanted
        }
        let weights = parts.map { max($0.weight, 0) }
        guard weights.contains(where: { $0 > 0 }) else { return lengths }
        // One cell at a time to the part with the largest claim left (Sainte-Laguë). Rounded quotas would be
        // simpler, but with them a part can lose a cell when the terminal grows.
        var shares = parts.map { _ in 0 }
        for _ in 0..<left {
            var best = 0
            for index in parts.indices.dropFirst()
            where weights[index] * (2 * shares[best] + 1) > weights[best] * (2 * shares[index] + 1) {
                best = index
            }
            shares[best] += 1
            lengths[best] += 1
        }
        return lengths
    }
}

extension Length {
    fileprivate var least: Int {
        switch self {
        case .fixed(let cells), .min(let cells): cells
        case .fill: 0
        }
    }

    fileprivate var weight: Int {
        switch self {
        case .fixed: 0
        case .min: 1
        case .fill(let weight): weight
        }
    }
}

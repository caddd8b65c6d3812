// The rows somebody has marked, whether they are at hand or not.

import Domain

/// Marked people in the order of their marking. They stay marked whatever is looked at meanwhile.
struct RowMarks: Equatable, Sendable {
    /// More cannot be marked by hand: the rows themselves are kept, and memory is to stay flat.
    static let most = 1_000

    private(set) var rows: [Registration] = []
    private var serials: Set<Serial> = []

    var count: Int { rows.count }
    var isEmpty: Bool { rows.isEmpty }
    var isFull: Bool { rows.count >= Self.most }

    func contains(_ serial: Serial) -> Bool { serials.contains(serial) }

    /// Marks the row, or takes its mark away. Does nothing when there are too many.
    mutating func toggle(_ row: Registration) {
        if serials.remove(row.serial) != nil {
            rows.removeAll { $0.serial == row.serial }
        } else if !isFull {
            serials.insert(row.serial)
            rows.append(row)
        }
    }

    mutating func clear() {
        self = RowMarks()
    }

    /// The row as it is now.
    mutating func replace(_ row: Registration) {
        guard contains(row.serial), let index = rows.firstIndex(where: { $0.serial == row.serial }) else { return }
        rows[index] = row
    }
}

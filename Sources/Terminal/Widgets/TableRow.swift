// One row of a table.

public struct TableRow: Hashable, Sendable, ExpressibleByArrayLiteral {
    public var cells: [String]
    /// How the row is drawn while it is not selected.
    public var role: Role
    /// Marked rows carry a `*` before them.
    public var isMarked: Bool

    public init(_ cells: [String], role: Role = .text, isMarked: Bool = false) {
        self.cells = cells
        self.role = role
        self.isMarked = isMarked
    }

    public init(arrayLiteral elements: String...) {
        self.init(elements)
    }
}

// One column of a table.

public struct TableColumn: Hashable, Sendable {
    public enum Alignment: Hashable, Sendable {
        case left, right
    }

    /// Which way the rows are sorted by a column.
    public enum Order: Hashable, Sendable {
        case ascending, descending
    }

    public var title: String
    /// `.fixed`, or `.min` for one that takes a share of the room left over.
    public var width: Length
    public var alignment: Alignment
    /// Shown after the title; nil for a column that the rows are not sorted by.
    public var order: Order?

    public init(_ title: String, _ width: Length, alignment: Alignment = .left, order: Order? = nil) {
        self.title = title
        self.width = width
        self.alignment = alignment
        self.order = order
    }
}

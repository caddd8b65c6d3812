// One column of a table.

public struct TableColumn: Hashable, Sendable {
    public enum Alignment: Hashable, Sendable {
        case left, right
    }

    public var title: String
    /// `.fixed`, or `.min` for one that takes a share of the room left over.
    public var width: Length
    public var alignment: Alignment

    public init(_ title: String, _ width: Length, alignment: Alignment = .left) {
        self.title = title
        self.width = width
        self.alignment = alignment
    }
}

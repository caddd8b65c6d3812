// One finished picture of the screen.

/// What a presenter puts on the screen: the cells and where the real cursor stands (nil: hidden).
public struct Frame: Equatable, Sendable {
    public var buffer: CellBuffer
    public var cursor: Point?
    /// What can be clicked, and where; of several at one place the last one counts.
    public var targets: [Area]

    /// A rectangle of the screen and what it stands for.
    public struct Area: Equatable, Sendable {
        public var rect: Rect
        public var target: Target
    }

    public init(buffer: CellBuffer, cursor: Point?, targets: [Area] = []) {
        self.buffer = buffer
        self.cursor = cursor
        self.targets = targets
    }

    /// What stands at a place.
    public func target(at place: Point) -> Target? {
        targets.last { $0.rect.contains(place) }?.target
    }
}

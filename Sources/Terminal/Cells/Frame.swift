// One finished picture of the screen.

/// What a presenter puts on the screen: the cells and where the real cursor stands (nil: hidden).
public struct Frame: Equatable, Sendable {
    public var buffer: CellBuffer
    public var cursor: Point?

    public init(buffer: CellBuffer, cursor: Point?) {
        self.buffer = buffer
        self.cursor = cursor
    }
}

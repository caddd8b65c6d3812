// Things in front of each other.

/// A stack of layers. Events go from the front to the back until one takes them, drawing goes from the back to the front,
/// and only the front one has the cursor.
public struct Layers<Layer> {
    /// From the back to the front.
    public private(set) var layers: [Layer]

    public init(_ layers: [Layer] = []) {
        self.layers = layers
    }

    public var front: Layer? { layers.last }
    public var isEmpty: Bool { layers.isEmpty }

    public mutating func push(_ layer: Layer) { layers.append(layer) }

    @discardableResult
    public mutating func pop() -> Layer? { layers.popLast() }

    /// Changes the front layer in place; nil when there is none.
    public mutating func updateFront<Result>(_ body: (inout Layer) -> Result) -> Result? {
        guard !layers.isEmpty else { return nil }
        return body(&layers[layers.count - 1])
    }

    /// Offers an event from the front to the back; the first answer that is not nil ends it.
    public mutating func dispatch<Answer>(_ offer: (inout Layer) -> Answer?) -> Answer? {
        for index in layers.indices.reversed() {
            if let answer = offer(&layers[index]) { return answer }
        }
        return nil
    }

    /// Draws all layers; the cursor is the one the front layer sets, if it sets one, and only
    /// what the front layer draws can be clicked.
    public func draw(in canvas: inout Canvas, _ drawLayer: (Layer, inout Canvas) -> Void) {
        for layer in layers {
            canvas.cursor = nil
            canvas.unmark()
            drawLayer(layer, &canvas)
        }
    }
}

extension Layers: Sendable where Layer: Sendable {}
extension Layers: Equatable where Layer: Equatable {}

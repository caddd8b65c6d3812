// Yes or no.

/// A box to tick: Space toggles it.
public struct CheckField: Equatable, Sendable {
    public var isOn: Bool
    /// Beside the box; may be empty.
    public var title: String

    public init(_ isOn: Bool = false, title: String = "") {
        self.isOn = isOn
        self.title = title
    }

    public mutating func handle(_ press: KeyPress) -> Handled {
        guard press == KeyPress(.character(" ")) else {
            // Other characters are swallowed: a letter typed here must not turn into a command.
            return press.typed == nil ? .ignored : .consumed
        }
        isOn.toggle()
        return .changed
    }

    public func draw(in canvas: inout Canvas, at rect: Rect, focused: Bool) {
        canvas.within(rect) { canvas in
            let text = title.isEmpty ? Self.mark(isOn) : "\(Self.mark(isOn)) \(title)"
            let columns = canvas.bounds.columns
            canvas.draw(text, at: Point(column: 0, row: 0), role: focused ? .fieldFocused : .field, columns: columns)
            if focused { canvas.cursor = Point(column: 1, row: 0) }
        }
    }

    static func mark(_ isOn: Bool) -> String { isOn ? "[O]" : "[ ]" }
}

// One of several options.

/// A single choice: Left and Right (or Space) go through the options, a digit or the first letter picks one.
public struct ChoiceField: Equatable, Sendable {
    public let choices: [Choice]
    /// The place of the chosen option, nil while nothing is chosen.
    public private(set) var selected: Int?

    public init(_ choices: [Choice], selected id: String? = nil) {
        self.choices = choices
        selected = id.flatMap { id in choices.firstIndex { $0.id == id } }
    }

    public var selectedID: String? { selected.map { choices[$0].id } }

    public mutating func select(_ id: String?) {
        selected = id.flatMap { id in choices.firstIndex { $0.id == id } }
    }

    public mutating func handle(_ press: KeyPress) -> Handled {
        guard !choices.isEmpty else { return .ignored }
        let last = choices.count - 1
        switch (press.key, press.modifiers) {
        case (.left, []): return choose(selected.map { max($0 - 1, 0) } ?? last)
        case (.right, []): return choose(selected.map { min($0 + 1, last) } ?? 0)
        case (.home, []): return choose(0)
        case (.end, []): return choose(last)
        case (.character(" "), []): return choose(selected.map { ($0 + 1) % choices.count } ?? 0)
        case (.backspace, []), (.delete, []):
            guard selected != nil else { return .consumed }
            selected = nil
            return .changed
        default:
            guard let character = press.typed else { return .ignored }
            return ChoiceStrip.index(of: character, in: choices, after: selected).map { choose($0) } ?? .consumed
        }
    }

    private mutating func choose(_ index: Int) -> Handled {
        guard index != selected else { return .consumed }
        selected = index
        return .changed
    }

    /// Draws the options in the rows there are, the chosen one in brackets.
    public func draw(in canvas: inout Canvas, at rect: Rect, focused: Bool) {
        let texts = texts.enumerated().map { index, text in
            let role: Role =
                index == selected ? (focused ? .selected : .selectedDim) : (focused ? .fieldFocused : .field)
            return (text: text, role: role)
        }
        let place = ChoiceStrip.draw(texts, current: selected ?? 0, in: &canvas, at: rect)
        if focused { canvas.cursor = Point(column: rect.column + place.column, row: rect.row + place.row) }
    }

    /// As wide whichever is chosen.
    var texts: [String] {
        choices.enumerated().map { index, choice in
            let label = choices.count < 10 ? "\(index + 1) \(choice.title)" : choice.title
            return index == selected ? "[\(label)]" : " \(label) "
        }
    }
}

// Any number of several options.

/// A multiple choice: Left and Right move, Space toggles, a digit toggles its option, a letter moves to one.
public struct ChoicesField: Equatable, Sendable {
    public let choices: [Choice]
    public private(set) var current = 0
    private var chosen: Set<String>

    public init(_ choices: [Choice], selected ids: [String] = []) {
        self.choices = choices
        chosen = Set(ids).intersection(choices.map(\.id))
    }

    /// In the order of the options.
    public var selectedIDs: [String] { choices.map(\.id).filter(chosen.contains) }

    public mutating func select(_ ids: [String]) {
        chosen = Set(ids).intersection(choices.map(\.id))
    }

    public mutating func handle(_ press: KeyPress) -> Handled {
        guard !choices.isEmpty else { return .ignored }
        switch (press.key, press.modifiers) {
        case (.left, []): current = max(current - 1, 0)
        case (.right, []): current = min(current + 1, choices.count - 1)
        case (.home, []): current = 0
        case (.end, []): current = choices.count - 1
        case (.character(" "), []): return toggle()
        default:
            guard let character = press.typed else { return .ignored }
            guard let index = ChoiceStrip.index(of: character, in: choices, after: current) else { return .consumed }
            current = index
            return character.isWholeNumber ? toggle() : .consumed
        }
        return .consumed
    }

    private mutating func toggle() -> Handled {
        let id = choices[current].id
        if chosen.remove(id) == nil { chosen.insert(id) }
        return .changed
    }

    public func draw(in canvas: inout Canvas, at rect: Rect, focused: Bool) {
        let texts = texts.enumerated().map { index, text in
            let role: Role = focused ? (index == current ? .selected : .fieldFocused) : .field
            return (text: text, role: role)
        }
        let place = ChoiceStrip.draw(texts, current: current, in: &canvas, at: rect)
        // On the mark itself, so that screen readers and eyes find what Space would change.
        if focused { canvas.cursor = Point(column: rect.column + place.column + 1, row: rect.row + place.row) }
    }

    var texts: [String] {
        choices.map { "\(CheckField.mark(chosen.contains($0.id))) \($0.title)" }
    }
}

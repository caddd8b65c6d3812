// A question or a message in front of everything else.

import Text

/// A message, a numbered menu or a prompt in a box in the middle.
public struct Dialog: Equatable, Sendable {
    public enum Content: Equatable, Sendable {
        case message
        case menu([MenuItem])
        case prompt(TextField)
    }

    public let title: String
    /// Wrapped to the box; may be empty.
    public let body: String
    public private(set) var content: Content
    /// What was wrong with the last answer. The next key clears it.
    public var fault: String?
    /// The marked item of a menu.
    public private(set) var selected: Int

    /// - Parameter selected: the item of a menu that is marked at first.
    public init(title: String, body: String = "", content: Content = .message, selected: Int = 0) {
        self.title = title
        self.body = body
        self.content = content
        self.selected = selected
    }

    public mutating func handle(_ press: KeyPress) -> DialogOutcome {
        fault = nil
        if press == KeyPress(.escape) { return .dismissed }
        switch content {
        case .message:
            if press == KeyPress(.enter) || press == KeyPress(.character(" ")) { return .dismissed }
            return press.typed == nil ? .ignored : .consumed
        case .menu(let items):
            return handleMenu(press, items)
        case .prompt(var field):
            if press == KeyPress(.enter) { return .entered(field.text) }
            let handled = field.handle(press)
            content = .prompt(field)
            return handled == .ignored ? .ignored : .consumed
        }
    }

    /// The same for a menu in which only Enter decides, for a scanner types too: whatever is typed is answered by `hint`.
    public mutating func handle(_ press: KeyPress, onlyEnter hint: String) -> DialogOutcome {
        guard case .menu = content, press.typed != nil else { return handle(press) }
        fault = hint
        return .consumed
    }

    /// Pastes into a prompt.
    public mutating func paste(_ text: String) -> DialogOutcome {
        guard case .prompt(var field) = content else { return .ignored }
        fault = nil
        _ = field.paste(text)
        content = .prompt(field)
        return .consumed
    }

    private mutating func handleMenu(_ press: KeyPress, _ items: [MenuItem]) -> DialogOutcome {
        guard !items.isEmpty else { return press.typed == nil ? .ignored : .consumed }
        switch (press.key, press.modifiers) {
        case (.up, []), (.tab, .shift): selected = (selected - 1 + items.count) % items.count
        case (.down, []), (.tab, []): selected = (selected + 1) % items.count
        case (.home, []), (.pageUp, []): selected = 0
        case (.end, []), (.pageDown, []): selected = items.count - 1
        case (.enter, []): return choose(selected, items)
        default:
            guard let typed = press.typed else { return .ignored }
            guard typed.isASCII, let number = typed.wholeNumberValue, items.indices.contains(number - 1) else {
                return .consumed
            }
            return choose(number - 1, items)
        }
        return .consumed
    }

    /// Marks an item of a menu without choosing it.
    /// - Returns: false, and no change, where there is no such item.
    public mutating func mark(_ index: Int) -> Bool {
        guard case .menu(let items) = content, items.indices.contains(index) else { return false }
        fault = nil
        selected = index
        return true
    }

    private mutating func choose(_ index: Int, _ items: [MenuItem]) -> DialogOutcome {
        selected = index
        guard let reason = items[index].disabledReason else { return .chosen(index) }
        fault = reason
        return .consumed
    }
}

// Fields one after another: focus, faults, and the keys between fields.

/// An ordered set of fields, of which some may be hidden.
///
/// Focus is always on a visible field while there is one. Nothing blocks leaving a field in either direction; faults are
/// shown, not enforced. Tab goes round, so that Shift-Tab always undoes it.
public struct Form: Equatable, Sendable {
    public private(set) var fields: [FormField]
    /// What is wrong, by field id, in words for the person at the desk.
    public private(set) var faults: [String: String] = [:]
    private var hidden: Set<String> = []
    private var focus: Int?

    public init(_ fields: [FormField]) {
        self.fields = fields
        focus = fields.indices.first
    }

    public var focusedID: String? { focus.map { fields[$0].id } }
    /// Whether the field that is focused takes letters.
    public var takesText: Bool {
        guard let focus else { return false }
        return switch fields[focus].control {
        case .text, .area: true
        case .choice, .choices, .check: false
        }
    }
    /// Whether Enter submits.
    public var isAtEnd: Bool { focus == visible.last }
    public var visibleIDs: [String] { fields.map(\.id).filter { !hidden.contains($0) } }

    // MARK: Values

    public func field(_ id: String) -> FormField? { fields.first { $0.id == id } }
    public func value(_ id: String) -> FormValue? { field(id)?.control.value }

    /// The text of a text field or area; nil for other fields.
    public func text(_ id: String) -> String? {
        guard case .text(let text)? = value(id) else { return nil }
        return text
    }

    /// Sets a value of the field's own kind; in a text field it is one undo step. Clears the field's fault.
    public mutating func set(_ id: String, _ value: FormValue) {
        update(id) { $0.control.set(value) }
        faults[id] = nil
    }

    /// Changes a field in place: its hint, its options, its label.
    public mutating func update(_ id: String, _ change: (inout FormField) -> Void) {
        guard let index = fields.firstIndex(where: { $0.id == id }) else { return }
        change(&fields[index])
    }

    // MARK: Focus and faults

    /// Focuses a field if it is there and visible.
    public mutating func focus(_ id: String) {
        guard let index = fields.firstIndex(where: { $0.id == id }), isVisible(index) else { return }
        focus = index
    }

    /// Shows these fields only. Focus that would be hidden goes to the next visible field, else to the one before.
    public mutating func setVisible(_ ids: [String]) {
        hidden = Set(fields.map(\.id)).subtracting(ids)
        let start = focus ?? 0
        guard focus == nil || !isVisible(start) else { return }
        focus = visible.first { $0 >= start } ?? visible.last
    }

    /// Shows what is wrong and goes to the first visible field that has a fault.
    public mutating func setFaults(_ faults: [String: String]) {
        self.faults = faults
        focus = visible.first { faults[fields[$0].id] != nil } ?? focus
    }

    var visible: [Int] { fields.indices.filter(isVisible) }
    private func isVisible(_ index: Int) -> Bool { !hidden.contains(fields[index].id) }

    // MARK: Keys

    public mutating func handle(_ press: KeyPress) -> FormOutcome {
        switch (press.key, press.modifiers) {
        case (.escape, []): return .leave
        case (.character("s"), .control): return .submit
        default: break
        }
        guard let index = focus else { return .ignored }
        switch (press.key, press.modifiers) {
        case (.character("d"), .control): return .copyFromLast(fields[index].id)
        case (.tab, []): return move(1)
        case (.tab, .shift): return move(-1)
        case (.enter, []): return isAtEnd ? .submit : move(1)
        default: return offer(press, to: index)
        }
    }

    /// Pastes into the focused text field.
    public mutating func paste(_ text: String) -> FormOutcome {
        guard let index = focus else { return .ignored }
        switch fields[index].control.paste(text) {
        case .ignored: return .ignored
        case .consumed: return .consumed
        case .changed:
            faults[fields[index].id] = nil
            return .changed(fields[index].id)
        }
    }

    private mutating func offer(_ press: KeyPress, to index: Int) -> FormOutcome {
        let wasComplete = fields[index].control.isComplete(after: press)
        let handled = fields[index].control.handle(press)
        let id = fields[index].id
        if handled == .changed { faults[id] = nil }
        if fields[index].advances, handled != .ignored, advances(index, press, wasComplete) { advance(from: index) }
        switch handled {
        case .changed: return .changed(id)
        case .consumed: return .consumed
        case .ignored: break
        }
        switch (press.key, press.modifiers) {
        case (.up, []) where index != visible.first: return move(-1)
        case (.down, []) where index != visible.last: return move(1)
        case (.up, []), (.down, []): return .consumed
        default: return .ignored
        }
    }

    /// A full mask goes on once, when it becomes full; a digit picks its option again and goes on again.
    private func advances(_ index: Int, _ press: KeyPress, _ wasComplete: Bool) -> Bool {
        let isComplete = fields[index].control.isComplete(after: press)
        if case .choice = fields[index].control { return isComplete }
        return isComplete && !wasComplete
    }

    /// Goes on, but never round: on the last field there is nowhere to hurry to.
    private mutating func advance(from index: Int) {
        focus = visible.first { $0 > index } ?? index
    }

    private mutating func move(_ step: Int) -> FormOutcome {
        let order = visible
        if let focus, let place = order.firstIndex(of: focus) {
            self.focus = order[(place + step + order.count) % order.count]
        }
        return .consumed
    }
}

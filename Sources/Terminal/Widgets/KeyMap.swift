// From keys to commands.

import Text

/// The commands that work in one place, in the order in which they are shown.
public struct KeyMap<Action> {
    /// What a key means here.
    public enum Match {
        case none
        /// The commands to run, in order: one, or several where a Hangul syllable stands for several keys.
        case run([Binding<Action>])
        /// It cannot be used now; its `disabledReason` says why.
        case disabled(Binding<Action>)
        /// A Hangul letter on the key of a command that decides: say that the input method has to be off, do nothing.
        case needsInputMethodOff(Binding<Action>)
    }

    public var bindings: [Binding<Action>]

    public init(_ bindings: [Binding<Action>]) {
        self.bindings = bindings
    }

    /// Finds what a key means. A Hangul character that is bound itself means that; any other is taken as the keys that
    /// typed it.
    public func lookup(_ press: KeyPress) -> Match {
        if let binding = binding(for: press) {
            return binding.disabledReason == nil ? .run([binding]) : .disabled(binding)
        }
        guard let typed = press.typed, let keys = Hangul.keystrokes(of: typed) else { return .none }
        let hits = keys.compactMap { binding(for: KeyPress(.character($0))) }
        if let deciding = hits.first(where: \.decides) { return .needsInputMethodOff(deciding) }
        if let disabled = hits.first(where: { $0.disabledReason != nil }) { return .disabled(disabled) }
        return hits.isEmpty ? .none : .run(hits)
    }

    private func binding(for press: KeyPress) -> Binding<Action>? {
        bindings.first { $0.keys.contains(press) }
    }
}

extension KeyMap: Sendable where Action: Sendable {}
extension KeyMap.Match: Sendable where Action: Sendable {}
extension KeyMap.Match: Equatable where Action: Equatable {}

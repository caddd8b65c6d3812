// Keys pressed after `e` and before the form has come are meant for the form.

import Domain
import Terminal

extension ConsoleState {
    /// More keys than this are not kept: somebody leans on the keyboard.
    private static let mostTypedAhead = 500

    /// Keeps what is typed while somebody is fetched to be edited; nil where nobody is. Esc gives up waiting.
    mutating func holdForEdit(_ typed: WalkIn.TypedAhead) -> [ConsoleEffect]? {
        guard pending?.purpose == .edit, overlay == nil else { return nil }
        if case .key(let press, _) = typed, press == KeyPress(.escape) { return forgetPending() }
        if let count = pending?.typedAhead.count, count < Self.mostTypedAhead { pending?.typedAhead.append(typed) }
        return []
    }

    /// Types into the form that has come what was typed while it was on its way, in order.
    mutating func typeIntoEdit(_ typed: [WalkIn.TypedAhead]) -> [ConsoleEffect] {
        var effects: [ConsoleEffect] = []
        for input in typed {
            // The form did not open, or what was typed has closed it: the rest was not meant for what is behind it.
            guard case .edit = overlay else { break }
            switch input {
            case .key(let key, let time): effects += press(key, at: time)
            case .paste(let text): effects += paste(text)
            }
        }
        return effects
    }
}

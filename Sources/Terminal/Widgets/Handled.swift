// What a widget says about a key.

/// Whether a key meant something to a widget.
public enum Handled: Hashable, Sendable {
    /// Not mine: offer it to the next.
    case ignored
    /// Mine; the value is the same.
    case consumed
    /// Mine, and the value is another.
    case changed
}

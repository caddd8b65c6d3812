// What a key did to a dialog.

public enum DialogOutcome: Hashable, Sendable {
    /// Not the dialog's. It is in front of everything, so usually nobody else should have it either.
    case ignored
    case consumed
    /// A menu's item, counted from 0.
    case chosen(Int)
    /// A prompt's text. The caller either takes it or sets `fault`.
    case entered(String)
    /// Esc, or the end of a message.
    case dismissed
}

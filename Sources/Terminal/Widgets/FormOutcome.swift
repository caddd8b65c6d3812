// What a key did to a form.

public enum FormOutcome: Hashable, Sendable {
    /// Not the form's: offer it to the next.
    case ignored
    /// The caret or the focus moved, or nothing could be done.
    case consumed
    /// The field holds another value.
    case changed(String)
    /// Ctrl-S, or Enter on the last field.
    case submit
    /// Ctrl-D: put the last record's value into this field.
    case copyFromLast(String)
    /// Esc.
    case leave
}

// The keys a terminal can tell apart.

public enum Key: Hashable, Sendable {
    /// What was typed, shift applied. With control: the lower-case letter. One scalar as it came: text fields join
    /// jamo and marks to the cluster before them.
    case character(Character)
    case enter, tab, escape, backspace, delete, insert
    case up, down, left, right, home, end, pageUp, pageDown
    /// F1 is 1.
    case function(Int)
}

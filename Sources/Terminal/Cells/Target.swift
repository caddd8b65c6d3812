// What can be clicked.

/// What a place of the screen stands for. Widgets tell it while they draw, so a click means what was seen there.
public enum Target: Hashable, Sendable {
    /// The place does what this key does.
    case key(KeyPress)
    /// A table's row, by its number.
    case row(Int)
    /// A table's header, by the column's place.
    case column(Int)
    /// A form's field, by its id.
    case field(String)
    /// One line of a menu or a list, counted from 0.
    case item(Int)
}

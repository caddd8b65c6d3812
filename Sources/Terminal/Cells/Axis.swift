// The direction in which a layout divides.

public enum Axis: Sendable {
    /// Side by side.
    case columns
    /// One below the other.
    case rows
}

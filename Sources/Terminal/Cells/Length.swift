// How much of a divided rectangle one part wants.

public enum Length: Hashable, Sendable {
    /// Exactly so many cells, while there are that many.
    case fixed(Int)
    /// A share of what the others leave, by weight.
    case fill(Int = 1)
    /// At least so many cells, and a share of weight 1 of what is left.
    case min(Int)
}

// What a desk hears without having asked.

public import Domain

/// What a desk hears without having asked: other desks' changes, and how the line stands.
public enum LiveNews: Hashable, Sendable {
    /// These were registered or changed by other desks, as they are now.
    case changed([Registration])
    /// More has changed than is told row by row: whatever is shown is to be read anew.
    case muchChanged
    /// The database is out of reach; `lineBack` follows when it is there again.
    case lineLost
    case lineBack
}

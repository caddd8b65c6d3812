// How often a table may be read anew because of other desks.

/// Reading anew for other desks' changes: at once, then not again for a while, whatever happens.
struct LiveRefresh: Equatable, Sendable {
    /// Milliseconds between two of them. A little more than the timers that keep a console from being at rest: a busy hall
    /// is no reason for never resting.
    static let pause: Int64 = 1_010

    /// The table was read anew a moment ago.
    var isResting = false
    /// Something has changed since the table was last asked for.
    var isDue = false
    /// Whoever's card is open may have changed: the news did not say who has.
    var concernsCards = false
}

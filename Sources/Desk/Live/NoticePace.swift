// When other desks are told: at once, but never more than ten times a second.

/// When a desk's next notice may go out. What happens in between goes with it.
struct NoticePace {
    /// Milliseconds between two notices.
    static let least: Int64 = 100

    /// Something has changed that nobody was told of yet.
    private(set) var isDue = false
    private var last: Int64?

    mutating func changed() {
        isDue = true
    }

    /// Milliseconds until a notice that is due may go out, 0 for now; nil when there is nothing to tell.
    func wait(at now: Int64) -> Int64? {
        guard isDue else { return nil }
        return last.map { max(0, $0 + Self.least - now) } ?? 0
    }

    mutating func told(at now: Int64) {
        isDue = false
        last = now
    }
}

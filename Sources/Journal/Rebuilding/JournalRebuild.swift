// What became of a journal that was damaged.

/// That a journal was made anew with what could be read of a damaged one.
public struct JournalRebuild: Hashable, Sendable, Codable {
    /// By the machine's clock, in milliseconds since 1970.
    public var at: Int64
    /// The damaged file, which stays where it was.
    public var file: String
    /// How many entries that wait, or were set aside, the new one has.
    public var kept: Int
    /// How many entries of the last `Journal.remembered` could not be read. Most are settled, and nothing is lost with
    /// them; who was registered by one that was not is known to nobody.
    public var unreadable: Int
    /// Whether there may have been more of them: what says how many there were could not be read either.
    public var mayLackMore: Bool
    /// Of those that could not be read, run by run, the first and the last.
    var missing: [[Int64]]

    /// Whether the new one has all that the damaged one had.
    public var isWhole: Bool { unreadable == 0 && !mayLackMore }

    public init(at: Int64, file: String, kept: Int, unreadable: Int, mayLackMore: Bool) {
        self.init(at: at, file: file, kept: kept, unreadable: unreadable, mayLackMore: mayLackMore, missing: [])
    }

    init(at: Int64, file: String, kept: Int, unreadable: Int, mayLackMore: Bool, missing: [[Int64]]) {
        self.at = at
        self.file = file
        self.kept = kept
        self.unreadable = unreadable
        self.mayLackMore = mayLackMore
        self.missing = missing
    }
}

// What came of a decision on many, or of its undoing.

public import Domain

/// What a run of `ReviewWork` or `ReviewUndoWork` did.
public struct ReviewReport: Hashable, Sendable {
    /// Of an undo: `decided` are those who were put back.
    public var result = ReviewResult()
    /// The commands that changed somebody, in their order: what an undo of the whole names.
    public var commands: [CommandID] = []
    /// Whoever got a seat that came free by it.
    public var promoted: [Serial] = []
    /// Of those who were left as they are: who they are, and what was done to them last. Whoever could not be asked about is
    /// missing.
    public var latest: [Serial: LatestChange] = [:]
    /// It was told to stop before the end.
    public var wasStopped = false

    public init() {}
}

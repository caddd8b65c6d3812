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
    /// The line was lost before the end; nil where it was not.
    public var cutOff: CutOff?

    /// Where the line was lost.
    public enum CutOff: Hashable, Sendable {
        /// Before what is left was sent: nothing of that happens.
        case notSent(reason: String)
        /// No answer came to one step, about so many people at the most: it may have happened. It is asked again when the line
        /// is back. What comes after it was not sent.
        case unanswered(CommandID, people: Int, reason: String)
    }

    public init() {}

    /// - Throws: what cut it off.
    func whole() throws(DeskError) -> ReviewReport {
        switch cutOff {
        case nil: return self
        case .notSent(let reason): throw .outOfReach(reason)
        case .unanswered(_, _, let reason): throw .unanswered(reason)
        }
    }
}

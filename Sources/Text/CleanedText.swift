// The outcome of cleaning.

/// A text as it may be stored, and what had to be taken out to get there.
public struct CleanedText: Equatable, Sendable {
    /// NFC, trimmed, without invisible tricks.
    public let text: String
    /// Each kind at most once, in the order of `RemovedKind.allCases`. Folded white space is not reported.
    public let removed: [RemovedKind]
}

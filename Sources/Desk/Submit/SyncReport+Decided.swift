// Decisions that were sent before, and not answered then.

public import Domain

extension SyncReport {
    /// A decision on one person, or its undoing, that lay in the journal: whoever asked for it may be gone, and it is named.
    public struct Decided: Hashable, Sendable {
        public enum Change: Hashable, Sendable {
            case review(Review)
            case undo(ReviewUndo)
        }

        public var id: CommandID
        public var change: Change
        public var result: ReviewResult

        public init(_ id: CommandID, _ change: Change, _ result: ReviewResult) {
            self.id = id
            self.change = change
            self.result = result
        }

        /// Nil for everything else, for what is about several, and for other events.
        init?(_ command: Command, _ outcome: Outcome, in event: EventID) {
            guard command.event == event else { return nil }
            switch (command.action, outcome) {
            case (.review(let review), .reviewed(let result)) where review.rows.count == 1:
                self.init(command.id, .review(review), result)
            case (.undoReview(let undo), .reviewUndone(let result))
            where result.decided.count + result.refused.count == 1:
                self.init(command.id, .undo(undo), result)
            default: return nil
            }
        }

        public var serial: Serial? {
            (result.decided + result.waiting).first?.serial ?? result.refused.first?.serial
        }
    }
}

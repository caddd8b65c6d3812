// Decisions that a console of this desk sent without an answer before it was gone: told by name when they are answered.

import Desk
import Domain
import Terminal

extension ConsoleState {
    /// They are asked for again like this console's own: under their ids nobody is decided twice.
    mutating func recallDecisions(after result: Result<SyncReport, DeskError>) {
        guard case .success(let report) = result else { return }
        for decided in report.decided where !isOwn(decided) {
            switch decided.change {
            case .review(let review): self.review.unanswered.append(ReviewWork(id: decided.id, review: review))
            case .undo(let undo):
                guard self.review.unansweredUndo == nil, !undo.commands.isEmpty else { continue }
                self.review.unansweredUndo = ReviewUndoWork(undo.commands, people: 1)
            }
            self.review.recalled.insert(decided.id)
        }
    }

    /// This console waits for it, or it is a step of something longer that is told as a whole.
    private func isOwn(_ decided: SyncReport.Decided) -> Bool {
        review.unanswered.contains { $0.id == decided.id } || review.unansweredUndo?.id == decided.id
            || keptReview?.includes(decided.id) == true || work?.review?.includes(decided.id) == true
            || (review.done.map(\.undo) + [work?.undoing?.undo].compactMap(\.self)).contains {
                $0.people > 1 && $0.includes(decided.id)
            }
    }

    /// What became of a decision on one person. Whoever waited for one of an earlier console may not be there to see it.
    mutating func tellDecided(_ id: CommandID, _ text: String, _ role: Role) -> [ConsoleEffect] {
        guard review.recalled.remove(id) != nil else { return tell(text, role) }
        review.recalledNews.append(text)
        tellUnasked(words.decidedAfterAll(review.recalledNews), role)
        if review.recalled.isEmpty { review.recalledNews = [] }
        return bell && role == .bad ? [.bell] : []
    }
}

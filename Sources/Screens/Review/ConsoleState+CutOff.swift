// A decision on many that a crash cut off: kept on disk while it runs, and told of by the next console.

import Desk
import Domain
import Terminal

extension ConsoleState {
    func keepReview(_ work: ReviewWork) -> [ConsoleEffect] {
        guard let event = desk?.event.id else { return [] }
        let draft = ReviewDraft(
            command: work.id, event: event, decision: work.review.decision, count: work.review.rows.count)
        return [.tell(.saveReview(draft))]
    }

    /// What waited has been sent, and with it perhaps the step that was under way: now it is known how far it came.
    mutating func askHowFar(after result: Result<SyncReport, DeskError>) -> [ConsoleEffect] {
        guard let draft = keptReview, desk?.event.id == draft.event, case .success(let report) = result,
            report.waiting == 0, !report.isBusyElsewhere
        else { return [] }
        keptReview = nil
        return [.ask(.reviewProgress, .review(.progress(draft)))]
    }

    mutating func takeProgress(_ draft: ReviewDraft, _ result: Result<Int, DeskError>) -> [ConsoleEffect] {
        guard case .success(let done) = result else {
            // It is asked again after the next sending; its file stays until somebody has been told.
            keptReview = draft
            return askHowFarAgain
        }
        isKnown(draft, done)
        tellUnasked(words.reviewCutOff(draft, done), done < draft.count ? .warning : .good)
        return [.tell(.clearReview)] + readQueueAnew()
    }
}

// Decisions that the line was lost over: what is known of them, and how the rest comes to be known when it is back.

import Desk
import Domain
import Terminal

extension ConsoleState {
    /// Milliseconds until what was not answered is asked for again, where nothing waits that would be sent first.
    private static let askAgainDelay: Int64 = 3_000

    // MARK: Cut off

    mutating func decisionCutOff(
        _ work: ReviewWork, _ report: ReviewReport, _ cutOff: ReviewReport.CutOff
    ) -> [ConsoleEffect] {
        let rows = work.review.rows
        var open = 0
        if case .unanswered(_, let people, _) = cutOff {
            open = people
            noteWaiting(known: rows.contains { review.awaited[$0.serial] != nil })
            for row in rows.dropFirst(report.count).prefix(people) {
                review.awaited[row.serial] = work.review.decision
            }
        }
        guard rows.count > 1 else {
            if !review.unanswered.contains(work) { review.unanswered.append(work) }
            let who = rows.first.map { row in attendees.row(row.serial).map(named) ?? words.serial(row.serial) } ?? ""
            return tell("\(who): \(words.unanswered)", .warning) + [askAgain]
        }
        let sentence = words.reviewBroken(work.review.decision, report, of: rows.count, open: open)
        tellUnasked(sentence, .warning)
        let ring: [ConsoleEffect] = bell ? [.bell] : []
        guard open > 0, let event = desk?.event.id else { return ring + [.tell(.clearReview)] }
        // How far it came is asked once the step without an answer has been sent again.
        keptReview = ReviewDraft(
            command: work.id, event: event, decision: work.review.decision, count: rows.count)
        return ring + [askAgain]
    }

    mutating func undoCutOff(
        _ undo: ReviewUndoWork, _ report: ReviewReport, _ cutOff: ReviewReport.CutOff
    ) -> [ConsoleEffect] {
        var open = 0
        if case .unanswered(_, let people, _) = cutOff {
            open = people
            noteWaiting(known: review.unansweredUndo == undo)
            review.unansweredUndo = undo
        }
        guard undo.people > 1 else { return tell("\(words.undo): \(words.unanswered)", .warning) + [askAgain] }
        tellUnasked(words.undoBroken(report, of: undo.people, open: open), .warning)
        return (bell ? [.bell] : []) + (open > 0 ? [askAgain] : [])
    }

    /// The journal has one more to send.
    private mutating func noteWaiting(known: Bool) {
        if !known { waiting += 1 }
    }

    private var askAgain: ConsoleEffect { .after(milliseconds: Self.askAgainDelay, .sync, .syncAgain) }

    // MARK: Answered

    /// Nothing waits any more: what was not answered has been sent again, and now it is known what became of it.
    mutating func askUnanswered(after result: Result<SyncReport, DeskError>) -> [ConsoleEffect] {
        guard case .success(let report) = result, report.waiting == 0, !report.isBusyElsewhere else { return [] }
        var effects: [ConsoleEffect] = []
        for work in review.unanswered {
            guard let row = work.review.rows.first, review.deciding[row.serial] == nil else { continue }
            review.deciding[row.serial] = work.review.decision
            effects.append(.tell(.review(.decide(work))))
        }
        if let undo = review.unansweredUndo, !review.isUndoing {
            review.unansweredUndo = nil
            if undo.people == 1 {
                review.isUndoing = true
                effects.append(.tell(.review(.undo(undo))))
            } else {
                tellUnasked(words.undoGoesOn, .warning)
                effects += readQueueAnew()
            }
        }
        return effects
    }

    /// It is known what became of a decision.
    mutating func isAnswered(_ work: ReviewWork) {
        review.unanswered.removeAll { $0.id == work.id }
        for row in work.review.rows { review.awaited[row.serial] = nil }
    }

    /// How far a decision on many came is known: its open step is among what an undo takes back.
    mutating func isKnown(_ draft: ReviewDraft, _ done: Int) {
        review.awaited = [:]
        for work in review.unanswered {
            for row in work.review.rows { review.awaited[row.serial] = work.review.decision }
        }
        guard let place = review.done.lastIndex(where: { $0.undo.commands.first == draft.command }) else { return }
        let before = review.done[place]
        let people = max(before.undo.people, min(done, draft.count))
        review.done[place].undo = ReviewUndoWork(before.undo.commands, people: people)
    }

    /// A question about it was not answered either: it is asked again after a while.
    var askHowFarAgain: [ConsoleEffect] { review.awaited.isEmpty ? [] : [askAgain] }
}

extension ReviewReport {
    /// How many people it came to.
    fileprivate var count: Int { result.decided.count + result.waiting.count + result.refused.count }
}

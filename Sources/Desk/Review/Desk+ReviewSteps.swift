// The steps of a decision on many, and of its undoing: one command after the other.

import Domain
import Store

extension Desk {
    /// - Parameters:
    ///   - people: how many they are about together.
    ///   - report: called on this thread, at most four times a second.
    /// - Returns: what was done, cut off where the line was lost on the way; the same steps again go on where it was.
    /// - Throws: what kept the first of them from being sent, and whatever else than the line is at fault.
    func review(
        in steps: [Submission], of people: Int, stop: WorkStop, report: (WorkProgress) -> Void
    ) throws(DeskError) -> ReviewReport {
        var meter = WorkMeter(total: people, now: Monotonic.milliseconds())
        var done = ReviewReport()
        for step in steps {
            guard !stop.isAsked else {
                done.wasStopped = true
                return done
            }
            let receipt: Receipt
            do {
                receipt = try self.receipt(of: step)
            } catch {
                done.cutOff = try cutOff(step, error, rest: people - done.result.count, isFirst: step == steps.first)
                return done
            }
            let result = try result(of: step, receipt.outcome)
            done.promoted += receipt.promoted
            if !result.decided.isEmpty || !result.waiting.isEmpty { done.commands.append(step.id) }
            done.result.decided += result.decided
            done.result.waiting += result.waiting
            done.result.refused += result.refused
            // What cannot be told of them now is missing; what was decided is not to be lost for it.
            if !result.refused.isEmpty,
                let latest = try? withStore({
                    try $0.latestChanges(of: result.refused.map(\.serial), event: event.id)
                })
            {
                done.latest.merge(latest) { $1 }
            }
            if let progress = meter.report(done.result.count, now: Monotonic.milliseconds()) { report(progress) }
        }
        return done
    }

    private func cutOff(
        _ step: Submission, _ error: DeskError, rest: Int, isFirst: Bool
    ) throws(DeskError) -> ReviewReport.CutOff {
        switch error {
        case .unanswered(let reason):
            let people = if case .review(let review) = step.change { review.rows.count } else { rest }
            return .unanswered(step.id, people: min(people, Review.mostRows), reason: reason)
        case .outOfReach(let reason) where !isFirst: return .notSent(reason: reason)
        default: throw error
        }
    }

    private func result(of step: Submission, _ outcome: Outcome) throws(DeskError) -> ReviewResult {
        switch (outcome, step.change) {
        case (.reviewed(let result), _), (.reviewUndone(let result), _): return result
        case (.refused(let refusal), .review(let review)):
            return ReviewResult(refused: review.rows.map { ReviewResult.Refused($0.serial, refusal.reason) })
        // Nothing was decided that could be taken back.
        case (.refused, .undoReview): return ReviewResult()
        default: throw .store(.unreadable("command \(step.id)"))
        }
    }
}

extension ReviewResult {
    /// How many it is about.
    fileprivate var count: Int { decided.count + waiting.count + refused.count }
}

// The steps of a decision on many, and of its undoing: one command after the other.

import Domain
import Store

extension Desk {
    /// - Parameters:
    ///   - people: how many they are about together.
    ///   - report: called on this thread, at most four times a second.
    /// - Throws: where the database is out of reach; the same steps again go on where it was.
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
            let receipt = try receipt(of: step)
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

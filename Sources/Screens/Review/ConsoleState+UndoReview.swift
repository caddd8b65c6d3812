// Taking decisions back: the last one of this console, or of this desk where the console was started since.

import Desk
import Domain
import Store
import Terminal

extension ConsoleState {
    /// Takes back the last decision of this console. Where it has made none, the desk's last one is looked for: a console
    /// that was ended in the middle of an undo goes on with it.
    mutating func undoReview() -> [ConsoleEffect] {
        guard review.deciding.isEmpty, !review.isUndoing else { return tell(words.stillDeciding, .warning) }
        guard let last = review.done.last else {
            return [.ask(.lastReview, .review(.last))] + tell(words.readingLastReview, .status)
        }
        guard last.undo.people >= ReviewScreen.asksFrom, !last.isBegun else { return undo(last) }
        ask(last, "\(words.decideKey(last.decision)) \(words.people(last.undo.people))")
        return []
    }

    private mutating func ask(_ done: ReviewScreen.Done, _ body: String) {
        banner = nil
        let items = [MenuItem(words.undo), MenuItem(words.stay)]
        layers.push(.review(.takeBack(done, Dialog(title: words.undo, body: body, content: .menu(items)))))
    }

    mutating func undo(_ done: ReviewScreen.Done) -> [ConsoleEffect] {
        guard review.deciding.isEmpty, !review.isUndoing else { return tell(words.stillDeciding, .warning) }
        // It would be taken back before it has happened.
        guard review.awaited.isEmpty else { return tell(words.unanswered, .warning) }
        let isLong = done.undo.people > 1
        guard !isLong || work == nil else { return tell(words.workUnderWay, .warning) }
        var done = done
        done.isBegun = true
        if let place = review.done.lastIndex(where: { $0.undo == done.undo }) {
            review.done[place] = done
        } else {
            review.done.append(done)
        }
        review.isUndoing = true
        let sent: [ConsoleEffect] = [.tell(.review(.undo(done.undo)))]
        guard isLong else { return sent + tell(words.undoingReview(done), .status) }
        begin(RunningWork(folder: "", undoing: done))
        return sent
    }

    /// The last decision is from before this console was started: it is said which one it is before it is taken back.
    mutating func takeLastReview(_ result: Result<PastReview?, DeskError>) -> [ConsoleEffect] {
        // Under typing hands nothing comes up.
        guard place == .review, overlay == nil, !attendees.isSearching, review.done.isEmpty else { return [] }
        switch result {
        case .failure(let error): return tell(words.notDone(error), .bad)
        case .success(nil): return tell(words.nothingToUndo, .warning)
        case .success(let past?):
            ask(
                ReviewScreen.Done(decision: past.decision, undo: ReviewUndoWork(past)),
                words.pastReview(past, minutesAheadOfUTC: desk?.minutesAheadOfUTC ?? 0))
            return []
        }
    }

    mutating func reviewUndone(
        _ undo: ReviewUndoWork, _ result: Result<ReviewReport, DeskError>
    ) -> [ConsoleEffect] {
        review.isUndoing = false
        if work?.undoing?.undo == undo { work = nil }
        if review.unansweredUndo == undo { review.unansweredUndo = nil }
        switch result {
        // It stays the last decision: asked for again, it goes on.
        case .failure(let error): return tell(words.notDone(error), .bad) + readQueueAnew()
        case .success(let report):
            let done = review.done.first { $0.undo == undo }
            review.notes = [:]
            attendees.isStale = true
            review.other.isStale = true
            review.refused = report.result.refused
            review.latest = report.latest
            if let cutOff = report.cutOff { return undoCutOff(undo, report, cutOff) }
            if !report.wasStopped { review.done.removeAll { $0.undo == undo } }
            let isWhole = report.result.refused.isEmpty && !report.wasStopped
            let sentence = words.reviewUndone(
                done?.decision, report, minutesAheadOfUTC: desk?.minutesAheadOfUTC ?? 0)
            let role: Role = isWhole ? .good : report.result.decided.isEmpty ? .bad : .warning
            let who = report.result.decided.first.flatMap { only in
                review.recalled.contains(undo.id)
                    ? attendees.row(only.serial).map(named) ?? words.serial(only.serial) : nil
            }
            return tellDecided(undo.id, (who.map { "\($0): " } ?? "") + sentence, role) + readQueueAnew() + wantSeats()
        }
    }
}

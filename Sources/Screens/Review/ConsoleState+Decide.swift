// Deciding on applications: what is asked before, what is sent, and what comes back.

import Desk
import Domain
import Store
import Terminal

extension ConsoleState {
    /// Decides on one person, or on those marked; on the selected one where nobody is.
    mutating func decide(_ decision: Review.Decision, on person: Registration? = nil) -> [ConsoleEffect] {
        guard desk != nil else { return tell(words.notOpenYet, .warning) }
        var rows = person == nil ? review.marks.rows : []
        if rows.isEmpty {
            guard let row = person ?? attendees.selectedRow else { return [] }
            guard review.deciding[row.serial] == nil else { return tell(words.stillDeciding, .warning) }
            // The same decision is the same command; another one would not know what it meets.
            guard (review.awaited[row.serial] ?? decision) == decision else {
                return tell("\(named(row)): \(words.unanswered)", .warning)
            }
            if let obstacle = decision.obstacle(from: row.status) {
                let refused = ReviewResult.Refused(row.serial, obstacle, status: row.status)
                return tell("\(named(row)): \(words.reviewRefusal(refused))", .warning)
            }
            rows = [Review.Row(serial: row.serial, version: row.version)]
        }
        guard rows.count == 1 || work == nil else { return tell(words.workUnderWay, .warning) }
        let order = Review(decision, rows)
        let who = who(order, person)
        switch decision {
        case .approve where rows.count == 1: return send(order)
        case .approve:
            let items = [MenuItem(words.decideKey(decision)), MenuItem(words.stay)]
            layers.push(
                .review(
                    .confirm(order, Dialog(title: words.decideKey(decision), body: who, content: .menu(items)))))
        case .reject, .hold, .waitlist:
            let templates = review.reasons.filter { $0.decisions.contains(decision) }
            let none = decision == .reject ? [] : [MenuItem(words.noReason)]
            let items = none + templates.map { MenuItem(words.say($0.text)) } + [MenuItem(words.typeReason)]
            guard items.count > 1 else {
                askToType(order, who)
                return []
            }
            layers.push(
                .review(
                    .reason(
                        order, templates,
                        Dialog(
                            title: words.decideKey(decision), body: words.reasonBody(who), content: .menu(items)))))
        }
        return []
    }

    /// Whom it is about: a name, or how many.
    private func who(_ order: Review, _ person: Registration? = nil) -> String {
        guard order.rows.count == 1, let serial = order.rows.first?.serial else {
            return words.people(order.rows.count)
        }
        let row = person.flatMap { $0.serial == serial ? $0 : nil } ?? attendees.row(serial)
        return row.map(named) ?? words.serial(serial)
    }

    private mutating func askToType(_ order: Review, _ who: String) {
        let field = TextField(maxClusters: CancelReason.maximumLength, placeholder: words.reasonHint)
        layers.push(
            .review(
                .typed(
                    order,
                    Dialog(
                        title: words.decideKey(order.decision), body: words.reasonAsked(who), content: .prompt(field))))
        )
    }

    // MARK: Dialogs

    mutating func pressReviewDialog(_ front: ReviewDialog, _ press: KeyPress) -> [ConsoleEffect] {
        switch front {
        case .text(let text): return pressText(text, press)
        case .typed(let order, let dialog): return pressTyped(order, dialog, press)
        case .actions(let dialog):
            return pressMenu(dialog, press, { .actions($0) }) { state, index in
                let decisions = Review.Decision.allCases
                return decisions.indices.contains(index) ? state.decide(decisions[index]) : []
            }
        case .confirm(let order, let dialog):
            return pressMenu(dialog, press, { .confirm(order, $0) }) { state, index in
                index == 0 ? state.send(order) : []
            }
        case .markAll(let rows, let dialog):
            return pressMenu(dialog, press, { .markAll(rows, $0) }) { state, index in
                if index == 0 { state.review.marks.add(rows) }
                return []
            }
        case .takeBack(let past, let dialog):
            return pressMenu(dialog, press, { .takeBack(past, $0) }) { state, index in
                index == 0 ? state.undo(past) : []
            }
        case .reason(let order, let templates, let dialog):
            return pressMenu(dialog, press, { .reason(order, templates, $0) }) { state, index in
                let template = order.decision == .reject ? index : index - 1
                var order = order
                if templates.indices.contains(template) {
                    order.reason = state.words.say(templates[template].text)
                } else if template >= 0 {
                    state.askToType(order, state.who(order))
                    return []
                }
                return state.send(order)
            }
        }
    }

    /// A menu that decides: a digit, which may be a scanner's, goes to its line, and Enter does it.
    private mutating func pressMenu(
        _ dialog: Dialog, _ press: KeyPress, _ front: (Dialog) -> ReviewDialog,
        _ choose: (inout ConsoleState, Int) -> [ConsoleEffect]
    ) -> [ConsoleEffect] {
        var dialog = dialog
        if let number = press.typed?.wholeNumberValue, dialog.mark(number - 1) {
            overlay = .review(front(dialog))
            return []
        }
        switch dialog.handle(press, onlyEnter: words.onlyEnterChooses) {
        case .chosen(let index):
            overlay = nil
            return choose(&self, index)
        case .dismissed: overlay = nil
        case .consumed, .ignored, .entered: overlay = .review(front(dialog))
        }
        return []
    }

    private mutating func pressTyped(_ order: Review, _ dialog: Dialog, _ press: KeyPress) -> [ConsoleEffect] {
        var dialog = dialog
        switch dialog.handle(press) {
        case .dismissed:
            overlay = nil
            return []
        case .entered(let text):
            var order = order
            order.reason = CancelReason.cleaned(text)
            guard order.cleanReason != nil else {
                dialog.fault = words.reasonMissing
                overlay = .review(.typed(order, dialog))
                return []
            }
            overlay = nil
            return send(order)
        case .chosen, .consumed, .ignored:
            overlay = .review(.typed(order, dialog))
            return []
        }
    }

    mutating func pasteIntoReview(_ front: ReviewDialog, _ text: String) -> [ConsoleEffect] {
        guard case .typed(let order, var dialog) = front else { return [] }
        _ = dialog.paste(text)
        overlay = .review(.typed(order, dialog))
        return []
    }

    // MARK: Out

    /// Sends a decision and goes on to the next row: nobody waits for the database.
    private mutating func send(_ order: Review) -> [ConsoleEffect] {
        var id = ids.next()
        // Sent before without an answer: under the same id nobody is decided twice.
        if let before = review.unanswered.first(where: { $0.review == order }) { id = before.id }
        let work = ReviewWork(id: id, review: order)
        for row in order.rows {
            review.deciding[row.serial] = order.decision
            review.notes[row.serial] = nil
        }
        layers = Layers()
        if order.rows.count > 1 {
            review.marks.clear()
            begin(RunningWork(folder: "", review: work))
            return keepReview(work) + [.tell(.review(.decide(work)))]
        }
        if let row = order.rows.first, review.marks.contains(row.serial) { review.marks.toggle(row) }
        let sent: [ConsoleEffect] = [.tell(.review(.decide(work)))]
        guard order.rows.first?.serial == attendees.selectedRow?.serial else { return sent }
        _ = attendees.window.handle(KeyPress(.down))
        return sent + moved()
    }

    // MARK: Back

    mutating func take(_ news: ReviewNews) -> [ConsoleEffect] {
        switch news {
        case .decided(let work, let result): return decided(work, result)
        case .undone(let work, let result): return reviewUndone(work, result)
        case .last(let result): return takeLastReview(result)
        case .progress(let draft, let result): return takeProgress(draft, result)
        case .rows(let filter, let result): return takeAll(filter, result)
        case .seats(let serial, let result):
            // Who cannot be told the seats misses them; the decision itself will say what is full.
            guard case .success(let answer) = result else { return [] }
            review.seats = answer.seats
            review.line = serial.flatMap { serial in
                answer.place.map { ReviewScreen.Line(serial: serial, place: $0) }
            }
            return []
        }
    }

    private mutating func decided(_ work: ReviewWork, _ result: Result<ReviewAnswer, DeskError>) -> [ConsoleEffect] {
        for row in work.review.rows { review.deciding[row.serial] = nil }
        if self.work?.review?.id == work.id { self.work = nil }
        switch result {
        case .failure(let error): return tell(words.notDone(error), .bad)
        case .success(let answer):
            let result = answer.report.result
            noteDecided(work, answer.report)
            if let row = answer.row { replace(row) }
            if let cutOff = answer.report.cutOff { return decisionCutOff(work, answer.report, cutOff) }
            isAnswered(work)
            guard work.review.rows.count == 1 else {
                let isWhole = result.refused.isEmpty && !answer.report.wasStopped
                let summary = words.reviewSummary(work.review.decision, answer.report)
                return tell(summary + words.promoted(answer.promoted), isWhole ? .good : .warning)
                    + [.tell(.clearReview)] + readQueueAnew() + wantSeats()
            }
            let (text, note, role) = words.reviewOutcome(
                work.review, answer, minutesAheadOfUTC: desk?.minutesAheadOfUTC ?? 0)
            if let row = answer.row {
                review.notes[row.serial] = ReviewScreen.Note(text: note, role: role, version: row.version)
            }
            let name = answer.row.map(named) ?? work.review.rows.first.map { words.serial($0.serial) } ?? ""
            return tellDecided(work.id, "\(name): \(text)\(words.promoted(answer.promoted))", role)
                + readQueueIfDecided() + wantSeats()
        }
    }

    /// What a decision did, the part of it that was carried out where it was cut off.
    private mutating func noteDecided(_ work: ReviewWork, _ report: ReviewReport) {
        let result = report.result
        var commands = report.commands
        // The step without an answer belongs to it: whatever became of that is taken back with the others.
        if case .unanswered(let step, _, _) = report.cutOff, !commands.isEmpty { commands.append(step) }
        let changed = result.decided.count + result.waiting.count
        if changed > 0, !commands.isEmpty {
            review.done.append(
                ReviewScreen.Done(
                    decision: work.review.decision, undo: ReviewUndoWork(commands, people: changed)))
            if review.done.count > ReviewScreen.mostDone { review.done.removeFirst() }
        }
        review.refused = result.refused
        review.latest = report.latest
        showDecided(work.review.decision, result)
        attendees.isStale = true
        review.other.isStale = true
    }

    /// The rows at hand are what they have become at once; the queue is read anew after that.
    private mutating func showDecided(_ decision: Review.Decision, _ result: ReviewResult) {
        var statuses: [Serial: (version: Int, status: Registration.Status)] = [:]
        for one in result.decided { statuses[one.serial] = (one.version, decision.status) }
        for one in result.waiting { statuses[one.serial] = (one.version, .waitlisted) }
        for var row in attendees.rows + review.other.rows {
            guard let now = statuses[row.serial], now.version == row.version + 1 else { continue }
            row.version = now.version
            row.status = now.status
            replace(row)
        }
    }

    mutating func readQueueAnew() -> [ConsoleEffect] {
        guard place == .review, desk != nil else { return [] }
        return refreshAttendees()
    }

    /// Rows that were decided stay with their outcome until others take their place, or none is left to decide.
    private mutating func readQueueIfDecided() -> [ConsoleEffect] {
        guard review.deciding.isEmpty, let status = review.queue.status,
            !attendees.rows.contains(where: { $0.status == status })
        else { return [] }
        return readQueueAnew()
    }
}

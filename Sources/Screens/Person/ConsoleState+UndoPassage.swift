// Taking back from the table or a card that somebody was let in there.

import Desk
import Domain
import Store
import Terminal

extension ConsoleState {
    /// Somebody was let in from the table or a card: `u` there takes that back, and no older change in its place.
    mutating func rememberPassage(_ past: PastScan) {
        guard place == .attendees || place == .review, gate.partyRun == nil, past.scan.session == nil,
            case .person = past.scan.subject, case .passed(let mode, _)? = past.answer?.result,
            let movement = past.movement
        else { return }
        remember(
            UndoableChange(
                kind: .passed(mode), serial: movement.serial, name: past.person?.name ?? "",
                versionBefore: past.person?.version ?? 0,
                inverse: .undoCheckIn(serial: movement.serial, admission: movement.admission)))
    }

    /// The desk has answered the undo of a passage that was not asked for on the check-in screen.
    mutating func passageTakenBack(
        _ serial: Serial, _ admission: Admission, _ result: Result<SubmitAnswer, DeskError>
    ) -> [ConsoleEffect] {
        let change = Submission.Change.undoCheckIn(serial: serial, admission: admission)
        let known = undoable.last { $0.inverse == change }
        let name = known?.name ?? shownRow(serial)?.name
        let who = [words.serial(serial), name].compactMap(\.self).joined(separator: " ")
        switch result {
        case .failure(let error): return tell(words.gateNotUndone(who, words.notDone(error)), .bad)
        case .success(let answer):
            undoable.removeAll { $0.inverse == change }
            outdateFiles(of: [serial])
            var isDone = false
            if case .applied(let receipt) = answer.result {
                if case .refused(let refusal) = receipt.outcome {
                    return tell(words.gateNotUndone(who, words.gateUndoRefusal(refusal.reason)), .bad)
                }
                isDone = true
            }
            let scan = gate.past.first { past in
                past.movement.map { $0.serial == serial && $0.admission == admission } ?? false
            }
            if let scan { gate.change(scan.scan.id) { $0.undo = isDone ? .done : .waiting } }
            guard isDone else {
                waiting += 1
                return tellKept(words.changeKeptHere) + syncLater() + countAnew()
            }
            let mode: CheckIn.Mode = if case .passed(let mode)? = known?.kind { mode } else { .enter }
            return tell(words.gateUndone(mode, who)) + countAnew()
        }
    }
}

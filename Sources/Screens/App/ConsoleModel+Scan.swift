// A scanner types like a person, only faster. Its code must leave no trace in whatever was in front.

import Desk
import Domain
import Terminal

extension ConsoleModel {
    mutating func press(_ press: KeyPress, at time: Int64) -> [ConsoleEffect] {
        let before = state
        let verifier = state.desk?.verifier
        let outcome = scans.press(press, at: time) {
            before
        } verifies: { digits in
            verifier?.recognises(digits) ?? false
        }
        switch outcome {
        case .swallowed: return []
        case .scan(let code, let restore, let repeated): return scanned(code, restore, repeated: repeated)
        case .typed:
            let effects = state.press(press, at: time)
            // A letter between digits that has sent something off was meant: it cannot be taken back with them.
            if press.typed?.isNumber == false, effects.contains(where: \.isUnderWay) { scans.reset() }
            guard let deadline = scans.deadline else { return effects }
            return effects + [.after(milliseconds: max(1, deadline - time), .scanPause, .scanPause)]
        }
    }

    /// The pause after a burst has come: if it was a code nobody here signed, say so.
    mutating func endBurst() -> [ConsoleEffect] {
        guard let deadline = scans.deadline, let outcome = scans.expire(at: deadline),
            case .scan(let code, let restore, let repeated) = outcome
        else { return [] }
        return scanned(code, restore, repeated: repeated)
    }

    private mutating func scanned(_ code: String, _ restore: ConsoleState, repeated: Bool) -> [ConsoleEffect] {
        let damaged = scans.damaged
        var effects = state.goBack(to: restore)
        // Whoever held them before the scanner hears that they were not read.
        for piece in damaged { effects += state.checkIn(.code(piece)) }
        return repeated ? effects : effects + state.checkIn(.code(code))
    }
}

extension ConsoleEffect {
    /// Something that putting back the screen does not undo. A draft follows the form.
    fileprivate var isUnderWay: Bool {
        switch self {
        case .tell(.saveDraft), .tell(.clearDraft), .tell(.saveEdit), .tell(.clearEdit): false
        case .tell, .quit, .suspend: true
        case .ask, .cancel, .after, .bell, .copy, .redraw, .captureMouse: false
        }
    }
}

extension ConsoleState {
    /// Puts back what was before a scan's first digit; what the digits had started is cancelled, and what they had broken
    /// off is started again.
    fileprivate mutating func goBack(to earlier: ConsoleState) -> [ConsoleEffect] {
        let now = self
        self = earlier
        // Numbers already given out stay given out.
        bannerCount = now.bannerCount
        ids = now.ids
        var effects: [ConsoleEffect] = [.cancel(.similar), .cancel(.scanPause)]
        if now.walkIn.binding != walkIn.binding {
            effects.append(keepDraft())
            effects.append(.after(milliseconds: 1, .similar, .lookForSimilar))
        }
        if now.unfinishedEdit != unfinishedEdit { effects.append(keepEdit()) }
        effects += resumeAttendees(after: now.attendees)
        effects += resumeLookUp(after: now.gate.lookUp)
        effects += resumeSeatLookUp(after: now.programs.table)
        return effects
    }
}

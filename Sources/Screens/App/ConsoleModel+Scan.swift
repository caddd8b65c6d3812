// A scanner types like a person, only faster. Its code must leave no trace in whatever was in front.

import Desk
import Domain
import Terminal

extension ConsoleModel {
    /// Digits at a scanner's pace that are what is left of a pass where nothing else is typed that fast. Fewer may be the
    /// end of a telephone or a serial, typed by quick fingers.
    private static let fewestLeftAtDoors = 9

    mutating func press(_ press: KeyPress, at time: Int64) -> [ConsoleEffect] {
        let before = state
        scans.fewestLeft = state.expectsPasses ? Self.fewestLeftAtDoors : ScanReader<ConsoleState>.longerThanTelephones
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
            let effects = typed(press, at: time)
            // The same pass once more is no double reading where it would come to something else.
            if state.scanMeaning != before.scanMeaning { scans.forgetRecentScans() }
            return effects
                + [
                    scans.deadline.map { .after(milliseconds: max(1, $0 - time), .scanPause, .scanPause) },
                    commands.deadline.map { .after(milliseconds: max(1, $0 - time), .commandPause, .commandPause) },
                ].compactMap(\.self)
        }
    }

    /// Handles a key that is no scanner's, or not yet told for one.
    private mutating func typed(_ press: KeyPress, at time: Int64) -> [ConsoleEffect] {
        if enters.isTail(press, at: time) { return [] }
        if commands.isTerminator(press, at: time) {
            enters.reset()
            return endCommands()
        }
        if let effects = keepOut(press, at: time) { return effects }
        var effects = commands.goesOn(with: press, at: time) ? [] : endCommands()
        let before = state
        enters.press(press, at: time, snapshot: before)
        switch commands.press(press, at: time, isCommand: !before.takesText, snapshot: before) {
        case .typed: effects += act(press, at: time)
        case .command:
            var next = before
            let asked = next.press(press, at: time)
            let hasLetter = commands.hasLetter
            if commands.isKeeping || asked.contains(where: { hasLetter ? $0.reachesOut : $0.isUnderWay }) {
                commands.keep(press)
            } else {
                state = next
                effects += asked
                // A look-up or a filter. A field in front of the screen has an Enter that decides something.
                if state.overlay == nil, state.takesText { commands.hasOpenedField() }
            }
        case .stray(let restore):
            effects += state.goBack(to: restore)
            let restored = state
            scans.amend { $0 = restored }
        case .swallowed: break
        }
        return effects
    }

    /// So many characters at a scanner's pace before its Enter are a code: in a field, and where nobody types a word.
    private static let fewestInField = 6
    private static let fewestElsewhere = 3

    /// A scanner has pressed Enter behind a code of elsewhere, and Enter would decide something.
    /// - Returns: nil where the key is to be handled.
    private mutating func keepOut(_ press: KeyPress, at time: Int64) -> [ConsoleEffect]? {
        let fewest = state.takesText ? Self.fewestInField : Self.fewestElsewhere
        guard let code = enters.code(endedBy: press, at: time, fewest: fewest) else { return nil }
        switch state.fate(of: code.text, since: code.before, press) {
        case .stays: return nil
        case .staysUnsaved:
            enters.told(code, at: time)
            return state.tell(state.words.scannerDoesNotSave, .warning)
        case .goes:
            enters.told(code, at: time)
            commands.reset()
            let effects = state.goBack(to: code.before)
            return code.isRepeated ? effects : effects + state.checkIn(.code(code.text))
        }
    }

    private mutating func act(_ press: KeyPress, at time: Int64) -> [ConsoleEffect] {
        let before = state.scanMeaning
        let effects = state.press(press, at: time)
        // The same pass once more is no double reading where it would come to something else.
        if state.scanMeaning != before { scans.forgetRecentScans() }
        // A letter between digits that has sent something off was meant: it cannot be taken back with them.
        if press.typed?.isNumber == false, effects.contains(where: \.isUnderWay) { scans.reset() }
        return effects
    }

    /// Letters that are commands have come to an end: a hand's are obeyed, a scanner's answered.
    mutating func endCommands() -> [ConsoleEffect] {
        switch commands.finish() {
        case .nothing: return []
        case .commands(let keys):
            var effects: [ConsoleEffect] = []
            for key in keys { effects += act(key, at: state.ids.time) }
            return effects
        case .code(let text): return state.checkIn(.code(text))
        }
    }

    /// Lets what comes from outside happen to what a scan would put back, too.
    mutating func amendPast(_ change: (inout ConsoleState) -> Void) {
        scans.amend(change)
        commands.amend(change)
        enters.amend(change)
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
        commands.reset()
        enters.reset()
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

    /// Its answer may do something that putting back the screen does not undo, or somebody sees it elsewhere.
    fileprivate var reachesOut: Bool {
        switch self {
        case .ask, .copy: true
        case .tell, .quit, .suspend: isUnderWay
        case .cancel, .after, .bell, .redraw, .captureMouse: false
        }
    }
}

/// What a scan would be asked for.
private struct ScanMeaning: Equatable {
    let mode: CheckIn.Mode
    let gate: Gate
    let session: SessionID?
    /// Scans that were taken back.
    let undone: Set<CommandID>
}

extension ConsoleState {
    /// Nothing but scans is typed fast here: there is no field for a whole telephone.
    fileprivate var expectsPasses: Bool {
        switch overlay {
        case nil, .gate, .programs: place == .checkIn || sessionDoor != nil
        default: false
        }
    }

    fileprivate var scanMeaning: ScanMeaning {
        ScanMeaning(
            mode: sessionDoor?.mode ?? gate.mode, gate: gate.gate, session: sessionDoor?.id,
            undone: Set(gate.past.filter { $0.undo != .none }.map(\.scan.id)))
    }

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

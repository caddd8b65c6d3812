// Checking in: every scan is asked once, in order, and every answer is told.

import Desk
import Domain
import Store
import Terminal

extension ConsoleState {
    // MARK: Scans

    /// Puts a scan at the end of the queue, and sends it if nothing is before it.
    /// - Parameter who: the person, where they were looked up.
    mutating func checkIn(_ subject: GateScan.Subject, who: Registration? = nil) -> [ConsoleEffect] {
        let door = sessionDoor
        var scan = GateScan(
            id: ids.next(), subject: subject, mode: door?.mode ?? gate.mode, gate: gate.gate, session: door?.id,
            at: ids.wallClock)
        scan.who = who
        gate.queue.append(scan)
        if isShown(scan) { newsGivesWay() }
        guard unknownDay == nil else {
            gate.awaitsDay = true
            return askForDay()
        }
        return gate.queue.count == 1 ? sendFirst(after: GateScreen.lateAfter) : []
    }

    /// The day is known: what was scanned before that is answered now, in its order.
    mutating func sendAwaitingDay() -> [ConsoleEffect] {
        guard gate.awaitsDay, unknownDay == nil else { return [] }
        gate.awaitsDay = false
        return sendFirst(after: GateScreen.lateAfter)
    }

    /// Sends the first scan of the queue, and sees to it that nobody takes the answer before for its own.
    func sendFirst(after pause: Int64) -> [ConsoleEffect] {
        guard let scan = gate.queue.first else { return [.cancel(.gateLate)] }
        return [.tell(.checkIn(scan)), .after(milliseconds: pause, .gateLate, .gateIsLate(scan.id))]
    }

    mutating func gateIsLate(_ scan: CommandID) -> [ConsoleEffect] {
        if gate.queue.first?.id == scan { gate.late = scan }
        return []
    }

    /// The answer to this scan stands on the screen in front, and is no line of news.
    func isShown(_ scan: GateScan) -> Bool {
        let isAtItsDoor = sessionDoor.map { $0.id == scan.session && !$0.lookUp.isOpen } ?? false
        return (place == .checkIn || isAtItsDoor) && layers.isEmpty
    }

    /// The desk has answered the first in the queue: the next goes out.
    mutating func checkedIn(_ scan: GateScan, _ result: Result<CheckInAnswer, DeskError>) -> [ConsoleEffect] {
        guard gate.queue.first?.id == scan.id else { return [] }
        gate.queue.removeFirst()
        let outcome: PastScan.Outcome =
            switch result {
            case .success(let answer): .answered(answer)
            case .failure(let error): .failed(words.notDone(error))
            }
        let past = PastScan(scan: scan, outcome: outcome)
        gate.add(past)
        rememberPassage(past)
        if let table = programs.table, table.id == scan.session { programs.table?.hasMovedOn = false }
        var effects = sendFirst(after: GateScreen.lateInQueue)
        if past.isOnlyHere {
            waiting += 1
            effects += syncLater()
        }
        effects += lookUpGivesWay(to: scan)
        return effects + announce(past) + toldOfParty(past) + askForParty(past) + countAnew() + programsAreDue()
    }

    /// On the check-in screen and at a session's door the answer is on the screen; elsewhere it is a line of news. The
    /// bell says it too.
    private mutating func announce(_ past: PastScan) -> [ConsoleEffect] {
        let ring = ring(past.verdict.bells)
        if isShown(past.scan) {
            newsGivesWay()
            return ring
        }
        guard let earlier = unseenRefusal(before: past) else {
            return tellAnswer(gateNews(past), past.verdict.role) + ring
        }
        let who = earlier.person.map(words.person) ?? earlier.serial.map(words.serial)
        let short = ["\(earlier.verdict.symbol) \(gateWord(earlier))", who].compactMap(\.self).joined(separator: " ")
        return tellAnswer(words.gateThen(short, gateNews(past)), earlier.verdict.role) + ring
    }

    /// Milliseconds within which nobody has read a line of news that the next answer takes the place of.
    private static let newsIsUnread: Int64 = 4_000

    /// Whoever was not let through just before, where this answer takes away the line that says so.
    private func unseenRefusal(before past: PastScan) -> PastScan? {
        gate.past.drop { $0.scan.id != past.scan.id }.dropFirst().first { earlier in
            past.scan.at.milliseconds - earlier.scan.at.milliseconds < Self.newsIsUnread
                && [.bad, .hold, .undecided].contains(earlier.verdict)
        }
    }

    /// Admitted rings once, already in twice, everything that needs a human three times.
    private func ring(_ times: Int) -> [ConsoleEffect] {
        guard bell, times > 0 else { return [] }
        guard times > 1 else { return [.bell, .cancel(.gateBell)] }
        return [.bell, .after(milliseconds: Self.bellPause, .gateBell, .ringGate(times - 1))]
    }

    /// Milliseconds between two rings: terminals run closer ones together.
    private static let bellPause: Int64 = 180

    mutating func ringAgain(_ times: Int) -> [ConsoleEffect] { ring(times) }

    // MARK: Going there, and what it is set to

    mutating func goToGate() -> [ConsoleEffect] {
        let news = clearLayers() + forgetPending() + closeLookUp()
        place = .checkIn
        return news + countAnew() + askForDay()
    }

    mutating func setMode(_ mode: CheckIn.Mode) -> [ConsoleEffect] {
        gate.mode = mode
        return tell(words.gateModeSet(mode), .status)
    }

    mutating func setGate(_ index: Int) -> [ConsoleEffect] {
        gate.choose(gate: index)
        return tell(words.gateSet(gate.gate), .status) + countAnew()
    }

    // MARK: Taking back

    /// Takes back the selected scan, or the one whose answer is on the screen. It asks nothing, and says what happened.
    mutating func undoPassage() -> [ConsoleEffect] {
        guard let past = gate.undoable else { return tell(words.gateNoUndo(gate.couldUndoAnother), .warning) }
        return undo(past)
    }

    mutating func undo(_ past: PastScan) -> [ConsoleEffect] {
        guard let movement = past.movement else { return [] }
        let id = ids.next()
        gate.change(past.scan.id) { $0.undo = .asked(id) }
        let change = Submission.Change.undoCheckIn(serial: movement.serial, admission: movement.admission)
        return [.tell(.submit(Submission(id: id, change: change), .passage))]
    }

    mutating func passageUndone(
        _ submission: Submission, _ result: Result<SubmitAnswer, DeskError>
    ) -> [ConsoleEffect] {
        guard let past = gate.undoing(submission.id) else { return [] }
        func settle(_ undo: PastScan.Undo) { gate.change(past.scan.id) { $0.undo = undo } }
        func takenBack() {
            if gate.meant?.scan.id == past.scan.id { gate.show(past.scan.id) }
            undoable.removeAll { $0.inverse == submission.change }
            // An entry taken back leaves them outside; other movements do not change whether they have been in.
            if past.scan.mode == .enter { gate.changeParties(of: past) { $0.putBack($1) } }
        }
        let who = past.answer?.person.map(named) ?? ""
        switch result {
        case .failure(let error):
            settle(.none)
            return tell(words.gateNotUndone(who, words.notDone(error)), .bad)
        case .success(let answer):
            guard case .applied(let receipt) = answer.result else {
                settle(.waiting)
                takenBack()
                waiting += 1
                return tellKept(words.changeKeptHere) + syncLater() + countAnew()
            }
            if case .refused(let refusal) = receipt.outcome {
                settle(.none)
                return tell(words.gateNotUndone(who, words.gateUndoRefusal(refusal.reason)), .bad)
            }
            settle(.done)
            takenBack()
            return tell(words.gateUndone(past.scan.mode, who, inSession: past.scan.session != nil)) + countAnew()
        }
    }

    // MARK: Counters

    /// Reads the counters anew, unless they are being read or were a moment ago: then after that.
    mutating func countAnew() -> [ConsoleEffect] {
        // A gate where people come and go has nobody in or out.
        guard place == .checkIn, desk != nil, gate.gate.entry == .once else { return [] }
        guard gate.counting.phase == .idle else {
            gate.counting.isDue = true
            return []
        }
        gate.counting.phase = .asked
        gate.counting.isDue = false
        return [.cancel(.gateTick), .ask(.gateCounters, .gateCounters(gate.gate.place))]
    }

    mutating func takeCounters(_ place: Domain.Place, _ result: Result<GateCounters, DeskError>) -> [ConsoleEffect] {
        gate.counting.phase = .resting
        if place == gate.gate.place {
            gate.counting.counters = try? result.get()
        } else {
            gate.counting.isDue = true
        }
        return [.after(milliseconds: GateCounting.pause, .gateTick, .gateTick)]
    }

    /// A pause has ended: what changed meanwhile is read now, and without a change after a while.
    mutating func gateTick() -> [ConsoleEffect] {
        let wasResting = gate.counting.phase == .resting
        gate.counting.phase = .idle
        guard place == .checkIn else { return [] }
        guard wasResting, !gate.counting.isDue else { return countAnew() }
        return [.after(milliseconds: GateCounting.interval, .gateTick, .gateTick)]
    }
}

extension PastScan.Verdict {
    var role: Role {
        switch self {
        case .good: .good
        case .warning, .undecided, .undone, .hold: .warning
        case .tested: .status
        case .bad: .bad
        }
    }

    /// The role of the big answer: a block of its colour.
    var blockRole: Role {
        switch self {
        case .good: .answerGood
        case .hold: .answerHold
        case .warning, .undecided, .undone: .answerWarning
        case .tested: .badge
        case .bad: .answerBad
        }
    }

    /// Blanks that draw on that block.
    var inkRole: Role {
        switch self {
        case .good: .answerGoodInk
        case .hold: .answerHoldInk
        case .warning, .undecided, .undone: .answerWarningInk
        case .tested: .selected
        case .bad: .answerBadInk
        }
    }

    var symbol: Character {
        switch self {
        case .good: "✓"
        case .hold: "➜"
        case .tested: "="
        case .warning: "!"
        case .bad: "✗"
        case .undecided: "?"
        case .undone: "-"
        }
    }

    var bells: Int {
        switch self {
        case .good, .tested: 1
        case .warning: 2
        case .bad, .undecided, .hold: 3
        case .undone: 0
        }
    }
}

extension Slot {
    static let gateBell: Slot = "gate.bell"
    static let gateLate: Slot = "gate.late"
    static let gateCounters: Slot = "gate.counters"
    static let gateTick: Slot = "gate.tick"
    static let gateParty: Slot = "gate.party"
    static let gateLookUp: Slot = "gate.look-up"
}

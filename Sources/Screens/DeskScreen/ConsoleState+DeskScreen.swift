// F8: its keys, and its answers.

import Desk
import Domain
import Store
import Terminal

extension ConsoleState {
    var deskBindings: [Binding<DeskAction>] {
        let nothing = markedCommand == nil ? words.nothingSetAsideMarked : nil
        let nothingToDo: String? =
            if markedCommand != nil || markedConflict != nil {
                nil
            } else {
                deskLines.contains(where: \.canBeActedOn) ? words.nothingToDealWithMarked : words.nothingToDealWith
            }
        return [
            Binding(
                [KeyPress(.enter)], .act, title: words.deskAct, help: words.deskActHelp, disabledReason: nothingToDo),
            Binding(
                [KeyPress(.character("a"))], .retry, title: words.tryAgain, help: words.tryAgainHelp,
                disabledReason: nothing, decides: true),
            Binding(
                [KeyPress(.character("x"))], .discard, title: words.discard, help: words.discardHelp,
                disabledReason: nothing, decides: true),
            Binding([KeyPress(.character("s"))], .send, title: words.sendNow, help: words.sendNowHelp),
            Binding(
                [KeyPress(.character("t"))], .test, title: words.testPassName, help: words.testPassHelp,
                disabledReason: desk == nil ? words.notOpenYet : nil),
            Binding([KeyPress(.character("r"))], .refresh, title: words.refresh, help: words.refreshHelp),
            Binding([KeyPress(.escape)], .back, title: words.back, help: words.backHelp),
        ]
    }

    /// The set-aside command on the marked line.
    private var markedCommand: QueuedCommand? {
        let lines = deskLines
        return lines.indices.contains(deskScreen.cursor) ? lines[deskScreen.cursor].command : nil
    }

    mutating func goToDesk() -> [ConsoleEffect] {
        place = .desk
        return refreshDesk()
    }

    /// Reads the journal and the database anew. The journal's answer never waits for the database's.
    mutating func refreshDesk() -> [ConsoleEffect] {
        makeTestArt()
        return [readQueue(), .ask(.deskState, .desk(.state(before: nil)))] + readConflicts()
    }

    /// Reads what the journal holds, which needs no database.
    func readQueue() -> ConsoleEffect {
        .ask(.deskQueue, .desk(.queue(desk?.event.id)))
    }

    /// Something came in that F8 shows: read again while it is in front.
    mutating func refreshDeskIfShown() -> [ConsoleEffect] {
        place == .desk ? refreshDesk() : []
    }

    private mutating func makeTestArt() {
        if deskScreen.art == nil { deskScreen.art = desk?.verifier.testPass.flatMap { PassArt(digits: $0.digits) } }
    }

    // MARK: Keys

    mutating func pressDesk(_ press: KeyPress) -> [ConsoleEffect] {
        switch KeyMap(deskBindings).lookup(press) {
        case .none: return moveOnDesk(press)
        case .disabled(let binding): return tellHint(words.disabled(binding.title, binding.disabledReason))
        case .needsInputMethodOff(let binding): return tellHint(words.inputMethodOff(binding.title))
        case .run(let bindings): return bindings.first.map { run($0.action) } ?? []
        }
    }

    mutating func run(_ action: DeskAction) -> [ConsoleEffect] {
        switch action {
        case .act:
            if let conflict = markedConflict { return show(conflict) }
            if let command = markedCommand { show(command) }
            return []
        case .retry:
            guard let command = markedCommand else { return [] }
            // It writes over what others have done since: nobody asks for that without seeing what it is.
            guard command.isOutdated else { return retry(command) }
            show(command)
            return []
        case .discard: return askToDiscard()
        case .send:
            deskScreen.awaitsSending = true
            return [.tell(.sync)] + tell(words.sending, .status)
        case .test:
            makeTestArt()
            if let art = deskScreen.art { layers.push(.desk(.test(art))) }
            return []
        case .refresh: return refreshDesk()
        case .back:
            place = .walkIn
            return forgetPending()
        }
    }

    /// What was asked for, and what can be done about it.
    private mutating func show(_ command: QueuedCommand) {
        let items = [words.tryAgain, words.discard, words.stay].map { MenuItem($0) }
        let form = command.asked?.form.flatMap { forms[$0] } ?? desk?.form
        var lines = [words.queued(command)] + words.asked(command, form: form)
        if command.isOutdated { lines.append(words.retryOverwrites) }
        layers.push(
            .desk(
                .menu(
                    command,
                    Dialog(
                        title: words.setAsideTitle, body: lines.joined(separator: "\n"), content: .menu(items)))))
    }

    private func retry(_ command: QueuedCommand) -> [ConsoleEffect] {
        [.tell(.desk(.retry(command)))]
    }

    private mutating func askToDiscard() -> [ConsoleEffect] {
        guard let command = markedCommand else { return [] }
        layers.push(.desk(.discard(command, discardDialog(command))))
        return []
    }

    private func discardDialog(_ command: QueuedCommand) -> Dialog {
        Dialog(
            title: words.discard,
            body: words.discardBody(command, form: command.asked?.form.flatMap { forms[$0] } ?? desk?.form),
            content: .menu([MenuItem(words.stay), MenuItem(words.discardNow)]))
    }

    private mutating func moveOnDesk(_ press: KeyPress) -> [ConsoleEffect] {
        let rows = deskRows
        switch press {
        case KeyPress(.up): if !scrollList(by: -1) { deskScreen.cursor -= 1 }
        case KeyPress(.down): if !scrollList(by: 1) { deskScreen.cursor += 1 }
        case KeyPress(.pageUp): pageOnDesk(by: -1)
        case KeyPress(.pageDown): pageOnDesk(by: 1)
        case KeyPress(.home): deskScreen.cursor = 0
        case KeyPress(.end): deskScreen.cursor = .max
        default: return []
        }
        let lines = deskLines
        let count = lines.count
        deskScreen.follow(count, rows: rows)
        leaveBlank(lines, by: [.up, .pageUp].contains(press.key) ? -1 : 1)
        // Earlier commands come before the end of what is there is reached.
        guard deskScreen.cursor + rows >= count, deskScreen.hasEarlier, !deskScreen.isReadingEarlier,
            let last = deskScreen.log.last
        else { return [] }
        deskScreen.isReadingEarlier = true
        return [.ask(.deskState, .desk(.state(before: last.sequence)))]
    }

    /// There is nothing on a blank line to be at. They stand alone, and never at an end.
    private mutating func leaveBlank(_ lines: [DeskLine], by step: Int) {
        guard lines.indices.contains(deskScreen.cursor), lines[deskScreen.cursor].isBlank else { return }
        deskScreen.cursor += step
        deskScreen.follow(lines.count, rows: deskRows)
    }

    /// Lines that the screen has room for.
    var deskRows: Int { max(ConsoleLayout(size).body.rows, 1) }

    mutating func pressDeskDialog(_ front: DeskDialog, _ press: KeyPress) -> [ConsoleEffect] {
        switch front {
        case .day(let dialog, let doubted): return pressDay(dialog, doubted, press)
        case .conflict(let conflict, let dialog):
            return decideOnDesk(dialog, press, again: { .conflict(conflict, $0) }) { console, choice in
                console.act(on: conflict, choice)
            }
        case .test:
            if [.escape, .enter, .character("t"), .character(" ")].contains(press.key) { overlay = nil }
            return []
        case .menu(let command, let dialog):
            return decideOnDesk(dialog, press, again: { .menu(command, $0) }) { console, choice in
                switch choice {
                case 0: return console.retry(command)
                case 1:
                    console.layers.push(.desk(.discard(command, console.discardDialog(command))))
                    return []
                default: return []
                }
            }
        case .discard(let command, let dialog):
            return decideOnDesk(dialog, press, again: { .discard(command, $0) }) { _, choice in
                choice == 1 ? [.tell(.desk(.discard(command)))] : []
            }
        case .journalFile(let way, let dialog): return pressJournalFile(way, dialog, press)
        case .passphrase(let way, let file, let first, let dialog):
            return pressPassphrase(way, file, first, dialog, press)
        }
    }

    /// A menu in which only Enter decides: a scanner types numbers, which mark and do nothing.
    private mutating func decideOnDesk(
        _ dialog: Dialog, _ press: KeyPress, again: (Dialog) -> DeskDialog,
        _ done: (inout ConsoleState, Int) -> [ConsoleEffect]
    ) -> [ConsoleEffect] {
        var dialog = dialog
        if let number = press.typed?.wholeNumberValue, dialog.mark(number - 1) {
            overlay = .desk(again(dialog))
            return []
        }
        switch dialog.handle(press, onlyEnter: words.onlyEnterChooses) {
        case .chosen(let choice):
            overlay = nil
            return done(&self, choice)
        case .dismissed: overlay = nil
        case .consumed, .ignored, .entered: overlay = .desk(again(dialog))
        }
        return []
    }

    // MARK: Answers

    mutating func take(_ news: DeskNews) -> [ConsoleEffect] {
        let (marked, markedConflict) = (markedCommand?.id, markedConflict?.id)
        var effects: [ConsoleEffect] = []
        switch news {
        case .queue(let result, let surroundings):
            let isFirst = deskScreen.queue == nil
            deskScreen.surroundings = surroundings
            warnings.measured(diskFree: surroundings.figures?.diskFree)
            switch result {
            case .success(let queue):
                deskScreen.queue = queue
                deskScreen.queueFault = nil
                waiting = queue.waitingCount
            case .failure(let error): deskScreen.queueFault = words.error(error)
            }
            if isFirst { deskScreen.cursor = deskLines.firstIndex { $0.command != nil } ?? 0 }
            if place == .desk {
                effects.append(.after(milliseconds: DeskScreen.interval, .deskDue, .desk(.due)))
            }
        case .state(let before, let result):
            deskScreen.isReadingEarlier = false
            switch result {
            case .success(let state):
                deskScreen.wasRead = true
                (deskScreen.logFault, deskScreen.lineFault) = (nil, nil)
                deskScreen.clockAhead = state.clockAhead
                warnings.compared(clockAhead: state.clockAhead)
                deskScreen.take(state.log, before: before)
            case .failure(let error):
                deskScreen.logFault = words.unread(error)
                noteFault(of: error)
            }
        case .retried(let command, let result): effects = retried(command, result) + refreshDesk()
        case .discarded(let command, .success(let record)):
            effects = tell(record == nil ? words.retryGone : words.discardedNow(command)) + refreshDesk()
        case .discarded(_, .failure(let error)): effects = tell(words.notDone(error), .bad)
        case .exported(let result): effects = exportedJournal(result) + refreshDeskIfShown()
        case .tookIn(let result): effects = tookInJournal(result)
        case .conflicts(let result, let count): takeConflicts(result, outOf: count)
        case .dayConfirmed: effects = sendAwaitingDay() + countAnew() + [readQueue()]
        case .due:
            // What another desk has dealt with comes without news as well.
            effects = place == .desk ? [readQueue()] + (isLineLost ? [] : readConflicts()) : []
        case .settled(let conflict, let result): effects = settled(conflict, result)
        }
        // Tried again and refused, it stands last in its list, under the id that follows.
        if let marked, let line = findLine(of: marked) ?? findLine(of: marked.successor) { deskScreen.cursor = line }
        // Those that have come since stand above it.
        if let markedConflict, let line = findLine(ofConflict: markedConflict) { deskScreen.cursor = line }
        deskScreen.follow(deskLines.count, rows: deskRows)
        leaveBlank(deskLines, by: 1)
        return effects
    }

    /// Keeps what the system said of the lost line: whoever asks later is told only that it is lost.
    mutating func noteFault(of error: DeskError) {
        if case .outOfReach(let reason) = error, !reason.isEmpty { deskScreen.lineFault = words.firstLine(reason) }
    }

    private mutating func retried(
        _ command: QueuedCommand, _ result: Result<RetryResult, DeskError>
    ) -> [ConsoleEffect] {
        switch result {
        case .success(.applied):
            attendees.isStale = true
            return tell(words.retryApplied(command))
        case .success(.setAside(let reason)): return tell(words.retryRefused(command, reason), .bad)
        case .success(.waiting): return tell(words.retryWaiting, .warning)
        case .success(.gone): return tell(words.retryGone, .warning)
        case .success(.busyElsewhere): return tell(words.retryBusy, .warning)
        case .failure(let error): return tell(words.notDone(error), .bad)
        }
    }
}

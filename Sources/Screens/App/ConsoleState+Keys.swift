// Where a key goes: what stands in front first, then the keys that work everywhere, then the screen.

import Domain
import Store
import Terminal

extension ConsoleState {
    mutating func press(_ press: KeyPress, at time: Int64) -> [ConsoleEffect] {
        ids.hear(time)
        let wasRead = newsWasRead()
        let known = bannerCount
        let effects = handle(press, at: time)
        // What the key has told goes first.
        return wasRead && bannerCount == known ? effects + showHeld() : effects
    }

    private mutating func handle(_ press: KeyPress, at time: Int64) -> [ConsoleEffect] {
        var press = press
        if awaitsFunctionDigit {
            awaitsFunctionDigit = false
            if let digit = press.typed?.wholeNumberValue { press = KeyPress(.function(digit == 0 ? 10 : digit)) }
        } else if press == KeyPress(.character("g"), .control) {
            awaitsFunctionDigit = true
            return tell(words.functionDigit, .status)
        }
        if let effects = pressEverywhere(press, at: time) { return effects }
        if overlay != nil { return pressOverlay(press, at: time) }
        if let effects = holdForEdit(.key(press, at: time)) { return effects }
        switch place {
        case .walkIn: return pressWalkIn(press, at: time)
        case .review: return pressReview(press)
        case .attendees: return pressAttendees(press, at: time)
        case .checkIn: return pressGate(press, at: time)
        case .dashboard: return pressDashboard(press)
        case .desk: return pressDesk(press)
        case .programs: return pressPrograms(press, at: time)
        }
    }

    /// The keys that work everywhere. Going to another screen leaves what stands in front of this one.
    private mutating func pressEverywhere(_ press: KeyPress, at time: Int64) -> [ConsoleEffect]? {
        guard case .run(let bindings) = KeyMap(everywhere).lookup(press), let binding = bindings.first,
            press.typed == nil
        else { return nil }
        if binding.action == .help, case .help = overlay { return nil }
        return run(binding.action)
    }

    mutating func run(_ action: CommonAction) -> [ConsoleEffect] {
        switch action {
        case .help:
            layers.push(help())
            return []
        case .walkIn:
            let news = clearLayers()
            place = .walkIn
            walkIn.focusFirst()
            return news + forgetPending()
        case .review: return clearLayers() + forgetPending() + goToReview()
        case .attendees:
            return clearLayers() + forgetPending() + goToAttendees()
        case .checkIn: return goToGate()
        case .dashboard: return clearLayers() + forgetPending() + goToDashboard()
        case .desk: return clearLayers() + forgetPending() + goToDesk()
        case .programs: return clearLayers() + forgetPending() + goToPrograms()
        case .redraw: return [.redraw]
        case .leave: return leave()
        case .palette: return openPalette()
        case .suspend: return [.suspend]
        case .mouse: return toggleMouse()
        case .export(let table, let kind): return exportPressed(table, kind)
        case .importFile: return importPressed()
        case .carryJournal(let way): return clearLayers() + forgetPending() + goToDesk() + carryJournal(way)
        case .correctDay: return correctDay()
        case .theme(let choice): return use(choice)
        case .language(let choice): return speak(choice)
        }
    }

    /// What was read before is shown at once, and read anew when something changed since, or when it was here already.
    mutating func goToAttendees() -> [ConsoleEffect] {
        let wasHere = place == .attendees
        place = .attendees
        learnOnce()
        // Whoever was just registered is who somebody wants to see.
        if attendees.isStale, let wanted = attendees.wanted {
            attendees.wanted = nil
            return goTo(wanted)
        }
        let fitted = fitAttendees()
        return !attendees.isLoaded || attendees.isStale || wasHere ? refreshAttendees() : fitted
    }

    private mutating func leave() -> [ConsoleEffect] {
        let bodies = [
            gate.queue.isEmpty ? nil : words.leaveWhileScanning(gate.queue.count),
            gate.queue.isEmpty && (walkIn.isSaving || isSavingEdit) ? words.leaveWhileSaving : nil,
            work.map { words.leaveWhileWorking($0) },
        ].compactMap(\.self)
        guard !bodies.isEmpty else { return [.quit(0)] }
        if case .leave = overlay { return [] }
        let leave = work == nil ? words.leaveAnyway : words.stopAndLeave
        layers.push(
            .leave(
                Dialog(
                    title: words.leaveTitle, body: bodies.joined(separator: "\n"),
                    content: .menu([MenuItem(words.stayHere), MenuItem(leave)]))))
        return []
    }

    /// An edit was sent and is not answered yet. One that was only typed is kept on disk, as a walk-in is.
    private var isSavingEdit: Bool {
        for case .edit(let edit) in layers.layers where edit.isSaving { return true }
        return parked?.isSaving == true
    }

    mutating func paste(_ text: String) -> [ConsoleEffect] {
        switch overlay {
        case .help(var help, let commands):
            help.paste(text)
            overlay = .help(help, commands)
            return []
        case .palette(var palette, let commands):
            palette.paste(text)
            overlay = .palette(palette, commands)
            return []
        case .reason(let card, var dialog):
            _ = dialog.paste(text)
            overlay = .reason(card, dialog)
            return []
        case .reissue(let card, var dialog):
            _ = dialog.paste(text)
            overlay = .reissue(card, dialog)
            return []
        case .edit(let edit): return pasteIntoEdit(edit, text)
        case .pictures(var dialog):
            _ = dialog.paste(text)
            overlay = .pictures(dialog)
            return []
        case .export(let table, let kind, var dialog):
            _ = dialog.paste(text)
            overlay = .export(table, kind, dialog)
            return []
        case .importing(let screen): return pasteIntoImport(screen, text)
        case .jump(var dialog):
            _ = dialog.paste(text)
            overlay = .jump(dialog)
            return []
        case .views(let list): return pasteIntoViews(list, text)
        case .review(let front): return pasteIntoReview(front, text)
        case .desk(let front): return pasteIntoDesk(front, text)
        case .qr, .card, .candidates, .duplicate, .full, .undo, .leave, .order, .missing, .columns, .gate, .programs:
            return []
        case nil: break
        }
        if let effects = holdForEdit(.paste(text)) { return effects }
        switch place {
        case .walkIn: return pasteIntoWalkIn(text)
        case .attendees, .review: return pasteIntoSearch(text)
        case .checkIn: return pasteIntoLookUp(text)
        case .dashboard: return []
        case .desk: return []
        case .programs: return pasteIntoSeatLookUp(text)
        }
    }
}

// Keys of the check-in screen: what it is set to, the scans that were answered, and the look-up by hand.

import Desk
import Domain
import Terminal

/// What the keys of the check-in screen do.
enum GateAction: Equatable, Sendable {
    case lookUp, open, party, undo, mode, gate, back
}

extension ConsoleState {
    var gateBindings: [Binding<GateAction>] {
        [
            Binding([KeyPress(.character("/"))], .lookUp, title: words.gateLookUp, help: words.gateLookUpHelp),
            Binding([KeyPress(.enter)], .open, title: words.gateMenu, help: words.gateMenuHelp),
            Binding(
                [KeyPress(.character("p"))], .party, title: words.gatePartyKey, help: words.gatePartyHelp,
                disabledReason: partyToCheckIn == nil ? words.gateNoParty : nil, decides: true),
            Binding(
                [KeyPress(.character("m"))], .mode, title: words.gateModeKey, help: words.gateModeHelp, decides: true),
            Binding(
                [KeyPress(.character("g"))], .gate, title: words.gateKey, help: words.gateKeyHelp,
                disabledReason: gate.gates.count > 1 ? nil : words.gateIsOnly, decides: true),
            Binding(
                [KeyPress(.character("u")), KeyPress(.character("z"), .control)], .undo, title: words.undo,
                help: words.gateUndoHelp, disabledReason: gate.undoable == nil ? words.gateNothingToUndo : nil,
                decides: true),
            Binding([KeyPress(.escape)], .back, title: words.back, help: words.backHelp),
        ]
    }

    /// The key line while somebody is looked up.
    var lookUpKeys: [KeyLine.Entry] {
        [
            KeyLine.Entry(key: "Enter", title: words.gateCheckInThem(gate.mode)),
            KeyLine.Entry(key: "Up", title: ""), KeyLine.Entry(key: "Down", title: words.choose),
            KeyLine.Entry(key: "Esc", title: words.back),
        ]
    }

    mutating func pressGate(_ press: KeyPress) -> [ConsoleEffect] {
        if gate.lookUp.isOpen { return pressLookUp(press) }
        switch KeyMap(gateBindings).lookup(press) {
        case .disabled(let binding): return tell(words.disabled(binding.title, binding.disabledReason), .warning)
        case .needsInputMethodOff(let binding): return tell(words.inputMethodOff(binding.title), .warning)
        case .run(let bindings): return bindings.first.map { run($0.action) } ?? []
        case .none: break
        }
        switch (press.key, press.modifiers) {
        case (.up, []): select((gate.selected ?? 0) - 1)
        case (.down, []): select((gate.selected ?? -1) + 1)
        case (.home, []): select(0)
        case (.end, []): select(gate.past.count - 1)
        default:
            // The end of a telephone or a serial can be typed at once.
            guard let digit = press.typed, digit.isNumber else { return [] }
            gate.lookUp.isOpen = true
            return pressLookUp(press)
        }
        return []
    }

    private mutating func select(_ index: Int) {
        gate.selected = gate.past.isEmpty || index < 0 ? nil : min(index, gate.past.count - 1)
    }

    mutating func run(_ action: GateAction) -> [ConsoleEffect] {
        switch action {
        case .lookUp:
            gate.lookUp.isOpen = true
            return []
        case .open:
            guard let selected = gate.selected else {
                layers.push(.gate(gateMenu))
                return []
            }
            guard let serial = gate.past[selected].serial else { return tell(words.gateNobodyThere, .warning) }
            return askForPerson(serial, .card)
        case .party: return checkInParty()
        case .undo: return undoPassage()
        case .mode:
            let modes = CheckIn.Mode.allCases
            let index = modes.firstIndex(of: gate.mode) ?? 0
            return setMode(modes[(index + 1) % modes.count])
        case .gate: return setGate(((gate.gates.firstIndex(of: gate.gate) ?? 0) + 1) % gate.gates.count)
        case .back:
            guard gate.selected == nil else {
                gate.selected = nil
                return []
            }
            place = .walkIn
            return forgetPending()
        }
    }

    // MARK: The menu

    /// Modes, then gates, which digits may choose; last a party, which only Enter lets in.
    private var gateMenu: Dialog {
        let modes = CheckIn.Mode.allCases.map { mode in
            MenuItem(words.gateModeItem(mode, isSet: mode == gate.mode))
        }
        let gates = gate.gates.count < 2 ? [] : gate.gates.map { MenuItem(words.gateItem($0, isSet: $0 == gate.gate)) }
        let party = partyToCheckIn.map { [MenuItem(words.gatePartyItem($0.left.count))] } ?? []
        return Dialog(
            title: words.gateMenuTitle, content: .menu(modes + gates + party),
            selected: CheckIn.Mode.allCases.firstIndex(of: gate.mode) ?? 0)
    }

    mutating func pressGateMenu(_ dialog: Dialog, _ press: KeyPress) -> [ConsoleEffect] {
        var dialog = dialog
        let modes = CheckIn.Mode.allCases
        let partyIndex = modes.count + (gate.gates.count < 2 ? 0 : gate.gates.count)
        // The first digit of a scan must let nobody in.
        if press.typed?.wholeNumberValue == partyIndex + 1 { return [] }
        switch dialog.handle(press) {
        case .chosen(let index):
            overlay = nil
            if index == partyIndex { return checkInParty() }
            return modes.indices.contains(index) ? setMode(modes[index]) : setGate(index - modes.count)
        case .dismissed: overlay = nil
        case .consumed, .ignored, .entered: overlay = .gate(dialog)
        }
        return []
    }

    // MARK: By hand

    private mutating func pressLookUp(_ press: KeyPress) -> [ConsoleEffect] {
        switch (press.key, press.modifiers) {
        case (.escape, []):
            gate.lookUp = GateLookUp()
            return [.cancel(.gateLookUp)]
        case (.up, []): gate.lookUp.selected = max(gate.lookUp.selected - 1, 0)
        case (.down, []):
            gate.lookUp.selected = max(min(gate.lookUp.selected + 1, gate.lookUp.found.count - 1), 0)
        case (.enter, []): return checkInFound()
        default:
            if gate.lookUp.field.handle(press) == .changed { return searchAnew() }
        }
        return []
    }

    /// Lets in whoever is selected: only from the answer to what stands in the field.
    private mutating func checkInFound() -> [ConsoleEffect] {
        let lookUp = gate.lookUp
        guard lookUp.isCurrent else { return lookUp.field.isEmpty ? [] : tell(words.loading, .warning) }
        guard lookUp.found.indices.contains(lookUp.selected) else { return [] }
        gate.lookUp = GateLookUp()
        return checkIn(.person(lookUp.found[lookUp.selected].row.serial))
    }

    mutating func pasteIntoLookUp(_ text: String) -> [ConsoleEffect] {
        gate.lookUp.isOpen = true
        return gate.lookUp.field.paste(text) == .changed ? searchAnew() : []
    }

    private mutating func searchAnew() -> [ConsoleEffect] {
        gate.lookUp.selected = 0
        gate.lookUp.failure = nil
        return [lookUpRequest]
    }

    private var lookUpRequest: ConsoleEffect {
        let text = gate.lookUp.field.text
        return text.isEmpty ? .cancel(.gateLookUp) : .ask(.gateLookUp, .gateCandidates(text, gate.gate.place))
    }

    mutating func takeCandidates(
        _ text: String, _ place: Domain.Place, _ result: Result<[GateCandidate], DeskError>
    ) -> [ConsoleEffect] {
        guard gate.lookUp.isOpen, text == gate.lookUp.field.text, place == gate.gate.place else { return [] }
        switch result {
        case .failure(let error): gate.lookUp.failure = words.error(error)
        case .success(let found):
            gate.lookUp.found = found
            gate.lookUp.foundFor = text
            gate.lookUp.failure = nil
        }
        return []
    }

    /// After a scan's digits were taken out of the field: what they had broken off is asked again.
    func resumeLookUp(after now: GateLookUp) -> [ConsoleEffect] {
        guard now.field.text != gate.lookUp.field.text else { return [] }
        return [gate.lookUp.isCurrent ? .cancel(.gateLookUp) : lookUpRequest]
    }
}

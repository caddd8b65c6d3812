// Keys of the check-in screen: what it is set to, and the scans that were answered.

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
                help: words.gateUndoHelp,
                disabledReason: gate.undoable == nil ? words.gateNoUndo(gate.couldUndoAnother) : nil,
                decides: true),
            Binding([KeyPress(.escape)], .back, title: words.back, help: words.backHelp),
        ]
    }

    /// The key line while somebody is looked up.
    var lookUpKeys: [KeyLine.Entry] {
        [
            KeyLine.Entry(key: "Enter", title: words.gateCheckInThem(gate.mode)),
            KeyLine.Entry(key: "Up Down", title: words.choose), KeyLine.Entry(key: "Esc", title: words.back),
        ]
    }

    mutating func pressGate(_ press: KeyPress, at time: Int64) -> [ConsoleEffect] {
        if gate.lookUp.isOpen { return pressLookUp(press, at: time) }
        switch KeyMap(gateBindings).lookup(press) {
        case .disabled(let binding):
            return tellHint(words.disabled(binding.title, binding.disabledReason) + nameHint(press))
        case .needsInputMethodOff(let binding):
            return tellHint(words.inputMethodOff(binding.title) + nameHint(press))
        case .run(let bindings): return bindings.first.map { run($0.action) } ?? []
        case .none: break
        }
        switch (press.key, press.modifiers) {
        case (.up, []): select((gate.selected ?? 0) - 1)
        case (.down, []): select((gate.selected ?? -1) + 1)
        case (.home, []): select(0)
        case (.end, []): select(gate.past.count - 1)
        default:
            guard let character = press.typed else { return [] }
            // Whoever types a name has not opened the look-up.
            guard character.isNumber else { return character.isLetter ? tell(words.gateSlash, .status) : [] }
            // The end of a telephone or a serial can be typed at once.
            gate.lookUp.open(at: time)
            return pressLookUp(press, at: time)
        }
        return []
    }

    /// A Hangul letter may be the beginning of a name.
    private func nameHint(_ press: KeyPress) -> String {
        press.typed.map { $0.isLetter && !$0.isASCII } == true ? " " + words.gateSlash : ""
    }

    private mutating func select(_ index: Int) {
        gate.selected = gate.past.isEmpty || index < 0 ? nil : min(index, gate.past.count - 1)
    }

    mutating func run(_ action: GateAction) -> [ConsoleEffect] {
        switch action {
        case .lookUp:
            gate.lookUp.open(at: ids.time)
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
        if press.typed?.wholeNumberValue == partyIndex + 1, partyToCheckIn != nil {
            dialog.fault = words.onlyEnterChooses
            overlay = .gate(dialog)
            return []
        }
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
}

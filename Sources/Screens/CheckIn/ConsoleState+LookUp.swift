// Looking somebody up by hand at a gate.

import Desk
import Domain
import Terminal

extension ConsoleState {
    mutating func pressLookUp(_ press: KeyPress, at time: Int64) -> [ConsoleEffect] {
        switch (press.key, press.modifiers) {
        case (.escape, []): return closeLookUp()
        case (.up, []): gate.lookUp.move(by: -1, at: time)
        case (.down, []): gate.lookUp.move(by: 1, at: time)
        case (.enter, []):
            let choice = gate.lookUp.enter(at: time)
            return checkIn(choice)
        default:
            if gate.lookUp.type(press, at: time) { return [lookUpRequest] }
        }
        return []
    }

    mutating func closeLookUp() -> [ConsoleEffect] {
        guard gate.lookUp.isOpen else { return [] }
        gate.lookUp = GateLookUp()
        return [.cancel(.gateLookUp)]
    }

    private mutating func checkIn(_ choice: GateLookUp.Choice) -> [ConsoleEffect] {
        switch choice {
        case .nothing, .remembered: return []
        case .unclear: return tell(words.gateChoose, .warning)
        case .chosen(let candidate):
            gate.lookUp = GateLookUp()
            return checkIn(.person(candidate.row.serial), who: candidate.row)
        }
    }

    mutating func pasteIntoLookUp(_ text: String) -> [ConsoleEffect] {
        if let pass = pastedPass(text) { return checkIn(.code(pass)) }
        return gate.lookUp.paste(text, at: ids.time) ? [lookUpRequest] : []
    }

    /// A whole pass that was pasted is a scan: nobody has such a telephone.
    func pastedPass(_ text: String) -> String? {
        let digits = ScannedText.cleaned(text)
        return digits.utf8.count == Pass.length && digits.allSatisfy(\.isNumber) ? digits : nil
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
        case .failure(let error):
            gate.lookUp.fail(words.notDone(error))
            return []
        case .success(let found):
            let choice = gate.lookUp.take(found, for: text)
            return checkIn(choice)
        }
    }

    /// After a scan's digits were taken out of the field: what they had broken off is asked again.
    func resumeLookUp(after now: GateLookUp) -> [ConsoleEffect] {
        guard now.field.text != gate.lookUp.field.text else { return [] }
        return [gate.lookUp.isCurrent ? .cancel(.gateLookUp) : lookUpRequest]
    }

    /// A scan was answered: a look-up that nobody is typing in is closed, or it would go on taking the screen's keys.
    mutating func lookUpGivesWay(to scan: GateScan) -> [ConsoleEffect] {
        guard let session = scan.session else {
            return gate.lookUp.giveWay(at: ids.time) ? [.cancel(.gateLookUp)] : []
        }
        guard programs.table?.id == session else { return [] }
        return programs.table?.lookUp.giveWay(at: ids.time) == true ? [.cancel(.programFind)] : []
    }
}

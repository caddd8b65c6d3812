// Looking somebody up by hand for a session.

import Desk
import Domain
import Terminal

extension ConsoleState {
    mutating func closeSeatLookUp() { programs.table?.lookUp = GateLookUp() }

    mutating func pressSeatLookUp(_ press: KeyPress, at time: Int64) -> [ConsoleEffect] {
        guard var lookUp = programs.table?.lookUp else { return [] }
        var choice = GateLookUp.Choice.nothing
        var hasChanged = false
        switch (press.key, press.modifiers) {
        case (.escape, []):
            closeSeatLookUp()
            return [.cancel(.programFind)]
        case (.up, []): lookUp.move(by: -1, at: time)
        case (.down, []): lookUp.move(by: 1, at: time)
        case (.enter, []): choice = lookUp.enter(at: time)
        default: hasChanged = lookUp.type(press, at: time)
        }
        programs.table?.lookUp = lookUp
        return hasChanged ? findRequest : offer(choice)
    }

    private mutating func offer(_ choice: GateLookUp.Choice) -> [ConsoleEffect] {
        switch choice {
        case .nothing, .remembered: return []
        case .unclear: return tell(words.gateChoose, .warning)
        case .chosen(let candidate):
            layers.push(sessionMenu(candidate.row))
            return []
        }
    }

    mutating func pasteIntoSeatLookUp(_ text: String) -> [ConsoleEffect] {
        if sessionDoor != nil, let pass = pastedPass(text) { return checkIn(.code(pass)) }
        return programs.table?.lookUp.paste(text, at: ids.time) == true ? findRequest : []
    }

    private var findRequest: [ConsoleEffect] {
        guard let table = programs.table, !table.lookUp.field.isEmpty else { return [.cancel(.programFind)] }
        return [.ask(.programFind, .programs(.find(table.lookUp.field.text, table.id)))]
    }

    mutating func takeFound(
        _ text: String, _ session: SessionID, _ result: Result<[GateCandidate], DeskError>
    ) -> [ConsoleEffect] {
        guard var table = programs.table, table.id == session, table.lookUp.isOpen, table.lookUp.field.text == text
        else { return [] }
        var choice = GateLookUp.Choice.nothing
        switch result {
        case .failure(let error): table.lookUp.fail(words.notDone(error))
        case .success(let found): choice = table.lookUp.take(found, for: text)
        }
        programs.table = table
        // What stands in front by now has the keys.
        return layers.isEmpty ? offer(choice) : []
    }

    /// After a scan's digits were taken out of the field: what they had broken off is asked again.
    func resumeSeatLookUp(after now: SessionTable?) -> [ConsoleEffect] {
        guard now?.lookUp.field.text != programs.table?.lookUp.field.text else { return [] }
        return programs.table?.lookUp.isCurrent == false ? findRequest : [.cancel(.programFind)]
    }
}

// Whom the commands of a journal are about.

import Domain
internal import Store

extension DeskQueue {
    /// Names those whom a check-in or a cancellation is about, which say no more than a serial: by what else waits here, and
    /// by the desk's copy of the event.
    /// - Parameter roster: asked for where somebody is left without a name.
    mutating func addNames(_ roster: () -> Roster?) {
        var names: [Serial: String] = [:]
        for case let (serial?, name?) in (waiting + setAside).map({ ($0.serial, $0.name) }) { names[serial] = name }
        let isNameless = (waiting + setAside).contains { one in one.serial.map { names[$0] == nil } ?? false }
        let roster = isNameless ? roster() : nil
        func named(_ command: QueuedCommand) -> QueuedCommand {
            guard command.name == nil, let serial = command.serial else { return command }
            var command = command
            command.name = names[serial] ?? roster?.registration(serial)?.name
            return command
        }
        waiting = waiting.map(named)
        setAside = setAside.map(named)
    }
}

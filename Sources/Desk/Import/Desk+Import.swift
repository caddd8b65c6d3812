// What an import needs of its desk.

import Domain
import Journal
import Store

extension Desk {
    var now: Timestamp { clock() }

    /// A command with the desk's next number. The journal only counts it: an import's rows are not in it, so it promises
    /// nothing, and whoever imports after a crash imports the file again.
    func numbered(_ id: CommandID, _ action: Command.Action, at moment: Timestamp) throws(DeskError) -> Command {
        try DeskError.wrap {
            let entry = try journal.append(
                id: id.bytes, event: event.id.rawValue, takesSerial: false, madeAt: moment.milliseconds
            ) { _, _ in [] }.entry
            try journal.settle(id: id.bytes)
            return Command(
                id: id, event: event.id, desk: self.id, deskSequence: entry.sequence, actor: settings.deskName,
                madeAt: moment, action: action)
        }
    }

    /// Tells everybody, this desk's own screens included: an import is not told row by row.
    func appliedImport() {
        notices.changed()
        tellOthers()
    }
}

// A database that has forgotten something: a standby that took over without the last of it, or a restored backup.

import Domain
import Journal
import Store

extension Desk {
    /// Asks a database that was just connected to whether it still has what it has confirmed to this desk, and sends
    /// again what it has not, before anything else: in the old order and under the old ids. What is refused now, because
    /// others went on without it, is set aside for a person to see.
    func sendAgainWhatIsLost(by fresh: Store) throws(DeskError) {
        let (ids, free) = try DeskError.wrap {
            (
                try journal.confirmed(of: event.origin).compactMap(CommandID.init(bytes:)),
                try journal.freeSerials(event: event.id.rawValue)
            )
        }
        guard !ids.isEmpty || !free.isEmpty else { return }
        let lost = try DeskError.wrap { try fresh.lost(of: ids, serials: free, desk: id, event: event.id) }
        guard !lost.isEmpty else { return }
        let reopened = try DeskError.wrap {
            try fresh.announce(desk: id, name: settings.deskName, event: event.id)
            // Whoever has them meanwhile keeps them: this desk takes new ones.
            let isOurs = try lost.serials.allSatisfy { try fresh.claim($0, desk: id, event: event.id) }
            if !isOurs { try journal.dropBlocks(event: event.id.rawValue) }
            return try journal.reopen(lost.commands.map(\.bytes), note: DeskError.lostByDatabase)
        }
        recordLost(reopened)
        if !lost.commands.isEmpty { share.sentAgain(try outgoing.sync()) }
    }

    /// Whichever program of this desk sends them, F8 says that they were lost: those that this one has put in line, and no
    /// other. Where that cannot be written down, they are sent all the same.
    private func recordLost(_ ids: [[UInt8]]) {
        let found = ids.compactMap { id -> LostChange? in
            guard let entry = try? journal.entry(id: id), let command = try? Self.command(of: entry) else {
                return nil
            }
            return LostChange(
                id: command.id, event: event.id, serial: command.action.serial, kind: command.action.kind,
                foundAt: eventTime())
        }
        guard !found.isEmpty else { return }
        try? DeskMemory.change(journal) { $0.remember(found) }
    }
}

extension Event {
    /// What tells it from every other: another database may have given its id to another event.
    var origin: String { "\(number) \(slug)" }
}

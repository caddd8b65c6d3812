// Dealing with what was set aside: trying it again, or giving it up.

public import Domain
import Journal
import Store

/// What became of trying a command again.
public enum RetryResult: Hashable, Sendable {
    case applied(Outcome)
    /// Set aside once more, for this reason.
    case setAside(String)
    /// Nobody answered: it waits and is sent with the others.
    case waiting
    /// It is not there any more: somebody else dealt with it.
    case gone
    /// Another console of this desk is sending.
    case busyElsewhere
}

extension Desk {
    /// Tries a command again that was set aside. What the database has refused and recorded goes out under the id that
    /// follows from it: the same id would only be told the same refusal.
    public func retry(_ id: CommandID) throws(DeskError) -> RetryResult {
        try DeskError.wrap { try journal.withDrainLock { try retryAlone(id) } ?? .busyElsewhere }
    }

    private func retryAlone(_ id: CommandID) throws -> RetryResult {
        guard let entry = try journal.entry(id: id.bytes), entry.state == .aside else { return .gone }
        let command = try Self.command(of: entry)
        let receipt = try withStore { try $0.receipt(of: id, event: event.id) }
        guard let receipt else { return try sendAgain(entry, command) }
        guard case .refused = receipt.outcome else {
            try journal.settle(id: id.bytes)
            return .applied(receipt.outcome)
        }
        let next = id.successor
        // First the new one, then the old one away: a crash in between leaves both, and the next try finds the new one.
        let (again, isNew) = try journal.append(
            id: next.bytes, event: entry.event, takesSerial: false, madeAt: entry.madeAt
        ) { sequence, _ in
            var later = command
            later.id = next
            // It may have come from another desk's journal; from here on it is this one's.
            later.desk = self.id
            later.deskSequence = sequence
            return Array(try PayloadCoding.text(later).utf8)
        }
        try journal.settle(id: id.bytes)
        if !isNew, again.state == .done { return .gone }
        return try sendAgain(again, try Self.command(of: again))
    }

    private func sendAgain(_ entry: JournalEntry, _ command: Command) throws -> RetryResult {
        do throws(DeskError) {
            let receipt = try apply(command)
            if case .refused(let refusal) = receipt.outcome {
                try DeskError.wrap { try journal.setAside(id: entry.id, note: refusal.reason.rawValue) }
                return .setAside(refusal.reason.rawValue)
            }
            try outgoing.settle(entry, try Self.command(of: entry), receipt.outcome)
            return .applied(receipt.outcome)
        } catch {
            if case .journal = error { throw error }
            guard error.concernsCommand else {
                if entry.state == .pending { return .waiting }
                throw error
            }
            try DeskError.wrap { try journal.setAside(id: entry.id, note: error.word) }
            return .setAside(error.word)
        }
    }

    /// Gives a command up that was set aside. What it asked for is wiped; that it was, why it was set aside, who gave it
    /// up and when stays in the journal. Whoever saves its draft after that sends it as a new command.
    /// - Returns: the record; nil when it is not there any more.
    public func discard(_ id: CommandID) throws(DeskError) -> DiscardedCommand? {
        try DeskError.wrap {
            guard let entry = try journal.entry(id: id.bytes), entry.state == .aside, let queued = QueuedCommand(entry)
            else { return nil }
            let record = DiscardedCommand(
                serial: queued.serial, kind: queued.kind, reason: queued.reason ?? "", by: settings.deskName,
                at: clock())
            guard try journal.discard(id: id.bytes, note: try PayloadCoding.text(record)) else { return nil }
            return record
        }
    }
}

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
    ///
    /// What was refused because the registration has moved on would be refused for ever: it is asked for anew, of the
    /// registration as it is now, by whoever has seen what it asks for. When it goes through, its conflict is dealt with.
    public func retry(_ id: CommandID) throws(DeskError) -> RetryResult {
        try DeskError.wrap { try journal.withDrainLock { try retryAlone(id) } ?? .busyElsewhere }
    }

    /// Refusals of what others have done to the registration meanwhile: whether it can be now is asked anew.
    private static let outdated: [Refusal.Reason] = [.conflict, .cancelled]

    private func retryAlone(_ id: CommandID) throws -> RetryResult {
        guard let entry = try journal.entry(id: id.bytes), entry.state == .aside else { return .gone }
        let command = try Self.command(of: entry)
        let receipt = try withStore { try $0.receipt(of: id, event: event.id) }
        var isOutdated = Self.outdated.contains { $0.rawValue == entry.note }
        if let receipt {
            guard case .refused(let refusal) = receipt.outcome, !refusal.leavesItAsAsked(by: command.action) else {
                try journal.settle(id: id.bytes)
                return .applied(receipt.outcome)
            }
            isOutdated = Self.outdated.contains(refusal.reason)
        } else if !isOutdated {
            return try sendAgain(entry, command)
        }
        let present = isOutdated ? try presentVersion(of: command) : nil
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
            if isOutdated {
                // It is decided now, not when this desk let it happen.
                later.apart = nil
                if let present { later.action = later.action.based(on: present) }
            }
            return Array(try PayloadCoding.text(later).utf8)
        }
        try journal.settle(id: id.bytes)
        if !isNew, again.state == .done { return .gone }
        return try sendAgain(again, try Self.command(of: again))
    }

    private func presentVersion(of command: Command) throws(DeskError) -> Int? {
        guard let serial = command.action.serial else { return nil }
        return try withStore { try $0.registration(serial, event: event.id)?.version }
    }

    /// What an earlier try has left for managers to look into is dealt with, or listed anew under this one.
    private func settleEarlierConflicts(of id: CommandID) {
        var earlier = id.predecessor
        while let entry = try? journal.entry(id: earlier.bytes), entry.state == .done {
            // Without a line it stays listed: the person is shown as they are then.
            _ = try? settleConflicts([earlier])
            earlier = earlier.predecessor
        }
    }

    private func sendAgain(_ entry: JournalEntry, _ command: Command) throws -> RetryResult {
        do throws(DeskError) {
            let receipt = try apply(command)
            if receipt.conflict != nil { settleEarlierConflicts(of: command.id) }
            if case .refused(let refusal) = receipt.outcome, !refusal.leavesItAsAsked(by: command.action) {
                try DeskError.wrap { try journal.setAside(id: entry.id, note: refusal.reason.rawValue) }
                return .setAside(refusal.reason.rawValue)
            }
            try outgoing.settle(entry, try Self.command(of: entry), receipt.outcome)
            settleEarlierConflicts(of: command.id)
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

extension Command.Action {
    /// The same, asked of another version of the registration; what has no version stays as it is.
    fileprivate func based(on version: Int) -> Command.Action {
        switch self {
        case .edit(let serial, _, let form, let answers):
            return .edit(serial: serial, version: version, form: form, answers: answers)
        case .cancel(let serial, _, let reason): return .cancel(serial: serial, version: version, reason: reason)
        case .restore(let serial, _, let status): return .restore(serial: serial, version: version, status: status)
        case .reissue(var reissue):
            reissue.version = version
            return .reissue(reissue)
        case .register, .checkIn, .undoCheckIn, .importRows, .review, .undoReview, .setCapacity, .enrol,
            .cancelEnrolment, .setPrograms, .export:
            return self
        }
    }
}

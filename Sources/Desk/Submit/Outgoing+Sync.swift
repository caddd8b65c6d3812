// Sending what waits, in order.

import Domain
import Journal
import Store

extension Outgoing {
    /// Sends what waits, oldest first, one program at a time. Stops where the line is lost; the rest waits on.
    /// - Parameters:
    ///   - last: nothing is sent that was promised after this one.
    ///   - until: asked after each; what is left goes out with the next call.
    func sync(
        before last: CommandID? = nil, until isEnough: () -> Bool = { false }
    ) throws(DeskError) -> SyncReport {
        try DeskError.wrap {
            let report = try box.withDrainLock { try drain(before: last, until: isEnough) }
            return try report ?? SyncReport(waiting: try box.pendingCount(), isBusyElsewhere: true)
        }
    }

    /// Sends what waits of somebody, and what was promised before it: whoever asks the database about them asks of what
    /// this desk has done, too. Where the line is lost it waits on.
    func sendKept(of serial: Serial) throws(DeskError) {
        var tries = 0
        while let last = try lastKept(of: serial), !book.isOutOfReach {
            let report = try sync(until: { (try? box.entry(id: last))??.state != .pending })
            // Another program of this desk may be sending just that: it is given a moment, and no more.
            guard report.isBusyElsewhere, tries < Self.mostTries else { return }
            tries += 1
            book.giveWay()
        }
    }

    private func lastKept(of serial: Serial) throws(DeskError) -> [UInt8]? {
        try DeskError.wrap {
            guard try box.pendingCount() > 0 else { return nil }
            return try box.pending(limit: .max).last { entry in
                guard let action = try? self.command(of: entry).action else { return false }
                return [action.serial, action.passSerial].contains(serial)
            }?.id
        }
    }

    private func drain(
        before last: CommandID?, until isEnough: () -> Bool
    ) throws -> SyncReport {
        var report = SyncReport()
        if last == nil {
            report.setAsideBefore = try box.aside(limit: .max).compactMap { entry in
                SyncReport.SetAside(entry, try? self.command(of: entry), entry.note ?? "")
            }
        }
        // A few at a time: a long queue is not all in memory.
        while let batch = try batch(before: last), !batch.isEmpty {
            for entry in batch {
                guard try sendNext(entry, &report), !isEnough() else {
                    report.waiting = try box.pendingCount()
                    return report
                }
            }
        }
        report.waiting = try box.pendingCount()
        return report
    }

    private func batch(before last: CommandID?) throws -> ArraySlice<JournalEntry>? {
        let batch = try box.pending(limit: 100)
        return batch.prefix { $0.id != last?.bytes }
    }

    /// - Returns: whether to go on: false where the line is lost.
    private func sendNext(
        _ entry: JournalEntry, _ report: inout SyncReport
    ) throws -> Bool {
        var command: Command?
        do throws(DeskError) {
            try askTheTime()
            let readable = try self.command(of: entry)
            command = readable
            if try standsOnNothing(readable) {
                copy?.forget(readable.id)
                try setAside(entry, readable, Refusal.Reason.conflict.rawValue, &report)
                return true
            }
            let receipt = try apply(readable)
            if receipt.conflict != nil { report.conflicts += 1 }
            report.noteScan(receipt, of: readable)
            if case .refused(let refusal) = receipt.outcome, try !isOver(readable, entry, in: refusal) {
                try setAside(entry, readable, refusal.reason.rawValue, &report)
            } else {
                try settle(entry, readable, receipt.outcome)
                report.sent += 1
                report.noteAnswer(receipt, to: readable)
                if let decided = SyncReport.Decided(readable, receipt.outcome, in: sender.event) {
                    report.decided.append(decided)
                }
                if entry.note == DeskError.lostByDatabase { report.sentAgain.append(SyncReport.SentAgain(readable)) }
            }
        } catch {
            if case .journal = error { throw error }
            guard error.concernsCommand else { return false }
            if let command { copy?.forget(command.id) }
            try setAside(entry, command, error.word, &report)
        }
        return true
    }

    /// What this desk has told without a line was so already, and nothing hangs on it: else that would be taken to know
    /// whatever another desk has made of it.
    private func isOver(_ command: Command, _ entry: JournalEntry, in refusal: Refusal) throws(DeskError) -> Bool {
        if command.isOver(in: refusal) { return true }
        guard command.apart != nil, refusal.makesNoDifference(to: command.action) else { return false }
        return try !DeskError.wrap {
            try box.pending(after: entry.sequence).contains { later in
                (try? self.command(of: later))?.apart?.after == command.id
            }
        }
    }

    /// It was decided upon a change of this desk that has never happened. Its version would be that change's, and may be
    /// another desk's change by now, which it must not be taken to know.
    private func standsOnNothing(_ command: Command) throws(DeskError) -> Bool {
        switch command.action {
        case .edit, .cancel, .restore, .reissue: break
        default: return false
        }
        guard let earlier = command.apart?.after, let entry = try DeskError.wrap({ try box.entry(id: earlier.bytes) })
        else { return false }
        return entry.state == .aside || entry.isGivenUp
    }

    private func setAside(
        _ entry: JournalEntry, _ command: Command?, _ reason: String, _ report: inout SyncReport
    ) throws(DeskError) {
        try DeskError.wrap { try box.setAside(id: entry.id, note: reason) }
        if let entry = SyncReport.SetAside(entry, command, reason) { report.setAside.append(entry) }
    }
}

extension Command {
    /// There is nothing to try again: what was asked for is so already, or somebody went through a gate, and a refusal does
    /// not bring them back. Of that managers are told.
    ///
    /// Unless nobody has that serial: whoever registered them may only be later than this.
    fileprivate func isOver(in refusal: Refusal) -> Bool {
        guard apart != nil else { return refusal.leavesItAsAsked(by: action) }
        guard refusal.reason != .unknownSerial else { return false }
        switch action {
        case .checkIn, .undoCheckIn: return true
        case .register, .edit, .cancel, .restore, .importRows, .review, .undoReview, .setCapacity, .enrol,
            .cancelEnrolment, .setPrograms, .export, .reissue:
            return false
        }
    }
}

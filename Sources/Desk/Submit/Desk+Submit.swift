// Submitting a change: written down durably first, then applied, then crossed off.

public import Domain
import Journal
import Store

extension Desk {
    /// A new command id from the desk's clock.
    public func makeCommandID() -> CommandID {
        CommandID.random(at: clock())
    }

    /// Writes `submission` into the journal, applies it, and answers with what came of it.
    ///
    /// Once the journal has it, it happens exactly once: after a crash or a lost reply the same id is sent again, by
    /// whoever saves the draft again or by `sync`.
    /// - Throws: `DeskError` before anything was kept. What the journal holds and the database cannot be told is not
    ///   an error but `.queued`.
    public func submit(_ submission: Submission) throws(DeskError) -> SubmissionResult {
        guard let entry = try known(submission.id) else { return try send(try record(submission)) }
        switch entry.state {
        case .pending: return try send(entry).asReplay(of: try Self.command(of: entry).action)
        case .done, .aside:
            // Sent under a new serial, or given up by somebody: what is saved after that is another command.
            if entry.note == DeskError.serialTaken || entry.isDiscarded { return try submit(submission.underNewSerial) }
            if let receipt = try withStore({ try $0.receipt(of: submission.id, event: event.id) }) {
                return .applied(receipt)
            }
            // It was set aside before the database could record it; whoever saves it again wants it tried again.
            guard entry.state == .aside else { throw .store(.unreadable("command \(submission.id)")) }
            return try send(entry).asReplay(of: try Self.command(of: entry).action)
        }
    }

    /// What the journal has under this id: looked up first, because saving again must not need a serial, nor a line to
    /// lease one.
    private func known(_ id: CommandID) throws(DeskError) -> JournalEntry? {
        try DeskError.wrap { try journal.entry(id: id.bytes) }
    }

    private func record(_ submission: Submission) throws(DeskError) -> JournalEntry {
        while true {
            if submission.change.takesSerial { try ensureSerials() }
            do {
                return try append(submission)
            } catch {
                // Another console of this desk took the last serial in between.
                guard case .journal(.noSerials) = error else { throw error }
            }
        }
    }

    private func append(_ submission: Submission) throws(DeskError) -> JournalEntry {
        try DeskError.wrap {
            let (now, moment) = (clock(), eventTime())
            return try journal.append(
                id: submission.id.bytes, event: event.id.rawValue, takesSerial: submission.change.takesSerial,
                madeAt: now.milliseconds
            ) { sequence, serial in
                let action = submission.change.action(
                    serial: serial.flatMap(Serial.init(rawValue:)), publicID: Self.makePublicID(), at: moment)
                guard let action else { throw DeskError.store(.noSerialsLeft) }
                let command = Command(
                    id: submission.id, event: event.id, desk: id, deskSequence: sequence, actor: settings.deskName,
                    madeAt: now, action: action)
                return Array(try PayloadCoding.text(command).utf8)
            }.entry
        }
    }

    /// Applies an entry. A line that stays lost for the desk's patience leaves it in the journal.
    private func send(_ entry: JournalEntry) throws(DeskError) -> SubmissionResult {
        let command: Command
        let receipt: Receipt
        do {
            command = try Self.command(of: entry)
        } catch {
            throw try setAside(entry, error)
        }
        do {
            receipt = try apply(command)
        } catch {
            if case .store(.serialTaken) = error { return try sendUnderNewSerial(entry, command) }
            if error.concernsCommand { throw try setAside(entry, error) }
            // What is about several is decided online; the journal has it, and whoever asked is told of the line.
            guard let serial = command.action.passSerial else { throw error }
            return .queued(serial)
        }
        try DeskError.wrap { try journal.settle(id: entry.id) }
        topUpSerials()
        return .applied(receipt)
    }

    /// - Returns: `error`, for the caller to throw.
    private func setAside(_ entry: JournalEntry, _ error: DeskError) throws(DeskError) -> DeskError {
        try DeskError.wrap { try journal.setAside(id: entry.id, note: error.word) }
        return error
    }

    /// Waits for the line for the desk's patience, once: what comes while it is still down is tried and not waited for.
    func apply(_ command: Command) throws(DeskError) -> Receipt {
        let deadline = Monotonic.milliseconds() + (lineIsDown ? 0 : Int64(settings.patience))
        while true {
            do {
                let receipt = try withStore { try $0.apply(command) }
                applied(receipt)
                return receipt
            } catch {
                guard case .outOfReach = error else { throw error }
                guard Monotonic.milliseconds() < deadline else {
                    lineIsDown = true
                    throw error
                }
                Monotonic.wait(milliseconds: 100)
            }
        }
    }

    /// This folder's serials belong to another command: it is a copy of another desk's. Its blocks are given up and
    /// the registration goes out once more, with a serial of its own and under an id that follows from the first one: a
    /// crash in between, and whoever saves the draft again, come to the same command.
    private func sendUnderNewSerial(_ entry: JournalEntry, _ command: Command) throws(DeskError) -> SubmissionResult {
        let change: Submission.Change
        switch command.action {
        case .register(let new): change = .register(source: new.source, form: new.form, answers: new.answers)
        case .reissue(let old): change = .reissue(serial: old.serial, version: old.version, reason: old.reason)
        default:
            throw .store(.serialTaken(command.action.serial?.rawValue ?? 0))
        }
        try DeskError.wrap {
            try journal.dropBlocks(event: event.id.rawValue)
            try journal.setAside(id: entry.id, note: DeskError.serialTaken)
        }
        return try submit(Submission(id: command.id, change: change).underNewSerial)
    }

    static func command(of entry: JournalEntry) throws(DeskError) -> Command {
        try DeskError.wrap {
            try PayloadCoding.value(Command.self, from: String(decoding: entry.payload, as: UTF8.self))
        }
    }

    static func makePublicID() -> String {
        var random = SystemRandomNumberGenerator()
        return Hexadecimal.text((0..<16).map { _ in UInt8.random(in: 0...255, using: &random) })
    }
}

extension Command.Action {
    /// Whose pass it hands out or is about: for a reissue the new one.
    fileprivate var passSerial: Serial? {
        if case .reissue(let reissue) = self { reissue.replacement } else { serial }
    }
}

extension Submission {
    /// The same change under the id that follows from this one's.
    fileprivate var underNewSerial: Submission {
        Submission(id: id.successor, change: change)
    }
}

extension JournalEntry {
    /// Somebody gave it up: only then does what is done keep a note.
    fileprivate var isDiscarded: Bool { state == .done && note != nil }
}

extension CommandID {
    /// Always the same other id: the last byte counted up, so that no other command has it.
    var successor: CommandID {
        var next = bytes
        next[15] &+= 1
        return CommandID(bytes: next) ?? self
    }

    /// A new id at `moment`.
    public static func random(at moment: Timestamp) -> CommandID {
        var random = SystemRandomNumberGenerator()
        return CommandID(at: moment, random: (0..<10).map { _ in UInt8.random(in: 0...255, using: &random) })
    }
}

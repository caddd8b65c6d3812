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
        let entry = try recordWithSerial(submission)
        switch entry.state {
        case .pending: return try send(entry)
        case .done, .aside:
            let receipt = try withStore { try $0.receipt(of: submission.id, event: event.id) }
            guard let receipt else { throw .store(.unreadable("command \(submission.id)")) }
            return .applied(receipt)
        }
    }

    /// Other processes of this desk take serials of the same block between looking and taking, so a block that has run
    /// out meanwhile is followed by another.
    private func recordWithSerial(_ submission: Submission) throws(DeskError) -> JournalEntry {
        var attempts = 0
        while true {
            if submission.change.takesSerial { try ensureSerials() }
            do {
                return try record(submission)
            } catch {
                attempts += 1
                guard case .journal(.noSerials) = error, attempts < 100 else { throw error }
            }
        }
    }

    private func record(_ submission: Submission) throws(DeskError) -> JournalEntry {
        try DeskError.wrap {
            let now = clock()
            return try journal.append(
                id: submission.id.bytes, event: event.id.rawValue, takesSerial: submission.change.takesSerial,
                madeAt: now.milliseconds
            ) { sequence, serial in
                let action = submission.change.action(
                    serial: serial.flatMap(Serial.init(rawValue:)), publicID: Self.makePublicID())
                guard let action else { throw DeskError.store(.noSerialsLeft) }
                let command = Command(
                    id: submission.id, event: event.id, desk: id, deskSequence: sequence, actor: settings.deskName,
                    madeAt: now, action: action)
                return Array(try PayloadCoding.text(command).utf8)
            }.entry
        }
    }

    /// Applies a pending entry. A line that stays lost for the desk's patience leaves it in the journal.
    private func send(_ entry: JournalEntry) throws(DeskError) -> SubmissionResult {
        let command = try Self.command(of: entry)
        do {
            let receipt = try apply(command)
            try DeskError.wrap { try journal.settle(id: entry.id) }
            topUpSerials()
            return .applied(receipt)
        } catch {
            switch error {
            case .outOfReach, .server: return .queued(command.action.serial)
            case .store(.serialTaken): return try sendUnderNewSerial(entry, command)
            default:
                try DeskError.wrap { try journal.setAside(id: entry.id, note: String(describing: error)) }
                throw error
            }
        }
    }

    func apply(_ command: Command) throws(DeskError) -> Receipt {
        let deadline = Monotonic.milliseconds() + Int64(settings.patience)
        while true {
            do {
                return try withStore { try $0.apply(command) }
            } catch {
                guard case .outOfReach = error, Monotonic.milliseconds() < deadline else { throw error }
                Monotonic.wait(milliseconds: 100)
            }
        }
    }

    /// This folder's serials belong to another command: it is a copy of another desk's. Its blocks are given up and
    /// the registration goes out once more, with a serial of its own.
    private func sendUnderNewSerial(_ entry: JournalEntry, _ command: Command) throws(DeskError) -> SubmissionResult {
        guard case .register(let new) = command.action else {
            throw .store(.serialTaken(command.action.serial.rawValue))
        }
        try DeskError.wrap {
            try journal.setAside(id: entry.id, note: "serial_taken")
            try journal.dropBlocks(event: event.id.rawValue)
        }
        return try submit(
            Submission(
                id: makeCommandID(), change: .register(source: new.source, form: new.form, answers: new.answers)))
    }

    static func command(of entry: JournalEntry) throws(DeskError) -> Command {
        try DeskError.wrap {
            try PayloadCoding.value(Command.self, from: String(decoding: entry.payload, as: UTF8.self))
        }
    }

    private static func makePublicID() -> String {
        var random = SystemRandomNumberGenerator()
        return Hexadecimal.text((0..<16).map { _ in UInt8.random(in: 0...255, using: &random) })
    }
}

extension CommandID {
    /// A new id at `moment`.
    public static func random(at moment: Timestamp) -> CommandID {
        var random = SystemRandomNumberGenerator()
        return CommandID(at: moment, random: (0..<10).map { _ in UInt8.random(in: 0...255, using: &random) })
    }
}

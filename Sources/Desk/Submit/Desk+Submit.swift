// Submitting a change: written down durably first, then applied, then crossed off; and sending what waits.

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
    /// whoever saves the draft again or by `sync`. Where the database does not answer, this desk decides by its copy of
    /// the event: what it lets happen is `.kept`, and whom it turns away leaves no trace.
    /// - Throws: `DeskError` before anything was kept. What the journal holds and the database cannot be told is not
    ///   an error but `.kept`, or `.queued` where there is no copy to decide by; only what is about several people, or
    ///   about limits, is `unanswered`.
    public func submit(_ submission: Submission) throws(DeskError) -> SubmissionResult {
        do {
            return try outgoing.submit(submission)
        } catch {
            // Nobody was asked just now: what was said when the line was lost is the reason.
            switch error {
            case .outOfReach(""): throw .outOfReach(share.line.reason)
            case .unanswered(""): throw .unanswered(share.line.reason)
            default: throw error
            }
        }
    }

    /// Sends what waits, oldest first, one process at a time. Stops where the line is lost; the rest waits on.
    /// - Parameters:
    ///   - milliseconds: what is left after so long goes out with the next call, and nobody waits for a line that is down;
    ///     nil sends everything.
    ///   - triesLine: waits for a line that is down once more. Whoever has just opened the desk has waited already. Only
    ///     where everything is sent.
    public func sync(for milliseconds: Int? = nil, triesLine: Bool = true) throws(DeskError) -> SyncReport {
        if milliseconds == nil, triesLine { share.line.tryAgain() }
        let end = milliseconds.map { Monotonic.milliseconds() + Int64($0) }
        let report = try outgoing.sync(until: { end.map { Monotonic.milliseconds() >= $0 } ?? false })
        // Only now: connecting may have found what the database had lost.
        guard var whole = share.takeUnheard() else { return report }
        whole.add(report)
        return whole
    }

    /// Sends what waits of somebody here, before the database is asked about them. Nothing where nothing does.
    public func sendKept(of serial: Serial) throws(DeskError) {
        try outgoing.sendKept(of: serial)
    }

    /// The way of this desk's commands.
    var outgoing: Outgoing<Journal, Desk> {
        Outgoing(
            sender: Outgoing.Sender(
                event: event.id, desk: id, actor: settings.deskName, blockSize: settings.blockSize,
                origin: event.origin),
            box: journal, book: self, copy: settings.keepsCopy ? share.copy : nil,
            now: { [share] in Outgoing.Moment(at: share.clock.now, machine: share.clock.machineMoment) },
            onTime: { [share, minutesAheadOfUTC] in $0.onTime(share.clock, minutesAheadOfUTC: minutesAheadOfUTC) },
            makePublicID: Self.makePublicID)
    }

    static func makePublicID() -> String {
        var random = SystemRandomNumberGenerator()
        return Hexadecimal.text([UInt8].random(16, using: &random))
    }

    static func command(of entry: JournalEntry) throws(DeskError) -> Command {
        try Command(payload: entry.payload)
    }
}

extension Desk: Book {
    var isOutOfReach: Bool { share.line.isDown }

    func apply(_ command: Command) throws(DeskError) -> Receipt {
        let receipt = try waitingOnce { () throws(DeskError) in try withStore { try $0.apply(command) } }
        applied(receipt)
        return receipt
    }

    /// A connection that nothing was heard on is taken for whole without asking: a line that has gone silent shows
    /// itself when it is used, or asked. The embedded server is started by whoever needs it.
    func makeSure(byAsking asks: Bool) throws(DeskError) {
        guard asks || !share.line.isEmbedded && store?.isQuiet != true else { return }
        try waitingOnce { () throws(DeskError) in _ = try withStore { try $0.serverTime() } }
    }

    /// Waits for the line for the desk's patience, once: what comes while it is still down is not waited for.
    private func waitingOnce<T>(_ body: () throws(DeskError) -> T) throws(DeskError) -> T {
        let deadline = Monotonic.milliseconds() + Int64(settings.patience)
        while true {
            do {
                return try body()
            } catch {
                guard case .outOfReach = error else { throw error }
                guard !share.line.isDown, Monotonic.milliseconds() < deadline else {
                    share.line.lost(error)
                    throw error
                }
                Monotonic.wait(milliseconds: 100)
            }
        }
    }

    func askTheTime() throws(DeskError) {
        do {
            try withStore { share.clock.ask(try $0.serverTime()) }
        } catch {
            if case .outOfReach = error { share.line.lost(error) }
            throw error
        }
    }

    func giveWay() {
        Monotonic.wait(milliseconds: 20)
    }

    func receipt(of id: CommandID) throws(DeskError) -> Receipt? {
        try withStore { try $0.receipt(of: id, event: event.id) }
    }

    func lease(_ size: Int) throws(DeskError) -> SerialBlock {
        try withStore { try $0.leaseBlock(event: event.id, desk: id, size: size) }
    }
}

extension Command {
    /// A command whose desk did not know the server's time when it was made, put right now that it does.
    func onTime(_ event: EventClock, minutesAheadOfUTC: Int) -> Command {
        guard let moment = clock, let right = event.serverTime(of: moment) else { return self }
        return later(by: right.milliseconds - madeAt.milliseconds, minutesAheadOfUTC: minutesAheadOfUTC)
    }
}

extension CommandID {
    /// Always the same other id: the last byte counted up, so that no other command has it.
    public var successor: CommandID {
        var next = bytes
        next[15] &+= 1
        return CommandID(bytes: next) ?? self
    }

    /// The id whose successor this is.
    var predecessor: CommandID {
        var earlier = bytes
        earlier[15] &-= 1
        return CommandID(bytes: earlier) ?? self
    }

    /// A new id at `moment`.
    public static func random(at moment: Timestamp) -> CommandID {
        var random = SystemRandomNumberGenerator()
        return CommandID(at: moment, random: .random(10, using: &random))
    }
}

// A command's way: promised, sent, decided here where nobody answers. What it is promised to and where it is sent are
// given from outside, so that tests send it through worlds of their own.

import Domain
import Journal
import Store

/// The way of a desk's commands. A value; what lasts is in the outbox, the book and the copy.
struct Outgoing<Box: Outbox, Target: Book> {
    /// Who sends.
    struct Sender {
        var event: EventID
        var desk: DeskID
        var actor: String
        /// How many serials are leased at a time.
        var blockSize: Int
        /// What tells the event from every other: another database may have given its id to another one.
        var origin: String
    }

    /// When something happens, and by the machine where the server's time is not known.
    struct Moment {
        var at: Timestamp
        var machine: MachineMoment?
    }

    /// How often another program is given way.
    static var mostTries: Int { 100 }

    let sender: Sender
    let box: Box
    let book: Target
    /// The desk's copy of the event; without one nothing is decided here.
    let copy: EventCopy?
    let now: () -> Moment
    /// Puts right a command that was made without knowing the server's time, once that is known.
    let onTime: (Command) -> Command
    /// 32 hexadecimal digits for a participant's page.
    let makePublicID: () -> String

    // MARK: Submitting

    /// Writes `submission` into the outbox, sends it, and answers with what came of it, or with what this desk decided.
    func submit(_ submission: Submission) throws(DeskError) -> SubmissionResult {
        guard let entry = try known(submission.id) else { return try submitNew(submission) }
        switch entry.state {
        case .pending: return try send(entry).asReplay(of: try self.command(of: entry).action)
        case .done, .aside:
            // Sent under a new serial, or given up by somebody: what is saved after that is another command.
            if entry.note == DeskError.serialTaken || entry.isGivenUp { return try submit(submission.underNewSerial) }
            let recorded: Receipt?
            do {
                recorded = try receipt(of: submission.id)
            } catch {
                // Of several it is told as what it is: sent, and its outcome not known here.
                throw submission.change.isAboutSeveral ? error.asUnanswered : error
            }
            if let recorded { return .applied(recorded) }
            // It was set aside before the database could record it; whoever saves it again wants it tried again.
            guard entry.state == .aside else { throw .store(.unreadable("command \(submission.id)")) }
            return try send(entry).asReplay(of: try self.command(of: entry).action)
        }
    }

    /// What is recorded under an id, or under the one that follows from it where the first was refused.
    private func receipt(of id: CommandID) throws(DeskError) -> Receipt? {
        let receipt = try book.receipt(of: id)
        guard case .refused? = receipt?.outcome else { return receipt }
        return try book.receipt(of: id.successor) ?? receipt
    }

    /// What the outbox has under this id: looked up first, because saving again must not need a serial, nor a line to
    /// lease one.
    private func known(_ id: CommandID) throws(DeskError) -> JournalEntry? {
        try DeskError.wrap { try box.entry(id: id.bytes) }
    }

    private func submitNew(_ submission: Submission) throws(DeskError) -> SubmissionResult {
        // Where nobody answers, the command carries the machine's time.
        try? askTheTime()
        // A line may have gone since it was used last. What was handed to nobody is for the copy to decide, refusals too;
        // once it lies in the outbox, another program of this desk may have handed it over.
        if submission.change.isDecidedAlone, copy?.isThere == true, !book.isOutOfReach {
            try? book.makeSure(byAsking: isTurnedAwayHere(submission))
        }
        guard book.isOutOfReach, let copy, copy.isThere else {
            // Another console may have saved the same draft in between.
            guard let entry = try record(submission, { _ in }) else { return try submit(submission) }
            return try send(entry)
        }
        try DeskError.wrap { try copy.catchUp(with: box) }
        guard submission.change.isDecidedAlone else { throw .outOfReach("") }
        var decision: Decision?
        do throws(DeskError) {
            let entry = try record(submission) { command throws(DeskError) in
                guard let decided = copy.decide(command) else {
                    // Whoever stands at a session's door is not sent for another time: their scan is kept for the database.
                    guard submission.change.isPassage else { throw .outOfReach("") }
                    return
                }
                decision = decided
                if decided.isRefusal { throw .outOfReach("") }
                command.apart = DecidedApart(told: decided.outcome, after: copy.changed(before: command))
            }
            guard let entry else { return try submit(submission) }
            let command = try self.command(of: entry)
            guard let decision else {
                guard let serial = command.action.passSerial else { throw .outOfReach("") }
                return .queued(serial)
            }
            copy.promise(command, decision)
            return .kept(Receipt(decision))
        } catch {
            // Whom a desk turns away by itself leaves no command.
            guard let decision, decision.isRefusal else { throw error }
            return .applied(Receipt(decision))
        }
    }

    /// Whether this desk's copy would turn it away. What was sent and not answered may have happened, so nobody is turned
    /// away any more: the line is asked first then, at the price of a moment. Only a hint, by what is at hand.
    private func isTurnedAwayHere(_ submission: Submission) -> Bool {
        guard let copy, !submission.change.takesSerial,
            let action = submission.change.action(serial: nil, publicID: "", at: now().at)
        else { return false }
        let command = Command(
            id: submission.id, event: sender.event, desk: sender.desk, deskSequence: 0, actor: sender.actor,
            madeAt: now().at, action: action)
        return copy.decide(command)?.isRefusal == true
    }

    /// - Parameter finish: has the last word on the command before it is stored.
    /// - Returns: nil where it is there already.
    private func record(
        _ submission: Submission, _ finish: (inout Command) throws(DeskError) -> Void
    ) throws(DeskError) -> JournalEntry? {
        while true {
            if submission.change.takesSerial { try ensureSerials() }
            do {
                return try append(submission, finish)
            } catch {
                switch error {
                // Another console of this desk took the last serial in between.
                case .journal(.noSerials): break
                case .store(.serialTaken(let serial)): try passOver(serial)
                default: throw error
                }
            }
        }
    }

    private func append(
        _ submission: Submission, _ finish: (inout Command) throws(DeskError) -> Void
    ) throws(DeskError) -> JournalEntry? {
        var failure: DeskError?
        do {
            let moment = now()
            let (entry, isNew) = try DeskError.wrap {
                try box.append(
                    id: submission.id.bytes, event: sender.event.rawValue, takesSerial: submission.change.takesSerial,
                    madeAt: moment.at.milliseconds
                ) { sequence, serial in
                    let action = submission.change.action(
                        serial: serial.flatMap(Serial.init(rawValue:)), publicID: makePublicID(), at: moment.at)
                    guard let action else { throw DeskError.store(.noSerialsLeft) }
                    if submission.change.takesSerial, let taken = action.passSerial, copy?.isTaken(taken) == true {
                        failure = .store(.serialTaken(taken.rawValue))
                        throw DeskError.store(.serialTaken(taken.rawValue))
                    }
                    var command = Command(
                        id: submission.id, event: sender.event, desk: sender.desk, deskSequence: sequence,
                        actor: sender.actor, madeAt: moment.at, action: action, clock: moment.machine)
                    do throws(DeskError) {
                        try finish(&command)
                    } catch {
                        failure = error
                        throw error
                    }
                    return try box.payload(of: command)
                }
            }
            return isNew ? entry : nil
        } catch {
            throw failure ?? error
        }
    }

    /// Sends an entry. Where nobody answers it stays in the outbox, with what this desk decided.
    func send(_ entry: JournalEntry) throws(DeskError) -> SubmissionResult {
        let command: Command
        let receipt: Receipt
        // Where nobody answers, it is not sent either.
        try? askTheTime()
        do {
            command = try self.command(of: entry)
        } catch {
            throw try setAside(entry, error)
        }
        if book.isOutOfReach, copy != nil { return try keep(entry, command, because: .outOfReach("")) }
        do {
            try sendFirst(before: command)
            receipt = try apply(command)
        } catch {
            if case .store(.serialTaken) = error { return try sendUnderNewSerial(entry, command) }
            if error.concernsCommand { throw try setAside(entry, error) }
            return try keep(entry, command, because: error)
        }
        // The database has it, whatever becomes of the journal now: what is not crossed off is sent again, and answered
        // with this outcome.
        try? settle(entry, command, receipt.outcome)
        topUpSerials()
        return .applied(receipt)
    }

    /// Applies a command, and once more where the database had refused it before this desk, which did not hear of that,
    /// let it happen: as what has happened, under the id that follows from its own.
    func apply(_ command: Command) throws(DeskError) -> Receipt {
        let mark = copy?.mark
        var receipt = try book.apply(command)
        if case .refused = receipt.outcome, command.apart != nil, receipt.isReplay, !receipt.isStoredApart {
            var again = command
            again.id = command.id.successor
            receipt = try book.apply(again)
        }
        if let copy, let mark { copy.note(receipt, of: command, since: mark) }
        return receipt
    }

    /// Somebody who was registered here without a line is nobody to the database until that is sent.
    private func sendFirst(before command: Command) throws(DeskError) {
        var tries = 0
        while try hasPromises(before: command) {
            // Another program of this desk may be sending just that: it is given a moment, and no more.
            guard try sync(before: command.id).isBusyElsewhere, tries < Self.mostTries else { break }
            tries += 1
            book.giveWay()
        }
        if try hasPromises(before: command) { throw .outOfReach("") }
    }

    private func hasPromises(before command: Command) throws(DeskError) -> Bool {
        try DeskError.wrap {
            // Mostly there is nothing but the command itself.
            guard try box.pendingCount() > 1 else { return false }
            if let copy, copy.isThere {
                try copy.catchUp(with: box)
                if copy.hasPromises(before: command) { return true }
                // What nobody has decided yet is no promise, and has its place in the order all the same.
                guard copy.hasUndecided(besides: command.id) else { return false }
            }
            guard let serial = command.action.passSerial else { return false }
            let earlier = try box.pending(limit: .max).prefix { $0.id != command.id.bytes }
            return earlier.contains { entry in
                guard let action = try? self.command(of: entry).action else { return false }
                return [action.serial, action.passSerial].contains(serial) || action.serial == command.action.serial
            }
        }
    }

    /// The entry waits. What this desk tells of it is decided over its copy and written to it.
    ///
    /// Only what it lets happen: the database may have applied the command, and only its answer was lost, so nobody else
    /// can turn it away any more.
    private func keep(
        _ entry: JournalEntry, _ command: Command, because error: DeskError
    ) throws(DeskError) -> SubmissionResult {
        // What is about several is decided online; the outbox has it, and whoever asked is told that it may have happened.
        guard let serial = command.action.passSerial else { throw error.asUnanswered }
        guard let copy, copy.isThere else { return .queued(serial) }
        if let apart = command.apart { return .kept(Receipt(told: apart.told, copy.local)) }
        try DeskError.wrap { try copy.catchUp(with: box) }
        guard let decision = copy.decide(command), !decision.isRefusal else { return .queued(serial) }
        var kept = command
        kept.apart = DecidedApart(told: decision.outcome, after: copy.changed(before: command))
        // Another program of this desk that is sending may have read the entry as it was, and sends that.
        let isAmended = try DeskError.wrap {
            try box.withDrainLock { try box.amend(id: entry.id, payload: try box.payload(of: kept)) }
        }
        switch isAmended {
        case nil: return .queued(serial)
        // It was sent by another one meanwhile: saved again, it tells what came of it.
        case false?: throw error
        case true?: break
        }
        copy.promise(kept, decision)
        return .kept(Receipt(decision))
    }

    /// Crosses an entry off. What the database has accepted is kept a while longer: it was promised to somebody, and a
    /// database can be replaced by one that lacks it. A refusal promises nothing.
    func settle(_ entry: JournalEntry, _ command: Command, _ outcome: Outcome) throws(DeskError) {
        try DeskError.wrap {
            if case .refused = outcome { return try box.settle(id: entry.id) }
            var told = command
            // Sent again, it is what somebody has been told already.
            if told.action.isDecidedAlone { told.apart = command.apart ?? DecidedApart(told: outcome) }
            try box.confirm(id: entry.id, of: sender.origin, payload: try box.payload(of: told))
        }
    }

    /// - Returns: `error`, for the caller to throw.
    func setAside(_ entry: JournalEntry, _ error: DeskError) throws(DeskError) -> DeskError {
        try DeskError.wrap { try box.setAside(id: entry.id, note: error.word) }
        return error
    }

    /// This folder's serials belong to another command: it is a copy of another desk's. Its blocks are given up and
    /// the registration goes out once more, with a serial of its own and under an id that follows from the first one: a
    /// crash in between, and whoever saves the draft again, come to the same command.
    private func sendUnderNewSerial(_ entry: JournalEntry, _ command: Command) throws(DeskError) -> SubmissionResult {
        let change: Submission.Change
        switch command.action {
        case .register(let new):
            change = .register(
                source: new.source, form: new.form, answers: new.answers, mayWait: new.mayWait == true)
        case .reissue(let old): change = .reissue(serial: old.serial, version: old.version, reason: old.reason)
        default:
            throw .store(.serialTaken(command.action.serial?.rawValue ?? 0))
        }
        try DeskError.wrap {
            try box.dropBlocks(event: sender.event.rawValue)
            try box.setAside(id: entry.id, note: DeskError.serialTaken)
        }
        return try submit(Submission(id: command.id, change: change).underNewSerial)
    }

    /// As it was made, put right where its desk did not know the time.
    func command(of entry: JournalEntry) throws(DeskError) -> Command {
        onTime(try box.command(in: entry.payload))
    }

    /// Before anything is sent that may have been made without knowing the server's time: it is put right then.
    func askTheTime() throws(DeskError) {
        if !book.isOutOfReach, now().machine != nil { try book.askTheTime() }
    }
}

extension Receipt {
    /// What a desk decided by itself.
    init(_ decision: Decision) {
        self.init(
            outcome: decision.outcome, row: decision.row(of: decision.outcome.serial) ?? decision.person,
            existing: decision.existing)
        isByCopy = true
    }

    /// What a desk has told before.
    init(told outcome: Outcome, _ snapshot: EventSnapshot?) {
        self.init(
            outcome: outcome, row: outcome.serial.flatMap { snapshot?.roster.registration($0) }, existing: nil)
        isByCopy = true
    }
}

extension Decision {
    fileprivate var isRefusal: Bool { if case .refused = outcome { true } else { false } }
}

extension Command.Action {
    /// Whose pass it hands out or is about: for a reissue the new one.
    var passSerial: Serial? {
        if case .reissue(let reissue) = self { reissue.replacement } else { serial }
    }
}

extension Submission {
    /// The same change under the id that follows from this one's.
    var underNewSerial: Submission {
        Submission(id: id.successor, change: change)
    }
}

extension JournalEntry {
    /// Discarded by somebody: only then does what is done keep a note.
    var isGivenUp: Bool { state == .done && note != nil }
}

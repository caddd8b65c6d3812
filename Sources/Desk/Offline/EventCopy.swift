// The desk's copy of the event, for all its threads: as the database is, and what this desk has promised since.

internal import Domain
internal import Journal
internal import Store
internal import Synchronization

/// The event as this desk knows it. Whoever has no line decides and looks up here.
///
/// Below lies the copy of the database, kept fresh while there is a line; above it what the desk decided by itself and
/// has not sent yet, so that nobody is registered or let in twice at one desk.
public final class EventCopy: Sendable {
    private struct State {
        var base: EventSnapshot?
        /// What waits to be sent, in the order of the journal.
        var promised: [(id: CommandID, serial: Serial?, changes: [Decision.Change])] = []
        /// What was confirmed to this desk since the base was asked for, and up to which change: gone with the next base,
        /// which has it.
        var confirmed: [Decision.Change] = []
        var confirmedUpTo: [UInt8]?
        /// The base with what was confirmed and promised since; nil where it has to be put together anew.
        var local: Roster?
        /// The last entry of the journal that was looked at.
        var seen: Int64 = 0
        var hasLoaded = false
        /// The event's, as the database has it.
        var number: Int?
        /// Those that another program had not decided yet when they were looked at.
        var undecided: Set<[UInt8]> = []
        /// How often the base was brought up to the database.
        var refreshes = 0

        mutating func roster() -> Roster? {
            guard let base else { return nil }
            guard !promised.isEmpty || !confirmed.isEmpty else { return base.roster }
            if let local { return local }
            var roster = base.roster
            confirmed.forEach { roster.apply($0) }
            for promise in promised { promise.changes.forEach { roster.apply($0) } }
            local = roster
            return roster
        }

        /// The change up to which this desk's own are known here; nil where the base does not say.
        var lastConfirmed: [UInt8]? { confirmedUpTo ?? base?.confirmed }

        /// The base is another one: what was laid upon it is looked at anew.
        mutating func baseHasChanged() {
            (local, confirmed, confirmedUpTo) = (nil, [], nil)
        }
    }

    private let state = Mutex(State())
    private let load: @Sendable () -> EventSnapshot?
    /// Whoever asks while another reads waits for what that finds.
    private let loading = Mutex(())

    /// - Parameter load: the copy that an earlier program has left, read when it is needed for the first time.
    public init(load: @escaping @Sendable () -> EventSnapshot? = { nil }) {
        self.load = load
    }

    /// There is a copy to decide by. Reads what an earlier program has left, once.
    var isThere: Bool {
        if state.withLock({ $0.base != nil }) { return true }
        return loading.withLock { _ in
            if !state.withLock({ $0.hasLoaded }), let found = load() {
                state.withLock { state in
                    if state.base == nil, [nil, found.event.number].contains(state.number) { state.base = found }
                }
            }
            return state.withLock { state in
                state.hasLoaded = true
                return state.base != nil
            }
        }
    }

    /// The database has another event under this name than the copy is of, where their numbers differ: no copy then.
    func expect(_ event: Event) {
        state.withLock { state in
            state.number = event.number
            if state.base?.event.number != event.number {
                state.base = nil
                state.baseHasChanged()
            }
        }
    }

    // MARK: The database's side

    /// As the database was when it was last asked.
    public var snapshot: EventSnapshot? { state.withLock { $0.base } }

    /// The same, with what this desk has promised since.
    public var local: EventSnapshot? {
        state.withLock { state in
            guard var snapshot = state.base, let roster = state.roster() else { return nil }
            snapshot.roster = roster
            return snapshot
        }
    }

    func put(_ snapshot: EventSnapshot?) {
        state.withLock { state in
            state.baseHasChanged()
            state.base = snapshot
            state.refreshes += 1
        }
    }

    /// To be taken before a command is applied.
    var mark: Int { state.withLock(\.refreshes) }

    /// Changes it in place, so that a large roster is not copied for one row.
    func change(_ body: (inout EventSnapshot) -> Void) {
        state.withLock { state in
            state.baseHasChanged()
            guard var changed = state.base.take() else { return }
            body(&changed)
            state.base = changed
            state.refreshes += 1
        }
    }

    /// What came of a command: the copy need not wait for the news of this desk's own work.
    /// - Parameter mark: from before it was applied. Where the base was brought up to the database since, it may know of
    ///   later passages already.
    func note(_ receipt: Receipt, of command: Command, since mark: Int) {
        state.withLock { state in
            state.promised.removeAll { $0.id == command.id }
            state.baseHasChanged()
            guard var base = state.base.take() else { return }
            for row in [receipt.row, receipt.existing].compactMap(\.self)
            where (base.roster.registration(row.serial)?.version ?? 0) <= row.version {
                base.roster.put(row)
            }
            if state.refreshes == mark, !receipt.isReplay { base.roster.note(receipt.outcome, of: command) }
            state.base = base
        }
    }

    // MARK: The desk's side

    /// Takes up what other programs of this desk have promised and carried out, and forgets what was sent by them.
    func catchUp(with journal: some Outbox) throws(JournalError) {
        let new = try journal.pending(after: state.withLock(\.seen))
        try forgetSent(journal, new)
        // Read behind what waits: what is sent in between is among it. Taken up before that, which was decided upon it.
        let confirmed = try takeConfirmed(journal)
        for id in state.withLock(\.undecided) {
            guard let entry = try journal.entry(id: id), entry.state == .pending else {
                state.withLock { _ = $0.undecided.remove(id) }
                continue
            }
            take(entry, journal)
        }
        for entry in new {
            if !confirmed.contains(entry.id) { take(entry, journal) }
            state.withLock { $0.seen = max($0.seen, entry.sequence) }
        }
    }

    /// What the database has confirmed to this desk since it was asked last: a program that did not stay has told nobody but
    /// the journal, and the desk would let in once more whom it has let in itself.
    /// - Returns: the ids of what was new in the journal.
    private func takeConfirmed(_ journal: some Outbox) throws(JournalError) -> Set<[UInt8]> {
        guard
            let (origin, last) = state.withLock({ state in
                state.base.flatMap { base in state.lastConfirmed.map { (base.event.origin, $0) } }
            })
        else { return [] }
        let new = try journal.confirmed(of: origin, after: last)
        guard !new.isEmpty else { return [] }
        let commands = new.compactMap { try? journal.command(in: $0.payload) }
        state.withLock { state in
            // Another thread may have been quicker, or the base is newer by now.
            guard var known = state.base, state.lastConfirmed == last else { return }
            for change in state.confirmed { known.roster.apply(change) }
            for command in commands { state.confirmed += known.carryOut(command) }
            state.confirmedUpTo = new.last?.id
            state.local = nil
        }
        return Set(new.map(\.id))
    }

    /// Promises that another program of this desk has sent. Their ids are read only where their number says that there are
    /// such: a gate without a line asks at every scan.
    private func forgetSent(_ journal: some Outbox, _ new: [JournalEntry]) throws(JournalError) {
        let (known, isAny) = state.withLock { state in
            let ids = Set(new.map(\.id))
            let old = state.promised.count { !ids.contains($0.id.bytes) } + state.undecided.subtracting(ids).count
            return (old + ids.count, !state.promised.isEmpty)
        }
        guard isAny, try journal.pendingCount() != known else { return }
        let waiting = try Set(journal.pendingIDs())
        state.withLock { state in
            let count = state.promised.count
            state.promised.removeAll { !waiting.contains($0.id.bytes) }
            if state.promised.count != count { state.local = nil }
        }
    }

    private func take(_ entry: JournalEntry, _ journal: some Outbox) {
        guard let command = try? journal.command(in: entry.payload), command.apart != nil else {
            state.withLock { _ = $0.undecided.insert(entry.id) }
            return
        }
        state.withLock { _ = $0.undecided.remove(entry.id) }
        guard !isPromised(command.id) else { return }
        promise(command, decide(command))
    }

    private func isPromised(_ id: CommandID) -> Bool {
        state.withLock { state in state.promised.contains { $0.id == id } }
    }

    /// Decides `command` by the same rules as the database, over what is known here. Nil where that is not enough: without
    /// a copy, and for what only the database can decide.
    func decide(_ command: Command) -> Decision? {
        guard isThere, let local else { return nil }
        guard let facts = local.facts(for: command) else { return local.refusalAtDoor(command) }
        return local.decisionMade(by: command, facts) ?? Domain.decide(command, facts)
    }

    /// Whether somebody has this serial, as far as is known here.
    func isTaken(_ serial: Serial) -> Bool {
        state.withLock { $0.roster()?.registration(serial) != nil }
    }

    /// What was decided here and waits to be sent; without a decision it only keeps its place in the order.
    func promise(_ command: Command, _ decision: Decision?) {
        state.withLock { state in
            guard !state.promised.contains(where: { $0.id == command.id }) else { return }
            let changes = decision?.changes ?? []
            state.promised.append((command.id, command.action.serial, changes))
            guard var local = state.local.take() else { return }
            changes.forEach { local.apply($0) }
            state.local = local
        }
    }

    /// The newest promise before `command` that changes the registration it is about; nil where there is none.
    func changed(before command: Command) -> CommandID? {
        guard let serial = command.action.serial else { return nil }
        return state.withLock { state in
            state.promised.prefix { $0.id != command.id }
                .last { $0.changes.contains { $0.row?.serial == serial } }?.id
        }
    }

    /// It will not be sent as it is: somebody has to look at it first.
    func forget(_ id: CommandID) {
        state.withLock { state in
            state.promised.removeAll { $0.id == id }
            state.local = nil
        }
    }

    /// There are commands in the journal that nobody has decided, this one aside.
    func hasUndecided(besides id: CommandID) -> Bool {
        state.withLock { state in state.undecided.contains { $0 != id.bytes } }
    }

    /// Something about the same person, or about the same telephone, was promised before and waits to be sent: this has to
    /// wait for its turn. A command about nobody waits for all.
    func hasPromises(before command: Command) -> Bool {
        state.withLock { state in
            let earlier = state.promised.prefix { $0.id != command.id }
            guard let serial = command.action.serial else { return !earlier.isEmpty }
            let person = state.base?.roster.person(serial) ?? serial
            let phone = command.action.phone
            return earlier.contains { promise in
                promise.changes.contains { $0.serial == serial || $0.serial == person }
                    || promise.serial.map { $0 == serial || (state.base?.roster.person($0) ?? $0) == person } ?? false
                    || phone != nil && promise.changes.contains { $0.row?.phone == phone }
            }
        }
    }
}

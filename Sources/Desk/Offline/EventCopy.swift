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
        /// The base with what was promised; nil where it has to be put together anew.
        var local: Roster?
        /// The last entry of the journal that was looked at.
        var seen: Int64 = 0
        var hasLoaded = false
        /// The event's, as the database has it.
        var number: Int?

        mutating func roster() -> Roster? {
            guard let base else { return nil }
            guard !promised.isEmpty else { return base.roster }
            if let local { return local }
            var roster = base.roster
            for promise in promised { promise.changes.forEach { roster.apply($0) } }
            local = roster
            return roster
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
            if state.base?.event.number != event.number { (state.base, state.local) = (nil, nil) }
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
            state.local = nil
            state.base = snapshot
        }
    }

    /// Changes it in place, so that a large roster is not copied for one row.
    func change(_ body: (inout EventSnapshot) -> Void) {
        state.withLock { state in
            state.local = nil
            guard var changed = state.base.take() else { return }
            body(&changed)
            state.base = changed
        }
    }

    /// What came of a command: the copy need not wait for the news of this desk's own work.
    func note(_ receipt: Receipt, of command: Command) {
        state.withLock { state in
            state.promised.removeAll { $0.id == command.id }
            state.local = nil
            guard var base = state.base.take() else { return }
            for row in [receipt.row, receipt.existing].compactMap(\.self)
            where (base.roster.registration(row.serial)?.version ?? 0) <= row.version {
                base.roster.put(row)
            }
            switch (receipt.outcome, command.action) {
            case (.passed(let serial, _, let admission), .checkIn(let scan)) where scan.gate.entry == .once:
                base.roster.apply(.move(serial, admission))
            case (.passageUndone(let serial, let admission?), _): base.roster.apply(.move(serial, admission))
            case (.passageUndone(let serial, nil), .undoCheckIn(let undo)):
                base.roster.takeAway(undo.place, undo.day, of: serial)
            default: break
            }
            state.base = base
        }
    }

    // MARK: The desk's side

    /// Takes up what other programs of this desk have promised, and forgets what was sent by them.
    func catchUp(with journal: some Outbox) throws(JournalError) {
        let (last, hasPromises) = state.withLock { ($0.seen, !$0.promised.isEmpty) }
        if hasPromises {
            let waiting = try Set(journal.pendingIDs())
            state.withLock { state in
                let count = state.promised.count
                state.promised.removeAll { !waiting.contains($0.id.bytes) }
                if state.promised.count != count { state.local = nil }
            }
        }
        for entry in try journal.pending(after: last) {
            let command = try? PayloadCoding.value(Command.self, from: String(decoding: entry.payload, as: UTF8.self))
            if let command, command.apart != nil, let decision = decide(command) { promise(command, decision) }
            state.withLock { $0.seen = max($0.seen, entry.sequence) }
        }
    }

    /// Decides `command` by the same rules as the database, over what is known here. Nil where that is not enough: without
    /// a copy, and for what only the database can decide.
    func decide(_ command: Command) -> Decision? {
        guard isThere, let local, let facts = local.facts(for: command) else { return nil }
        return local.decisionMade(by: command, facts) ?? Domain.decide(command, facts)
    }

    /// What was decided here and waits to be sent.
    func promise(_ command: Command, _ decision: Decision) {
        state.withLock { state in
            guard !state.promised.contains(where: { $0.id == command.id }) else { return }
            state.promised.append((command.id, command.action.serial, decision.changes))
            guard var local = state.local.take() else { return }
            decision.changes.forEach { local.apply($0) }
            state.local = local
        }
    }

    /// It will not be sent as it is: somebody has to look at it first.
    func forget(_ id: CommandID) {
        state.withLock { state in
            state.promised.removeAll { $0.id == id }
            state.local = nil
        }
    }

    /// Something about this person waits to be sent, so what comes next has to wait for its turn.
    func hasPromises(about serial: Serial?) -> Bool {
        state.withLock { state in
            guard let serial else { return !state.promised.isEmpty }
            return state.promised.contains { promise in
                promise.serial == serial || promise.changes.contains { $0.serial == serial }
            }
        }
    }
}

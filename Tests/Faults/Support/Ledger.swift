// What desks were told, written down by those who were told it.

import Domain
import Synchronization

/// The promises of a test run.
final class Ledger: Sendable {
    enum Answer: Equatable, Sendable {
        /// The database has it; what came of it, in the audit log's word.
        case stored(String)
        /// Kept at the desk, to be sent.
        case kept
        /// Nothing was promised.
        case failed(String)
    }

    struct Entry: Sendable {
        var kind: String
        var serial: Serial?
        var phone: String?
        var answer: Answer
    }

    private struct State {
        var entries: [CommandID: Entry] = [:]
        var registered: [Serial] = []
        var contradictions: [String] = []
    }

    private let state = Mutex(State())

    var entries: [CommandID: Entry] { state.withLock { $0.entries } }
    /// Who was told to be registered, or to be kept at the desk.
    var registered: [Serial] { state.withLock { $0.registered } }
    /// Where one command was told two outcomes.
    var contradictions: [String] { state.withLock { $0.contradictions } }

    func count(_ isCounted: (Answer) -> Bool) -> Int {
        state.withLock { $0.entries.values.count { isCounted($0.answer) } }
    }

    /// The later answer counts, except that nothing takes a promise back.
    func note(_ id: CommandID, _ entry: Entry) {
        state.withLock { state in
            let old = state.entries[id]?.answer
            switch (old, entry.answer) {
            case (.stored(let first), .stored(let second)) where first != second:
                state.contradictions.append("\(entry.kind) \(id): first \(first), then \(second)")
            case (.stored, .kept), (.stored, .failed), (.kept, .failed): return
            default: break
            }
            let isNew = old == nil || old.map { if case .failed = $0 { true } else { false } } == true
            state.entries[id] = entry
            if isNew, entry.kind == "register", let serial = entry.serial, entry.answer.isPromise {
                state.registered.append(serial)
            }
        }
    }
}

extension Ledger.Answer {
    /// Somebody was let go with a serial, or let in.
    var isPromise: Bool {
        switch self {
        case .stored(let word): word == "registered" || word == "checked_in"
        case .kept: true
        case .failed: false
        }
    }
}

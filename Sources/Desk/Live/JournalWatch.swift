// What another program on this data folder has left in the journal, and whether the journal is sound.

internal import Journal
internal import Synchronization

/// Looks into the journal now and then: a gate of the command line keeps there what it could not send, and goes. Nobody
/// else would tell a console, whose own line may never have been gone.
final class JournalWatch: Sendable {
    private let journal: Journal
    private let period: Int
    private let post: @Sendable (LiveNews) -> Void
    private let wake = Wake()
    private let isClosed = Mutex(false)

    /// - Parameter period: milliseconds between two looks.
    init(_ journal: Journal, period: Int = 5_000, post: @escaping @Sendable (LiveNews) -> Void) {
        self.journal = journal
        self.period = period
        self.post = post
    }

    func start() {
        Thread { [self] in look() }.start(name: "desk-journal")
    }

    func close() {
        isClosed.withLock { $0 = true }
        wake.signal()
    }

    /// What is there at one look alone is just being sent by somebody.
    private func look() {
        var oldest: [UInt8]?
        var told = 0
        // Damage is found and mended at once, and not by the first save that meets it. What cannot be looked at now is met
        // by whoever needs it.
        try? journal.examine()
        while true {
            let rebuilds = journal.rebuilds
            for rebuild in rebuilds.dropFirst(told) { post(.journalRebuilt(rebuild)) }
            told = rebuilds.count
            wake.wait(milliseconds: period)
            if isClosed.withLock(\.self) { return }
            let first = try? journal.pending(limit: 1).first?.id
            if let first, first == oldest, let count = try? journal.pendingCount() { post(.waits(count)) }
            oldest = first
        }
    }
}

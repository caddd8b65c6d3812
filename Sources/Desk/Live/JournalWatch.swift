// What another program on this data folder has left in the journal, and whether that can be read.

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
        // Whoever relies on a journal hears at once that it is damaged, and not from the first save that fails.
        var isDamageTold = tellDamage()
        while true {
            wake.wait(milliseconds: period)
            if isClosed.withLock(\.self) { return }
            var first: [UInt8]?
            do throws(JournalError) {
                first = try journal.pending(limit: 1).first?.id
            } catch {
                if case .corrupted = error, !isDamageTold { isDamageTold = tellDamage() }
            }
            if let first, first == oldest, let count = try? journal.pendingCount() { post(.waits(count)) }
            oldest = first
        }
    }

    private func tellDamage() -> Bool {
        guard let damage = journal.findDamage() else { return false }
        post(.journalDamaged(damage))
        return true
    }
}

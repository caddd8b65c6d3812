// The thread that keeps a desk ready for the line to go: a fresh copy of the event, and serials.

import Domain
import Journal
import Store
internal import Synchronization

/// Fetches the event once and then what has changed, on a thread and a connection of its own: whoever works at the desk
/// never waits for that. A desk that keeps no copy has its serials leased early all the same.
final class CopyKeeping: Sendable {
    /// Milliseconds between two looks without news.
    private static let period = 5_000
    /// Milliseconds between two looks however much news there is.
    private static let least = 1_000

    private let settings: DeskSettings
    private let journal: Journal
    private let share: DeskShare
    private let wake = Wake()
    private let isClosed = Mutex(false)

    init(_ settings: DeskSettings, journal: Journal, share: DeskShare) {
        self.settings = settings
        self.journal = journal
        self.share = share
    }

    func start() {
        Thread { [self] in run() }.start(name: "desk-copy")
    }

    /// Something has changed.
    func hurry() {
        wake.signal()
    }

    func close() {
        isClosed.withLock { $0 = true }
        wake.signal()
    }

    private func run() {
        var work: (desk: Desk, keeper: SnapshotKeeper?)?
        while !isClosed.withLock(\.self) {
            if !share.line.isDown {
                do throws(DeskError) {
                    if work == nil { work = try open() }
                    if let work {
                        if let keeper = work.keeper { try work.desk.refreshCopy(keeper) }
                        // A desk that has registered nobody yet can do so without a line, too.
                        work.desk.outgoing.topUpSerials()
                    }
                } catch {
                    // Whatever it was, it is tried again; whoever needs the copy sees how old it is.
                    work = nil
                }
            }
            Monotonic.wait(milliseconds: Self.least)
            wake.wait(milliseconds: Self.period - Self.least)
            wake.clear()
        }
    }

    private func open() throws(DeskError) -> (Desk, SnapshotKeeper?)? {
        let desk = try Desk(settings, journal: journal, share: share)
        // Opened over the copy: there is nothing to bring it up to.
        guard desk.store != nil else { return nil }
        guard settings.keepsCopy else { return (desk, nil) }
        let keeper = try DeskError.wrap {
            try SnapshotKeeper(event: desk.event.slug, of: journal, copy: share.copy)
        }
        _ = try keeper.load()
        return (desk, keeper)
    }
}

// What a single desk that stays open needs besides itself: a fresh copy of the event, and somebody who sends what waits.

public import Journal
internal import Synchronization

/// Keeps one desk ready for the line to go, and takes up the work when it is back, on threads of its own: whoever uses the
/// desk waits for neither.
public final class DeskUpkeep: Sendable {
    /// Milliseconds between two looks at what waits.
    private static let period = 1_000
    /// Milliseconds of sending after which others who use this data folder have their turn.
    private static let slice = 200

    private let settings: DeskSettings
    private let journal: Journal
    private let share: DeskShare
    private let copying: CopyKeeping
    private let wake = Wake()
    private let isClosed = Mutex(false)

    public init(_ settings: DeskSettings, journal: Journal) {
        self.settings = settings
        self.journal = journal
        share = DeskShare(settings, journal: journal)
        copying = CopyKeeping(settings, journal: journal, share: share)
    }

    /// The desk that is kept, for the caller's thread.
    public func openDesk() throws(DeskError) -> Desk {
        try Desk(settings, journal: journal, share: share, answerPatience: settings.answerPatience)
    }

    public func start() {
        let wake = wake
        share.line.tell { isLost in
            if !isLost { wake.signal() }
        }
        copying.start()
        Thread { [self] in send() }.start(name: "desk-send")
    }

    public func close() {
        isClosed.withLock { $0 = true }
        copying.close()
        share.line.close()
        wake.signal()
    }

    private func send() {
        var desk: Desk?
        while !isClosed.withLock(\.self) {
            wake.wait(milliseconds: Self.period)
            wake.clear()
            guard !share.line.isDown, let waiting = try? journal.pendingCount(), waiting > 0 else { continue }
            do throws(DeskError) {
                if desk == nil { desk = try openDesk() }
                guard let open = desk else { continue }
                let report = try open.sync(for: Self.slice)
                open.tellOthers()
                if report.waiting > 0, report.sent > 0 { wake.signal() }
            } catch {
                // What waits is in the journal: it is tried again.
                desk = nil
            }
        }
    }
}

// What all desks of a program have in common: one line, one clock, one copy of the event.

public import Domain
public import Journal
internal import Synchronization

/// What the desks of one program share, each on its own thread: whether the database is in reach, what time it is, and the
/// copy of the event to go on with without it.
public final class DeskShare: Sendable {
    public let line: Line
    public let clock: EventClock
    public let copy: EventCopy
    private let onSentAgain = Mutex<(@Sendable (SyncReport) -> Void)?>(nil)
    /// What was sent again while nobody listened: whoever sends next tells it.
    private let unheard = Mutex<SyncReport?>(nil)

    public init(
        _ settings: DeskSettings, journal: Journal, clock: @escaping Clock = Timestamp.now,
        eventTime: EventTime = .server
    ) {
        line = Line(settings)
        copy = EventCopy {
            // A damaged copy is none: what counts then is the database's answer.
            (try? Self.leftCopy(settings, journal)) ?? nil
        }
        self.clock = EventClock(clock, eventTime, journal: journal)
    }

    /// Calls `tell` when a database was found to have lost what it had confirmed to this desk, and was sent it again.
    public func tellOfResending(_ tell: @escaping @Sendable (SyncReport) -> Void) {
        onSentAgain.withLock { $0 = tell }
    }

    func sentAgain(_ report: SyncReport) {
        if let tell = onSentAgain.withLock(\.self) { return tell(report) }
        unheard.withLock { earlier in
            var whole = earlier ?? SyncReport()
            whole.add(report)
            earlier = whole
        }
    }

    func takeUnheard() -> SyncReport? {
        unheard.withLock { $0.take() }
    }

    /// The copy that an earlier program of this desk has left, of the event that is named or of the only one.
    private static func leftCopy(_ settings: DeskSettings, _ journal: Journal) throws -> EventSnapshot? {
        guard settings.keepsCopy else { return nil }
        let slugs = settings.eventSlug.map { [$0] } ?? SnapshotFile.slugs(in: journal)
        guard let slug = slugs.first, slugs.count == 1 else { return nil }
        return try SnapshotFile.read(event: slug, of: journal)
    }
}

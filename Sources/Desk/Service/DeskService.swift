// Desks for a console: a thread that reads, a thread that writes, a thread for drafts. Nothing here waits.

public import Domain
public import Journal
internal import Postgres
internal import Store
internal import Synchronization

/// A job's name, so that it can be cancelled. Unique among the jobs of one service.
public typealias JobID = UInt64

/// A desk's work done on threads, for a console whose own thread must never wait.
///
/// Reads, writes and surveys have a desk each, over one journal, so that a slow count never holds up a page, nor a slow
/// look-up a save. A lane opens its desk with its first job and again after a failure to open.
public final class DeskService: Sendable {
    private let settings: DeskSettings
    private let journal: Journal
    private let clock: Clock
    private let eventTime: EventTime
    private let reads = Lane(name: "desk-read")
    private let writes = Lane(name: "desk-write")
    private let drafts = Lane(name: "desk-drafts")
    private let surveys = Lane(name: "desk-survey")
    private let works = Lane(name: "desk-work")
    private let stops = Mutex<[JobID: WorkStop]>([:])
    private let readDesk: LaneDesk
    private let writeDesk: LaneDesk
    private let surveyDesk: LaneDesk
    private let workDesk: LaneDesk
    private let watcher: Watcher?
    private let contact = Contact()

    /// - Parameters:
    ///   - eventTime: whose clock says which day it is for check-ins.
    ///   - news: what is heard without asking, on a thread of its own; nil hears nothing and tells nobody.
    public init(
        _ settings: DeskSettings, journal: Journal, clock: @escaping Clock = Timestamp.now,
        eventTime: EventTime = .server, news: (@Sendable (LiveNews) -> Void)? = nil
    ) {
        self.settings = settings
        self.journal = journal
        self.clock = clock
        self.eventTime = eventTime
        watcher = news.map { Watcher(Database(settings), post: $0) }
        readDesk = LaneDesk(reads, watcher, contact)
        writeDesk = LaneDesk(writes, watcher, contact)
        surveyDesk = LaneDesk(surveys, nil, contact)
        workDesk = LaneDesk(works, watcher, contact)
    }

    /// Runs `body` on the reading thread; `cancel` ends it.
    /// - Parameter dropped: called instead of `body` when it is cancelled before its turn.
    public func read(
        _ job: JobID, dropped: @escaping @Sendable () -> Void = {},
        _ body: @escaping @Sendable (Result<Desk, DeskError>) -> Void
    ) {
        reads.add(job, dropped: dropped) { [self] in body(readDesk.desk(settings, journal, clock, eventTime)) }
    }

    /// Runs `body` on the thread for what is asked of a table as a whole, counts for one; `cancel` ends it.
    /// - Parameter dropped: called instead of `body` when it is cancelled before its turn.
    public func survey(
        _ job: JobID, dropped: @escaping @Sendable () -> Void = {},
        _ body: @escaping @Sendable (Result<Desk, DeskError>) -> Void
    ) {
        surveys.add(job, dropped: dropped) { [self] in body(surveyDesk.desk(settings, journal, clock, eventTime)) }
    }

    /// Runs `body` on the writing thread, in order, never cancelled.
    public func write(_ job: JobID, _ body: @escaping @Sendable (Result<Desk, DeskError>) -> Void) {
        writes.add(job) { [self] in body(writeDesk.desk(settings, journal, clock, eventTime)) }
    }

    /// Runs `body` on the drafts' thread, in order: files only, so that a draft never waits for the database.
    public func keep(_ job: JobID, _ body: @escaping @Sendable () -> Void) {
        drafts.add(job, body)
    }

    /// Runs `body` on the thread for long work, which has a desk of its own; `cancel` asks it to stop.
    /// - Parameter dropped: called instead of `body` when it is cancelled before its turn.
    public func work(
        _ job: JobID, dropped: @escaping @Sendable () -> Void = {},
        _ body: @escaping @Sendable (Result<Desk, DeskError>, WorkStop) -> Void
    ) {
        let stop = WorkStop()
        stops.withLock { $0[job] = stop }
        works.add(job) { [self] in
            defer { stops.withLock { $0[job] = nil } }
            if stop.isAsked { return dropped() }
            body(workDesk.desk(settings, journal, clock, eventTime), stop)
        }
    }

    /// Ends a read or a survey that nobody waits for any more, at the server too.
    /// - Returns: whether it had not begun, so that its body will never run.
    @discardableResult
    public func cancel(_ job: JobID) -> Bool {
        if let stop = stops.withLock({ $0[job] }) {
            stop.ask()
            return false
        }
        return reads.cancel(job) || surveys.cancel(job)
    }

    /// Whether other desks' notices arrive; nil until that is known. Where they do not, changes are asked for.
    public var hearsNotices: Bool? { watcher?.hearsNotices }

    /// When the database last answered this console, by the desk's clock; nil before it has.
    public var lastContact: Timestamp? { contact.last }

    /// The gates of this desk's configuration.
    public var gates: [Gate] { settings.gates }

    /// What the journal holds besides what is done. Reads a file on the caller's thread, and no database.
    public func queue(of event: EventID?) -> Result<DeskQueue, DeskError> {
        Result { () throws(DeskError) in try DeskQueue(reading: journal, event: event) }
    }

    public func close() {
        watcher?.close()
        reads.close()
        writes.close()
        drafts.close()
        surveys.close()
        stops.withLock { $0.values.forEach { $0.ask() } }
        works.close()
    }
}

/// The desk of one lane: opened, used and closed on the lane's thread only.
private final class LaneDesk: @unchecked Sendable {
    // Unchecked: `open` is touched by jobs of one lane, and a lane runs one job at a time on one thread.
    private var open: Desk?
    private let lane: Lane
    private let watcher: Watcher?
    private let contact: Contact

    init(_ lane: Lane, _ watcher: Watcher?, _ contact: Contact) {
        self.lane = lane
        self.watcher = watcher
        self.contact = contact
    }

    func desk(
        _ settings: DeskSettings, _ journal: Journal, _ clock: @escaping Clock, _ eventTime: EventTime
    ) -> Result<Desk, DeskError> {
        if let open { return .success(open) }
        do {
            let desk = try Desk(settings, journal: journal, clock: clock, eventTime: eventTime)
            let lane = lane
            desk.watchConnections { store in
                let handle = store.makeCancel()
                lane.setCancel { handle?.cancel() }
            }
            if let watcher { try desk.tell(watcher) }
            contact.note(clock())
            desk.onContact = { [contact] in contact.note($0) }
            open = desk
            return .success(desk)
        } catch {
            return .failure(error)
        }
    }
}

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
    /// Where every desk of this console stands: the line, the time, the copy of the event.
    public let share: DeskShare
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
    private let copying: CopyKeeping?
    private let journalWatch: JournalWatch?
    private let contact = Contact()
    private let copies = CopyReader()
    private let printers = PrinterReader()
    /// Milliseconds that F8 waits for the printer's state before it shows the one before.
    private static let printerPatience = 200

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
        let share = DeskShare(settings, journal: journal, clock: clock, eventTime: eventTime)
        self.share = share
        let copying = news.map { _ in CopyKeeping(settings, journal: journal, share: share) }
        self.copying = copying
        watcher = news.map { post in
            Watcher(Database(settings), line: share.line, clock: eventTime == .server ? clock : nil) { news in
                copying?.hurry()
                post(news)
            }
        }
        journalWatch = news.map { JournalWatch(journal, post: $0) }
        let make: @Sendable (Int?) throws(DeskError) -> Desk = { patience throws(DeskError) in
            try Desk(settings, journal: journal, clock: clock, share: share, answerPatience: patience)
        }
        let patience = settings.answerPatience
        // Look-ups may take as long as the server lets them; they are broken off where the line is found to be lost.
        readDesk = LaneDesk(reads, watcher, contact) { () throws(DeskError) in try make(nil) }
        writeDesk = LaneDesk(writes, watcher, contact) { () throws(DeskError) in try make(patience) }
        surveyDesk = LaneDesk(surveys, nil, contact) { () throws(DeskError) in try make(nil) }
        workDesk = LaneDesk(works, watcher, contact) { () throws(DeskError) in try make(nil) }
        if let news {
            share.tellOfResending { news(.sentAgain($0)) }
            let (readDesk, surveyDesk) = (readDesk, surveyDesk)
            share.line.tell { isLost in
                if isLost {
                    readDesk.breakOff()
                    surveyDesk.breakOff()
                }
                news(isLost ? .lineLost : .lineBack)
            }
        }
        copying?.start()
        journalWatch?.start()
    }

    /// Runs `body` on the reading thread; `cancel` ends it.
    /// - Parameter dropped: called instead of `body` when it is cancelled before its turn.
    public func read(
        _ job: JobID, dropped: @escaping @Sendable () -> Void = {},
        _ body: @escaping @Sendable (Result<Desk, DeskError>) -> Void
    ) {
        reads.add(job, dropped: dropped) { [self] in body(readDesk.desk()) }
    }

    /// Runs `body` on the thread for what is asked of a table as a whole, counts for one; `cancel` ends it.
    /// - Parameter dropped: called instead of `body` when it is cancelled before its turn.
    public func survey(
        _ job: JobID, dropped: @escaping @Sendable () -> Void = {},
        _ body: @escaping @Sendable (Result<Desk, DeskError>) -> Void
    ) {
        surveys.add(job, dropped: dropped) { [self] in body(surveyDesk.desk()) }
    }

    /// Runs `body` on the writing thread, in order, never cancelled.
    public func write(_ job: JobID, _ body: @escaping @Sendable (Result<Desk, DeskError>) -> Void) {
        writes.add(job) { [self] in body(writeDesk.desk()) }
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
            body(workDesk.desk(), stop)
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

    /// When the database last answered this console, by the event's time; nil before it has.
    public var lastContact: Timestamp? { contact.last }

    /// The gates of this desk's configuration.
    public var gates: [Gate] { settings.gates }

    /// What the journal holds besides what is done. Reads a file on the caller's thread, and no database.
    public func queue(of event: EventID?) -> Result<DeskQueue, DeskError> {
        Result { () throws(DeskError) in
            var queue = try DeskQueue(reading: journal, event: event)
            queue.addNames { [share] in share.copy.local?.roster }
            return queue
        }
    }

    /// How the desk stands by its data folder. Reads files on the caller's thread, and no database.
    public func figures() -> Result<DeskFigures, DeskError> {
        Result { () throws(DeskError) in
            var figures = try DeskFigures(reading: journal, settings, known: share.copy.snapshot, copies: copies)
            figures.printer = printers.reading(within: Self.printerPatience)
            // What this console was told counts also where it could not be written down.
            figures.dayByHand = share.clock.dayByHand(
                minutesAheadOfUTC: figures.copy?.minutesAheadOfUTC ?? 0)
            figures.nameLost { [share] in share.copy.local?.roster }
            return figures
        }
    }

    /// Writes what waits to a file for another desk, on a thread of its own: making a key of a passphrase is slow, and
    /// neither a save nor a draft has to wait for it.
    public func export(
        to path: String, _ passphrase: Passphrase,
        _ reply: @escaping @Sendable (Result<JournalExport?, JournalMoveError>) -> Void
    ) {
        Thread { [self] in
            reply(
                Result { () throws(JournalMoveError) in
                    try journal.export(
                        event: settings.eventSlug, from: settings.deskName, at: clock(), to: path, passphrase)
                })
        }
        .start(name: "desk-export")
    }

    /// Takes in what another desk has written with `export`.
    public func takeIn(
        _ path: String, _ passphrase: Passphrase,
        _ reply: @escaping @Sendable (Result<JournalIntake, JournalMoveError>) -> Void
    ) {
        Thread { [self] in
            reply(
                Result { () throws(JournalMoveError) in
                    try journal.takeIn(path, passphrase, event: settings.eventSlug)
                })
        }
        .start(name: "desk-take-in")
    }

    public func close() {
        watcher?.close()
        copying?.close()
        journalWatch?.close()
        share.line.close()
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

    private let breaking = LineBreaking()
    private let make: @Sendable () throws(DeskError) -> Desk

    init(
        _ lane: Lane, _ watcher: Watcher?, _ contact: Contact,
        _ make: @escaping @Sendable () throws(DeskError) -> Desk
    ) {
        self.make = make
        self.lane = lane
        self.watcher = watcher
        self.contact = contact
    }

    /// Whoever waits for the database in this lane need not: it is out of reach.
    func breakOff() {
        breaking()
    }

    func desk() -> Result<Desk, DeskError> {
        if let open { return .success(open) }
        do {
            let desk = try make()
            let (lane, breaking) = (lane, breaking)
            desk.watchConnections { store in
                let handle = store.makeCancel()
                lane.setCancel { handle?.cancel() }
                let breaker = store.makeBreak()
                breaking.set(breaker)
            }
            if let watcher { try desk.tell(watcher) }
            if desk.store != nil { contact.note(desk.eventTime()) }
            desk.onContact = { [contact] in contact.note($0) }
            open = desk
            return .success(desk)
        } catch {
            return .failure(error)
        }
    }
}

/// What breaks the connection of a lane; set on its thread, used on any.
private final class LineBreaking: Sendable {
    private let current = Mutex<LineBreak?>(nil)

    func set(_ breaker: LineBreak?) {
        current.withLock { $0 = breaker }
    }

    func callAsFunction() {
        current.withLock(\.self)?()
    }
}

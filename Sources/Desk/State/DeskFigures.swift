// How a desk stands by what lies in its own data folder: for F8, `sync` and `doctor`, without a line.

public import Domain
internal import Glibc
public import Journal
public import Printing
internal import Synchronization

/// The desk's copy of the event, as it lies on its disk.
public struct CopyFigures: Hashable, Sendable {
    public var people: Int
    /// The server's time when it was last as the database is.
    public var freshAt: Timestamp
    /// Of the file.
    public var bytes: Int
    /// Of the event's own time, then.
    public var minutesAheadOfUTC: Int

    public init(people: Int, freshAt: Timestamp, bytes: Int, minutesAheadOfUTC: Int) {
        self.people = people
        self.freshAt = freshAt
        self.bytes = bytes
        self.minutesAheadOfUTC = minutesAheadOfUTC
    }
}

/// What a data folder says of its desk.
public struct DeskFigures: Hashable, Sendable {
    public var waiting: Int
    /// When the first of what waits was made, by the desk's clock; nil where nothing waits.
    public var waitingSince: Timestamp?
    public var setAside: Int
    /// When the database last answered a program of this desk, by the server's clock, as far as that was written down.
    public var lastContact: Timestamp?
    /// Serials left to this desk without asking the database; nil before it knew an event.
    public var serialsLeft: Int?
    /// How many serials are leased at a time.
    public var blockSize: Int
    /// Nil where there is none.
    public var copy: CopyFigures?
    /// Whether this desk keeps one; false where the configuration has switched it off.
    public var keepsCopy = true
    /// Bytes left on the disk; nil where nobody says.
    public var diskFree: Int64?
    /// Nil where it was not asked for, or has not answered yet.
    public var printer: PrinterReading?
    /// The last journal file that was written for another desk.
    public var exported: JournalExport?
    public var journalGuard: JournalGuard
    /// The day that somebody has said, while the server has not said it since.
    public var dayByHand: DayByHand?
    /// The last changes that a database had lost after it had confirmed them, the newest first.
    public var lost: [LostChange] = []
    /// How many there were before those.
    public var earlierLost = 0
    /// Damaged journals that lie in the folder, and what was made of them, the latest first.
    public var rebuilds: [JournalRebuild] = []

    public init(
        waiting: Int = 0, setAside: Int = 0, serialsLeft: Int? = nil, blockSize: Int, copy: CopyFigures? = nil,
        diskFree: Int64? = nil, exported: JournalExport? = nil, journalGuard: JournalGuard = .keyFile
    ) {
        self.waiting = waiting
        self.setAside = setAside
        self.serialsLeft = serialsLeft
        self.blockSize = blockSize
        self.copy = copy
        self.diskFree = diskFree
        self.exported = exported
        self.journalGuard = journalGuard
    }

    /// Reads a data folder; the event is the one the settings name, else the one the desk was last opened for.
    /// - Parameter known: the copy of the event that is in memory, where there is one: its file need not be read for that.
    public init(
        reading journal: Journal, _ settings: DeskSettings, known: EventSnapshot? = nil,
        copies: CopyReader = CopyReader()
    ) throws(DeskError) {
        self = try DeskError.wrap {
            let memory = try DeskMemory.read(journal)
            let event = memory.events.last { settings.eventSlug == nil || $0.slug == settings.eventSlug }
            var figures = DeskFigures(
                waiting: try journal.pendingCount(), setAside: try journal.asideCount(),
                serialsLeft: try event.map { try journal.serialsLeft(event: $0.id.rawValue) },
                blockSize: settings.blockSize,
                copy: event.flatMap { event in
                    known.map { CopyFigures($0, in: journal) } ?? copies.figures(of: event.slug, journal)
                },
                diskFree: DiskSpace.free(in: settings.dataFolder),
                exported: event.flatMap { memory.export(of: $0.id) }, journalGuard: try journal.readGuard())
            figures.waitingSince = try journal.pendingSince().map(Timestamp.init(milliseconds:))
            figures.keepsCopy = settings.keepsCopy
            figures.lastContact = [EventClock.lastAnswer(in: journal), figures.copy?.freshAt].compactMap(\.self).max()
            figures.dayByHand = EventClock(Timestamp.now, .server, journal: journal)
                .dayByHand(minutesAheadOfUTC: figures.copy?.minutesAheadOfUTC ?? 0)
            figures.lost = (memory.lost ?? []).filter { $0.event == event?.id }.reversed()
            let lostCount = event.flatMap { memory.lostCounts?[$0.id] } ?? 0
            figures.earlierLost = max(lostCount - figures.lost.count, 0)
            figures.rebuilds = journal.damagedFiles().reversed()
            return figures
        }
    }
}

extension DeskFigures {
    /// How many changes a database had lost after it had confirmed them.
    public var lostCount: Int { lost.count + earlierLost }

    /// Names those whose changes a database had lost: no name lies on the disk for that.
    /// - Parameter roster: asked for where there are such.
    mutating func nameLost(_ roster: () -> Roster?) {
        guard !lost.isEmpty, let roster = roster() else { return }
        for index in lost.indices {
            lost[index].name = lost[index].serial.flatMap { roster.registration($0)?.name }
        }
    }
}

extension Desk {
    /// How this desk stands by its data folder.
    public func figures() throws(DeskError) -> DeskFigures {
        var figures = try DeskFigures(reading: journal, settings, known: share.copy.snapshot)
        figures.nameLost {
            // Another program may be keeping the copy: this one has not looked at it yet.
            guard share.copy.isThere else { return nil }
            try? share.copy.catchUp(with: journal)
            return share.copy.local?.roster
        }
        return figures
    }

    /// Why the database is out of reach, in the words of the server or of the system; empty where it is not, or nobody said.
    public var whyOutOfReach: String { share.line.isDown ? share.line.reason : "" }
}

extension CopyFigures {
    fileprivate init(_ snapshot: EventSnapshot, in journal: Journal) {
        self.init(
            people: snapshot.roster.count, freshAt: snapshot.freshAt,
            bytes: SnapshotFile.length(event: snapshot.event.slug, in: journal),
            minutesAheadOfUTC: snapshot.minutesAheadOfUTC)
    }
}

/// Reads the figures of a copy, which takes as long as reading the copy: not again at once.
public final class CopyReader: Sendable {
    private static let pause: Int64 = 30_000

    private struct Known {
        var slug: String
        var at: Int64
        var figures: CopyFigures?
    }

    private let known = Mutex<Known?>(nil)

    public init() {}

    func figures(of slug: String, _ journal: Journal) -> CopyFigures? {
        let now = Monotonic.milliseconds()
        if let known = known.withLock(\.self), known.slug == slug, now - known.at < Self.pause { return known.figures }
        let figures = Self.read(slug, journal)
        known.withLock { $0 = Known(slug: slug, at: now, figures: figures) }
        return figures
    }

    private static func read(_ slug: String, _ journal: Journal) -> CopyFigures? {
        guard let file = try? SnapshotFile(event: slug, of: journal, readOnly: true),
            let snapshot = try? file.load()
        else { return nil }
        return CopyFigures(
            people: snapshot.roster.count, freshAt: snapshot.freshAt, bytes: file.length,
            minutesAheadOfUTC: snapshot.minutesAheadOfUTC)
    }
}

// F8: how this desk stands, what it has promised and not yet done, and what it did.

public import Desk
public import Domain
import Store
import Terminal

/// What F8 asks of the desk.
public enum DeskTask: Hashable, Sendable {
    /// What the journal holds; needs no database.
    case queue(EventID?)
    /// How the desk stands with the database, and its log before a command, or the newest of it.
    case state(before: Int64?)
    case retry(QueuedCommand)
    case discard(QueuedCommand)
    /// Write what waits to a file for another desk.
    case export(String, Passphrase)
    /// Take in what another desk has written.
    case takeIn(String, Passphrase)
    /// The conflicts that nobody has dealt with.
    case conflicts
    case settle(OpenConflict)
    /// Somebody says that it is this day; minutes by which the event's zone is ahead of UTC.
    case confirmDay(CalendarDate, minutesAheadOfUTC: Int)
}

/// What F8 is answered.
public enum DeskNews: Sendable {
    case queue(Result<DeskQueue, DeskError>, DeskSurroundings)
    case state(before: Int64?, Result<DeskState, DeskError>)
    case retried(QueuedCommand, Result<RetryResult, DeskError>)
    case discarded(QueuedCommand, Result<DiscardedCommand?, DeskError>)
    case exported(Result<JournalExport?, JournalMoveError>)
    case tookIn(Result<JournalIntake, JournalMoveError>)
    /// Those that were read, and how many there are.
    case conflicts(Result<[OpenConflict], DeskError>, outOf: Int? = nil)
    case settled(OpenConflict, Result<Bool, DeskError>)
    case dayConfirmed
    /// What the data folder says is to be read again: serials and the copy come without news.
    case due
}

/// What is known without asking anybody.
public struct DeskSurroundings: Hashable, Sendable {
    public var gates: [Gate]
    /// Whether other desks' notices arrive; nil until that is known.
    public var hearsNotices: Bool?
    /// When the database last answered, by the event's time.
    public var lastContact: Timestamp?
    /// What the data folder says; nil where it cannot be read.
    public var figures: DeskFigures?

    public init(gates: [Gate], hearsNotices: Bool?, lastContact: Timestamp?, figures: DeskFigures?) {
        self.gates = gates
        self.hearsNotices = hearsNotices
        self.lastContact = lastContact
        self.figures = figures
    }
}

/// The model of F8.
struct DeskScreen: Equatable, Sendable {
    /// As many serials or fewer are worth a warning while nothing can be leased.
    static let fewSerials = 10
    /// Milliseconds after which the data folder is read again while F8 is in front.
    static let interval: Int64 = 5_000

    /// The newest first; nil until they were read.
    var conflicts: [OpenConflict]?
    /// How many there are, those counted that were not read.
    var conflictCount = 0
    var queue: DeskQueue?
    var surroundings: DeskSurroundings?
    /// How far this desk's clock is ahead of the server's, milliseconds; nil until it is known.
    var clockAhead: Int?
    /// The newest first.
    var log: [DeskLogLine] = []
    var hasEarlier = false
    /// Earlier commands are on their way.
    var isReadingEarlier = false
    var wasRead = false
    /// Why the journal or the log could not be read.
    var queueFault: String?
    var logFault: String?
    /// Somebody has asked for what waits to be sent, and has not heard what came of it.
    var awaitsSending = false
    /// What the system said of the lost line, in its own words.
    var lineFault: String?
    /// The marked line, and the first one shown.
    var cursor = 0
    var top = 0
    /// The event's test pass.
    var art: PassArt?
    /// How many lines of each list have gone out of sight above it.
    var scrolled: [DeskList: Int] = [:]

    /// Takes a page of the log. What was read of earlier pages stays where it joins.
    mutating func take(_ page: DeskLogPage, before sequence: Int64?) {
        if let sequence {
            guard log.last?.sequence == sequence else { return }
            log += page.lines
            hasEarlier = page.hasEarlier
            return
        }
        guard let last = page.lines.last?.sequence, log.contains(where: { $0.sequence == last }) else {
            (log, hasEarlier) = (page.lines, page.hasEarlier)
            return
        }
        let earlier = log.filter { $0.sequence < last }
        if earlier.isEmpty { hasEarlier = page.hasEarlier }
        log = page.lines + earlier
    }

    /// The clocks were compared elsewhere: the title and F8 say the same.
    mutating func noteClock(_ warnings: DeskWarnings) {
        if let ahead = warnings.clockAhead {
            clockAhead = ahead
        } else if DeskWarnings(clockAhead: clockAhead).clockAhead != nil {
            clockAhead = nil
        }
    }

    /// Keeps the marked line within `count` lines, and in sight in `rows`.
    mutating func follow(_ count: Int, rows: Int) {
        cursor = min(max(cursor, 0), max(count - 1, 0))
        top = min(max(top, cursor - max(rows, 1) + 1), cursor)
        top = min(top, max(count - rows, 0))
    }
}

/// The lists of F8 that can grow long: each has a few lines, so that none pushes the others off the screen.
enum DeskList: Hashable, Sendable, CaseIterable {
    case conflicts, waiting, setAside, lost

    /// Lines that each has on a screen of so many rows.
    static func lines(rows: Int) -> Int { max((rows - 12) / 4, 2) }
}

/// What stands in front of F8.
enum DeskDialog: Equatable, Sendable {
    case test(PassArt)
    /// What to do with a command that was set aside.
    case menu(QueuedCommand, Dialog)
    case discard(QueuedCommand, Dialog)
    /// Which journal file.
    case journalFile(JournalWay, Dialog)
    /// Its passphrase; for writing one, `first` is what was typed the first time.
    case passphrase(JournalWay, file: String, first: String?, Dialog)
    /// What to do about a conflict.
    case conflict(OpenConflict, Dialog)
    /// Which day it is. A day outside the event's is doubted once; entered again, it counts.
    case day(Dialog, doubted: CalendarDate?)
}

/// Which way a journal goes.
enum JournalWay: Equatable, Sendable {
    case out, `in`
}

/// What the keys of F8 do.
enum DeskAction: Equatable, Sendable {
    case act, retry, discard, send, test, refresh, back
}

extension Slot {
    static let deskQueue: Slot = "desk.queue"
    static let deskState: Slot = "desk.state"
    static let deskDue: Slot = "desk.due"
    static let conflicts: Slot = "desk.conflicts"
}

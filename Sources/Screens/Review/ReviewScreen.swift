// The queue of review: whose applications are looked at, which are marked, and what was decided here.

public import Desk
public import Domain
public import Store
import Terminal

struct ReviewScreen: Equatable, Sendable {
    /// Whose applications are looked at.
    enum Queue: Equatable, Sendable, CaseIterable {
        case applied, held, waitlisted, rejected, everybody

        /// Nil where every status is among them.
        var status: Registration.Status? {
            switch self {
            case .applied: .applied
            case .held: .held
            case .waitlisted: .waitlisted
            case .rejected: .rejected
            case .everybody: nil
            }
        }

        var clauses: [AttendeeFilter.Clause] { status.map { [AttendeeFilter.Clause(.status([$0]))] } ?? [] }
    }

    /// What came of a decision, beside the row it was about as long as that is still the same.
    struct Note: Equatable, Sendable {
        var text: String
        var role: Role
        var version: Int
    }

    /// A decision of this console that can be taken back.
    struct Done: Equatable, Sendable {
        var decision: Review.Decision
        /// Asked for again after a stop or a lost answer, it goes on.
        var undo: ReviewUndoWork
        /// It was asked whether it is to be taken back, and that began.
        var isBegun = false
    }

    /// A place in line.
    struct Line: Equatable, Sendable {
        var serial: Serial
        var place: Int
    }

    static let mostDone = 100
    /// From so many people on it is asked before they are taken back.
    static let asksFrom = 20

    let reasons: [ReasonTemplate]
    /// The table that is not in front: of the queue, or of everybody while the queue is.
    var other = Attendees()
    var queue = Queue.applied
    var marks = ReviewMarks()
    /// Those whose decision is under way.
    var deciding: [Serial: Review.Decision] = [:]
    var notes: [Serial: Note] = [:]
    /// The newest last.
    var done: [Done] = []
    var isUndoing = false
    /// Whom the last decision or undo left as they were, and why.
    var refused: [ReviewResult.Refused] = []
    /// Who those are, and what was done to them last.
    var latest: [Serial: LatestChange] = [:]
    /// Decisions on one person that were sent and not answered: asked for again, each is the same command.
    var unanswered: [ReviewWork] = []
    /// The same of taking one back.
    var unansweredUndo: ReviewUndoWork?
    /// Those of them that an earlier console asked for, and what was told of such ones so far.
    var recalled: Set<CommandID> = []
    var recalledNews: [String] = []
    /// Those whose decision was sent and not answered: nobody knows here what they are.
    var awaited: [Serial: Review.Decision] = [:]
    var seats: Seats?
    var line: Line?
    /// Who is to be laid beside those like them, when their file has come.
    var comparing: Serial?
    /// The filter whose people are being read to be marked.
    var marking: AttendeeFilter?

    init(reasons: [ReasonTemplate]) {
        self.reasons = reasons
        other.fixed = queue.clauses
        other.filter.clauses = queue.clauses
        other.sort = AttendeeSort(.registeredAt)
    }

    /// Lays the other table in front. What was on its way for the one before is asked for when it is gone to again.
    mutating func turn(_ front: inout Attendees) {
        front.rest()
        swap(&front, &other)
    }
}

extension Attendees {
    /// Goes out of sight: answers that are on their way will be another table's or nobody's.
    fileprivate mutating func rest() {
        if loading != nil || due != nil { isStale = true }
        loading = nil
        due = nil
        missing = nil
        isSearching = false
        survey.isCounting = false
        survey.isChecking = false
        survey.isEstimating = false
        survey.isLandmarking = false
        survey.pendingPercent = nil
        guard isOutdated else { return }
        isOutdated = false
        isLoaded = false
        window.clear()
    }
}

/// Marked applications, each under the version that was seen when it was marked.
struct ReviewMarks: Equatable, Sendable {
    static let most = 10_000

    private(set) var rows: [Review.Row] = []
    private var serials: Set<Serial> = []

    var count: Int { rows.count }
    var isEmpty: Bool { rows.isEmpty }
    var isFull: Bool { count >= Self.most }

    func contains(_ serial: Serial) -> Bool { serials.contains(serial) }

    mutating func toggle(_ row: Review.Row) {
        if serials.remove(row.serial) != nil {
            rows.removeAll { $0.serial == row.serial }
        } else if !isFull {
            serials.insert(row.serial)
            rows.append(row)
        }
    }

    /// Marks these beside those that are.
    mutating func add(_ more: [Review.Row]) {
        for row in more where !isFull && serials.insert(row.serial).inserted { rows.append(row) }
    }

    mutating func clear() { self = ReviewMarks() }
}

/// What stands in front of the queue.
enum ReviewDialog: Equatable, Sendable {
    /// What to do with those marked.
    case actions(Dialog)
    /// Whether several are to be decided.
    case confirm(Review, Dialog)
    /// Which reason to give.
    case reason(Review, [ReasonTemplate], Dialog)
    case typed(Review, Dialog)
    case markAll([Review.Row], Dialog)
    /// Whether a decision from before this console was started is to be taken back.
    case takeBack(ReviewScreen.Done, Dialog)
    case text(ReviewText)
}

/// Lines to read in front of the queue; of several cells where people stand side by side.
struct ReviewText: Equatable, Sendable {
    var title: String
    var lines: [[String]]
    var top = 0
    /// Whom it is about: the keys that decide work on them.
    var person: Registration?
}

/// What the keys of the queue do.
enum ReviewAction: Equatable, Sendable {
    case decide(Review.Decision)
    case undo, open, mark, markAll, nextQueue, previousQueue, order, compare, refused, stop, back
    /// As in the table of attendees.
    case table(AttendeeAction)
}

/// What is asked of the desk.
public enum ReviewTask: Hashable, Sendable {
    case decide(ReviewWork)
    case stop(CommandID)
    case undo(ReviewUndoWork)
    /// The desk's last decision that still stands.
    case last
    /// How far a decision came that was cut off.
    case progress(ReviewDraft)
    /// The limits and what is taken of them; with somebody's place in line.
    case seats(Serial?)
    /// Everybody whom a filter leaves, as far as that many can be marked.
    case rows(AttendeeFilter, AttendeeSort)
}

/// What the desk answers.
public enum ReviewNews: Sendable {
    case decided(ReviewWork, Result<ReviewAnswer, DeskError>)
    case undone(ReviewUndoWork, Result<ReviewReport, DeskError>)
    case last(Result<PastReview?, DeskError>)
    case progress(ReviewDraft, Result<Int, DeskError>)
    case seats(Serial?, Result<SeatsAnswer, DeskError>)
    case rows(AttendeeFilter, Result<[Review.Row], DeskError>)
}

/// What came of a decision; about one person with their row as it is now.
public struct ReviewAnswer: Hashable, Sendable {
    public var report: ReviewReport
    public var row: Registration?
    /// What was done to them last, by whomever.
    public var latest: LoggedCommand?
    /// Their place in line.
    public var place: Int?
    /// Who got a seat that came free.
    public var promoted = Promotions()
}

public struct SeatsAnswer: Hashable, Sendable {
    public var seats: Seats
    public var place: Int?
}

extension Slot {
    static let reviewProgress: Slot = "review.progress"
    static let seats: Slot = "review.seats"
    static let lastReview: Slot = "review.last"
    static let compare: Slot = "review.compare"
    static let reviewRows: Slot = "review.rows"
}

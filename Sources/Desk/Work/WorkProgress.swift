// Long work: how far it is, how fast, and how it is told to stop.

internal import Synchronization

/// How far a piece of long work is.
public struct WorkProgress: Hashable, Sendable {
    /// How many are done, those that were done before included.
    public var done: Int
    /// How many there were when it began.
    public var total: Int
    /// How many a second, over the whole run; 0 before there is anything to go by.
    public var perSecond: Int
    /// Seconds left at that rate; nil before there is anything to go by.
    public var secondsLeft: Int?

    public init(done: Int, total: Int, perSecond: Int = 0, secondsLeft: Int? = nil) {
        self.done = done
        self.total = total
        self.perSecond = perSecond
        self.secondsLeft = secondsLeft
    }
}

/// Tells a piece of work to stop. Shared by whoever works and whoever may lose patience.
public final class WorkStop: Sendable {
    private let asked = Atomic(false)

    public init() {}

    /// Asks the work to stop where it is. What it has done stays done.
    public func ask() { asked.store(true, ordering: .relaxed) }

    public var isAsked: Bool { asked.load(ordering: .relaxed) }
}

/// Lets progress through at most four times a second, and works out rate and time left.
struct WorkMeter {
    private static let pace: Int64 = 250

    private let total: Int
    private let begun: Int64
    private var lastReport: Int64

    init(total: Int, now: Int64) {
        self.total = total
        begun = now
        lastReport = now - Self.pace
    }

    /// The progress to report now; nil where the last report is fresh enough.
    mutating func report(_ done: Int, now: Int64) -> WorkProgress? {
        guard now - lastReport >= Self.pace else { return nil }
        lastReport = now
        let elapsed = now - begun
        guard elapsed >= Self.pace, done > 0 else { return WorkProgress(done: done, total: max(total, done)) }
        let left = Int64(max(0, total - done)) * elapsed / Int64(done)
        return WorkProgress(
            done: done, total: max(total, done), perSecond: Int(Int64(done) * 1_000 / elapsed),
            secondsLeft: Int((left + 999) / 1_000))
    }
}

// A decision on any number of applications: long work in steps, each a command of its own.

public import Domain

/// Decides any number of applications the same way, five hundred at a time, so that nobody else waits long for a row. The
/// steps' ids follow from the first: run again under it after a crash, what was decided is not decided twice.
public struct ReviewWork: Hashable, Sendable {
    public var id: CommandID
    public var review: Review

    /// - Parameters:
    ///   - id: of the whole.
    ///   - review: with any number of rows, the same and in the same order whenever it is run again.
    public init(id: CommandID, review: Review) {
        self.id = id
        self.review = review
    }

    /// The whole of it.
    /// - Parameter report: called on this thread, at most four times a second.
    /// - Throws: where the database is out of reach; run again, it goes on.
    public func run(
        on desk: Desk, stop: WorkStop = WorkStop(), report: (WorkProgress) -> Void = { _ in }
    ) throws(DeskError) -> ReviewReport {
        try runAsFarAsItGoes(on: desk, stop: stop, report: report).whole()
    }

    /// The same, but a line that is lost on the way leaves what was done until then, and says so in `cutOff`.
    /// - Throws: where the line was lost before anything was sent, or something else is at fault.
    public func runAsFarAsItGoes(
        on desk: Desk, stop: WorkStop = WorkStop(), report: (WorkProgress) -> Void = { _ in }
    ) throws(DeskError) -> ReviewReport {
        let starts = stride(from: 0, to: review.rows.count, by: Review.mostRows)
        let steps = starts.enumerated().map { step, start in
            var part = review
            part.rows = Array(review.rows[start..<min(start + Review.mostRows, review.rows.count)])
            return Submission(id: id.step(step), change: .review(part))
        }
        return try desk.review(in: steps, of: review.rows.count, stop: stop, report: report)
    }
}

extension CommandID {
    /// Always the same other id for a step of one piece of work: the last four bytes counted up. The first step's is this.
    func step(_ number: Int) -> CommandID {
        var next = bytes
        var rest = UInt32(truncatingIfNeeded: number)
        for place in stride(from: 15, through: 12, by: -1) {
            let sum = UInt32(next[place]) + (rest & 0xFF)
            next[place] = UInt8(truncatingIfNeeded: sum)
            rest = (rest >> 8) + (sum >> 8)
        }
        return CommandID(bytes: next) ?? self
    }
}

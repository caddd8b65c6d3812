// A decision on any number of applications: long work in steps, each a command of its own.

public import Domain
import Store

/// What a run of `ReviewWork` did.
public struct ReviewReport: Hashable, Sendable {
    public var result = ReviewResult()
    /// The commands that were applied, in their order: what an undo of the whole names.
    public var commands: [CommandID] = []
    /// It was told to stop before the end.
    public var wasStopped = false

    public init() {}
}

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

    /// - Parameter report: called on this thread, at most four times a second.
    /// - Throws: where the database is out of reach; run again, it goes on.
    public func run(
        on desk: Desk, stop: WorkStop = WorkStop(), report: (WorkProgress) -> Void = { _ in }
    ) throws(DeskError) -> ReviewReport {
        var meter = WorkMeter(total: review.rows.count, now: Monotonic.milliseconds())
        var done = ReviewReport()
        for (step, start) in stride(from: 0, to: review.rows.count, by: Review.mostRows).enumerated() {
            guard !stop.isAsked else {
                done.wasStopped = true
                return done
            }
            let rows = Array(review.rows[start..<min(start + Review.mostRows, review.rows.count)])
            var part = review
            part.rows = rows
            let id = id.step(step)
            try take(try desk.receipt(of: Submission(id: id, change: .review(part))), rows, into: &done)
            done.commands.append(id)
            if let progress = meter.report(start + rows.count, now: Monotonic.milliseconds()) { report(progress) }
        }
        return done
    }

    private func take(_ receipt: Receipt, _ rows: [Review.Row], into done: inout ReviewReport) throws(DeskError) {
        switch receipt.outcome {
        case .reviewed(let result):
            done.result.decided += result.decided
            done.result.waiting += result.waiting
            done.result.refused += result.refused
        case .refused(let refusal):
            done.result.refused += rows.map { ReviewResult.Refused($0.serial, refusal.reason) }
        default: throw .store(.unreadable("command \(id)"))
        }
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

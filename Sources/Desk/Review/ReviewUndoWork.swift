// Taking a decision on any number of applications back: long work in steps, as the decision was.

public import Domain
public import Store

/// Takes a decision back, each of its commands by a command of its own, so that nobody else waits long for a row. Their ids
/// follow from those that they take back: run again after a crash or a lost answer, by whomever, it goes on where it was.
///
/// The last step goes first. So every step meets the seats as its decision left them: whoever the decision put on the
/// waiting list has left it before the seats that it gave are free again, and whoever waited before it has no seat yet that
/// belongs to somebody else.
public struct ReviewUndoWork: Hashable, Sendable {
    /// Those of the decision, in its order.
    public let commands: [CommandID]
    /// Whom it decided.
    public let people: Int

    /// - Parameter commands: one at least.
    public init(_ commands: [CommandID], people: Int) {
        precondition(!commands.isEmpty, "an undo is of something")
        self.commands = commands
        self.people = people
    }

    public init(_ past: PastReview) {
        self.init(past.commands, people: past.people)
    }

    /// Of the whole.
    public var id: CommandID { commands[0].undoing }

    /// The whole of it.
    /// - Parameter report: called on this thread, at most four times a second.
    /// - Returns: `result.decided` were put back; `refused` moved on, or lost their telephone or seat to somebody else.
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
        let steps = commands.reversed().map { Submission(id: $0.undoing, change: .undoReview(ReviewUndo([$0]))) }
        return try desk.review(in: steps, of: people, stop: stop, report: report)
    }
}

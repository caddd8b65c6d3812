// Seats and the line for them, as a desk sees them.

public import Domain
public import Store

extension Desk {
    /// The limits of the event and its categories, and what is taken of them; both empty where nothing is limited.
    public func seats() throws(DeskError) -> Seats {
        try withStore { try $0.seats(of: event.id) }
    }

    /// Somebody's place in the line they wait in, from 1; nil for whoever does not wait.
    public func placeInLine(of serial: Serial) throws(DeskError) -> Int? {
        let isOneLine = try seats().event != nil
        return try withStore { try $0.placeInLine(of: serial, event: event.id, isOneLine: isOneLine) }
    }

    /// The same of several; whoever does not wait is missing.
    public func placesInLine(of serials: [Serial]) throws(DeskError) -> [Serial: Int] {
        guard !serials.isEmpty else { return [:] }
        let isOneLine = try seats().event != nil
        return try withStore { try $0.placesInLine(of: serials, event: event.id, isOneLine: isOneLine) }
    }

    /// The newest decision on somebody that was neither taken back nor followed by another; nil where there is none, and
    /// without a line.
    public func lastDecision(on serial: Serial) throws(DeskError) -> LoggedCommand? {
        let steps = try personFile(serial).history.steps
        let last = steps.last { $0.command.refusal == nil && $0.command.effect != nil }?.command
        return last?.effect?.deed == .decided ? last : nil
    }

    /// Sets a limit or lifts it. Nobody loses a seat by it; whoever waits for one that comes free gets it.
    /// - Throws: what kept it from being decided; a refusal is the receipt's outcome.
    public func setCapacity(_ change: CapacityChange, id: CommandID) throws(DeskError) -> Receipt {
        try receipt(of: Submission(id: id, change: .setCapacity(change)))
    }

    /// The newest decision of this desk that was not taken back, or not to its end; nil where there is none.
    public func lastReview() throws(DeskError) -> PastReview? {
        try withStore { try $0.lastReview(of: id, event: event.id) }
    }

    /// How many people a decision came to before it was cut off: those of its steps that are recorded.
    public func progress(of draft: ReviewDraft) throws(DeskError) -> Int {
        for step in 0... {
            let done = step * Review.mostRows
            guard done < draft.count else { break }
            guard try receipt(of: draft.command.step(step)) != nil else { return done }
        }
        return draft.count
    }

    /// What is about several is never queued: the answer is the database's.
    func receipt(of submission: Submission) throws(DeskError) -> Receipt {
        guard case .applied(let receipt) = try submit(submission) else { throw .outOfReach("") }
        return receipt
    }
}

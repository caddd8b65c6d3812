// Refusals that leave nothing to be done: what was asked for is so already.

extension Refusal {
    /// What a desk has done by itself was so already, and nobody else has to hear of it. Whoever went in twice is another
    /// matter, for it may have been two people with one pass; and whoever left without being in may have been let in at a
    /// desk that has not sent it yet.
    public func makesNoDifference(to action: Command.Action) -> Bool {
        switch action {
        case .checkIn(let scan): scan.mode == .leave && reason == .alreadyLeft
        case .cancel, .restore: leavesItAsAsked(by: action)
        default: false
        }
    }

    /// It is as `action` wants it, whoever has seen to that. Whoever asked can be told so, and nobody has to act.
    public func leavesItAsAsked(by action: Command.Action) -> Bool {
        switch action {
        case .checkIn(let scan):
            switch scan.mode {
            case .enter, .reenter: reason == .alreadyCheckedIn
            case .leave: reason == .alreadyLeft || reason == .notCheckedIn
            }
        // The entry is gone.
        case .undoCheckIn: reason == .notCheckedIn
        case .cancel: reason == .cancelled
        case .restore: reason == .notCancelled
        case .enrol: reason == .alreadyEnrolled
        case .cancelEnrolment: reason == .notEnrolled
        // A registration that runs into another one, and an edit, are somebody's answers that are stored nowhere.
        case .register, .edit, .reissue, .importRows, .review, .undoReview, .setCapacity, .setPrograms, .export: false
        }
    }
}

// A desk that took a later day for today: somebody has confirmed the wrong one, and the machine was started anew before
// the server could be asked.

extension Command {
    /// The same command on the server's own day, where its desk could not ask which day that is and took a later one for
    /// it: nothing has happened yet that was done on a day to come. Nil where there is nothing to put right.
    ///
    /// The time of the day stays, unless that is still to come as well: then it is now.
    /// - Parameter arrival: what it meets where it is stored.
    public func onServersDay(_ arrival: CheckInFacts) -> Command? {
        guard apart != nil || clock != nil, let now = arrival.now, let made = action.gateTime else { return nil }
        let minutes = arrival.moment.minutesSince1970 - Int(made.minute)
        guard let today = LocalMoment(now, minutesAheadOfUTC: minutes)?.day else { return nil }
        let days = arrival.moment.day.daysSince1970 - today.daysSince1970
        guard days > 0 else { return nil }
        let earlier = min(made.milliseconds - Int64(days) * 86_400_000, now.milliseconds)
        return later(by: earlier - made.milliseconds, minutesAheadOfUTC: minutes)
    }
}

extension Command.Action {
    /// When it happened at a gate, nil for what happens elsewhere.
    public var gateTime: Timestamp? {
        switch self {
        case .checkIn(let scan): scan.at
        case .undoCheckIn(let undo): undo.at
        case .register, .edit, .cancel, .restore, .reissue, .export, .enrol, .cancelEnrolment, .setPrograms, .review,
            .undoReview, .setCapacity, .importRows:
            nil
        }
    }
}

extension LocalMoment {
    /// By the wall clock.
    fileprivate var minutesSince1970: Int { day.daysSince1970 * 1_440 + time.minutes }
}

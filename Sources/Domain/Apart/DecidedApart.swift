// How a command came about at a desk that could not ask the database.

/// A desk decided a command by itself, over its copy of the event, and has acted on that: a badge was handed out,
/// somebody was let in. What it told stands wherever the rules can let it stand.
public struct DecidedApart: Hashable, Sendable, Codable {
    /// What the desk told whoever asked. Never a refusal: whom a desk turns away by itself leaves no command.
    public var told: Outcome
    /// The desk's own change of the same registration, not sent either, that it was decided upon; nil where there was none.
    public var after: CommandID?

    public init(told: Outcome, after: CommandID? = nil) {
        self.told = told
        self.after = after
    }
}

/// A moment as the machine counts since it was started, whatever its wall clock says.
public struct MachineMoment: Hashable, Sendable, Codable {
    /// Which start of which machine.
    public var boot: String
    /// Milliseconds since then, sleep included.
    public var milliseconds: Int64

    public init(boot: String, milliseconds: Int64) {
        self.boot = boot
        self.milliseconds = milliseconds
    }
}

extension Command {
    /// The same command, made so much later: by a clock that is known to be right.
    /// - Parameter minutesAheadOfUTC: of the event's zone.
    public func later(by milliseconds: Int64, minutesAheadOfUTC: Int) -> Command {
        var command = self
        command.clock = nil
        command.madeAt = madeAt.later(by: milliseconds)
        switch action {
        case .checkIn(var scan):
            scan.at = scan.at.later(by: milliseconds)
            command.action = .checkIn(scan)
        case .undoCheckIn(var undo):
            let moved = undo.at.later(by: milliseconds)
            // An entry of the same day has moved as well. One of another day was made when the time was known.
            if LocalMoment(undo.at, minutesAheadOfUTC: minutesAheadOfUTC)?.day == undo.day,
                let day = LocalMoment(moved, minutesAheadOfUTC: minutesAheadOfUTC)?.day
            {
                undo.day = day
            }
            undo.at = moved
            command.action = .undoCheckIn(undo)
        case .register, .edit, .cancel, .restore, .importRows, .review, .undoReview, .setCapacity, .enrol,
            .cancelEnrolment, .setPrograms, .export, .reissue:
            break
        }
        return command
    }
}

extension Timestamp {
    fileprivate func later(by milliseconds: Int64) -> Timestamp {
        Timestamp(milliseconds: self.milliseconds + milliseconds)
    }
}

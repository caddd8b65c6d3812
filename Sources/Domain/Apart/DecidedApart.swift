// How a command came about at a desk that could not ask the database.

/// A desk decided a command by itself, over its copy of the event, and has acted on that: a badge was handed out,
/// somebody was let in. What it told stands wherever the rules can let it stand.
public struct DecidedApart: Hashable, Sendable, Codable {
    /// What the desk told whoever asked. Never a refusal: whom a desk turns away by itself leaves no command.
    public var told: Outcome
    /// When it was, by the machine, where the desk did not know the server's time; nil where it did.
    public var clock: MachineMoment?

    public init(told: Outcome, clock: MachineMoment? = nil) {
        self.told = told
        self.clock = clock
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
    /// The same command, made so much later.
    /// - Parameter minutesAheadOfUTC: of the event's zone.
    public func later(by milliseconds: Int64, minutesAheadOfUTC: Int) -> Command {
        guard milliseconds != 0 else { return self }
        var command = self
        command.madeAt = madeAt.later(by: milliseconds)
        switch action {
        case .checkIn(var scan):
            scan.at = scan.at.later(by: milliseconds)
            command.action = .checkIn(scan)
        case .undoCheckIn(var undo):
            let moved = undo.at.later(by: milliseconds)
            // The entry that it takes back has moved as well.
            if let before = LocalMoment(undo.at, minutesAheadOfUTC: minutesAheadOfUTC)?.day,
                let after = LocalMoment(moved, minutesAheadOfUTC: minutesAheadOfUTC)?.day,
                let day = CalendarDate(
                    daysSince1970: undo.day.daysSince1970 + after.daysSince1970 - before.daysSince1970)
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

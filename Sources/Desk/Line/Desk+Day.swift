// Which day it is, where only a person can say.

public import Domain

extension Desk {
    /// What the machine's clock shows, where neither the server nor anybody here has said which day it is since the
    /// machine was started; nil where that is known.
    public var dayToConfirm: CalendarDate? {
        guard share.clock.isUnknown else { return nil }
        return LocalMoment(share.clock.now, minutesAheadOfUTC: minutesAheadOfUTC)?.day
    }

    /// The day that somebody at this desk has said, while the server has not said it since; nil otherwise.
    public var dayByHand: DayByHand? { share.clock.dayByHand(minutesAheadOfUTC: minutesAheadOfUTC) }

    /// Somebody at this desk has said that it is this day.
    public func confirm(_ day: CalendarDate) {
        share.clock.confirm(day, minutesAheadOfUTC: minutesAheadOfUTC)
    }
}

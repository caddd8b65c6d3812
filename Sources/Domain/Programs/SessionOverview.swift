// Sessions as desks show them: with counts, and with the people in them.

/// A session with its program's title and its counts.
public struct SessionOverview: Hashable, Sendable, Codable {
    public var session: ProgramSession
    /// The program's.
    public var title: Localized
    public var confirmed: Int
    public var waiting: Int
    /// Who have entered, whether or not they have left.
    public var attended: Int
    public var inside: Int
    /// How far the event's time zone is ahead of UTC when it starts, in minutes.
    public var minutesAheadOfUTC: Int
    /// The same when its doors open and when it ends: the clocks may be changed in between.
    public var minutesAheadAtDoors: Int
    public var minutesAheadAtEnd: Int

    public init(
        session: ProgramSession, title: Localized, confirmed: Int, waiting: Int, attended: Int, inside: Int,
        minutesAheadOfUTC: Int, minutesAheadAtDoors: Int? = nil, minutesAheadAtEnd: Int? = nil
    ) {
        self.session = session
        self.title = title
        self.confirmed = confirmed
        self.waiting = waiting
        self.attended = attended
        self.inside = inside
        self.minutesAheadOfUTC = minutesAheadOfUTC
        self.minutesAheadAtDoors = minutesAheadAtDoors ?? minutesAheadOfUTC
        self.minutesAheadAtEnd = minutesAheadAtEnd ?? minutesAheadOfUTC
    }

    public var free: Int { max(0, session.capacity - confirmed) }
}

/// Somebody enrolled in a session.
public struct SessionPerson: Hashable, Sendable {
    public var person: Registration
    public var standing: Standing
    /// Where a page goes on from.
    public var order: Int64
    /// When they entered and where they are; nil for whoever has not come.
    public var admission: Admission?

    public init(person: Registration, standing: Standing, order: Int64, admission: Admission?) {
        self.person = person
        self.standing = standing
        self.order = order
        self.admission = admission
    }

    /// When they left; nil for who is inside or never came.
    public var leftAt: Timestamp? { admission.flatMap { $0.isInside ? nil : $0.moved.at } }
}

/// People of a session in the order in which they enrolled: those with seats, then those who wait.
public struct SessionPage: Hashable, Sendable {
    public var people: [SessionPerson]
    public var hasMore: Bool

    public init(people: [SessionPerson], hasMore: Bool) {
        self.people = people
        self.hasMore = hasMore
    }
}

/// One of somebody's sessions.
public struct PersonSession: Hashable, Sendable {
    public var session: ProgramSession
    public var title: Localized
    public var standing: Standing
    /// How far the event's time zone is ahead of UTC when it starts, in minutes.
    public var minutesAheadOfUTC: Int

    public init(session: ProgramSession, title: Localized, standing: Standing, minutesAheadOfUTC: Int) {
        self.session = session
        self.title = title
        self.standing = standing
        self.minutesAheadOfUTC = minutesAheadOfUTC
    }
}

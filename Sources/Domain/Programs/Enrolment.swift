// Who has a seat in a session and who waits for one.

/// Somebody's enrolment in a session.
public struct Enrolment: Hashable, Sendable, Codable {
    /// They have a seat; else they wait for one.
    public var isConfirmed: Bool
    /// The order in which people enrolled, given out by the session's locked row and by no clock. Whoever enrols again
    /// is last.
    public var order: Int64

    public init(isConfirmed: Bool, order: Int64) {
        self.isConfirmed = isConfirmed
        self.order = order
    }
}

/// Somebody who asks for a seat in a session, or gives it back.
public struct SeatRequest: Hashable, Sendable, Codable {
    public var serial: Serial
    public var session: SessionID
    /// By the server's clock as far as the desk knew it.
    public var at: Timestamp
    /// Their pass was shown, and has to be honoured still. Nil for somebody who was looked up: whatever serial they had then,
    /// it is the person who counts.
    public var isByPass: Bool?

    public init(serial: Serial, session: SessionID, at: Timestamp, isByPass: Bool = false) {
        self.serial = serial
        self.session = session
        self.at = at
        self.isByPass = isByPass ? true : nil
    }
}

/// What an enrolment came to.
public enum Standing: Hashable, Sendable, Codable {
    case confirmed
    /// From 1, the next to be given a seat.
    case waiting(place: Int)
}

/// A session with what is taken of it, read under its lock.
public struct SessionFacts: Hashable, Sendable {
    public var session: ProgramSession
    /// The day on which it starts in the event's time zone.
    public var day: CalendarDate
    public var confirmed: Int
    public var waiting: Int
    /// The order that the next enrolment gets.
    public var nextOrder: Int64
    /// The person's own enrolment.
    public var enrolment: Enrolment?
    /// They have entered it: the seat is taken for good.
    public var hasEntered: Bool
    /// Those who wait and would be next, first in first; at least as many as seats may become free.
    public var queue: [Serial]

    public init(
        session: ProgramSession, day: CalendarDate, confirmed: Int, waiting: Int, nextOrder: Int64,
        enrolment: Enrolment? = nil, hasEntered: Bool = false, queue: [Serial] = []
    ) {
        self.session = session
        self.day = day
        self.confirmed = confirmed
        self.waiting = waiting
        self.nextOrder = nextOrder
        self.enrolment = enrolment
        self.hasEntered = hasEntered
        self.queue = queue
    }
}

/// A session that several people of one command are enrolled in.
public struct SharedSession: Hashable, Sendable {
    public struct Holder: Hashable, Sendable {
        public var serial: Serial
        public var enrolment: Enrolment
        /// The seat is taken for good.
        public var hasEntered: Bool

        public init(serial: Serial, enrolment: Enrolment, hasEntered: Bool) {
            self.serial = serial
            self.enrolment = enrolment
            self.hasEntered = hasEntered
        }
    }

    /// With everybody who waits, and nobody's own enrolment.
    public var facts: SessionFacts
    /// Those of them who are enrolled, in their order.
    public var holders: [Holder]

    public init(facts: SessionFacts, holders: [Holder]) {
        self.facts = facts
        self.holders = holders
    }
}

/// What a change of enrolments or of programs meets.
public struct SeatFacts: Hashable, Sendable {
    /// For an enrolment, its cancelling, or the undoing of an entry: the session asked for, none where there is no such session. For a registration
    /// that is cancelled: every session the person is enrolled in. For a plan: those of its sessions that exist.
    public var sessions: [SessionFacts]
    /// The other sessions the person is enrolled in.
    public var others: [ProgramSession]
    /// Whom a merged registration became part of.
    public var survivor: Registration?
    /// The pass of the serial that was named was revoked.
    public var isRevoked = false
    /// For a plan: those of its programs that exist.
    public var programs: [PlacedProgram] = []

    public init(sessions: [SessionFacts], others: [ProgramSession] = [], survivor: Registration? = nil) {
        self.sessions = sessions
        self.others = others
        self.survivor = survivor
    }
}

/// A change of who has a seat or waits. Whoever writes it counts the session's seats in the same transaction.
public enum SeatChange: Hashable, Sendable {
    case enrol(Serial, SessionID, Enrolment)
    case withdraw(Serial, SessionID, Enrolment)
    /// From the waiting list to a seat.
    case promote(Serial, SessionID)

    public var serial: Serial {
        switch self {
        case .enrol(let serial, _, _), .withdraw(let serial, _, _), .promote(let serial, _): serial
        }
    }

    public var session: SessionID {
        switch self {
        case .enrol(_, let session, _), .withdraw(_, let session, _), .promote(_, let session): session
        }
    }
}

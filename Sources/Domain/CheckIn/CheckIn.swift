// What a scan at a gate asks for.

/// Somebody at a gate who wants in or out. The pass has been verified before; only its serial is left of it.
public struct CheckIn: Hashable, Sendable, Codable {
    /// What a gate is set to. Never toggled by a scan: whoever is scanned twice does not thereby leave.
    public enum Mode: String, Hashable, Sendable, Codable, CaseIterable {
        case enter, leave
        case reenter = "re-enter"

        /// The word for it in the audit log.
        var kind: String {
            switch self {
            case .enter: "check_in"
            case .leave: "check_out"
            case .reenter: "re_enter"
            }
        }
    }

    /// The serial of the pass, which need not be the person's own any more.
    public var serial: Serial
    public var mode: Mode
    public var place: Place
    public var gate: Gate
    /// When it was scanned, by the server's clock as far as the desk knew it: this says which day it is.
    public var at: Timestamp

    public init(serial: Serial, mode: Mode, gate: Gate, at: Timestamp) {
        self.serial = serial
        self.mode = mode
        place = gate.place
        self.gate = gate
        self.at = at
    }

    /// Somebody at a session's door, which has no rules but the session's.
    public init(serial: Serial, mode: Mode, session: SessionID, at: Timestamp) {
        self.init(serial: serial, mode: mode, gate: Gate(name: session.text, area: session.text), at: at)
        place = .session(session)
    }
}

/// Taking back the last movement of an admission: an entry is as if it had never been, a leaving person is back inside,
/// a returned one outside again.
public struct CheckInUndo: Hashable, Sendable, Codable {
    /// The word for it in the audit log.
    static let kind = "undo_check_in"

    public var serial: Serial
    public var place: Place
    public var day: CalendarDate
    /// The command whose movement is taken back: only as long as it is the last one.
    public var movement: CommandID
    public var at: Timestamp

    public init(serial: Serial, place: Place, day: CalendarDate, movement: CommandID, at: Timestamp) {
        self.serial = serial
        self.place = place
        self.day = day
        self.movement = movement
        self.at = at
    }
}

/// What a check-in meets besides the registration of its serial: read by the store under lock, put together from pass and
/// snapshot by a desk that is offline.
public struct CheckInFacts: Hashable, Sendable {
    /// When it happens on the event's wall clock.
    public var moment: LocalMoment
    public var firstDay: CalendarDate
    public var lastDay: CalendarDate
    /// The pass of this serial was revoked.
    public var isRevoked: Bool
    /// Whom a merged registration became part of; nil for all others, and where nobody is left.
    public var survivor: Registration?
    /// What time it is where it is stored; nil at a desk, which has no better clock than the one that made the command.
    public var now: Timestamp?
    /// The day that its desk took for today, where that was after the server's: it counts for the server's day.
    public var claimedDay: CalendarDate?
    /// The person's admission to the place on that day.
    public var admission: Admission?
    /// For a session: what is taken of it, and the person's own enrolment. Nil for an area, and for no such session.
    public var session: SessionFacts?
    /// Whose serial it stands under, where that is one that was merged into the person's; nil for the person's own.
    public var admittedAs: Serial?

    public init(
        moment: LocalMoment, firstDay: CalendarDate, lastDay: CalendarDate, isRevoked: Bool = false,
        survivor: Registration? = nil, admission: Admission? = nil, admittedAs: Serial? = nil,
        session: SessionFacts? = nil
    ) {
        self.moment = moment
        self.firstDay = firstDay
        self.lastDay = lastDay
        self.isRevoked = isRevoked
        self.survivor = survivor
        self.admission = admission
        self.session = session
        self.admittedAs = admittedAs
    }
}

// F7: the sessions by time, and one session with its people, which is the door of its room too.

public import Desk
public import Domain
import Terminal

/// What F7 asks of the desk.
public enum ProgramsTask: Hashable, Sendable {
    case sessions
    /// A page of a session's people, after this order; nil for the first.
    case people(SessionID, after: Int64?)
    /// People found by hand for a session.
    case find(String, SessionID)
    case seat(SeatDeed)
}

/// What F7 is answered.
public enum ProgramsNews: Sendable {
    case sessions(Result<[SessionOverview], DeskError>)
    case people(SessionID, after: Int64?, Result<SessionPage, DeskError>)
    case found(String, SessionID, Result<[GateCandidate], DeskError>)
    case seat(SeatDeed, Result<SeatAnswer, DeskError>)
    /// Nothing was heard for a while: time to read again.
    case due
    /// The last reading is a moment old.
    case pauseEnds
}

/// An enrolment or its cancelling, asked once under an id of its own.
public struct SeatDeed: Hashable, Sendable {
    public enum Kind: Hashable, Sendable {
        case enrol, cancel
    }

    public var id: CommandID
    public var kind: Kind
    public var serial: Serial
    public var name: String
    public var session: SessionID
    /// It takes back what was done before, and is not taken back itself.
    public var isUndo: Bool
}

/// The model of F7.
struct ProgramsScreen: Equatable, Sendable {
    /// People of a session are read so many at a time.
    static let page = 100
    /// Milliseconds between two readings where much happens, and where nothing is heard.
    static let pause: Int64 = 500
    static let patience: Int64 = 5_000

    var sessions: [SessionOverview]?
    /// Why the last reading failed; what was read before goes on being shown.
    var failure: String?
    var cursor = 0
    var top = 0
    /// The session that is open.
    var table: SessionTable?
    var isReading = false
    /// Read a moment ago.
    var isResting = false
    /// Something has happened since.
    var isDue = false
    /// What an undo takes back, the newest last.
    var undoable: [SeatDeed] = []
    /// Whom a session is picked for, once sessions have come.
    var picksFor: Registration?

    func overview(_ id: SessionID) -> SessionOverview? {
        sessions?.first { $0.session.id == id }
    }
}

/// One session with a page of its people.
struct SessionTable: Equatable, Sendable {
    let id: SessionID
    /// How scans at its door are meant.
    var mode = CheckIn.Mode.enter
    /// Where this page and those before it begin.
    var starts: [Int64?] = [nil]
    var page: SessionPage?
    /// Which page `page` is.
    var pageStart: Int64?
    var failure: String?
    var cursor = 0
    var top = 0
    var lookUp = GateLookUp()
    /// A key was pressed since the last scan at its door was answered: the people have the room, not the answer.
    var hasMovedOn = false

    var people: [SessionPerson] { page?.people ?? [] }

    var selected: SessionPerson? {
        people.indices.contains(cursor) ? people[cursor] : nil
    }
}

/// What stands in front of F7.
enum ProgramsDialog: Equatable, Sendable {
    /// What to do with somebody, or with the session; the choices are in the order of the menu.
    case menu(Registration?, [ProgramsChoice], Dialog)
    case cancel(SeatDeed, Dialog)
    case undo(SeatDeed, Dialog)
    /// Into which session somebody is enrolled.
    case pick(Registration, [SessionID], Dialog)
}

/// A line of F7's menus.
enum ProgramsChoice: Equatable, Sendable {
    case enrol, checkIn, cancel, card, lookUp, undo, stay
    case mode(CheckIn.Mode)
}

/// What the keys of F7 do.
enum ProgramsAction: Equatable, Sendable {
    case open, enrol, mode, cancel, undo, refresh, back
}

extension Slot {
    static let programSessions: Slot = "programs.sessions"
    static let programPeople: Slot = "programs.people"
    static let programFind: Slot = "programs.find"
    static let programsTimer: Slot = "programs.timer"
    static let programsPause: Slot = "programs.pause"
}

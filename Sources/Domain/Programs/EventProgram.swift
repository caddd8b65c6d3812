// Programs and their sessions: what people enrol in.

/// Something an expo offers, held once or several times.
public struct EventProgram: Hashable, Sendable, Codable {
    /// The most characters of a title, in each language.
    public static let maximumTitleLength = 80

    public var id: ProgramID
    public var title: Localized

    public init(id: ProgramID, title: Localized) {
        self.id = id
        self.title = title
    }
}

/// A program in its place among the others.
public struct PlacedProgram: Hashable, Sendable {
    public var program: EventProgram
    /// From 0, in the order in which they are shown.
    public var position: Int

    public init(_ program: EventProgram, position: Int) {
        self.program = program
        self.position = position
    }
}

/// One holding of a program, with a room, a time and seats.
public struct ProgramSession: Hashable, Sendable, Codable {
    /// People are let in from this long before it starts, in milliseconds: 30 minutes.
    public static let doorsBeforeStart: Int64 = 1_800_000
    /// Seats.
    public static let capacityRange = 1...100_000
    /// Places on the waiting list.
    public static let waitingRange = 0...100_000
    /// The most characters of a room's name.
    public static let maximumRoomLength = 40

    public var id: SessionID
    public var program: ProgramID
    public var room: String?
    public var starts: Timestamp
    /// After `starts`; the first moment that is no part of it.
    public var ends: Timestamp
    public var capacity: Int
    public var waitingCapacity: Int
    /// Nobody enrols any more; who is on the waiting list still moves up.
    public var isClosed: Bool
    /// One may be enrolled here and in another session at the same time.
    public var allowsOverlap: Bool

    public init(
        id: SessionID, program: ProgramID, room: String? = nil, starts: Timestamp, ends: Timestamp, capacity: Int,
        waitingCapacity: Int, isClosed: Bool = false, allowsOverlap: Bool = false
    ) {
        self.id = id
        self.program = program
        self.room = room
        self.starts = starts
        self.ends = ends
        self.capacity = capacity
        self.waitingCapacity = waitingCapacity
        self.isClosed = isClosed
        self.allowsOverlap = allowsOverlap
    }

    /// When people are let in.
    public var doorsOpen: Timestamp { Timestamp(milliseconds: starts.milliseconds - Self.doorsBeforeStart) }

    /// Both at the same time, and neither says that this is no matter.
    public func collides(with other: ProgramSession) -> Bool {
        !allowsOverlap && !other.allowsOverlap && starts < other.ends && other.starts < ends
    }
}

/// Programs and sessions as they shall be. Those that are there and not named stay as they are: nothing is deleted, a
/// session that is not to be is closed.
public struct ProgramPlan: Hashable, Sendable, Codable {
    /// In the order in which they are shown.
    public var programs: [EventProgram]
    public var sessions: [ProgramSession]

    public init(programs: [EventProgram], sessions: [ProgramSession]) {
        self.programs = programs
        self.sessions = sessions
    }
}

// Who is in: somebody's one entry into a place on a day, and where they went since.

/// One passage through a gate, or the undoing of one.
public struct Movement: Hashable, Sendable, Codable {
    /// The command that made it.
    public var command: CommandID
    public var at: Timestamp
    /// The gate's name.
    public var gate: String
    /// Who was at the gate: the command's actor.
    public var by: String

    public init(command: CommandID, at: Timestamp, gate: String, by: String) {
        self.command = command
        self.at = at
        self.gate = gate
        self.by = by
    }
}

/// Somebody's entry into a place on one day of the event. There is at most one for each person, place and day.
public struct Admission: Hashable, Sendable, Codable {
    public var place: Place
    /// In the event's time zone.
    public var day: CalendarDate
    /// The first entry.
    public var entered: Movement
    /// The last movement: the entry itself until they leave.
    public var moved: Movement
    public var isInside: Bool
    /// How often they left and came back since the entry, both counted.
    public var moves: Int

    public init(
        place: Place, day: CalendarDate, entered: Movement, moved: Movement, isInside: Bool, moves: Int
    ) {
        self.place = place
        self.day = day
        self.entered = entered
        self.moved = moved
        self.isInside = isInside
        self.moves = moves
    }

    /// A first entry.
    public init(place: Place, day: CalendarDate, entered: Movement) {
        self.init(place: place, day: day, entered: entered, moved: entered, isInside: true, moves: 0)
    }
}

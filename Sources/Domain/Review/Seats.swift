// How many people an event and its categories take. Only approved registrations take seats.

/// The limits of an event and what is taken of them; categories without a limit are not in it.
public struct Seats: Hashable, Sendable {
    public struct Scope: Hashable, Sendable {
        /// Nil where the limit has just been lifted.
        public var capacity: Int?
        public var taken: Int

        public init(capacity: Int?, taken: Int) {
            self.capacity = capacity
            self.taken = taken
        }

        /// Never below 0: a limit may be set below what is taken.
        public var free: Int { capacity.map { max(0, $0 - taken) } ?? .max }
    }

    /// Nil where the event as a whole takes anybody.
    public var event: Scope?
    public var categories: [String: Scope]

    public init(event: Scope? = nil, categories: [String: Scope] = [:]) {
        self.event = event
        self.categories = categories
    }

    /// Nobody may have to wait.
    public var isUnlimited: Bool { event == nil && categories.isEmpty }

    public func hasSeat(in category: String?) -> Bool {
        (event?.free ?? 1) > 0 && (category.flatMap { categories[$0] }?.free ?? 1) > 0
    }

    /// Somebody of `category` may have to wait.
    public func isLimited(_ category: String?) -> Bool {
        event != nil || category.map { categories[$0] != nil } ?? false
    }

    public mutating func take(_ category: String?) { add(1, category) }

    public mutating func free(_ category: String?) { add(-1, category) }

    private mutating func add(_ number: Int, _ category: String?) {
        event?.taken += number
        if let category { categories[category]?.taken += number }
    }

    /// There is a seat that somebody may be waiting for.
    public var hasFreeSeats: Bool {
        if let event { return event.free > 0 }
        return categories.values.contains { $0.free > 0 }
    }

    /// Gives the free seats to those who have waited longest, and says to whom. Whoever waits for a full category does
    /// not hold up those behind them.
    /// - Parameter waiting: by their place in line.
    public mutating func promote(_ waiting: [Waiting]) -> [StatusChange] {
        var promoted: [StatusChange] = []
        for person in waiting where isLimited(person.category) && hasSeat(in: person.category) {
            take(person.category)
            promoted.append(
                StatusChange(
                    serial: person.serial, deed: .promoted, was: .waitlisted, status: .approved,
                    version: person.version + 1))
        }
        return promoted
    }
}

/// Somebody on the waiting list.
public struct Waiting: Hashable, Sendable {
    public var serial: Serial
    public var version: Int
    public var category: String?

    public init(serial: Serial, version: Int, category: String?) {
        self.serial = serial
        self.version = version
        self.category = category
    }
}

/// A row's next status, written without its other columns.
public struct StatusChange: Hashable, Sendable {
    public var serial: Serial
    public var deed: StatusEffect.Deed
    public var was: Registration.Status
    public var status: Registration.Status
    public var version: Int
    /// Their place in line, for whoever begins to wait: smaller is earlier.
    public var place: Int64?
    /// The place they had before; kept for its undoing.
    public var wasPlace: Int64?

    public init(
        serial: Serial, deed: StatusEffect.Deed, was: Registration.Status, status: Registration.Status, version: Int,
        place: Int64? = nil, wasPlace: Int64? = nil
    ) {
        self.serial = serial
        self.deed = deed
        self.was = was
        self.status = status
        self.version = version
        self.place = place
        self.wasPlace = wasPlace
    }
}

/// A change of a limit.
public struct CapacityChange: Hashable, Sendable, Codable {
    public static let range = 0...10_000_000

    /// A category's id; nil for the event as a whole.
    public var category: String?
    /// Nil lifts the limit.
    public var capacity: Int?

    public init(category: String?, capacity: Int?) {
        self.category = category
        self.capacity = capacity
    }
}

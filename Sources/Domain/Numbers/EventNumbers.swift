// How an event stands: what the dashboard shows and `expodesk stats` prints.

/// Sums of the counters, read in one moment.
public struct EventNumbers: Hashable, Sendable {
    public struct Registrations: Hashable, Sendable {
        public var status: Registration.Status
        public var source: Registration.Source
        /// A category's id; nil for people without one.
        public var category: String?
        public var count: Int

        public init(status: Registration.Status, source: Registration.Source, category: String?, count: Int) {
            (self.status, self.source, self.category, self.count) = (status, source, category, count)
        }
    }

    /// First entries within a quarter of an hour.
    public struct Entries: Hashable, Sendable {
        public var day: CalendarDate
        /// 0...23, on the event's wall clock.
        public var hour: Int
        public var place: Place
        public var gate: String
        public var count: Int

        public init(day: CalendarDate, hour: Int, place: Place, gate: String, count: Int) {
            (self.day, self.hour, self.place, self.gate, self.count) = (day, hour, place, gate, count)
        }
    }

    public struct Outside: Hashable, Sendable {
        public var day: CalendarDate
        public var place: Place
        public var count: Int

        public init(day: CalendarDate, place: Place, count: Int) {
            (self.day, self.place, self.count) = (day, place, count)
        }
    }

    /// What a desk's commands came to, the whole event long.
    public struct Deeds: Hashable, Sendable {
        /// The desk's name.
        public var desk: String
        /// `Outcome.word`.
        public var word: String
        public var count: Int

        public init(desk: String, word: String, count: Int) {
            (self.desk, self.word, self.count) = (desk, word, count)
        }
    }

    /// First entries within one whole minute.
    public struct Minute: Hashable, Sendable {
        /// How many whole minutes ago: 1 is the one before the present one, which is 0 and not over yet.
        public var ago: Int
        public var place: Place
        public var count: Int

        public init(ago: Int, place: Place, count: Int) {
            (self.ago, self.place, self.count) = (ago, place, count)
        }
    }

    /// When they were read, by the event's clock.
    public var at: Timestamp
    public var minutesAheadOfUTC: Int
    public var today: CalendarDate
    public var registrations: [Registrations]
    /// People who have entered anywhere on any day, each once.
    public var arrived: [Registration.Status: Int]
    public var entries: [Entries]
    public var outside: [Outside]
    public var deeds: [Deeds]
    /// Of the last hour.
    public var minutes: [Minute]

    public init(
        at: Timestamp, minutesAheadOfUTC: Int, today: CalendarDate, registrations: [Registrations] = [],
        arrived: [Registration.Status: Int] = [:], entries: [Entries] = [], outside: [Outside] = [],
        deeds: [Deeds] = [], minutes: [Minute] = []
    ) {
        self.at = at
        self.minutesAheadOfUTC = minutesAheadOfUTC
        self.today = today
        self.registrations = registrations
        self.arrived = arrived
        self.entries = entries
        self.outside = outside
        self.deeds = deeds
        self.minutes = minutes
    }
}

/// A part of a number, under its name.
public struct NumberPart: Hashable, Sendable {
    public var name: String
    public var count: Int

    public init(_ name: String, _ count: Int) {
        (self.name, self.count) = (name, count)
    }
}

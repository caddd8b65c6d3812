// What a change adds to the dashboard's numbers. They are kept with every change, so that nobody counts a large table.

/// A number that is kept, and the parts it is kept in.
public enum Measure: String, Hashable, Sendable, CaseIterable {
    /// People with an admission anywhere on any day, by the status of their registration.
    case arrived
    /// What commands came to: the outcome's word, and the gate for those at one. Only ever goes up.
    case deed
    /// First entries that stand: quarter of an hour, place, gate of entry.
    case entry
    /// First entries that stand: minute, place.
    case minute
    /// People who have entered and are outside again: day, place.
    case outside
    /// Registrations: status, source, category.
    case registration

    /// Between the parts of a bucket. Everything that people name is cleaned of it on its way in.
    public static let separator = "\t"
}

/// So much more or less of one thing.
public struct CounterDelta: Hashable, Sendable {
    /// An admission that has to be its person's only one for the delta to count. Whether it is, only the database can
    /// say: two gates may let one person into two places at once.
    public struct Sole: Hashable, Sendable {
        public var serial: Serial
        public var place: Place
        public var day: CalendarDate
    }

    public var measure: Measure
    public var bucket: String
    public var amount: Int
    public var sole: Sole?

    init(_ measure: Measure, _ parts: [String], _ amount: Int, sole: Sole? = nil) {
        self.measure = measure
        bucket = parts.joined(separator: Measure.separator)
        self.amount = amount
        self.sole = sole
    }
}

/// What of a registration is counted.
public struct CountedPerson: Hashable, Sendable {
    public var status: Registration.Status
    public var source: Registration.Source
    public var category: String?
    /// Whether they have an admission anywhere.
    public var hasEntered: Bool

    public init(_ row: Registration, hasEntered: Bool) {
        (status, source, category) = (row.status, row.source, row.category)
        self.hasEntered = hasEntered
    }
}

extension [CounterDelta] {
    /// A registration that became another: nil before it was there, nil where it is gone.
    public static func registration(from before: CountedPerson?, to after: CountedPerson?) -> [CounterDelta] {
        guard before != after else { return [] }
        return [(before, -1), (after, 1)].flatMap { person, sign -> [CounterDelta] in
            guard let person else { return [] }
            let parts = [person.status.rawValue, person.source.rawValue, person.category ?? ""]
            let row = CounterDelta(.registration, parts, sign)
            return person.hasEntered ? [row, CounterDelta(.arrived, [person.status.rawValue], sign)] : [row]
        }
    }

    /// An admission that became another: nil before the entry, nil once that is taken back.
    /// - Parameter status: of whoever it is about.
    public static func admission(
        of serial: Serial, _ status: Registration.Status, from before: Admission?, to after: Admission?
    ) -> [CounterDelta] {
        guard let admission = after ?? before else { return [] }
        let place = admission.place.text
        var deltas: [CounterDelta] = []
        let entries = (after == nil ? 0 : 1) - (before == nil ? 0 : 1)
        if entries != 0 {
            let entered = admission.entered.at
            let sole = CounterDelta.Sole(serial: serial, place: admission.place, day: admission.day)
            deltas = [
                CounterDelta(.arrived, [status.rawValue], entries, sole: sole),
                CounterDelta(.entry, [String(entered.quarter), place, admission.entered.gate], entries),
                CounterDelta(.minute, [String(entered.minute), place], entries),
            ]
        }
        let outside = (after.map { $0.isInside ? 0 : 1 } ?? 0) - (before.map { $0.isInside ? 0 : 1 } ?? 0)
        if outside != 0 { deltas.append(CounterDelta(.outside, [admission.day.description, place], outside)) }
        return deltas
    }

    /// What a command came to.
    static func deed(_ command: Command, _ outcome: Outcome) -> [CounterDelta] {
        let gate = if case .checkIn(let scan) = command.action { scan.gate.name } else { "" }
        return [CounterDelta(.deed, [outcome.word, gate], 1)]
    }
}

extension Timestamp {
    /// Whole minutes since 1970, rounded down.
    public var minute: Int64 { (milliseconds - (milliseconds % 60_000 + 60_000) % 60_000) / 60_000 }

    /// Whole quarters of an hour since 1970, rounded down. Every time zone in use is a multiple of it ahead of UTC, so
    /// quarters make whole hours on every event's wall clock, daylight saving included.
    public var quarter: Int64 { (minute - (minute % 15 + 15) % 15) / 15 }
}

// What follows from the sums. `area` restricts a number to one area; without it all areas count together, so somebody
// who entered two of them counts in both.

extension EventNumbers {
    /// Registrations that count: neither cancelled nor merged into another.
    public var registered: Int {
        count { $0 != .cancelled && $0 != .merged }
    }

    public var approved: Int { count { $0 == .approved } }

    /// Those somebody still has to decide about.
    public var waiting: Int { count { $0 == .applied || $0 == .held || $0 == .waitlisted } }

    private func count(_ isCounted: (Registration.Status) -> Bool) -> Int {
        registrations.reduce(0) { $0 + (isCounted($1.status) ? $1.count : 0) }
    }

    /// People who have come at all, each once.
    public var arrivedPeople: Int { arrived.values.reduce(0, +) }

    /// Approved and never entered, on any day.
    public var noShows: Int { max(0, approved - (arrived[.approved] ?? 0)) }

    /// First entries today.
    public func enteredToday(_ area: String? = nil) -> Int { parts(today, area).reduce(0) { $0 + $1.count } }

    /// Who has entered today and not left.
    public func insideNow(_ area: String? = nil) -> Int {
        let left = outside.filter { $0.day == today && $0.place.isArea(area) }.reduce(0) { $0 + $1.count }
        return max(0, enteredToday(area) - left)
    }

    private func parts(_ day: CalendarDate, _ area: String?) -> [Entries] {
        entries.filter { $0.day == day && $0.place.isArea(area) }
    }

    /// First entries of a day by the hour, from the first hour with one to the last, those without any in between.
    public func perHour(_ day: CalendarDate, _ area: String? = nil) -> [NumberPart] {
        let parts = parts(day, area).filter { $0.count > 0 }
        guard let first = parts.map(\.hour).min(), let last = parts.map(\.hour).max() else { return [] }
        return (first...last).map { hour in
            NumberPart(
                hour < 10 ? "0\(hour)" : "\(hour)",
                parts.reduce(0) { $0 + ($1.hour == hour ? $1.count : 0) })
        }
    }

    /// Registrations that count by category's id, empty for none; the largest first.
    public var byCategory: [NumberPart] {
        Self.sums(
            registrations.filter { $0.status != .cancelled && $0.status != .merged }
                .map { NumberPart($0.category ?? "", $0.count) })
    }

    /// All registrations by status, in the order in which they go through them.
    public var byStatus: [NumberPart] {
        Registration.Status.allCases.compactMap { status in
            let found = count { $0 == status }
            return found == 0 ? nil : NumberPart(status.rawValue, found)
        }
    }

    /// Registrations that count by source.
    public var bySource: [NumberPart] {
        Self.sums(
            registrations.filter { $0.status != .cancelled && $0.status != .merged }
                .map { NumberPart($0.source.rawValue, $0.count) })
    }

    /// Today's first entries by gate.
    public func byGate(_ area: String? = nil) -> [NumberPart] {
        Self.sums(parts(today, area).map { NumberPart($0.gate, $0.count) })
    }

    /// Who is inside now, by area.
    public var insideByArea: [NumberPart] {
        let areas = Set(entries.compactMap { $0.day == today ? $0.place.area : nil })
        return areas.sorted().map { NumberPart($0, insideNow($0)) }
    }

    /// People registered and let in, by desk; what was undone later stays done.
    public var byDesk: [NumberPart] {
        Self.sums(
            deeds.filter { ["registered", "registered_waiting", "checked_in"].contains($0.word) }
                .map { NumberPart($0.desk, $0.count) })
    }

    private static func sums(_ parts: [NumberPart]) -> [NumberPart] {
        Dictionary(grouping: parts, by: \.name).map { NumberPart($0, $1.reduce(0) { $0 + $1.count }) }
            .filter { $0.count > 0 }
            .sorted { ($1.count, $0.name) < ($0.count, $1.name) }
    }

    /// First entries within each of the last `count` whole minutes, the oldest first; at most 60.
    public func lastMinutes(_ count: Int, _ area: String? = nil) -> [Int] {
        var found = [Int](repeating: 0, count: count)
        for minute in minutes where (1...count).contains(minute.ago) && minute.place.isArea(area) {
            found[count - minute.ago] += minute.count
        }
        return found
    }

    /// Over how many whole minutes arrivals a minute are counted, here and at the gates. The minute that is not over is
    /// left out, or every minute would begin with a fall.
    public static let rateMinutes = 5

    /// First entries a minute over the last `rateMinutes`, in tenths; in the beginning over those since the first entry.
    public func rateInTenths(_ area: String? = nil) -> Int {
        let recent = minutes.filter { $0.place.isArea(area) && $0.count > 0 }
        let all = recent.reduce(0) { $0 + $1.count }
        let first = enteredToday(area) > all ? nil : recent.map(\.ago).max()
        let seen = Self.minutesSeen(since: first)
        guard let first, seen == first + 1 else {
            return lastMinutes(Self.rateMinutes, area).reduce(0, +) * 10 / Self.rateMinutes
        }
        return all * 10 / seen
    }

    /// Over how many minutes arrivals are counted: while fewer than `rateMinutes` whole ones have passed since somebody came
    /// for the first time today, over those from then on, the present one among them. A rate of the time before would say
    /// that nobody comes.
    /// - Parameter first: how many minutes ago that was; nil for nobody, and for too long ago to matter.
    public static func minutesSeen(since first: Int?) -> Int {
        guard let first, (0..<rateMinutes).contains(first) else { return rateMinutes }
        return first + 1
    }

    /// First entries expected in the coming hour: those of the last sixty whole minutes times second half by first half,
    /// that ratio kept within a half and two; and never more than are approved and have not entered today. With fewer than
    /// ten in the hour the ratio says nothing and is left out. Rounded down.
    public func forecast(_ area: String? = nil) -> Int {
        let last = lastMinutes(60, area)
        let (first, second) = (max(0, last[..<30].reduce(0, +)), max(0, last[30...].reduce(0, +)))
        let sum = first + second
        let hour =
            if sum < 10 {
                sum
            } else if second >= 2 * first {
                sum * 2
            } else if first >= 2 * second {
                sum / 2
            } else {
                sum * second / first
            }
        return min(hour, max(0, approved - enteredToday(area)))
    }

    /// Nobody was ever registered: there is nothing to show yet.
    public var isEmpty: Bool { registrations.allSatisfy { $0.count == 0 } }
}

extension Place {
    var area: String? {
        switch self {
        case .area(let name): name
        case .session: nil
        }
    }

    /// Whether it is this area, or any where none is named.
    fileprivate func isArea(_ name: String?) -> Bool {
        area.map { name == nil || $0 == name } ?? false
    }
}

// When made-up people come.

/// Applications over six weeks, more of them each week and in the evenings; then two days at the door, with a rush in
/// the morning and one after lunch.
struct SampleArrivals: Sendable {
    private struct Hour: Sendable {
        /// Milliseconds since 1970 when it begins.
        var begin: Int64
        /// How many of all have come when it ends, as a fraction.
        var end: Double
        var isAtTheDoor: Bool
    }

    private var hours: [Hour] = []
    private static let applied = 0.65

    init(firstDay: CalendarDate) {
        // Korean time, nine hours ahead.
        let midnight = Int64(firstDay.daysSince1970) * 86_400_000 - 9 * 3_600_000
        var weights: [(begin: Int64, weight: Double, isAtTheDoor: Bool)] = []
        for day in -42..<0 {
            for hour in 0..<24 {
                let ofDay = hour < 7 ? 0.1 : hour < 18 ? 1 : 1.8
                weights.append((Int64(day * 24 + hour), ofDay * Double(60 + day), false))
            }
        }
        let door = [1.0, 5, 4, 2, 1.5, 4, 3, 1.5, 0.5]
        for day in 0..<2 {
            for (index, weight) in door.enumerated() { weights.append((Int64(day * 24 + 9 + index), weight, true)) }
        }
        let sums = [false, true].map { kind in weights.filter { $0.isAtTheDoor == kind }.reduce(0) { $0 + $1.weight } }
        var end = 0.0
        for hour in weights {
            end += hour.weight / sums[hour.isAtTheDoor ? 1 : 0] * (hour.isAtTheDoor ? 1 - Self.applied : Self.applied)
            hours.append(Hour(begin: midnight + hour.begin * 3_600_000, end: end, isAtTheDoor: hour.isAtTheDoor))
        }
    }

    /// When the one at this fraction of all comes. `jitter`, 0 to 1, is where in the second.
    func moment(_ fraction: Double, jitter: Double) -> (moment: Timestamp, isAtTheDoor: Bool) {
        var (low, high) = (0, hours.count - 1)
        while low < high {
            let middle = (low + high) / 2
            if hours[middle].end > fraction { high = middle } else { low = middle + 1 }
        }
        let hour = hours[low]
        let begin = low == 0 ? 0 : hours[low - 1].end
        let within = min(max((fraction - begin) / (hour.end - begin), 0), 0.999)
        let milliseconds = hour.begin + Int64(within * 3_600_000) + Int64(jitter * 999)
        return (Timestamp(milliseconds: milliseconds), hour.isAtTheDoor)
    }
}

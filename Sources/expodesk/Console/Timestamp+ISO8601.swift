// Reading a moment from the command line.

import Domain

extension Timestamp {
    /// Reads `2026-05-01T09:00` with optional seconds and an optional `Z` or `+09:00`; without an offset it is UTC. Nil
    /// for anything else.
    init?(iso8601 text: String) {
        let halves = text.split(separator: "T", maxSplits: 1)
        guard halves.count == 2, let day = CalendarDate(String(halves[0])) else { return nil }
        var clock = halves[1]
        var minutesAhead = 0
        if clock.hasSuffix("Z") {
            clock = clock.dropLast()
        } else if let sign = clock.lastIndex(where: { $0 == "+" || $0 == "-" }) {
            guard let offset = Self.minutes(clock[clock.index(after: sign)...]) else { return nil }
            minutesAhead = clock[sign] == "-" ? -offset : offset
            clock = clock[..<sign]
        }
        let parts = clock.split(separator: ":").map { Int($0) ?? -1 }
        guard (2...3).contains(parts.count), (0...23).contains(parts[0]), (0...59).contains(parts[1]),
            (0...59).contains(parts.count == 3 ? parts[2] : 0)
        else { return nil }
        let seconds = parts[0] * 3_600 + parts[1] * 60 + (parts.count == 3 ? parts[2] : 0) - minutesAhead * 60
        self.init(milliseconds: (Int64(day.daysSince1970) * 86_400 + Int64(seconds)) * 1_000)
    }

    private static func minutes(_ text: Substring) -> Int? {
        let parts = text.split(separator: ":").compactMap { Int($0) }
        guard parts.count == 2, (0...18).contains(parts[0]), (0...59).contains(parts[1]) else { return nil }
        return parts[0] * 60 + parts[1]
    }
}

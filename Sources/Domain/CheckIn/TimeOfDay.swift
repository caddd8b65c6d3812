// A time on the wall clock of the event, and moments read off it.

/// A time of the day in whole minutes, `00:00` to `24:00`.
public struct TimeOfDay: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// 0...1440; the last is the day's end.
    public let minutes: Int

    /// Nil outside 0...1440.
    public init?(minutes: Int) {
        guard (0...1_440).contains(minutes) else { return nil }
        self.minutes = minutes
    }

    /// Reads `9:00` and `09:00`, up to `24:00`. Nil for anything else.
    public init?(_ text: String) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, (1...2).contains(parts[0].utf8.count), parts[1].utf8.count == 2,
            parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
            let hour = Int(parts[0]), let minute = Int(parts[1]), minute < 60
        else { return nil }
        self.init(minutes: hour * 60 + minute)
    }

    public static func < (left: TimeOfDay, right: TimeOfDay) -> Bool {
        left.minutes < right.minutes
    }

    public var description: String {
        func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(padded(minutes / 60)):\(padded(minutes % 60))"
    }
}

extension TimeOfDay: Codable {
    public init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let time = TimeOfDay(text) else {
            throw DecodingError.dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: "not a time"))
        }
        self = time
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

/// A moment as the event's calendar and wall clock show it.
public struct LocalMoment: Hashable, Sendable {
    public var day: CalendarDate
    /// To the minute, seconds dropped; never `24:00`.
    public var time: TimeOfDay

    public init(day: CalendarDate, time: TimeOfDay) {
        self.day = day
        self.time = time
    }

    /// - Parameter minutesAheadOfUTC: of the event's zone at that very moment: daylight saving changes it.
    /// - Returns: nil for a day outside the years of `CalendarDate`.
    public init?(_ moment: Timestamp, minutesAheadOfUTC: Int) {
        let minute: Int64 = 60_000
        // Rounded down, also before 1970; in minutes, so that no moment is too far off to be moved.
        let whole = moment.milliseconds / minute - (moment.milliseconds % minute < 0 ? 1 : 0)
        let local = Int(whole) + minutesAheadOfUTC
        let ofDay = (local % 1_440 + 1_440) % 1_440
        guard let day = CalendarDate(daysSince1970: (local - ofDay) / 1_440), let time = TimeOfDay(minutes: ofDay)
        else { return nil }
        self.init(day: day, time: time)
    }
}

extension LocalMoment {
    /// The moment at which the event's wall clock shows this. Where the clocks are put back and it shows it twice, the
    /// first; nil where they are put forward and it never does.
    /// - Parameter minutesAheadOfUTC: of the event's zone, at a moment.
    public func instant(minutesAheadOfUTC: (Timestamp) throws -> Int) rethrows -> Timestamp? {
        let minute: Int64 = 60_000
        let local = (Int64(day.daysSince1970) * 1_440 + Int64(time.minutes)) * minute
        // No zone is a day away from UTC, and none changes twice within two days: these are the offsets before and after.
        let before = try minutesAheadOfUTC(Timestamp(milliseconds: local - 1_440 * minute))
        let after = try minutesAheadOfUTC(Timestamp(milliseconds: local + 1_440 * minute))
        for offset in before > after ? [before, after] : [after, before] {
            let moment = Timestamp(milliseconds: local - Int64(offset) * minute)
            if try minutesAheadOfUTC(moment) == offset { return moment }
        }
        return nil
    }
}

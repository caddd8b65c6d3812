// Moments as people and programs read them. The zone's offset comes from outside.

public import Domain

extension Words {
    /// `2026-05-01 09:12`, the same in both languages.
    /// - Parameter minutesAheadOfUTC: of the event's zone, -1,080...1,080; nil where nobody knows it: then it is UTC, and
    ///   says so.
    public func time(_ moment: Timestamp, minutesAheadOfUTC: Int?) -> String {
        let local = LocalTime(moment, minutesAheadOfUTC ?? 0)
        return "\(local.date) \(local.hour):\(local.minute)" + zone(minutesAheadOfUTC)
    }

    /// `09:12`, in the same zone.
    public func hour(_ moment: Timestamp, minutesAheadOfUTC: Int?) -> String {
        let local = LocalTime(moment, minutesAheadOfUTC ?? 0)
        return "\(local.hour):\(local.minute)" + zone(minutesAheadOfUTC)
    }

    private func zone(_ minutesAheadOfUTC: Int?) -> String { minutesAheadOfUTC == nil ? " (UTC)" : "" }

    /// The same for what ends then: midnight is the end of a day, `24:00`.
    public func endHour(_ moment: Timestamp, minutesAheadOfUTC: Int) -> String {
        let hour = hour(moment, minutesAheadOfUTC: minutesAheadOfUTC)
        return hour == "00:00" ? "24:00" : hour
    }

    /// ISO 8601 with its offset, for programs: `2026-05-01T09:12:33+09:00`.
    public static func iso8601(_ moment: Timestamp, minutesAheadOfUTC: Int) -> String {
        let local = LocalTime(moment, minutesAheadOfUTC)
        let ahead = abs(minutesAheadOfUTC)
        let offset = "\(LocalTime.padded(ahead / 60)):\(LocalTime.padded(ahead % 60))"
        return
            "\(local.date)T\(local.hour):\(local.minute):\(local.second)\(minutesAheadOfUTC < 0 ? "-" : "+")\(offset)"
    }

    /// The day it is at `moment`.
    public static func day(_ moment: Timestamp, minutesAheadOfUTC: Int) -> CalendarDate? {
        CalendarDate(daysSince1970: LocalTime.split(moment, minutesAheadOfUTC).days)
    }
}

/// A moment taken apart in a zone. Each part has two digits.
private struct LocalTime {
    let date: String
    let hour: String
    let minute: String
    let second: String

    init(_ moment: Timestamp, _ minutesAheadOfUTC: Int) {
        let (days, seconds) = Self.split(moment, minutesAheadOfUTC)
        date = CalendarDate(daysSince1970: days)?.description ?? "????-??-??"
        hour = Self.padded(seconds / 3_600)
        minute = Self.padded(seconds / 60 % 60)
        second = Self.padded(seconds % 60)
    }

    static func split(_ moment: Timestamp, _ minutesAheadOfUTC: Int) -> (days: Int, seconds: Int) {
        // Rounded down, also before 1970; two steps, so that no moment is too far off to be moved.
        let whole = moment.milliseconds / 1_000 - (moment.milliseconds % 1_000 < 0 ? 1 : 0)
        let seconds = Int(whole) + minutesAheadOfUTC * 60
        let ofDay = (seconds % 86_400 + 86_400) % 86_400
        return ((seconds - ofDay) / 86_400, ofDay)
    }

    static func padded(_ number: Int) -> String {
        number < 10 ? "0\(number)" : "\(number)"
    }
}

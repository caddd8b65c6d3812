// When something was, as lists write it.

import Text

/// What rows are read by: the moment now, and how far the event's zone is ahead of UTC.
public struct ImportClock: Hashable, Sendable {
    public var now: Timestamp
    public var minutesAheadOfUTC: Int

    public init(now: Timestamp, minutesAheadOfUTC: Int) {
        self.now = now
        self.minutesAheadOfUTC = minutesAheadOfUTC
    }
}

/// `2026-05-01 09:12`, `2026. 5. 1. 오후 3:12:33`, `2026/05/01 3:12:33 PM GMT+9`, `2026-05-01T09:12:33+09:00`, a day
/// alone, or the number that spreadsheets keep it as.
enum ImportMoment {
    /// A zone that the text names goes before the event's. Nil for what is no moment of this century, and for one that is
    /// more than a day ahead: nobody has agreed then yet.
    static func read(_ text: String, _ clock: ImportClock) -> Timestamp? {
        let folded = text.foldedForSearch
        guard let local = serial(folded) ?? written(folded), local.day.year >= 2000 else { return nil }
        let minutes = Int64(local.minutesAheadOfUTC ?? clock.minutesAheadOfUTC)
        let seconds = Int64(local.day.daysSince1970) * 86_400 + Int64(local.seconds) - minutes * 60
        let moment = Timestamp(milliseconds: seconds * 1_000)
        return moment.milliseconds <= clock.now.milliseconds + 86_400_000 ? moment : nil
    }

    private struct Local {
        var day: CalendarDate
        /// Since midnight.
        var seconds = 0
        /// Where the text says so.
        var minutesAheadOfUTC: Int?
    }

    /// Days since 1899-12-30 and a part of one (ECMA-376 part 1, §18.17.4.1, from March 1900 on).
    private static func serial(_ text: String) -> Local? {
        guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == 0x2E }), let number = Double(text),
            (10_000..<100_000).contains(number)
        else { return nil }
        let seconds = Int((number * 86_400).rounded())
        return CalendarDate(daysSince1970: seconds / 86_400 - 25_569).map { Local(day: $0, seconds: seconds % 86_400) }
    }

    private static func written(_ text: String) -> Local? {
        var text = MomentText(text)
        guard let day = text.day() else { return nil }
        text.skip(["t", ","])
        guard !text.isAtEnd else { return Local(day: day) }
        guard let seconds = text.time() else { return nil }
        let zone = text.zone()
        return text.isAtEnd ? Local(day: day, seconds: seconds, minutesAheadOfUTC: zone) : nil
    }
}

/// What is left of a text to be understood, in lower case and one width.
private struct MomentText {
    private var rest: Substring

    init(_ text: String) {
        rest = text[...]
    }

    var isAtEnd: Bool { rest.isEmpty }

    /// Blanks, then one of `words` where it is there, then blanks.
    @discardableResult
    mutating func skip(_ words: [String]) -> String? {
        skipBlanks()
        guard let word = words.first(where: rest.hasPrefix) else { return nil }
        rest = rest.dropFirst(word.count)
        skipBlanks()
        return word
    }

    private mutating func skipBlanks() { rest = rest.drop { $0.isWhitespace } }

    private mutating func number(digits: ClosedRange<Int>) -> Int? {
        let found = rest.prefix { $0.isASCII && $0.isNumber }
        guard digits.contains(found.count) else { return nil }
        rest = rest.dropFirst(found.count)
        return Int(found)
    }

    /// With the weekday in parentheses that may follow it.
    mutating func day() -> CalendarDate? {
        let separators = ["-", ".", "/", "년", "월"]
        let day: CalendarDate?
        if let whole = number(digits: 8...8) {
            day = CalendarDate(year: whole / 10_000, month: whole / 100 % 100, day: whole % 100)
        } else {
            guard let year = number(digits: 4...4), skip(separators) != nil, let month = number(digits: 1...2),
                skip(separators) != nil, let ofMonth = number(digits: 1...2)
            else { return nil }
            day = CalendarDate(year: year, month: month, day: ofMonth)
        }
        skip(["일", "."])
        if skip(["("]) != nil { rest = rest.drop { $0 != ")" }.dropFirst() }
        skipBlanks()
        return day
    }

    /// Seconds since midnight; half days may stand before or after it.
    mutating func time() -> Int? {
        let before = half()
        guard var hour = number(digits: 1...2), skip([":", "시"]) != nil else { return nil }
        let minute = number(digits: 1...2) ?? 0
        var second = 0
        if skip([":", "분"]) != nil, let found = number(digits: 1...2) {
            second = found
            skip(["초"])
            if skip(["."]) != nil { rest = rest.drop { $0.isASCII && $0.isNumber } }
        }
        if let isAfternoon = before ?? half() {
            guard (1...12).contains(hour) else { return nil }
            hour = hour % 12 + (isAfternoon ? 12 : 0)
        }
        guard hour < 24, minute < 60, second < 60 else { return nil }
        return hour * 3_600 + minute * 60 + second
    }

    private mutating func half() -> Bool? {
        skip(["오전", "오후", "am", "pm", "a.m.", "p.m."]).map { ["오후", "pm", "p.m."].contains($0) }
    }

    /// Minutes ahead of UTC: `Z`, `+09:00`, `GMT+9`, `UTC`.
    mutating func zone() -> Int? {
        let name = skip(["z", "utc", "gmt", "kst"])
        guard let sign = skip(["+", "-", "−"]) else {
            return name.map { $0 == "kst" ? 540 : 0 }
        }
        guard name != "z", name != "kst", var minutes = number(digits: 1...4) else { return nil }
        if minutes >= 100 { minutes = minutes / 100 * 60 + minutes % 100 } else { minutes *= 60 }
        if skip([":"]) != nil { minutes += number(digits: 2...2) ?? 0 }
        return sign == "+" ? minutes : -minutes
    }
}

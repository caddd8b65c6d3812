// A number of a workbook as text.

/// How numbers read: whole ones without a point or exponent, dates as ISO 8601.
enum NumberText {
    private static let secondsADay = 86_400

    /// - Parameters:
    ///   - written: the number as the file has it, perhaps `1.0123456E9`.
    ///   - isDate: whether its cell shows a date; then the number counts days.
    static func text(_ written: String, isDate: Bool, countsFrom1904: Bool) -> String {
        guard let number = Double(written), number.isFinite else { return written }
        if isDate, let date = date(number, countsFrom1904) { return date }
        if written.utf8.allSatisfy({ (0x30...0x39).contains($0) }) { return written }
        if number.rounded() == number, abs(number) < 1e15 { return String(Int(number)) }
        return number.description
    }

    /// `2026-11-24`, `2026-11-24T09:30:00` or, where there is no day, `09:30:00`; nil outside Excel's calendar.
    private static func date(_ serial: Double, _ countsFrom1904: Bool) -> String? {
        guard serial >= 0, serial < 2_958_466 else { return nil }
        let seconds = Int((serial * Double(secondsADay)).rounded())
        var day = seconds / secondsADay
        let second = seconds % secondsADay
        let clock = "\(two(second / 3_600)):\(two(second / 60 % 60)):\(two(second % 60))"
        if day == 0, !countsFrom1904 { return clock }
        // Excel's first calendar has a 29 February 1900, which never was: day 60.
        if !countsFrom1904, day < 60 { day += 1 }
        // Days to 1 January 1970 from the first day of either calendar.
        let date = civil(day - (countsFrom1904 ? 24_107 : 25_569))
        return second == 0 ? date : "\(date)T\(clock)"
    }

    /// A day of the Gregorian calendar, counted from 1 January 1970. Years begin in March here, so that the leap day is
    /// their last.
    private static func civil(_ days: Int) -> String {
        let shifted = days + 719_468
        let era = shifted / 146_097
        let ofEra = shifted % 146_097
        let yearOfEra = (ofEra - ofEra / 1_460 + ofEra / 36_524 - ofEra / 146_096) / 365
        let ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let fromMarch = (5 * ofYear + 2) / 153
        let day = ofYear - (153 * fromMarch + 2) / 5 + 1
        let month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9
        let year = era * 400 + yearOfEra + (month <= 2 ? 1 : 0)
        return "\(year)-\(two(month))-\(two(day))"
    }

    private static func two(_ number: Int) -> String {
        number < 10 ? "0\(number)" : String(number)
    }
}

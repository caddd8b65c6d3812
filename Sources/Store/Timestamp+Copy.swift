// Moments as COPY takes them.

import Domain

extension Timestamp {
    /// As the text of a timestamptz, to the millisecond; a moment before 1970 or after 2999 is the one or the other.
    var forCopy: String {
        let (day, milliseconds) = max(0, self.milliseconds).quotientAndRemainder(dividingBy: 86_400_000)
        let seconds = milliseconds / 1_000
        let date = CalendarDate(daysSince1970: Int(day))?.description ?? "2999-12-31"
        let fraction = String(1_000 + milliseconds % 1_000).dropFirst()
        return "\(date) \(seconds / 3_600):\(seconds / 60 % 60):\(seconds % 60).\(fraction)+00"
    }
}

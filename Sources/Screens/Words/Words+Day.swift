// Asking which day it is.

public import Domain

extension Words {
    /// `2026-11-28 (토)`.
    func day(_ day: CalendarDate) -> String {
        let names =
            switch language {
            case .korean: ["일", "월", "화", "수", "목", "금", "토"]
            case .english: ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
            }
        // The first day of 1970 was a Thursday.
        let weekday = ((day.daysSince1970 + 4) % names.count + names.count) % names.count
        return "\(day) (\(names[weekday]))"
    }

    public func isItToday(_ date: CalendarDate) -> String {
        say("오늘이 \(day(date)) 맞습니까?", "Is today \(day(date))?")
    }
    var dayBody: String {
        say(
            "컴퓨터가 다시 켜진 뒤 서버에 닿지 못했습니다. 맞으면 Enter, 아니면 날짜를 고치세요. 그 전에는 체크인하지 않습니다.",
            "The server has not been reached since this computer was started. Enter if it is right, else put the date "
                + "right. Nobody is checked in before.")
    }
    public var dayNotUnderstood: String { say("2026-11-28처럼 써 주세요.", "Write it like 2026-11-28.") }
    func dayConfirmed(_ date: CalendarDate) -> String {
        say("오늘은 \(day(date))입니다.", "Today is \(day(date)).")
    }
    public var dayUnknown: String {
        say(
            "컴퓨터가 다시 켜진 뒤 서버에 닿지 못해 오늘이 며칠인지 모릅니다. 콘솔이나 터미널에서 날짜를 확인해 주세요.",
            "The server has not been reached since this computer was started, so the day is not known. Confirm it in the "
                + "console or at a terminal.")
    }
}

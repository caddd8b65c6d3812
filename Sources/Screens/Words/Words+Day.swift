// Asking which day it is.

public import Desk
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
    /// Before a day counts that is none of the event's.
    public func dayOutside(_ date: CalendarDate, _ event: Event) -> String {
        say(
            "\(day(date)): 행사 기간(\(event.firstDay) ~ \(event.lastDay)) 밖입니다. 맞으면 Enter, 아니면 고쳐 주세요. "
                + "이 날짜로는 아무도 입장하지 못합니다.",
            "\(day(date)) is outside the event (\(event.firstDay) to \(event.lastDay)). Enter if you are sure, else put it "
                + "right: on that day nobody is let in.")
    }
    var correctDay: String { say("오늘 날짜 고치기", "Correct today's date") }
    var correctDayHelp: String {
        say(
            "연결 없이 확인한 날짜를 고칩니다. 서버가 날짜를 알려 주면 그것이 맞습니다.",
            "Puts right the day that was confirmed without a line. Once the server has said it, that counts.")
    }
    var dayIsServers: String { say("서버가 알려 준 날짜입니다.", "The server has said which day it is.") }
    public var dayLabel: String { say("오늘", "Today") }

    /// `2026-11-29 (일) · 09:12에 사람이 확인`: on F8 and by doctor.
    public func dayByHand(_ said: DayByHand, minutesAheadOfUTC minutes: Int?) -> String {
        let since = time(said.since, minutesAheadOfUTC: minutes)
        return say(
            "\(day(said.day)) · \(since)에 사람이 확인. F9로 고칩니다.",
            "\(day(said.day)) · confirmed by hand at \(since); F9 corrects it")
    }
    /// The same while nobody has said it.
    var dayNotSaid: String {
        say("아직 모름. F9의 '오늘 날짜 고치기'로 확인해 주세요.", "not known: confirm it with F9, Correct today's date")
    }
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

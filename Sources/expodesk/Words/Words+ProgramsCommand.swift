// What `programs` prints.

import Domain
import Screens

extension Words {
    /// - Parameter changed: programs and sessions that are other than before, where that is known.
    func programsSet(_ sessions: Int, promoted: Int, changed: Int?) -> String {
        guard changed != 0 else {
            return say("바뀐 것이 없습니다. 이미 파일에 적힌 대로입니다.", "Nothing changed: all is as the file says already.")
        }
        let set = say("회차 \(count(sessions))개를 반영했습니다.", "Sessions set: \(count(sessions)).")
        guard promoted > 0 else { return set }
        return set
            + say(" 대기에서 확정: \(count(promoted))명", " Moved up from the waiting list: \(count(promoted)).")
    }

    /// `keynote-1 · 기조 강연 · 2026-05-01 10:00–11:30 · Hall A · 확정 97/100 · 대기 3/20 · 출석 12`.
    func line(_ overview: SessionOverview) -> String {
        let session = overview.session
        let offset = overview.minutesAheadOfUTC
        let ends = endHour(session.ends, minutesAheadOfUTC: overview.minutesAheadAtEnd)
        let times = time(session.starts, minutesAheadOfUTC: offset) + "–" + ends
        let counts = [
            "\(standing(.confirmed)) \(count(overview.confirmed))/\(count(session.capacity))",
            "\(waitingWord) \(count(overview.waiting))/\(count(session.waitingCapacity))",
            "\(attendedWord) \(count(overview.attended))",
        ]
        let parts = [session.id.text, say(overview.title), times, session.room] + counts
        return (parts + [session.isClosed ? closedWord : nil]).compactMap(\.self).joined(separator: " · ")
    }

    /// `확정 · 000012 김민준 · 입실 시간 09:58 · 퇴실 시간 11:20`.
    func line(_ one: SessionPerson, _ overview: SessionOverview) -> String {
        let offset = overview.minutesAheadOfUTC
        let entered = one.admission.map { "\(enteredHeading) \(hour($0.entered.at, minutesAheadOfUTC: offset))" }
        let left = one.leftAt.map { "\(leftHeading) \(hour($0, minutesAheadOfUTC: offset))" }
        return [standing(one.standing), person(one.person), entered, left].compactMap(\.self).joined(separator: " · ")
    }

    func unknownSession(_ text: String, known: [String]) -> String {
        let none = say("--session '\(text)': 그런 회차가 없습니다.", "--session '\(text)': there is no such session.")
        guard !known.isEmpty else { return none }
        let all = known.joined(separator: ", ")
        return none + say(" 있는 회차: \(all)", " Sessions: \(all)")
    }

    /// Without a line: nobody here knows whether there is such a session, nor who has a seat in it.
    func sessionNotLookedUp(_ session: SessionID) -> String {
        say(
            "연결이 없어 '\(session)' 회차를 확인하지 못했습니다. 스캔은 판정하지 않고 여기 적어 두었다가 연결되면 보냅니다.",
            "No line: session '\(session)' was not looked up. Scans are not decided; they are kept here and sent when the "
                + "line is back.")
    }

    var gateAndSession: String {
        say("--gate와 --session 가운데 하나만 적어 주세요.", "Use --gate or --session, not both.")
    }
}

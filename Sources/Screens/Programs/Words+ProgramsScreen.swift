// The words of F7.

import Desk
public import Domain
import Terminal

/// How a session stands, in a word.
struct SessionState: Equatable {
    var word: String
    var role: Role
    var isOver = false
}

extension Words {
    var programsTitle: String { say("프로그램", "Programs") }
    var programsHelp: String {
        say(
            "프로그램 회차와 신청자를 보고, 신청과 입실을 처리합니다.", "Sessions and their people: enrol, cancel, check in at the room's door."
        )
    }
    var programsOpen: String { say("회차 열기", "Open") }
    var programsMenu: String { say("선택", "Menu") }
    var programsOpenHelp: String {
        say("고른 회차를 엽니다. 회차 안에서는 고른 사람에게 할 일을 고릅니다.", "Opens the session; in it, what to do with the person.")
    }
    var programsEnrol: String { say("찾아서 신청", "Find, enrol") }
    var programsEnrolCard: String { say("프로그램 신청", "Enrol in a session") }
    var programsNeedLine: String {
        say("연결이 끊겨 지금은 할 수 없습니다.", "Needs the database, which is out of reach.")
    }
    var programsEnrolHelp: String {
        say(
            "이름, 초성, 연락처 끝자리, 번호로 찾아 신청하거나 입실시킵니다. 숫자는 바로 쳐도 됩니다.",
            "Finds somebody by name, 초성, last digits or serial to enrol or check in; digits can be typed at once.")
    }
    var programsModeHelp: String {
        say("이 회차 문의 입실, 퇴실, 재입실을 차례로 바꿉니다.", "Changes this door between enter, leave and re-enter.")
    }
    var programsCancel: String { say("신청 취소", "Cancel seat") }
    var programsCancelHelp: String {
        say("고른 사람의 신청을 물어보고 취소합니다.", "Cancels the selected person's enrolment, after asking.")
    }
    var programsCancelNow: String { say("신청을 취소합니다", "Cancel the enrolment") }
    /// Where a digit was pressed in a menu that changes something.
    var programsUndoHelp: String {
        say("이 콘솔의 마지막 신청이나 신청 취소를 되돌립니다.", "Takes back this console's last enrolment or cancelling.")
    }
    var programsRefreshHelp: String { say("회차와 신청자를 다시 읽습니다.", "Reads sessions and people anew.") }
    var programsNoneOpen: String { say("먼저 회차를 여세요.", "Open a session first.") }
    var programsNoneThere: String { say("회차가 없습니다.", "There is no session.") }
    var programsNoneLeft: String { say("남은 회차가 없습니다.", "No session is left.") }
    var programsNobody: String {
        say("아직 신청한 사람이 없습니다. / 를 눌러 찾으세요.", "Nobody is enrolled yet. Press / to find somebody.")
    }
    var programsReading: String { say("회차를 읽는 중입니다.", "Reading the sessions.") }
    var programsDoor: String { say("찍으면 이 회차로 처리합니다", "scans are for this session") }
    var programsEmpty: [String] {
        [
            say("아직 프로그램이 없습니다.", "There are no programs yet."),
            say("파일에 적어 이렇게 넣으세요: expodesk programs set FILE", "Write a file and set it: expodesk programs set FILE"),
            say("적는 법: expodesk programs set --help", "How to write it: expodesk programs set --help"),
        ]
    }
    var programsHeadings: [String] {
        [
            say("시간", "Time"), say("프로그램", "Program"), say("장소", "Room"), "", say("확정", "Seats"),
            say("대기", "Wait"), say("안에", "In"), say("상태", "State"),
        ]
    }
    var programsPersonHeadings: [String] {
        [
            say("번호", "Serial"), say("이름", "Name"), say("상태", "Standing"), say("입실", "In"), say("퇴실", "Out"),
            say("소속", "Affiliation"),
        ]
    }

    /// `05-01 10:00-11:30`, on the event's wall clock.
    func sessionTime(_ one: SessionOverview) -> String {
        let starts = time(one.session.starts, minutesAheadOfUTC: one.minutesAheadOfUTC).dropFirst(5)
        return "\(starts)-\(endHour(one.session.ends, minutesAheadOfUTC: one.minutesAheadAtEnd))"
    }

    func sessionState(_ one: SessionOverview, now: Timestamp) -> SessionState {
        if now >= one.session.ends { return SessionState(word: say("끝남", "over"), role: .dim, isOver: true) }
        let isFull = one.free == 0 || one.waiting > 0
        if now >= one.session.starts {
            return isFull
                ? SessionState(word: say("진행, 만석", "now, full"), role: .warning)
                : SessionState(word: say("진행 중", "now"), role: .good)
        }
        if one.session.isClosed { return SessionState(word: say("신청 마감", "closed"), role: .warning) }
        if isFull { return SessionState(word: say("정원 참", "full"), role: .warning) }
        return SessionState(word: say("신청 가능", "open"), role: .text)
    }

    /// Six columns of plain letters: `[###-]`.
    func seatBar(_ one: SessionOverview) -> String {
        let cells = 4
        let share = one.confirmed * cells / max(one.session.capacity, 1)
        let filled = min(one.confirmed > 0 ? max(share, 1) : 0, cells)
        return "[" + String(repeating: "#", count: filled) + String(repeating: "-", count: cells - filled) + "]"
    }

    /// Who waits, and how many can: `2/10`.
    func waitingPlaces(_ one: SessionOverview) -> String {
        "\(count(one.waiting))/\(count(one.session.waitingCapacity))"
    }

    func sessionCounts(_ one: SessionOverview) -> String {
        let seats = "\(count(one.confirmed))/\(count(one.session.capacity))"
        let waits = waitingPlaces(one)
        return say(
            "확정 \(seats) · 대기 \(waits) · 출석 \(count(one.attended)) · 안에 \(count(one.inside))",
            "seats \(seats) · waiting \(waits) · came \(count(one.attended)) · inside \(count(one.inside))")
    }

    /// The same where there is less room.
    func sessionSeats(_ one: SessionOverview) -> String {
        let seats = "\(count(one.confirmed))/\(count(one.session.capacity))"
        return say("확정 \(seats) · 안에 \(count(one.inside))", "seats \(seats) · inside \(count(one.inside))")
    }

    /// Confirmed, waiting with the place, or attended.
    func personStanding(_ one: SessionPerson) -> String {
        one.admission == nil ? standing(one.standing) : attendedWord
    }

    func programsChoice(_ choice: ProgramsChoice, mode: CheckIn.Mode) -> String {
        func name(_ mode: CheckIn.Mode) -> String { gateMode(mode, inSession: true) }
        return switch choice {
        case .enrol: say("이 회차에 신청", "Enrol in this session")
        case .checkIn: say("이 회차 \(name(mode)) 처리", "\(name(mode)) this session")
        case .cancel: say("신청 취소…", "Cancel the enrolment…")
        case .card: say("사람 열기", "Open the person")
        case .lookUp: say("찾아서 신청", "Find somebody to enrol")
        case .undo: say("마지막 신청·취소 되돌리기…", "Take back the last enrolment or cancelling…")
        case .mode(let mode): say("모드: \(name(mode))", "Mode: \(name(mode))")
        case .stay: stay
        }
    }

    private func who(_ deed: SeatDeed) -> String { "\(serial(deed.serial)) \(deed.name) · \(session(deed.session))" }

    func programsAsking(_ deed: SeatDeed) -> String {
        say("신청하는 중: \(who(deed))", "Enrolling: \(who(deed))")
    }

    func programsRefused(_ deed: SeatDeed, _ refusal: Refusal) -> String {
        "\(serial(deed.serial)) \(deed.name): \(seatRefusal(refusal))"
    }

    func programsCancelBody(_ deed: SeatDeed, _ standing: Standing?, promotes: Bool) -> String {
        let now = standing.map { " (\(self.standing($0)))" } ?? ""
        let next = promotes ? say("\n대기 1번이 확정됩니다.", "\nThe first who waits gets the seat.") : ""
        return say("신청을 취소할까요? \(who(deed))\(now)", "Cancel the enrolment? \(who(deed))\(now)") + next
    }

    func programsUndoBody(_ deed: SeatDeed) -> String {
        switch deed.kind {
        case .cancel:
            say("방금 한 신청을 취소합니다: \(who(deed))", "This cancels the enrolment just made: \(who(deed))")
        case .enrol:
            say(
                "맨 뒤로 다시 신청합니다: \(who(deed))\n그사이 자리가 찼으면 대기 순서의 맨 끝입니다.",
                "This enrols them again, at the end: \(who(deed))\nIf the seat is taken by now they are last on the waiting list."
            )
        }
    }

    /// `05-01 10:00 기조 강연 · 확정`.
    func personSession(_ one: PersonSession) -> String {
        let starts = time(one.session.starts, minutesAheadOfUTC: one.minutesAheadOfUTC).dropFirst(5)
        let parts = ["\(starts) \(say(one.title))", one.session.room, standing(one.standing)]
        return parts.compactMap(\.self).joined(separator: " · ")
    }

    func programsPickTitle(_ who: String) -> String { say("프로그램 신청: \(who)", "Enrol: \(who)") }

    func programsPickLine(_ one: SessionOverview, now: Timestamp) -> String {
        let state = sessionState(one, now: now).word
        return "\(sessionTime(one)) \(say(one.title)) · \(one.confirmed)/\(one.session.capacity) \(state)"
    }

    /// Why a session's door let somebody not in.
    /// - Parameters:
    ///   - one: the session, where it was read.
    ///   - now: by which a time of another day is told with the day.
    public func doorRefusal(
        _ reason: Refusal.Reason, _ session: SessionID, _ one: SessionOverview?, now: Timestamp
    ) -> String? {
        switch reason {
        case .tooEarly where one != nil:
            one.map { one in
                let opens = doorsOpen(one, now: now)
                return say(
                    "아직 입실 시간이 아닙니다. \(opens)부터 들어갈 수 있습니다.", "It is too early: people are let in from \(opens).")
            }
        case .notCheckedIn:
            say(
                "이 회차에 입실한 기록이 없습니다. 먼저 입실로 찍어 주세요.",
                "They have not entered this session. Scan as an entry first.")
        case .waitlisted, .notEnrolled, .tooEarly, .sessionOver, .unknownSession:
            seatRefusal(Refusal(reason, session: session))
        default: nil
        }
    }

    private func doorsOpen(_ one: SessionOverview, now: Timestamp) -> String {
        let minutes = one.minutesAheadAtDoors
        let opens = one.session.doorsOpen
        let isToday =
            LocalMoment(opens, minutesAheadOfUTC: minutes)?.day == LocalMoment(now, minutesAheadOfUTC: minutes)?.day
        return isToday
            ? hour(opens, minutesAheadOfUTC: minutes) : String(time(opens, minutesAheadOfUTC: minutes).dropFirst(5))
    }

    /// In place of why, where a seat was given or given back since.
    var doorOvertaken: String {
        say("그 뒤 이 사람의 자리가 바뀌었습니다. 다시 찍어 주세요.", "Their seat has changed since. Scan again.")
    }
}
